"""An application that comes on paper, an opinion on paper, and a new line in the register."""

from coop.core import audit
from coop.core.audit import AuditFilter, EntryView
from coop.membership import queries
from coop.membership.queries import today
from tests.builders.membership import (
    INSIDE,
    House,
    a_cooperative,
    class_called,
    place_called,
)
from tests.page import Page

PAPER = "Folder 3, page 12"


def test_somebody_inside_joins_by_paper_alone(page):
    house = a_cooperative()

    reference = key_the_application(page, house)
    key_an_opinion(page, house, reference)
    again = key_an_opinion(page, house, reference, expect=409)
    admitted = say_yes_and_admit(page, house)

    line = next(row for row in queries.register_on(today()) if row.name == "Fern Hollis")
    row = queries.member(queries.member_numbered(line.number), today())
    assert "member4" in admitted
    assert "You have given your opinion already." in again
    assert (line.shares, line.entered_on, line.ceased_on) == (2, today(), None)
    assert line.service_address == queries.the_cooperative().address
    assert (row.class_name, row.establishment_name, row.is_on_paper) == (INSIDE, "Northgate", True)
    assert whose(entries("membership.applied")) == {(None, "paper", house.secretary.id)}
    assert whose(entries("membership.opinion_given")) == {
        (house.secretary.id, "web", None),
        (house.board.id, "paper", house.secretary.id),
    }
    assert all(PAPER in entry.evidence for entry in entries("membership.applied"))
    assert {look.what for look in queries.looks_at(row.id)} == {"Application read"}


def key_the_application(page: Page, house: House) -> str:
    """Key, as the clerk, what the applicant wrote; give the reference for the deciders."""
    page.signed_in_as(house.secretary).get("post.desk")
    page.follow("Application to join")
    page.send(
        "", name="Fern Hollis", born_on="1980-05-17", to_class=str(class_called(INSIDE)),
        place=str(place_called()), use_cooperatives_address=True, shares="2", channel="paper",
        evidence=PAPER, received_on=str(today()),
    )  # fmt: skip
    (line,) = queries.open_applications()
    return line.reference


def key_an_opinion(page: Page, house: House, reference: str, *, expect: int = 200) -> str:
    """Key the yes of a decider who wrote it on paper; the clerk’s own hand is beside it."""
    page.signed_in_as(house.secretary).get("post.desk")
    page.follow("Opinion on an application")
    answer = page.send(
        "", member_number=str(house.board.number), reference=reference.lower(), approves="yes",
        reason="I know them well.", evidence=PAPER, received_on=str(today()), expect=expect,
    )  # fmt: skip
    return answer.text


def say_yes_and_admit(page: Page, house: House) -> str:
    """Give the second yes on the page, admit, and read the way in."""
    page.signed_in_as(house.secretary).get("membership.applications")
    page.follow(next(link for link in page.here.links if link.startswith("Read and decide")))
    assert "Bo Ek" in page.here.text
    page.send("Give my opinion", approves="yes", reason="I agree.")
    return page.send("Admit as a member").text


def entries(code: str) -> list[EntryView]:
    """Find the entries of an act."""
    return audit.entries(AuditFilter(act=code))


def whose(found: list[EntryView]) -> set[tuple[object, str, object]]:
    """Say whose deed each entry is, by which door, and who keyed it."""
    return {(entry.by, entry.via, entry.keyed_by) for entry in found}

"""The paper door’s pages: a clerk keys, tellers count, the returning officer closes."""

import pytest

from coop.core import audit, clock
from coop.core.db import session, transaction
from coop.core.jobbook import Job
from coop.core.jobs import run
from coop.membership.queries import member, today
from governance.actions import accept_envelope
from governance.models.motions import Motion
from governance.queries import declared
from governance.reading.motions import discussion, seconder_ids
from governance.reading.papers import batches
from tests.builders.governance import (
    a_cooperative,
    a_motion,
    after_close,
    close,
    code_of,
    the_ballot,
    turnout_of,
    votes,
)
from tests.documents import reader


@pytest.fixture
def house(app):
    return a_cooperative(paper=4, sign_in=True)


def number_of(someone) -> int:
    return member(someone.id, today()).number


def declare_by_page(page, house, motion) -> None:
    page.signed_in_as(house.returning_officer).get("governance.count", motion_id=motion.id)
    page.send("Close the count")
    run(str(session().query(Job).filter_by(name="governance.count").one().id))


def test_a_clerk_takes_in_an_envelope_by_its_code(page, house):
    motion = a_motion(house=house)

    page.signed_in_as(house.clerk).get("governance.envelope")
    page.send("Record the envelope", code=code_of(motion, house.paper[0]))

    assert "Keep the inner envelope closed" in page.here.text
    assert turnout_of(motion) == 1


def test_a_code_keyed_wrongly_is_refused_with_what_to_do(page, house):
    motion = a_motion(house=house)
    code = code_of(motion, house.paper[0])
    wrong = ("A" if code[0] != "A" else "C") + code[1:]

    page.signed_in_as(house.clerk).get("governance.envelope")
    page.send("Record the envelope", code=wrong, expect=409)

    assert "One sign of this code was keyed wrongly." in page.here.text


def test_a_motion_a_second_and_a_contribution_come_in_on_paper(page, house):
    mover, seconder = house.paper[0], house.paper[1]
    page.signed_in_as(house.clerk).get("governance.key_motion")
    page.send(
        "Keep it", member_number=number_of(mover), evidence="Box 1, 7", title="More light",
        summary="The hall is dark.", text="We buy two lamps.",
    )  # fmt: skip
    motion = session().query(Motion).one()
    page.get("governance.key_second")
    page.send(
        "Keep it", member_number=number_of(seconder), evidence="Box 1, 8", motion=str(motion.id)
    )
    page.get("governance.key_contribution")
    page.send(
        "Keep it", member_number=number_of(seconder), evidence="Box 1, 9", motion=str(motion.id),
        words="I cannot read there.",
    )  # fmt: skip

    assert (motion.mover_id, motion.state) == (mover.id, "seconded")
    assert seconder_ids(motion.id) == {seconder.id}
    assert [said.keyed_by for said in discussion(motion.id)] == [house.clerk.name]


def test_two_tellers_key_settle_and_box_and_the_officer_closes(page, house):
    motion = a_motion(house=house)
    votes(motion, "fffa", house=house)
    for someone in house.paper[:2]:
        with transaction():
            accept_envelope(code_of(motion, someone), today(), hand=house.clerk.hand)
    close(motion)
    one, two = house.tellers
    with clock.at(after_close(motion)):
        page.signed_in_as(one).get("governance.count", motion_id=motion.id)
        page.send("Note the stack", papers=2)
        page.send("Keep my keying", **{"paper-1": "for", "paper-2": "against"})
        (stack,) = batches(the_ballot(motion).id)
        page.signed_in_as(two).get("governance.batch", batch_id=stack.id)
        page.send("Keep my keying", **{"paper-1": "for", "paper-2": "for"})
        page.get("governance.batch", batch_id=stack.id)
        page.send("Settle it", mark="against", because="The second box has the cross.")
        page.send("Put the papers in the box")
        declare_by_page(page, house, motion)
        page.get("governance.declaration", motion_id=motion.id)

    result = declared(motion.id)
    assert (result.number("tally", "for"), result.number("tally", "against")) == (4, 2)
    assert "Carried." in page.here.text


def test_the_count_page_says_what_keeps_it_open(page, house):
    motion = a_motion(house=house)
    with transaction():
        accept_envelope(code_of(motion, house.paper[0]), today(), hand=house.clerk.hand)
    close(motion)

    with clock.at(after_close(motion)):
        page.signed_in_as(house.returning_officer).get("governance.count", motion_id=motion.id)

    assert "The papers have not been keyed yet: one is still to come" in page.here.text
    assert "came out of them" not in page.here.text
    assert "Close the count" not in page.here.text


def test_fellow_members_never_see_who_has_voted(page, house):
    motion = a_motion(house=house)
    votes(motion, "fa", house=house)
    reader = house.web[9]

    seen = page.signed_in_as(reader).get("governance.motion", motion_id=motion.id)

    assert "2 of 16 members have voted." in seen.text
    assert house.secretary.name not in seen.main
    page.get("governance.receipt", motion_id=motion.id, expect=404)
    page.get("governance.count", motion_id=motion.id, expect=403)


@pytest.mark.parametrize("secret", [True, False])
def test_named_votes_are_shown_only_when_open_and_declared(page, house, secret):
    motion = a_motion(house=house, secret=secret)
    votes(motion, "ffff", house=house)
    page.signed_in_as(house.web[9])
    before = page.get("governance.motion", motion_id=motion.id)
    assert "Votes by name" not in before.text
    close(motion)
    with clock.at(after_close(motion)):
        declare_by_page(page, house, motion)

        after = page.get("governance.declaration", motion_id=motion.id)

    assert ("Votes by name" in after.text) is not secret


def test_the_declaration_comes_as_a_paper_too(page, house):
    motion = a_motion(house=house)
    votes(motion, "ffff", house=house)
    close(motion)
    with clock.at(after_close(motion)):
        declare_by_page(page, house, motion)

        paper = page.get("governance.declaration_pdf", motion_id=motion.id)

    assert paper.body.startswith(b"%PDF-")
    assert audit.public_key_text() in reader.text(paper.body)


def test_the_count_s_own_papers_say_where_every_paper_went(page, house):
    motion = a_motion(house=house)
    for someone in house.paper[:2]:
        with transaction():
            accept_envelope(code_of(motion, someone), today(), hand=house.clerk.hand)
    close(motion)
    with clock.at(after_close(motion)):
        page.signed_in_as(house.tellers[0]).get("governance.count", motion_id=motion.id)
        sums = reader.text(page.follow("Print the reconciliation sheet").body)
        tally = reader.text(page.follow("Print the tally sheet").body)

    assert "Somethingismissing." in sums
    assert "Thepapershavenotbeenkeyedyet:2arestilltocome" in sums
    assert "Tallysheet" in tally
    assert "Idonotwanttochoose" in tally


def test_the_reconciliation_sheet_says_when_it_adds_up(page, house):
    motion = a_motion(house=house)
    close(motion)
    with clock.at(after_close(motion)):
        page.signed_in_as(house.returning_officer)
        paper = page.get("governance.reconciliation", motion_id=motion.id)

        seeks = page.signed_in_as(house.web[9])
        seeks.get("governance.reconciliation", motion_id=motion.id, expect=403)
        seeks.get("governance.tally_sheet", motion_id=motion.id, expect=403)

    assert "Itaddsup." in reader.text(paper.body)


def test_nothing_is_printed_for_a_count_before_voting_has_opened(page, house):
    motion = a_motion(state="in_notice", house=house)

    page.signed_in_as(house.returning_officer)

    page.get("governance.tally_sheet", motion_id=motion.id, expect=404)

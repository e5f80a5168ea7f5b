"""The pages of membership, as people meet them."""

from datetime import timedelta

import pytest

from coop.core import clock
from coop.core.access import Permission
from coop.core.db import transaction
from coop.membership import actions, queries
from coop.membership.doors.keyed import endpoint_of
from coop.membership.doors.matters import MATTERS, ON_PAPER, OWN
from coop.post.forms import paper_forms
from tests.builders.membership import (
    HOME,
    INSIDE,
    TOWN,
    a_cooperative,
    a_member,
    an_application,
    an_opinion,
    class_called,
    place_called,
)
from tests.page import Page

HOSTILE = (
    pytest.param("L" * 200, id="very long"),
    pytest.param("עדי בן־דוד", id="right to left"),
    pytest.param("Fern 🌱 Höllis", id="emoji and accents"),
    pytest.param("<script>alert(1)</script> & “Co”", id="html"),
    pytest.param("Robert”); DROP TABLE member;--", id="sql"),
    pytest.param("{{ 7 * 7 }} %(name)s %s", id="template"),
)


def test_an_applicant_is_admitted_through_the_pages(page):
    house = a_cooperative()
    page.get("membership.apply")
    page.send(
        "Send the application", name="Fern Hollis", born_on="1980-05-17",
        to_class=str(class_called(TOWN)), address="7 Hill Road", shares="1", channel="paper",
    )  # fmt: skip
    page.signed_in_as(house.board).get("membership.applications")
    page.follow(next(link for link in page.here.links if link.startswith("Read and decide")))
    page.send("Give my opinion", approves="yes", reason="Comes to every meeting.")
    address = page.here.url
    page.signed_in_as(house.secretary).open(address)
    page.send("Give my opinion", approves="yes", reason="I agree.")

    admitted = page.send("Admit as a member")

    assert "member4" in admitted.text
    assert "Fern Hollis" in {row.name for row in queries.members_on(queries.today())}


def test_an_unfinished_application_says_what_to_put_right(page):
    a_cooperative()
    page.get("membership.apply")

    wrong = page.send("Send the application", name="", expect=422)

    assert "Give the name." in wrong.text
    assert "Give the date." in wrong.text
    assert "Choose a class." in wrong.text
    assert "Give an address, or tick" in wrong.text


def test_a_slip_in_the_year_of_birth_is_told_beside_the_field(page):
    a_cooperative()
    page.get("membership.apply")

    wrong = page.send("Send the application", name="Fern", born_on="0150-01-01", expect=422)

    assert "more than 120 years ago" in wrong.text
    assert wrong.forms[-1].fields["name"] == "Fern"


def test_a_visitor_does_not_read_where_members_live(page):
    house = a_cooperative()
    place_called()

    assert "Northgate" not in page.get("membership.apply").text
    assert "Northgate" in page.signed_in_as(house.secretary).get("membership.key_application").text


def test_whoever_does_not_decide_reads_only(page):
    house = a_cooperative()
    an_application()
    day = queries.today()
    with transaction():
        board = next(
            each for each in queries.offices_on(day)
            if each.member_id == house.secretary.id and each.office == "board"
        )  # fmt: skip
        actions.end_office(board.grant_id, on=day, hand=house.board.hand)

    home = page.signed_in_as(house.secretary).get("home.home")
    listed = page.get("membership.applications")

    assert "One person applied to join." in home.text
    assert not any(link.startswith("Read and decide") for link in listed.links)


def test_history_and_log_are_written_in_words(page):
    house = a_cooperative()
    page.signed_in_as(house.secretary).get("membership.register_csv")

    assert "Bought one share" in page.get("membership.history").text
    log = page.signed_in_as(house.board).get("audit_pages.log", q="downloaded")
    assert "Register downloaded – form: csv" in log.text


def test_the_register_is_read_as_at_a_past_day(page):
    house, day = a_cooperative(), queries.today()
    fern = a_member(name="Fern Hollis")
    with transaction():
        actions.rename(fern.id, name="Fern Vale", from_on=day + timedelta(days=9), hand=fern.hand)
    page.signed_in_as(house.secretary)

    assert "Fern Hollis" in page.get("membership.register", on=day).text
    assert "Fern Vale" in page.get("membership.register", on=day + timedelta(days=9)).text
    assert "Fern" not in page.get("membership.register", on=day - timedelta(days=1)).text
    assert "Fern" in page.get("membership.register", on="not-a-day").text


@pytest.mark.parametrize("name", HOSTILE)
def test_any_name_that_people_have_is_shown_as_it_is(page, name):
    house = a_cooperative()
    fern = a_member(name=name, address=f"{name[:150]}\n7 Hill Road")
    page.signed_in_as(house.secretary)

    for endpoint in ("membership.register", "membership.register_print"):
        assert name in page.get(endpoint).text
    assert name in page.get("membership.member", member_id=fern.id).text
    page.get("membership.register_csv")
    assert queries.member(fern.id, queries.today()).name == name


def test_no_register_that_leaves_the_system_names_a_class(page):
    house = a_cooperative()
    a_member(class_=INSIDE, inside=True)
    page.signed_in_as(house.secretary)

    for endpoint in (
        "membership.register", "membership.register_print", "membership.register_csv",
    ):  # fmt: skip
        fetched = page.get(endpoint)
        assert not any(each.name in fetched.body.decode() for each in queries.classes())


def test_only_the_secretary_and_the_member_see_the_class(page):
    house = a_cooperative()
    fern = a_member(class_=INSIDE, signs_in=True)

    seen = {
        "secretary": page.signed_in_as(house.secretary).get("membership.member", member_id=fern.id),
        "auditor": page.signed_in_as(house.board).get("membership.member", member_id=fern.id),
        "self": page.signed_in_as(fern).get("membership.me"),
    }

    assert {who: INSIDE in fetched.text for who, fetched in seen.items()} == {
        "secretary": True, "auditor": False, "self": True,
    }  # fmt: skip


@pytest.mark.parametrize("door", [{}, {"what": "class"}], ids=["page", "form that is filled in"])
def test_a_member_reads_who_has_looked(page, door):
    house = a_cooperative()
    fern = a_member(signs_in=True)
    endpoint = "membership.record" if door else "membership.member"
    page.signed_in_as(house.secretary).get(endpoint, member_id=fern.id, **door)

    mine = page.signed_in_as(fern).get("membership.me")

    assert "Ash Rowan" in mine.text


@pytest.mark.parametrize("endpoint", [
    "membership.member", "membership.record", "membership.register", "membership.register_csv",
    "membership.register_pdf", "membership.applications", "membership.propose_office",
])  # fmt: skip
def test_a_member_sees_nobody_else_s_particulars_by_changing_an_address(page, endpoint):
    a_cooperative()
    fern, moss = a_member(signs_in=True), a_member()
    places = {
        "membership.member": {"member_id": moss.id},
        "membership.record": {"member_id": moss.id, "what": "class"},
    }

    page.signed_in_as(fern).get(endpoint, expect=403, **places.get(endpoint, {}))


def test_small_classes_are_held_back_on_the_page(page, app):
    a_cooperative()
    for _ in range(9):
        a_member(class_=TOWN)
    for _ in range(3):
        a_member(class_=HOME)
    fern = a_member(class_=INSIDE, signs_in=True)
    page.signed_in_as(fern)

    nothing = page.get("membership.counts")
    counted = queries.counts_on(queries.today() + timedelta(days=90))

    assert "No count yet" in nothing.text
    assert counted is not None
    assert counted.table.cells[TOWN] == 11
    assert counted.table.cells[INSIDE] is None
    assert list(counted.table.cells.values()).count(None) >= 2


def test_resigning_takes_two_steps(page):
    a_cooperative()
    fern = a_member(signs_in=True)
    page.signed_in_as(fern).get("membership.resign")

    page.send("Go on", because="Moving away")
    after_one = queries.is_member_on(fern.id, queries.today())
    page.send("Yes, I resign")

    assert after_one
    assert not queries.is_member_on(fern.id, queries.today())


def test_what_a_member_allows_can_be_taken_back(page):
    a_cooperative()
    fern = a_member(signs_in=True)
    page.signed_in_as(fern).get("membership.change", what="allow")

    given = page.send("Save", what="That I am a member", to_whom="My landlord")
    taken = page.send("Take it back")

    assert "My landlord" in given.text
    assert "My landlord" not in taken.text


@pytest.mark.parametrize("slug", [slug for slug in OWN if slug != "resign"])
def test_every_matter_opens_for_the_member_the_secretary_and_the_clerk(page, slug):
    house = a_cooperative()
    fern = a_member(signs_in=True)

    page.signed_in_as(fern).get("membership.change", what=slug)
    page.signed_in_as(house.secretary).get("membership.record", member_id=fern.id, what=slug)
    page.get(endpoint_of(MATTERS[slug]))


def test_a_paper_form_is_keyed_as_the_member_s_own_act(page):
    house = a_cooperative()
    fern = a_member(class_=INSIDE)
    page.signed_in_as(house.secretary).get("membership.key_class")

    page.send(
        "Record it", member_number=fern.number, to_class=str(class_called(HOME)),
        received_on="2026-03-01", evidence="Folder 3, page 2",
    )  # fmt: skip

    assert queries.member(fern.id, queries.today()).class_name == HOME


def test_a_keyed_form_without_its_evidence_is_sent_back(page):
    house = a_cooperative()
    fern = a_member()
    page.signed_in_as(house.secretary).get("membership.key_name")

    wrong = page.send("Record it", member_number=fern.number, name="Fern Vale", expect=422)

    assert "Say where the paper is kept." in wrong.text
    assert queries.member(fern.id, queries.today()).name == fern.name


def test_every_matter_of_a_member_has_a_paper_form(app):
    codes = {form.code for form in paper_forms() if form.permission is Permission.KEY_PAPER}

    assert {matter.paper_code for matter in ON_PAPER.values()} | {"M0"} <= codes


def test_a_decider_inside_gives_an_opinion_on_paper(page):
    house = a_cooperative()
    decider = a_member(class_=INSIDE, inside=True, channel="paper", office="board")
    reference = queries.application(an_application()).reference
    page.signed_in_as(house.secretary).get("membership.key_opinion")

    page.send(
        "Record it", member_number=decider.number, reference=reference.lower().replace("-", " "),
        approves="yes", reason="We know each other.", received_on="2026-03-01",
        evidence="Folder 3, page 9",
    )  # fmt: skip

    told = queries.application(queries.application_referenced(reference))
    assert [(each.name, each.approves) for each in told.opinions] == [(decider.name, True)]


def test_an_office_is_proposed_and_confirmed_on_paper(page):
    house = a_cooperative()
    fern = a_member()
    paper = {"received_on": "2026-03-01", "evidence": "Folder 4", "office": "auditor"}
    page.signed_in_as(house.secretary)

    page.get("membership.key_propose")
    page.send("Record it", member_number=house.board.number, of_number=fern.number, **paper)
    page.get("membership.key_confirm")
    own = page.send(
        "Record it", expect=409, member_number=house.board.number, of_number=fern.number, **paper
    )
    page.get("membership.key_confirm")
    page.send(
        "Record it", member_number=house.returning_officer.number, of_number=fern.number, **paper
    )

    assert "Whoever proposed an office" in own.text
    assert queries.offices_of(fern.id, queries.today()) == {"auditor"}


def test_a_paper_gives_nobody_powers_they_do_not_have(page):
    house = a_cooperative()
    fern, moss = a_member(), a_member()
    page.signed_in_as(house.secretary).get("membership.key_propose")

    refused = page.send(
        "Record it", expect=409, member_number=fern.number, of_number=moss.number,
        office="secretary", received_on="2026-03-01", evidence="Folder 4",
    )  # fmt: skip

    assert "do not let you grant" in refused.text


def test_the_secretary_records_a_transfer(page):
    house = a_cooperative()
    fern = a_member()
    page.signed_in_as(house.secretary)
    page.get("membership.record", member_id=fern.id, what="recall")

    done = page.send("Record it", to=str(place_called()))

    assert "The recall is recorded." in done.text
    assert queries.member(fern.id, queries.today()).establishment_id == place_called()


def test_a_refused_deed_says_every_reason(page):
    house = a_cooperative()
    fern = a_member()
    page.signed_in_as(house.secretary)
    page.get("membership.record", member_id=fern.id, what="release")

    refused = page.send("Record it", from_on="2020-01-01", expect=409)

    assert "before the person was admitted" in refused.text
    assert "lives outside already" in refused.text


def test_two_officers_grant_an_office_through_the_pages(page):
    house = a_cooperative()
    fern = a_member(name="Fern Hollis")
    page.signed_in_as(house.secretary).get("membership.propose_office")
    page.send("Propose", member=str(fern.id), office="auditor")
    own = page.get("membership.offices")

    page.signed_in_as(house.board).get("membership.offices")
    confirmed = page.send("Confirm")

    assert "Somebody else has to confirm this one." in own.text
    assert "Confirmed." in confirmed.text
    assert queries.offices_of(fern.id, queries.today()) == {"auditor"}


def test_the_deciders_are_told_who_waits(page):
    house = a_cooperative()
    application = an_application()

    before = page.signed_in_as(house.board).get("home.home")
    an_opinion(application, by=house.board)
    after = page.get("home.home")

    assert "waits to hear" in before.text
    assert "waits to hear" not in after.text


def test_a_new_member_comes_in_with_the_code_on_paper(page):
    house = a_cooperative()
    fern = a_member()
    page.signed_in_as(house.secretary).get("membership.member", member_id=fern.id)

    sheet = page.send("Make a sign-in code")

    assert f"member{fern.number}" in sheet.text
    assert queries.account_of(fern.id) is not None


def test_the_secretary_opens_one_more_class_and_one_more_place(page):
    house = a_cooperative()
    page.signed_in_as(house.secretary).get("membership.new_class")

    opened = page.send("Save", name="Family members", minimum_age="18")
    page.get("membership.new_class")
    twice = page.send("Save", name="Family members", expect=409)
    page.get("membership.new_establishment")
    added = page.send("Save", name="Southgate", address="2 Long Lane")

    assert "Family members" in opened.text
    assert "a class of that name already" in twice.text
    assert "Southgate" in added.text


def test_the_counts_say_of_what_day_they_are_why_and_when_others_may_come(page):
    with clock.at(clock.now() - timedelta(days=40)):
        house = a_cooperative()
        for class_ in (TOWN, HOME):
            for _one in range(8):
                a_member(class_=class_)
    begun = page.signed_in_as(house.board).get("membership.counts").text
    with clock.at(clock.now() + timedelta(days=35)):
        later = Page(page.app).signed_in_as(house.returning_officer).get("membership.counts").text

    assert "On Wednesday 31 December 2025 there were" not in begun
    assert "The quarter ends on Tuesday 31 March 2026." in begun
    assert "No count yet" in begun
    assert "On Tuesday 31 March 2026 there were 19 members." in later
    assert "The quarter ends on Tuesday 30 June 2026." in later
    assert "after 10 people have come or gone" in later

"""The sheet of what is held: for the member, or printed for them; and every look is told."""

from coop.core import audit
from coop.core.audit import AuditFilter
from coop.core.db import transaction
from coop.membership import actions, queries
from tests.builders.membership import INSIDE, a_cooperative, a_member, an_application, an_opinion
from tests.documents import reader


def words(fetched) -> str:
    assert fetched.headers["Content-Type"] == "application/pdf"
    return reader.text(fetched.body)


def test_a_member_prints_everything_that_is_held(page):
    house = a_cooperative()
    fern = a_member(name="Fern Hollis", class_=INSIDE, signs_in=True)
    with transaction():
        actions.consent(
            fern.id, what="That I weave", to_whom="The library", until_on=None, hand=fern.hand
        )
    page.signed_in_as(house.secretary).get("membership.member", member_id=fern.id)

    page.signed_in_as(fern).get("membership.me")
    held = words(page.follow("Print this page"))

    for said in ("FernHollis", "Insidemembers", "ThatIweave", "AshRowan", "Member’spageread"):
        assert said in held


def test_what_was_taken_back_is_not_on_the_sheet(page):
    a_cooperative()
    fern = a_member(signs_in=True)
    with transaction():
        actions.consent(
            fern.id, what="That I weave", to_whom="The library", until_on=None, hand=fern.hand
        )
    (given,) = queries.consents_of(fern.id)
    with transaction():
        actions.withdraw_consent(fern.id, consent_id=given.id, hand=fern.hand)

    held = words(page.signed_in_as(fern).get("membership.my_sheet"))

    assert "ThatIweave" not in held
    assert "Youhaveallowednothing." in held


def test_the_secretary_prints_it_for_a_member_on_paper_and_the_member_can_read_that(page):
    house = a_cooperative()
    fern = a_member(name="Fern Hollis", channel="paper", inside=True, class_=INSIDE)
    page.signed_in_as(house.secretary).get("membership.member", member_id=fern.id)

    held = words(page.follow("Print the member’s own sheet"))

    assert "FernHollis" in held
    assert "Member’sownsheetprinted" in held
    looks = {(look.by, look.what) for look in queries.looks_at(fern.id)}
    assert ("Ash Rowan", "Member’s own sheet printed") in looks


def test_nobody_but_the_secretary_prints_another_member_s_sheet(page):
    house = a_cooperative()
    fern, moss = a_member(signs_in=True), a_member()

    for reader_of_all in (fern, house.board, house.returning_officer):
        page.signed_in_as(reader_of_all)
        page.get("membership.sheet", member_id=moss.id, expect=403)

    assert queries.looks_at(moss.id) == ()


def test_a_member_reads_who_read_the_application(page):
    house = a_cooperative()
    wish = an_application(name="Fern Hollis")
    page.signed_in_as(house.board).get("membership.application", application_id=wish)
    an_opinion(wish, by=house.board)
    an_opinion(wish, by=house.secretary)
    with transaction():
        member_id = actions.admit(wish, hand=house.secretary.hand)

    looks = queries.looks_at(member_id)

    assert [(look.by, look.what) for look in looks] == [("Bo Ek", "Application read")]
    seen = audit.entries(AuditFilter(act="membership.application_seen"))
    assert [entry.subject for entry in seen] == [str(wish)]


def test_who_comes_back_reads_the_looks_at_the_later_application_too(page):
    house = a_cooperative()
    fern = a_member(name="Fern Hollis")
    with transaction():
        actions.resign(fern.id, from_on=queries.today(), hand=fern.hand)
    wish = an_application(name="Fern Hollis", former_number=fern.number)
    page.signed_in_as(house.board).get("membership.application", application_id=wish)
    assert queries.looks_at(fern.id) == ()
    for decider in (house.board, house.secretary):
        an_opinion(wish, by=decider)
    with transaction():
        actions.admit(wish, hand=house.secretary.hand)

    assert [look.by for look in queries.looks_at(fern.id)] == ["Bo Ek"]

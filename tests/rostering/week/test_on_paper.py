"""What members say of their shifts on paper is keyed by a clerk and is the members’ own deed."""

import pytest

from coop.core.auditbook import AuditEntry
from coop.core.db import session, transaction
from coop.post.forms import paper_form
from coop.rostering.deeds.swaps import ask_swap
from coop.rostering.reading.openings import own_offers
from coop.rostering.reading.own_week import my_shift
from coop.rostering.reading.published import published_places
from coop.rostering.reading.standby import standby_of
from coop.rostering.reading.swaps import live_swap, swaps_of
from coop.rostering.rules.exchange import Answer
from tests.builders.membership import a_member
from tests.builders.rosters import publish_it, put
from tests.documents import reader

BOX = "Box 4, sheet 17"
MONDAY, TUESDAY = "2026-03-09", "2026-03-10"


@pytest.fixture
def desk(page, week):
    """Give the browser of a clerk."""
    return page.signed_in_as(a_member(office="clerk", name="Kit Clerk"))


def keyed(desk, door, who, expect=200, **fields):
    """Key a form in a member’s name."""
    desk.get(f"rostering.{door}")
    return desk.send("Record it", member_number=who.number, evidence=BOX, expect=expect, **fields)


def in_shift(week, shift_id):
    """Give who is in a shift, as members were told."""
    places = published_places(week.work.first, week.work.last)
    return {place.person for place in places if place.shift == shift_id}


def last_entry(act):
    """Give the entry of an act."""
    return session().query(AuditEntry).filter_by(act=act).one()


@pytest.mark.parametrize("answer", ["cannot", "accepted"])
def test_an_answer_on_paper_is_the_members_own(desk, week, answer):
    keyed(desk, "key_reply", week.ada, day=MONDAY, answer=answer)

    assert my_shift(week.ada.id, week.monday).answer is Answer(answer)
    act = {"cannot": "rostering.cannot_come", "accepted": "rostering.place_accepted"}[answer]
    entry = last_entry(act)
    assert (entry.by, entry.via, entry.evidence) == (week.ada.id, "paper", BOX)
    assert entry.keyed_by is not None


def test_an_answer_for_a_day_without_a_shift_is_refused(desk, week):
    here = keyed(desk, "key_reply", week.ada, day=TUESDAY, answer="cannot", expect=409)

    assert "This member has no such shift on that day." in here.text


def test_with_two_shifts_on_a_day_the_time_says_which(desk, week):
    put(week.work, week.work.shift(0, "13:00"), week.ada)
    publish_it(week.work, "One more.")

    here = keyed(desk, "key_reply", week.ada, day=MONDAY, answer="cannot", expect=409)
    assert "more than one" in here.text
    keyed(desk, "key_reply", week.ada, day=MONDAY, starts="13:00", answer="cannot")

    assert my_shift(week.ada.id, week.monday).answer is None
    assert my_shift(week.ada.id, week.work.shift(0, "13:00")).answer is Answer.CANNOT


def test_a_swap_that_both_signed_is_made_at_once(desk, week):
    keyed(
        desk,
        "key_swap",
        week.ada,
        what="ask",
        day=MONDAY,
        colleague_number=week.ben.number,
        back_day=TUESDAY,
        both_signed=True,
    )

    assert in_shift(week, week.monday) == {week.ben.id}
    assert in_shift(week, week.tuesday) == {week.ada.id}
    assert last_entry("rostering.swap_agreed").by == week.ben.id


def test_a_member_on_paper_asks_anybody_and_takes_it_back(desk, week):
    keyed(desk, "key_swap", week.ada, what="ask", day=MONDAY)
    assert live_swap(week.ada.id, week.monday) is not None

    keyed(desk, "key_swap", week.ada, what="withdraw", day=MONDAY)

    assert live_swap(week.ada.id, week.monday) is None


@pytest.mark.parametrize(("what", "comes"), [("agree", "cleo"), ("decline", "ada")])
def test_a_colleague_on_paper_says_yes_or_no(desk, week, what, comes):
    with transaction():
        ask_swap(week.monday, week.cleo.id, None, hand=week.ada.hand)

    keyed(desk, "key_swap", week.cleo, what=what, day=MONDAY, colleague_number=week.ada.number)

    assert in_shift(week, week.monday) == {getattr(week, comes).id}
    assert not any(one.is_live for one in swaps_of(week.cleo.id))


def test_a_yes_to_nothing_is_refused(desk, week):
    here = keyed(desk, "key_swap", week.cleo, what="agree", day=MONDAY, expect=409)

    assert "No request about a shift on that day waits." in here.text


def test_an_offer_on_paper_stands_like_any_other(desk, week):
    keyed(desk, "key_offer", week.cleo, shift=str(week.monday))

    assert own_offers(week.cleo.id) == {week.monday}
    assert last_entry("rostering.shift_offered_for").via == "paper"


def test_standby_on_paper(desk, week):
    keyed(desk, "key_offer", week.cleo, day=MONDAY, session="am")

    assert [row.day.isoformat() for row in standby_of(week.cleo.id)] == [MONDAY]


def test_an_offer_form_that_says_nothing_is_not_kept(desk, week):
    here = keyed(desk, "key_offer", week.cleo, expect=422)

    assert "Choose a shift, or give a day and a session." in here.text


@pytest.mark.parametrize("code", ["W4", "W5", "W6"])
def test_every_form_can_be_printed_and_asks_for_no_reason(page, week, code):
    found = page.get("post.blank_form", code=code)

    words = reader.text(found.body)
    assert code in words
    assert "Yourmembershipnumber" in words
    assert paper_form(code).endpoint.startswith("rostering.key_")

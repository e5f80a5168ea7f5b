"""A member’s week on the web and on a terminal: each page says what can be done, and does it."""

import pytest

from coop.core import accounts, clock
from coop.core.auditbook import AuditEntry
from coop.core.credentials.terminals import card_for
from coop.core.db import session, transaction
from coop.entrance.threshold import CARD
from coop.membership.queries import account_of
from coop.rostering.deeds.offers import offer_for
from coop.rostering.deeds.replies import say_cannot
from coop.rostering.deeds.standby import stand_by
from coop.rostering.deeds.swaps import agree_swap, ask_swap
from coop.rostering.models.rosters import WhyAsked
from coop.rostering.reading.published import published_places
from coop.rostering.rules.nouns import Session
from tests.builders.membership import a_member
from tests.builders.rosters import a_roster, kept_apart, publish_it, put
from tests.rostering.week.conftest import Week, near
from tests.signin.visitor import Visitor

PIN = "482915"


@pytest.fixture
def week(app) -> Week:
    """Publish a week whose people can sign in."""
    work = a_roster(signs_in=True)
    put(work, work.shift(0), work.people[0])
    put(work, work.shift(1), work.people[1])
    publish_it(work)
    return Week(work)


def in_shift(week, shift_id):
    """Give who is in a shift, as members were told."""
    places = published_places(week.work.first, week.work.last)
    return {place.person for place in places if place.shift == shift_id}


def test_a_member_sees_their_weeks_and_accepts_with_one_press(page, week):
    page.signed_in_as(week.ada).get("home.home")
    assert "One shift waits for your answer." in page.here.text

    page.follow("Say that you come – One shift waits for your answer.")
    assert "Laundry" in page.here.text
    page.send("Yes, I come")

    assert "you come" in page.here.text
    assert "waits for your answer" not in page.get("home.home").text


def test_a_member_without_shifts_is_shown_the_way_to_open_ones(page, week):
    here = page.signed_in_as(week.cleo).get("rostering.my_shifts")

    assert "No shifts are published for you" in here.text
    page.follow("Open shifts")
    assert "I could come" in page.here.text


def test_whoever_cannot_come_sees_first_what_happens_then(page, week):
    with transaction():
        stand_by(week.work.first, Session.AM, hand=week.dan.hand)
    page.signed_in_as(week.ada).get("rostering.my_shift_page", shift_id=week.monday)

    page.follow("I cannot come")
    assert f"On standby, and asked first: {week.dan.name}." in page.here.text
    page.send("I cannot come")

    assert "you cannot come" in page.here.text
    planner = page.signed_in_as(week.work.co_ordinator).get("home.home")
    assert "One open shift needs you." in planner.text


def test_a_shift_of_somebody_else_is_not_here(page, week):
    page.signed_in_as(week.ben)

    for endpoint in ("my_shift_page", "cannot", "ask_swap"):
        page.get(f"rostering.{endpoint}", shift_id=week.monday, expect=404)
    page.post("rostering.say_cannot", shift_id=week.monday, expect=404)
    page.post("rostering.accept_one", shift_id=week.monday, expect=404)


def test_shifts_to_swap_for_stand_under_their_days(page, week):
    shown = page.signed_in_as(week.ada).get("rostering.ask_swap", shift_id=week.monday)

    back = shown.body.decode().split('name="back"')[1].split("</select>")[0]
    assert back.count('<optgroup label="Tuesday 10 March">') == 1
    assert f": {week.ben.name}</option>" in back


def test_whoever_says_that_they_come_reads_how_to_change_it(page, week):
    page.signed_in_as(week.ada).get("rostering.my_shift_page", shift_id=week.monday)

    said = page.send("I come")

    assert "If that changes, open the shift." in said.flashes[0]


def test_two_members_swap_on_the_web(page, week):
    page.signed_in_as(week.ada).get("rostering.ask_swap", shift_id=week.monday)
    page.send("Ask", choice="swap", back=f"{week.ben.id} {week.tuesday}")
    assert "You would take" in page.here.text

    page.signed_in_as(week.ben).get("home.home")
    assert f"{week.ada.name} asks you to swap shifts." in page.here.text
    page.get("rostering.my_shifts")
    page.follow(f"{week.ada.name} asks you about Monday 9 March 2026")
    page.send("Yes, we swap")

    assert "Done." in page.here.text
    assert in_shift(week, week.monday) == {week.ben.id}
    assert in_shift(week, week.tuesday) == {week.ada.id}


@pytest.mark.parametrize(
    ("choice", "missing"),
    [
        ("colleague", "Choose a colleague."),
        ("swap", "Choose a shift."),
        (None, "Choose one of the three."),
    ],
)
def test_a_question_that_names_nobody_is_not_sent(page, week, choice, missing):
    page.signed_in_as(week.ada).get("rostering.ask_swap", shift_id=week.monday)

    here = page.send("Ask", choice=choice, expect=422)

    assert missing in here.text


def test_a_colleague_is_asked_by_name_and_says_no(page, week):
    page.signed_in_as(week.ada).get("rostering.ask_swap", shift_id=week.monday)
    page.send("Ask", choice="colleague", colleague=week.cleo.id)

    page.signed_in_as(week.cleo).get("rostering.my_shifts")
    page.follow(f"{week.ada.name} asks you about Monday 9 March 2026")
    page.send("No")

    assert in_shift(week, week.monday) == {week.ada.id}


def test_nobody_kept_apart_is_offered_and_the_page_does_not_say_why(page, week):
    put_in = week.work.shift(1)
    kept_apart(week.ada, week.ben)

    here = page.signed_in_as(week.ada).get("rostering.open_shifts")

    assert str(put_in) not in here.body.decode()
    assert "apart" not in here.text


def test_a_swap_that_is_near_waits_for_the_co_ordinator(page, week):
    with clock.at(near(week)):
        with transaction():
            swap_id = ask_swap(week.monday, week.cleo.id, None, hand=week.ada.hand)
        with transaction():
            agree_swap(swap_id, hand=week.cleo.hand)
        page.signed_in_as(week.work.co_ordinator).get("home.home")
        assert "One swap waits for you." in page.here.text

        page.get("rostering.swaps")
        page.send("Approve")

        assert in_shift(week, week.monday) == {week.cleo.id}
        assert "No swap waits" in page.here.text


def test_a_member_offers_and_the_co_ordinator_gives_it_to_the_first(page, week):
    with transaction():
        offer_for(week.monday, hand=week.ben.hand)
    page.signed_in_as(week.cleo).get("rostering.open_shifts")
    page.send("I could come")
    assert "you offered" in page.here.text

    page.signed_in_as(week.work.co_ordinator).get("rostering.fill_shift", shift_id=week.monday)
    assert page.here.text.index(week.cleo.name) < page.here.text.index(week.ben.name)
    page.send(f"Give it to {week.cleo.name}")

    assert in_shift(week, week.monday) == {week.ada.id, week.cleo.id}
    page.get("rostering.fill_shift", shift_id=week.monday, expect=404)


def test_an_offer_can_be_taken_back_on_the_web(page, week):
    page.signed_in_as(week.cleo).get("rostering.open_shifts")
    page.send("I could come")

    page.send("Take my offer back")

    assert "you offered" not in page.here.text


def test_anybody_who_fits_sees_a_colleague_who_asks(page, week):
    with transaction():
        ask_swap(week.monday, None, None, hand=week.ada.hand)

    page.signed_in_as(week.cleo).get("rostering.open_shifts")
    assert f"{week.ada.name} asks for somebody else." in page.here.text
    page.follow("Laundry, Monday 9 March, 08:00–12:00")
    page.send("Yes, I come")

    assert in_shift(week, week.monday) == {week.cleo.id}


def test_a_request_of_others_is_not_here(page, week):
    with transaction():
        swap_id = ask_swap(week.monday, week.ben.id, None, hand=week.ada.hand)

    page.signed_in_as(week.cleo).get("rostering.swap_request", swap_id=swap_id, expect=404)
    page.post("rostering.agree_swap", swap_id=swap_id, expect=404)


def test_standby_is_offered_and_taken_back(page, week):
    page.signed_in_as(week.cleo).get("rostering.standby")
    page.send("I can be called", day="2026-03-09", session="am")
    assert "Monday 9 March 2026, Morning (AM)" in page.here.text
    assert "Who can be called on" not in page.here.text

    everybody = page.signed_in_as(week.work.co_ordinator).get("rostering.standby")
    assert f"Morning (AM): {week.cleo.name}" in everybody.text

    page.signed_in_as(week.cleo).get("rostering.standby")
    page.send("Take it back")
    assert "You are not on standby on any day." in page.here.text


def test_a_standby_form_left_empty_says_what_is_missing(page, week):
    page.signed_in_as(week.cleo).get("rostering.standby")

    here = page.send("I can be called", day="", expect=422)

    assert "Choose one of the three." in here.text


@pytest.mark.parametrize("endpoint", ["swaps", "gaps_to_fill"])
def test_a_member_does_not_see_what_is_the_co_ordinators(page, week, endpoint):
    page.signed_in_as(week.ada).get(f"rostering.{endpoint}", expect=403)


def test_nobody_sees_the_hours_of_others_but_the_co_ordinator(page, week):
    page.signed_in_as(week.cleo).get("rostering.fill_shift", shift_id=week.monday, expect=403)
    here = page.get("rostering.open_shifts")

    assert week.ada.name not in here.text
    assert week.ben.name not in here.text


def test_a_member_who_lost_a_shift_is_told_on_the_home_page(page, week):
    with transaction():
        swap_id = ask_swap(week.monday, week.cleo.id, None, hand=week.ada.hand)
    with transaction():
        agree_swap(swap_id, hand=week.cleo.hand)

    here = page.signed_in_as(week.ada).get("home.home")

    assert "One shift is no longer yours." in here.text
    page.follow("See what changed – One shift is no longer yours.")
    assert "This shift is no longer yours:" in page.here.text


def test_a_shift_in_the_middle_says_who_comes_with_the_member(page, week):
    with transaction():
        offer_for(week.monday, hand=week.cleo.hand)
    with transaction():
        say_cannot(week.tuesday, hand=week.ben.hand)

    here = page.signed_in_as(week.ada).get("rostering.my_shift_page", shift_id=week.monday)

    assert "nobody yet" in here.text
    assert a_member().name not in here.text


def test_whom_a_page_offers_is_a_question_that_is_counted(page, week):
    page.signed_in_as(week.ada).get("rostering.ask_swap", shift_id=week.monday)
    page.get("rostering.cannot", shift_id=week.monday)

    asked = session().query(WhyAsked).filter_by(by_id=week.ada.id, question="fits")
    assert asked.count() == 2


def test_a_member_answers_at_a_shared_terminal(app, week):
    with transaction():
        terminal_id = accounts.register_terminal("Reading room", hand=week.work.hand)
        accounts.set_pin(account_of(week.ada.id), PIN, hand=week.ada.hand)
    visitor = Visitor(app)
    visitor.client.set_cookie(CARD, card_for(terminal_id))
    visitor.send("/terminal", name=str(week.ada.number), pin=PIN)

    here = visitor.get("/my-shifts").text
    assert "In my own calendar" not in here
    visitor.send("/my-shifts/accept", at="/my-shifts")

    (entry,) = session().query(AuditEntry).filter_by(act="rostering.place_accepted")
    assert (entry.by, entry.via) == (week.ada.id, "terminal")

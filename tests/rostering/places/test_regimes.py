"""Regimes: the usual week, the days that differ, and the way back."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from coop.core.db import transaction
from coop.core.errors import Refused
from coop.rostering import actions, queries
from coop.rostering.rules.calendar import Hours
from coop.rostering.rules.nouns import Session, Span
from tests.builders.membership import a_cooperative, place_called
from tests.builders.work import a_lock_down, a_regime, a_shift, a_site, an_area
from tests.rostering.places.test_places import HAND, MONDAY, rules_of

FORWARD = date(2026, 3, 29)
DAY = timedelta(days=1)
MORNINGS = {Session.AM: ("08:00", "12:00")}


def hours(day: date, starts: int, ends: int) -> Span:
    """Give a span of hours in UTC on a winter’s day."""
    begin = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return Span(begin + timedelta(hours=starts), begin + timedelta(hours=ends))


def unlocked(first: date, last: date | None = None) -> tuple[Span, ...]:
    """Give when Northgate is unlocked."""
    return queries.unlocked_between(first, last or first).get(place_called(), ())


def test_sessions_are_given_in_order_and_those_that_touch_are_one(app):
    a_cooperative()
    a_regime(sessions={
        Session.AM: ("08:00", "12:00"), Session.PM: ("12:00", "16:00"),
        Session.EVENING: ("18:00", "19:00"),
    })  # fmt: skip

    assert unlocked(MONDAY) == (hours(MONDAY, 8, 16), hours(MONDAY, 18, 19))


def test_where_no_regime_is_written_down_nobody_works(app):
    a_cooperative()

    assert queries.unlocked_between(MONDAY, MONDAY) == {}


def test_the_week_that_runs_is_the_one_of_the_latest_day(app):
    a_cooperative()
    a_regime(from_on=MONDAY)
    a_regime(from_on=MONDAY + 7 * DAY, sessions={Session.PM: ("13:00", "15:00")})
    a_regime(from_on=MONDAY, sessions=MORNINGS)

    assert unlocked(MONDAY - DAY) == ()
    assert unlocked(MONDAY) == (hours(MONDAY, 8, 12),)
    assert unlocked(MONDAY + 7 * DAY) == (hours(MONDAY + 7 * DAY, 13, 15),)


def test_a_lock_down_holds_for_its_day_and_can_be_taken_back(app):
    a_cooperative()
    place = a_regime(from_on=MONDAY, sessions=MORNINGS)

    a_lock_down(day=MONDAY)
    locked, after = unlocked(MONDAY), unlocked(MONDAY + DAY)
    with transaction():
        actions.take_back_change(place, MONDAY, sessions=(Session.AM,), hand=HAND)

    assert (locked, after) == ((), (hours(MONDAY + DAY, 8, 12),))
    assert unlocked(MONDAY) == (hours(MONDAY, 8, 12),)
    assert [each.holds for each in queries.changes_of(place)] == [False, False, True, True]


def test_one_session_may_be_locked_and_another_opened(app):
    a_cooperative()
    place = a_regime(from_on=MONDAY, sessions=MORNINGS)

    with transaction():
        actions.change_regime_day(
            place, MONDAY, {Session.AM: None, Session.PM: Hours(time(13), time(15))}, hand=HAND
        )

    assert unlocked(MONDAY) == (hours(MONDAY, 13, 15),)


def test_of_two_changes_in_one_moment_the_last_holds(app):
    a_cooperative()
    place = a_regime(from_on=MONDAY, sessions=MORNINGS)

    a_lock_down(day=MONDAY)
    with transaction():
        actions.change_regime_day(place, MONDAY, {Session.AM: Hours(time(9), time(10))}, hand=HAND)

    assert unlocked(MONDAY) == (hours(MONDAY, 9, 10),)


def test_the_hours_follow_the_wall_when_the_clocks_go_forward(app):
    a_cooperative()
    a_regime(from_on=MONDAY, sessions=MORNINGS)

    assert unlocked(FORWARD - DAY, FORWARD) == (
        hours(FORWARD - DAY, 8, 12), hours(FORWARD, 7, 11),
    )  # fmt: skip


def test_sessions_that_make_no_sense_are_refused_with_every_reason(app):
    a_cooperative()

    with pytest.raises(Refused) as refused:
        a_regime(sessions={Session.AM: ("08:00", "14:00"), Session.PM: ("13:00", "13:00")})

    assert rules_of(refused) == ["ROS-66", "ROS-66"]


def test_a_lock_down_shows_the_shifts_that_it_cuts_at_once(app):
    a_cooperative()
    a_regime(from_on=MONDAY, sessions=MORNINGS)
    inside = a_shift(an_area(a_site(inside=True)), day=MONDAY)
    a_shift(an_area(a_site()), day=MONDAY)
    before = queries.shifts_cut(MONDAY, MONDAY)

    a_lock_down(day=MONDAY, sessions=(Session.AM,))

    assert before == []
    assert [each.id for each in queries.shifts_cut(MONDAY, MONDAY)] == [inside.id]

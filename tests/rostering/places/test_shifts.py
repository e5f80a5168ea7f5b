"""Shifts: made once from recurring work, right over changes of clocks, called off with a word."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest

from coop.core import clock
from coop.core.audit import Hand
from coop.core.db import session, transaction
from coop.core.errors import Refused
from coop.membership.queries import today
from coop.rostering import actions, queries
from coop.rostering.rules.work_places import Cover
from tests.builders.membership import a_cooperative
from tests.builders.work import a_demand, a_shift, a_site, an_area, shifts_made
from tests.rostering.places.test_places import HAND, MONDAY, rules_of

SUNDAY = MONDAY + timedelta(days=6)
FORWARD, BACK = date(2026, 3, 29), date(2026, 10, 25)
"""The Sundays on which London’s clocks change."""
AT_ONCE = 8


def days_of(first: date, last: date) -> list[date]:
    """Give the days with a shift that is not called off."""
    return [each.day for each in queries.shifts_between(first, last) if not each.is_called_off]


def test_shifts_are_made_once_however_often_they_are_asked_for(app):
    a_cooperative()
    a_demand(weekdays="024", least=1, wanted=2)

    first, again = shifts_made(MONDAY, SUNDAY), shifts_made(MONDAY, SUNDAY)
    wider = shifts_made(MONDAY, SUNDAY + timedelta(days=7))

    assert (first, again, wider) == (3, 0, 3)
    assert days_of(MONDAY, SUNDAY) == [MONDAY + timedelta(days=passed) for passed in (0, 2, 4)]


def test_every_other_week_is_counted_from_its_first(app):
    a_cooperative()
    a_demand(weekdays="0", every_weeks=2, since=MONDAY + timedelta(days=7))

    shifts_made(MONDAY, MONDAY + timedelta(days=34))

    assert [(day - MONDAY).days for day in days_of(MONDAY, MONDAY + timedelta(days=34))] == [7, 21]


def test_a_shift_that_was_changed_or_called_off_is_not_made_anew(app):
    a_cooperative()
    a_demand(an_area(most=4), weekdays="01")
    shifts_made(MONDAY, SUNDAY)
    one, two = queries.shifts_between(MONDAY, SUNDAY)
    with transaction():
        actions.change_cover(one.id, Cover(2, 3, 4), hand=HAND)
        actions.call_off_shift(two.id, because="No wool.", hand=HAND)

    made = shifts_made(MONDAY, SUNDAY)

    assert made == 0
    assert queries.shift(one.id).wanted == 3
    assert days_of(MONDAY, SUNDAY) == [MONDAY]


def test_of_many_hands_that_make_shifts_at_once_nothing_is_made_twice(app):
    a_cooperative()
    a_demand(weekdays="01234")
    a_demand(weekdays="01234", starts="13:00", ends="17:00")

    def one(_turn: int) -> int:
        with app.app_context(), transaction():
            return actions.make_shifts(MONDAY, SUNDAY, hand=Hand(by=None))

    with ThreadPoolExecutor(AT_ONCE) as hands:
        made = list(hands.map(one, range(AT_ONCE)))

    session().rollback()
    assert sorted(made) == [0] * (AT_ONCE - 1) + [10]
    assert len(queries.shifts_between(MONDAY, SUNDAY)) == 10


@pytest.mark.parametrize(("day", "starts", "ends", "minutes"), [
    pytest.param(FORWARD, "00:30", "08:00", 390, id="the night that loses an hour"),
    pytest.param(BACK, "00:30", "08:00", 510, id="the night that has an hour twice"),
    pytest.param(FORWARD - timedelta(days=1), "22:00", "06:00", 420, id="into the lost hour"),
    pytest.param(FORWARD, "09:00", "17:00", 480, id="the day after it"),
])  # fmt: skip
def test_a_shift_on_the_day_that_the_clocks_change_lasts_as_long_as_it_lasts(
    app, day, starts, ends, minutes
):
    a_cooperative()
    a_demand(weekdays=str(day.weekday()), starts=starts, ends=ends)

    shifts_made(day, day)

    (made,) = queries.shifts_between(day, day)
    zone = "Europe/London"
    assert made.span.minutes == minutes
    assert clock.local(made.starts_at, zone).strftime("%H:%M") == starts
    assert clock.local(made.ends_at, zone).strftime("%H:%M") == ends


def test_work_in_the_hour_that_is_left_out_in_spring_is_not_made(app):
    a_cooperative()
    a_demand(weekdays="6", starts="01:10", ends="01:50", since=FORWARD - timedelta(days=7))

    made = shifts_made(FORWARD - timedelta(days=7), FORWARD)
    with pytest.raises(Refused) as refused:
        a_shift(day=FORWARD, starts="01:10", ends="01:50")

    assert made == 1
    assert rules_of(refused) == ["ROS-63"]


def test_a_night_shift_belongs_to_the_day_on_which_it_starts(app):
    a_cooperative()

    shift = a_shift(day=MONDAY, starts="22:00", ends="06:00")

    assert shift.day == MONDAY
    assert shift.starts_at == datetime(2026, 3, 9, 22, tzinfo=UTC)
    assert shift.ends_at == datetime(2026, 3, 10, 6, tzinfo=UTC)


def test_ending_recurring_work_calls_off_what_was_made_and_no_more_is_made(app):
    a_cooperative()
    demand = a_demand(weekdays="0123456")
    a_demand(weekdays="0")
    shifts_made(MONDAY, SUNDAY)

    with transaction():
        gone = actions.end_demand(
            demand.id, last=MONDAY + timedelta(days=1), because="Order lost.", hand=HAND
        )
    more = shifts_made(SUNDAY, SUNDAY + timedelta(days=3))

    assert gone == 5
    assert days_of(MONDAY, SUNDAY) == [MONDAY, MONDAY, MONDAY + timedelta(days=1)]
    assert more == 1


def test_a_shift_called_off_is_kept_with_its_word_and_leaves_the_roster(app):
    a_cooperative()
    shift = a_shift(day=MONDAY)

    with transaction():
        actions.call_off_shift(shift.id, because=" The boiler is broken. ", hand=HAND)
    kept, left = queries.shift(shift.id), queries.shift_nouns(MONDAY, MONDAY)
    with transaction():
        actions.put_shift_back(shift.id, hand=HAND)

    assert (kept.is_called_off, kept.called_off_because) == (True, "The boiler is broken.")
    assert left == ()
    assert [each.id for each in queries.shift_nouns(MONDAY, MONDAY)] == [shift.id]


def test_nothing_is_called_off_without_a_word_or_twice_or_when_it_is_over(app):
    a_cooperative()
    shift, over = a_shift(day=MONDAY), a_shift(day=today() - timedelta(days=1))
    with transaction():
        actions.call_off_shift(shift.id, because="No wool.", hand=HAND)

    for each, because in ((shift, "Again."), (over, "Late."), (over, "  ")):
        with pytest.raises(Refused) as refused, transaction():
            actions.call_off_shift(each.id, because=because, hand=HAND)
        assert set(rules_of(refused)) == {"ROS-65"}


@pytest.mark.parametrize(("cover", "rules"), [
    pytest.param(Cover(0, 1, 4), [], id="nobody is needed"),
    pytest.param(Cover(2, 1, 4), ["ROS-62"], id="at least more than wanted"),
    pytest.param(Cover(1, 5, 6), ["ROS-62"], id="more than the area holds"),
    pytest.param(Cover(0, 0, 4), ["ROS-62"], id="nobody is wanted"),
    pytest.param(Cover(1, 3, 2), ["ROS-62"], id="wanted more than its places"),
])  # fmt: skip
def test_cover_stands_in_order(app, cover, rules):
    a_cooperative()
    shift = a_shift(an_area(most=4), day=MONDAY)

    if rules:
        with pytest.raises(Refused) as refused, transaction():
            actions.change_cover(shift.id, cover, hand=HAND)
        assert rules_of(refused) == rules
    else:
        with transaction():
            actions.change_cover(shift.id, cover, hand=HAND)
        assert queries.shift(shift.id).least == cover.least


@pytest.mark.parametrize(("days", "claim"), [(-1, "ROS-64"), (26 * 7, "ROS-64"), (0, "")])
def test_shifts_are_made_for_a_span_that_makes_sense(app, days, claim):
    a_cooperative()

    if claim:
        with pytest.raises(Refused) as refused:
            shifts_made(MONDAY, MONDAY + timedelta(days=days))
        assert rules_of(refused) == [claim]
    else:
        assert shifts_made(MONDAY, MONDAY + timedelta(days=days)) == 0


def test_recurring_work_without_days_hours_or_people_is_refused_with_every_reason(app):
    a_cooperative()
    area = an_area()

    with pytest.raises(Refused) as refused:
        a_demand(area, weekdays="", starts="08:00", ends="08:00", wanted=0, least=0)

    assert rules_of(refused) == ["ROS-63", "ROS-63", "ROS-62"]


def test_shifts_are_read_in_order_and_by_site(app):
    a_cooperative()
    mill, yard = a_site("Mill"), a_site("Yard")
    late = a_shift(an_area(mill), day=MONDAY, starts="13:00", ends="17:00")
    early = a_shift(an_area(yard), day=MONDAY)

    every = queries.shifts_between(MONDAY, SUNDAY)
    mills = queries.shifts_between(MONDAY, SUNDAY, site_id=mill.id)

    assert [each.id for each in every] == [early.id, late.id]
    assert [(each.id, each.site) for each in mills] == [(late.id, "Mill")]

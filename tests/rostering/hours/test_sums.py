"""Sums for payroll: whatever is corrected and closed, the periods add up to what holds at last."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.core import clock
from coop.core.db import transaction
from coop.rostering.deeds.closing_hours import close_period
from coop.rostering.reading.hours_approved import approvals_of, approved_hours
from coop.rostering.rules.attending import Absence, Mark, absent, early, late, over
from coop.rostering.rules.hours import Odd, hours_from, odd_of
from coop.rostering.rules.nouns import Kind, KindRules, usual_kinds
from tests.builders.attendance import (
    DAY,
    a_told_shift,
    a_workplace,
    approved,
    came,
    came_as_planned,
    corrected,
    marked,
)
from tests.builders.rostering_facts import a_span

WEEK = timedelta(weeks=1)
FAR = date(2030, 1, 1)
SHIFT = a_span()
SECONDS = st.integers(-4 * 3600, 4 * 3600)


def close_week(number, *, by):
    first = DAY + number * WEEK
    with clock.at(clock.now() + 20 * WEEK), transaction():
        close_period(first, first + WEEK - timedelta(days=1), "As it is.", hand=by.hand)


def sums(lines):
    found = Counter()
    for line in lines:
        found[line.member_id, line.kind, line.is_paid] += line.minutes
    return {key: minutes for key, minutes in found.items() if minutes}


@pytest.mark.parametrize(
    "story",
    [
        pytest.param("correct close correct close", id="before and after a close"),
        pytest.param("close correct absent close correct", id="an absence in between"),
        pytest.param("absent correct absent close absent2", id="to and fro"),
        pytest.param("close close correct correct correct", id="three times after two closes"),
    ],
)
def test_all_periods_together_are_what_holds_at_last(app, story):
    work = a_workplace(members=3)
    shift = a_told_shift(*work.members)
    marks = {work.members[0]: absent("sick"), work.members[1]: came(shift, late=7)}
    records = marked(shift, marks, by=work.planner)
    records += came_as_planned(shift, work.members[2], by=work.planner)
    approved(*records, by=work.other_planner)
    closed = 0
    for step, deed in enumerate(story.split(), start=1):
        if deed == "close":
            close_week(closed, by=work.planner)
            closed += 1
            continue
        mark = absent("refused" if deed == "absent" else "rest")
        mark = came(shift, late=step * 11, over=step) if deed == "correct" else mark
        records = [corrected(shift, one, mark, by=work.planner) for one in records]
        approved(*records, by=work.other_planner)

    periods = [approved_hours(DAY + n * WEEK, DAY + (n + 1) * WEEK - timedelta(days=1)) for n in
               range(closed)]  # fmt: skip
    periods.append(approved_hours(DAY + closed * WEEK, FAR))

    last = Counter()
    for chain in approvals_of(DAY, DAY).values():
        last[chain[-1].member_id, chain[-1].kind, chain[-1].is_paid] += chain[-1].minutes
    assert sums(line for period in periods for line in period.hours) == {
        key: minutes for key, minutes in last.items() if minutes
    }


def test_what_payroll_has_read_of_a_closed_period_never_changes(app):
    work = a_workplace(members=1)
    shift = a_told_shift(*work.members)
    [record] = came_as_planned(shift, *work.members, by=work.planner)
    approved(record, by=work.other_planner)
    close_week(0, by=work.planner)
    read = approved_hours(DAY, DAY + timedelta(days=6))

    for late_by in (5, 50):
        record = corrected(shift, record, came(shift, late=late_by), by=work.planner)
        approved(record, by=work.other_planner)

    again = approved_hours(DAY, DAY + timedelta(days=6))
    assert again == read
    assert again.is_closed


@given(came_by=SECONDS, left_by=SECONDS)
def test_lateness_and_leaving_are_never_counted_twice(came_by, left_by):
    mark = Mark(
        was_there=True,
        arrived_at=SHIFT.start + timedelta(seconds=came_by),
        left_at=max(
            SHIFT.end + timedelta(seconds=left_by), SHIFT.start + timedelta(seconds=came_by + 60)
        ),
    )

    hours = hours_from(mark, SHIFT, KindRules())

    assert hours.minutes == mark.presence
    assert late(mark, SHIFT) == 0 or came_by > 0
    assert early(mark, SHIFT) == 0 or left_by < 0
    assert over(mark, SHIFT) == max(0, hours.minutes - SHIFT.minutes)


@pytest.mark.parametrize("reason", list(Absence))
@pytest.mark.parametrize("kind", list(Kind))
def test_an_absence_is_paid_only_in_paid_time_and_for_the_reasons_of_the_law_book(kind, reason):
    rules = usual_kinds()[kind]

    hours = hours_from(absent(reason), SHIFT, rules)

    is_paid = kind in {Kind.PAID, Kind.TRAINING} and reason in {"sick", "rest", "cancelled"}
    assert (hours.minutes, hours.is_paid) == ((240, True) if is_paid else (0, False))
    assert (Odd.PAID_ABSENCE in odd_of(absent(reason), SHIFT, hours, None, None)) is is_paid


@pytest.mark.parametrize(
    ("minutes", "counted"), [(0, 0), (1, 15), (15, 15), (52, 60), (60, 60), (70, 75)]
)
def test_a_time_bank_rounds_up_to_the_quarter_hour(minutes, counted):
    mark = Mark(was_there=True, arrived_at=SHIFT.start, left_at=SHIFT.end, duty=minutes)

    assert hours_from(mark, SHIFT, usual_kinds()[Kind.TIME_BANK]).minutes == counted

"""A run’s life as rules: its table of steps, its days, and what stands in the way."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payroll.rules.runs.life import (
    LIFE,
    Calendar,
    Checking,
    State,
    Step,
    Wanted,
    after,
    code_of,
    may_step,
    month_end,
    next_days,
    parts_of,
    refusals_to_approve,
    refusals_to_begin,
    refusals_to_check,
    refusals_to_step,
)

ASH, BO = UUID(int=1), UUID(int=2)
WEEK = Wanted(Calendar.WEEK, date(2026, 11, 16), date(2026, 11, 22), date(2026, 11, 27))


def test_nothing_is_issued_that_was_not_checked_and_approved():
    came_from = {state: {old for (old, _), new in LIFE.items() if new is state} for state in State}

    assert came_from[State.ISSUING] == {State.APPROVED}
    assert came_from[State.APPROVED] == {State.CHECKED}
    assert came_from[State.CHECKED] == {State.DRAFT}


def test_what_was_issued_stays_issued():
    assert not any(may_step(State.PAID, step) for step in Step)
    assert not any(may_step(State.DROPPED, step) for step in Step)
    assert [step for step in Step if may_step(State.ISSUED, step)] == [Step.PAID]
    assert [step for step in Step if may_step(State.ISSUING, step)] == [Step.ISSUED]


@pytest.mark.parametrize("step", Step)
def test_a_step_that_cannot_be_taken_is_refused_by_name(step):
    (refusal,) = refusals_to_step(State.DROPPED, step)

    assert refusal.rule == "PAY-30"
    with pytest.raises(KeyError):
        after(State.DROPPED, step)


@pytest.mark.parametrize(
    ("calendar", "first", "last", "count"),
    [
        pytest.param("week", "2026-11-16", "2026-11-22", 0, id="a week"),
        pytest.param("week", "2026-11-17", "2026-11-23", 1, id="a week from Tuesday"),
        pytest.param("week", "2026-11-16", "2026-11-29", 1, id="two weeks"),
        pytest.param("month", "2026-11-01", "2026-11-30", 0, id="a month"),
        pytest.param("month", "2026-02-01", "2026-02-28", 0, id="February"),
        pytest.param("month", "2028-02-01", "2028-02-28", 1, id="a leap year’s February"),
        pytest.param("other", "2026-11-02", "2026-11-15", 0, id="any days"),
        pytest.param("other", "2026-11-15", "2026-11-02", 2, id="days upside down"),
    ],
)
def test_a_run_covers_whole_periods_of_its_calendar(calendar, first, last, count):
    days = date.fromisoformat(first), date.fromisoformat(last)
    wanted = Wanted(Calendar(calendar), *days, pays_on=date(2028, 3, 1))

    found = [*refusals_to_begin(wanted, []), *([] if days[0] <= days[1] else ["order"])]

    assert len(found) == count


def test_no_day_is_in_two_runs_of_one_calendar():
    other = (date(2026, 11, 22), date(2026, 11, 28))

    (refusal,) = refusals_to_begin(WEEK, [other, (date(2026, 11, 23), date(2026, 11, 29))])

    assert str(refusal) == "There is a run from 2026-11-22 to 2026-11-28 already."


def test_everything_that_keeps_a_draft_from_being_checked_is_said():
    well = Checking(drafts=3, blocked=0, is_closed=True, is_stale=False)
    ill = Checking(drafts=0, blocked=2, is_closed=False, is_stale=True)

    assert refusals_to_check(well) == []
    assert [one.rule for one in refusals_to_check(ill)] == ["PAY-32", "PAY-32", "PAY-33", "PAY-33"]


def test_another_person_approves_and_only_what_they_saw():
    assert refusals_to_approve(ASH, BO, pinned="a", seen="a") == []
    assert [one.rule for one in refusals_to_approve(ASH, ASH, pinned="a", seen="b")] == [
        "PAY-34",
        "PAY-35",
    ]


@pytest.mark.parametrize(
    ("calendar", "after_day", "code"),
    [
        ("week", "2026-11-22", "2026-W48"),
        ("week", "2026-12-27", "2026-W53"),
        ("week", "2027-01-03", "2027-W01"),
        ("month", "2026-11-30", "2026-12"),
        ("month", "2026-11-05", "2026-12"),
        ("other", "2026-11-05", "2026-11-06..2026-11-12"),
    ],
)
def test_the_next_period_is_named_as_people_name_it(calendar, after_day, code):
    first, last = next_days(Calendar(calendar), date.fromisoformat(after_day))

    assert code_of(Calendar(calendar), first, last) == code


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_a_month_ends_on_the_day_before_another_begins(day):
    end = month_end(day)

    assert (end.year, end.month) == (day.year, day.month)
    assert (date.fromordinal(end.toordinal() + 1)).day == 1


@given(st.integers(0, 500), st.integers(1, 60))
def test_parts_hold_everybody_once(count, size):
    parts = parts_of(count, size)

    assert [one for start, end in parts for one in range(start, end)] == list(range(count))
    assert all(end - start <= size for start, end in parts)

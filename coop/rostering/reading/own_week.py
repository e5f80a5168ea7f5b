"""A member’s own shifts: as published, with their answer and what they asked."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from uuid import UUID

from coop.core import clock
from coop.membership.queries import names_on, today
from coop.rostering.reading.cover import answers_between
from coop.rostering.reading.published import published_places, shifts_told
from coop.rostering.reading.shifts import ShiftView, shifts_between
from coop.rostering.reading.shifts import shift as shift_view
from coop.rostering.reading.swaps import SwapView, swaps_of
from coop.rostering.rules.exchange import Answer

WEEKS = 4
"""So many weeks a member sees at once, the running one included."""
DAY = timedelta(days=1)
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class MyShift:
    """One of a member’s shifts; `request` is their own that still waits for somebody."""

    shift: ShiftView
    answer: Answer | None
    request: SwapView | None

    @property
    def has_begun(self) -> bool:
        """Say whether it has begun."""
        return self.shift.starts_at <= clock.now()

    @property
    def needs_answer(self) -> bool:
        """Say whether the member has still to say that they come."""
        return self.answer is None and not self.has_begun


@dataclass(frozen=True, slots=True)
class MyWeek:
    """A week from Monday to Sunday with the member’s shifts in it."""

    monday: date
    shifts: tuple[MyShift, ...]

    @property
    def sunday(self) -> date:
        """Give its last day."""
        return self.monday + 6 * DAY

    @property
    def days(self) -> list[tuple[date, list[MyShift]]]:
        """Give all seven days with their shifts."""
        by_day = {day: list(group) for day, group in groupby(self.shifts, _day)}
        return [(day, by_day.get(day, [])) for day in _week(self.monday)]


def my_weeks(member_id: UUID, *, weeks: int = WEEKS) -> list[MyWeek]:
    """Give a member’s coming weeks, the running one first."""
    monday = monday_of(today())
    last = monday + weeks * WEEK - DAY
    shifts = my_shifts(member_id, monday, last)
    return [
        MyWeek(start, tuple(each for each in shifts if start <= each.shift.day < start + WEEK))
        for start in (monday + number * WEEK for number in range(weeks))
    ]


def my_shifts(member_id: UUID, first: date, last: date) -> list[MyShift]:
    """List a member’s published shifts of these days, in order."""
    told = set(shifts_told(member_id, first, last))
    if not told:
        return []
    answers = answers_between(first, last, member_id=member_id)
    asked = {
        each.shift.id: each
        for each in swaps_of(member_id)
        if each.is_live and each.member_id == member_id
    }
    return [
        MyShift(each, answers.get((each.id, member_id)), asked.get(each.id))
        for each in shifts_between(first, last)
        if each.id in told
    ]


def my_shift(member_id: UUID, shift_id: UUID) -> MyShift | None:
    """Give one of a member’s own shifts; None when it is not theirs."""
    day = shift_view(shift_id).day
    found = (each for each in my_shifts(member_id, day, day) if each.shift.id == shift_id)
    return next(found, None)


def to_answer(member_id: UUID) -> list[MyShift]:
    """List the coming shifts that a member has still to answer for."""
    first = today()
    found = my_shifts(member_id, first, first + WEEKS * WEEK)
    return [each for each in found if each.needs_answer]


def people_in(shift: ShiftView) -> list[tuple[UUID, str]]:
    """Name who was told to come to a shift, by name."""
    names = names_on(today())
    places = published_places(shift.day, shift.day)
    people = {each.person for each in places if each.shift == shift.id}
    return sorted(((one, names.get(one, "")) for one in people), key=lambda pair: pair[1])


def monday_of(day: date) -> date:
    """Give the Monday of the week of a day."""
    return day - day.weekday() * DAY


def _week(monday: date) -> list[date]:
    return [monday + number * DAY for number in range(7)]


def _day(one: MyShift) -> date:
    return one.shift.day

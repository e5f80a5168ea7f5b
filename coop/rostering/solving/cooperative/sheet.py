"""The facts as numbers: people are rows, shifts are columns, moments are seconds."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

import numpy as np

from coop.rostering.rules.calendar import day_of, last_day
from coop.rostering.rules.caps import counts
from coop.rostering.rules.nouns import Facts, Place, Span
from coop.rostering.solving.cooperative.times import Flags, second
from coop.rostering.solving.table import Numbers

QUARTER = 15


class Sheet:
    """Facts with every shift and person numbered in their given order."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.shifts, self.people = facts.shifts, facts.people
        self.column = {shift.id: n for n, shift in enumerate(facts.shifts)}
        self.row = {person.id: n for n, person in enumerate(facts.people)}
        self.starts = _numbers(second(shift.span.start) for shift in facts.shifts)
        self.ends = _numbers(second(shift.span.end) for shift in facts.shifts)
        self.minutes = (self.ends - self.starts) // 60
        self.days = _numbers(shift.day.toordinal() for shift in facts.shifts)
        self.travel = _numbers(shift.travel for shift in facts.shifts) * 60
        self.weeks = (self.days - facts.first.toordinal()) // 7
        self.areas = _numbered(shift.area for shift in facts.shifts)
        self.sites = _numbered(shift.site for shift in facts.shifts)
        self.count = (len(facts.people), len(facts.shifts))

    @cached_property
    def site_numbers(self) -> dict[UUID, int]:
        """Give the number of each site in `sites`."""
        return {shift.site: int(self.sites[n]) for n, shift in enumerate(self.shifts)}

    @cached_property
    def counted(self) -> Flags:
        """Say which shifts count towards working time."""
        limits = self.facts.limits
        return np.array([counts(shift.kind, limits) for shift in self.shifts], dtype=np.bool_)

    @cached_property
    def quarters(self) -> Numbers:
        """Give the length of each shift in quarter hours, to the nearest; none if it is no work."""
        length = (self.minutes + QUARTER // 2) // QUARTER
        return np.asarray(np.where(self.counted, length, 0), dtype=np.int64)

    @cached_property
    def last_days(self) -> Numbers:
        """Give the local day on which each shift has its last moment."""
        return _numbers(last_day(shift.span, self.facts.zone).toordinal() for shift in self.shifts)

    def day(self, number: int) -> date:
        """Give the day that a number in `days` stands for."""
        return date.fromordinal(number)

    def local_day(self, moment: datetime) -> int:
        """Give the number of the local day of a moment."""
        return day_of(moment, self.facts.zone).toordinal()

    def days_of(self, span: Span) -> range:
        """Give the number of every local day of which a span holds any moment."""
        last = last_day(span, self.facts.zone).toordinal()
        return range(self.local_day(span.start), last + 1)

    def pair(self, place: Place) -> tuple[int, int]:
        """Give the row and column of a place."""
        return self.row[place.person], self.column[place.shift]

    def place(self, row: int, column: int, *, pinned: bool = False) -> Place:
        """Give the place at a row and column."""
        return Place(self.shifts[column].id, self.people[row].id, pinned)


def _numbers(values: Iterable[int]) -> Numbers:
    return np.array(list(values), dtype=np.int64)


def _numbered(names: Iterable[UUID]) -> Numbers:
    numbers: dict[UUID, int] = {}
    return _numbers(numbers.setdefault(name, len(numbers)) for name in names)

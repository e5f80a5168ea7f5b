"""Dated facts cut a period into stretches: a new scheme, a move, joining, leaving (PAY-37)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

T = TypeVar("T")
DAY = timedelta(days=1)

Dated = Sequence[tuple[date, T]]
"""Facts in the order of the days from which they hold; of one day, the last one holds."""


@dataclass(frozen=True, slots=True)
class Days:
    """Days in a row, both ends included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        """Say whether a day is one of them."""
        return self.first <= day <= self.last


def held_on(facts: Dated[T], day: date) -> T | None:
    """Give the fact that holds on a day; None before the first."""
    found: T | None = None
    for since, fact in facts:
        if since > day:
            break
        found = fact
    return found


def changes_in(facts: Dated[T], days: Days) -> list[date]:
    """Give the days after the first on which another fact begins to hold."""
    dates = sorted({since for since, _ in facts if days.first < since <= days.last})
    return [day for day in dates if held_on(facts, day) != held_on(facts, day - DAY)]


def cut(days: Days, *facts: Dated[object]) -> list[Days]:
    """Cut days wherever one of several facts changes; the pieces are all the days, in order."""
    starts = sorted({days.first, *(day for each in facts for day in changes_in(each, days))})
    ends = [start - DAY for start in starts[1:]] + [days.last]
    return [Days(first, last) for first, last in zip(starts, ends, strict=True)]


def place_of(day: date, pieces: Sequence[Days]) -> int:
    """Say in which piece a day lies; days before them in the first, days after in the last."""
    for place, piece in enumerate(pieces):
        if day <= piece.last:
            return place
    return len(pieces) - 1

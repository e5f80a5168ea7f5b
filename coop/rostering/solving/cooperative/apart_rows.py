"""People to be kept apart, at their grain (ROS-31); nothing of this is ever told."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

import numpy as np

from coop.rostering.rules.company import meet_at
from coop.rostering.rules.nouns import KeepApart, Person
from coop.rostering.rules.works import Work, work_around, work_in
from coop.rostering.solving.cooperative.rows import Rows

Mine = tuple[int, Work]
Where = tuple[UUID | None, date]
NEXT_DAYS = (-1, 0, 1)


class ApartRows:
    """Writes the rows of each pair of people."""

    def __init__(self, rows: Rows) -> None:
        self._rows, self._sheet, self._pairs = rows, rows.sheet, rows.pairs

    def write(self) -> None:
        """Write the rows of every pair that is in the roster."""
        for rule in self._sheet.facts.keep_apart:
            people = [self._sheet.row[one] for one in sorted(rule.pair) if one in self._sheet.row]
            if len(people) > 1:
                self._pair(rule, people[0], people[1])

    def _pair(self, rule: KeepApart, one: int, other: int) -> None:
        mine, theirs = self._works(one), self._works(other)
        near = _by_place(theirs)
        for unknown, work in mine:
            for number in self._met(rule, work, near):
                self._rows.at_most([(unknown, 1), (number, 1)], 1)
        for here, there in ((one, near), (other, _by_place(mine))):
            for around in self._around(self._sheet.people[here]):
                self._rows.never(np.array(self._met(rule, around, there), dtype=np.int64))

    def _met(self, rule: KeepApart, work: Work, near: dict[Where, list[Mine]]) -> list[int]:
        """Give the pairs whose people would meet at this work; they begin on days around it."""
        days = (work.day + timedelta(days=passed) for passed in NEXT_DAYS)
        there = (each for day in days for each in near.get((work.site, day), ()))
        return [number for number, other in there if self._meet(rule, work, other)]

    def _works(self, row: int) -> list[Mine]:
        person, facts = self._sheet.people[row], self._sheet.facts
        return [
            (unknown, work_in(person, self._sheet.shifts[self._pairs.columns[unknown]], facts))
            for unknown in self._pairs.unknowns_of_row(row).tolist()
        ]

    def _around(self, person: Person) -> list[Work]:
        placed: set[UUID] = set(self._sheet.column)
        return [
            work_around(worked, self._sheet.facts)
            for worked in person.worked
            if worked.shift not in placed
        ]

    def _meet(self, rule: KeepApart, one: Work, two: Work) -> bool:
        if rule.until is not None and min(one.day, two.day) > rule.until:
            return False
        return meet_at(rule.grain, one, two)


def _by_place(works: Iterable[Mine]) -> dict[Where, list[Mine]]:
    found: dict[Where, list[Mine]] = defaultdict(list)
    for number, work in works:
        found[work.site, work.day].append((number, work))
    return found

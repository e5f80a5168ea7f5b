"""One place at a time and rest from day to day, as rows for each person (ROS-3, ROS-4)."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from coop.rostering.rules.caps import counts, daily_rest
from coop.rostering.rules.nouns import Person
from coop.rostering.solving.cooperative.clashes import Turns, chains, cliques, exclude
from coop.rostering.solving.cooperative.rows import Rows
from coop.rostering.solving.cooperative.times import second
from coop.rostering.solving.table import Numbers


@dataclass(frozen=True, slots=True)
class Sets:
    """Sets of shifts laid end to end: of each set at most so many may be one person’s."""

    columns: Numbers
    which: Numbers
    most: tuple[int, ...]


class ClashRows:
    """Writes the rows of clashes and daily rest."""

    def __init__(self, rows: Rows) -> None:
        self._rows, self._sheet, self._pairs = rows, rows.sheet, rows.pairs
        self._inside = np.array([shift.inside is not None for shift in self._sheet.shifts])
        self._sets: dict[tuple[bytes, int], Sets] = {}

    def write(self) -> None:
        """Write the rows of everybody."""
        for row, person in enumerate(self._sheet.people):
            unknowns = self._pairs.unknowns_of_row(row)
            if len(unknowns):
                rest = self._rest(person)
                self._around(unknowns, person, rest)
                for members, most in self._together(row, unknowns, rest):
                    self._rows.one_of(members, most)

    def _rest(self, person: Person) -> int:
        """Give the longest daily rest, in seconds, that holds on any of the roster’s days."""
        facts = self._sheet.facts
        ends = (facts.first, facts.last)
        return 60 * max(daily_rest(person, day, facts.limits) for day in ends)

    def _turns(self, columns: Numbers, ways: Numbers) -> Turns:
        sheet = self._sheet
        return Turns(
            sheet.starts[columns], sheet.ends[columns], sheet.days[columns],
            sheet.sites[columns], ways, self._sheet.counted[columns],
        )  # fmt: skip

    def _around(self, unknowns: Numbers, person: Person, rest: int) -> None:
        """Shut what does not go with work before, after or elsewhere."""
        if person.worked:
            turns = self._turns(self._pairs.columns[unknowns], self._pairs.ways[unknowns])
            shut = exclude(turns, around(self._rows, person), rest).any(axis=1)
            self._rows.never(unknowns[shut])

    def _together(
        self, row: int, unknowns: Numbers, rest: int
    ) -> Iterator[tuple[tuple[int, ...], int]]:
        columns, ways = self._pairs.columns[unknowns], self._pairs.ways[unknowns]
        sets = self._shared(columns, ways, rest)
        numbers = self._pairs.numbers_of_row(row)[sets.columns]
        there = np.flatnonzero(numbers >= 0)
        which = sets.which[there]
        begins = np.flatnonzero(np.diff(which, prepend=-1))
        lengths = np.diff(begins, append=len(which))
        several = lengths > 1
        mine, seen = numbers[there].tolist(), set()
        for begin, length in zip(begins[several].tolist(), lengths[several].tolist(), strict=True):
            members = tuple(mine[begin : begin + length])
            if members not in seen:
                seen.add(members)
                yield members, sets.most[which[begin]]

    def _shared(self, columns: Numbers, ways: Numbers, rest: int) -> Sets:
        """Find the sets for everybody with the same ways: from outside, from within, or alone."""
        inside = self._inside
        if np.array_equal(ways, self._sheet.travel[columns]):
            key, whole = b"outside", np.arange(len(self._sheet.shifts))
            every = self._sheet.travel
        elif not ways.any() and inside[columns].all():
            key, whole = b"within", np.flatnonzero(inside)
            every = np.zeros(len(whole), dtype=np.int64)
        else:
            key, whole, every = columns.tobytes() + ways.tobytes(), columns, ways
        if (key, rest) not in self._sets:
            self._sets[key, rest] = self._found(whole, every, rest)
        return self._sets[key, rest]

    def _found(self, columns: Numbers, ways: Numbers, rest: int) -> Sets:
        turns = self._turns(columns, ways)
        # Shifts at one time, at one site, with one way exclude the same others.
        keys = np.stack((turns.starts, turns.ends, turns.sites, turns.ways, turns.counted), axis=1)
        _, firsts, alike = np.unique(keys, axis=0, return_index=True, return_inverse=True)
        groups = turns.take(firsts)
        excluded = exclude(groups, groups, rest)
        sets = [(members, 1) for members in cliques(excluded)]
        joined = {member for members, _ in sets for member in members}
        sets += [([number], 1) for number in range(len(firsts)) if number not in joined]
        sets += [(list(chain), 2) for chain in chains(groups, excluded, rest)]
        order = np.argsort(alike, kind="stable")
        ends = np.searchsorted(alike[order], np.arange(len(firsts) + 1))
        alikes = [columns[order[ends[n] : ends[n + 1]]] for n in range(len(firsts))]
        found = [np.concatenate([alikes[member] for member in members]) for members, _ in sets]
        which = np.repeat(np.arange(len(sets)), [len(each) for each in found])
        flat = np.concatenate(found) if found else np.zeros(0, dtype=np.int64)
        return Sets(flat, which, tuple(most for _, most in sets))


def around(rows: Rows, person: Person) -> Turns:
    """Give a person’s work around the roster as numbers; no site is like no other."""
    sheet = rows.sheet
    sites = sheet.site_numbers
    spans = [worked.span for worked in person.worked]
    limits = sheet.facts.limits
    return Turns(
        starts=np.array([second(span.start) for span in spans], dtype=np.int64),
        ends=np.array([second(span.end) for span in spans], dtype=np.int64),
        days=np.array([sheet.local_day(span.start) for span in spans], dtype=np.int64),
        sites=np.array([sites.get(each.site, -1) if each.site else -1 for each in person.worked]),
        ways=np.array([each.travel * 60 for each in person.worked], dtype=np.int64),
        counted=np.array([counts(each.kind, limits) for each in person.worked], dtype=np.bool_),
    )

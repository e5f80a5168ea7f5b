"""The long rest in seven days (ROS-5) and a prison’s days of work (ROS-17), over days with work.

Between two works that begin so many days apart, enough days in a row must be free. That is a
little stricter than the rule, which also takes a rest between two days with work.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from coop.rostering.rules.caps import counts, weekly_rest
from coop.rostering.rules.nouns import Person
from coop.rostering.rules.whereabouts import home_on
from coop.rostering.solving.cooperative.clash_rows import around
from coop.rostering.solving.cooperative.rows import Rows
from coop.rostering.solving.table import Numbers

DAY = 1440
WEEK = 7


@dataclass(slots=True)
class Marks:
    """One person’s days: which pairs would be work on each, and which have work anyway."""

    pairs: dict[int, list[int]]
    done: set[int]
    works: dict[int, int]
    """Day -> the unknown that says it has work; made when a row needs it."""

    def may(self, day: int) -> bool:
        """Say whether there can be work on a day."""
        return day in self.pairs or day in self.done

    def span(self) -> range:
        """Give every day from the first on which there can be work to the last."""
        days = [*self.pairs, *self.done]
        return range(min(days), max(days) + 1) if days else range(0)


@dataclass(frozen=True, slots=True)
class Free:
    """That days in a row are free, if its unknown is 1."""

    unknown: int
    works: tuple[int, ...]


class RestdayRows:
    """Writes the rows, and remembers a first choice of free days that keeps them."""

    def __init__(self, rows: Rows) -> None:
        self._rows, self._sheet, self._pairs = rows, rows.sheet, rows.pairs
        self._pinned = {self._pairs.number(*pair) for pair in self._pairs.pinned}
        self.of: dict[int, list[int]] = defaultdict(list)
        """Row -> the unknowns about the person’s days."""
        self.first: dict[int, bool] = {}
        """The first choice of those unknowns."""
        self._busy: dict[int, list[int]] = {}
        """Unknown of a day -> the pairs that would be work on it."""
        self._idle: dict[int, tuple[int, ...]] = {}
        """Unknown of free days -> the unknowns of those days."""

    def complete(self, values: list[bool]) -> None:
        """Say of each day whether it has work, and which days are free, as the places have it."""
        for unknown, pairs in self._busy.items():
            values[unknown] = any(values[pair] for pair in pairs)
        for unknown, works in self._idle.items():
            values[unknown] = not any(values[work] for work in works)

    def write(self) -> None:
        """Write the rows of everybody whose rest could be missing."""
        for row, person in enumerate(self._sheet.people):
            unknowns = self._pairs.unknowns_of_row(row)
            counted = unknowns[self._sheet.counted[self._pairs.columns[unknowns]]]
            if len(counted):
                self._weekly(row, person, counted)
                self._days(row, person, counted)

    def _weekly(self, row: int, person: Person, unknowns: Numbers) -> None:
        facts = self._sheet.facts
        rest = max(weekly_rest(person, day, facts.limits) for day in (facts.first, facts.last))
        length = rest // DAY
        if not self._may_lack(person, unknowns, length):
            return
        marks = self._begun(person, unknowns, rest)
        free: dict[int, Free] = {}
        for day in marks.span():
            for last in range(day + WEEK - length, day + WEEK):
                if _is_tight(marks, day, last, length):
                    self._window(row, marks, (day, last, length), free)

    def _may_lack(self, person: Person, unknowns: Numbers, length: int) -> bool:
        """Say quickly whether seven days in a row could have work at all."""
        columns = self._pairs.columns[unknowns]
        if length > 1 or (self._sheet.days[columns] != self._sheet.last_days[columns]).any():
            return True
        told = [day for worked in person.worked for day in self._sheet.days_of(worked.span)]
        days = np.unique(np.concatenate((self._sheet.days[columns], told)))
        gaps = np.flatnonzero(np.diff(days, prepend=-WEEK, append=days[-1] + WEEK) > 1)
        return bool(np.diff(gaps).max() >= WEEK)

    def _begun(self, person: Person, unknowns: Numbers, rest: int) -> Marks:
        """Mark the day on which each work begins, and the next if it ends too late on it."""
        columns, sheet = self._pairs.columns[unknowns], self._sheet
        told = around(self._rows, person)
        starts = np.concatenate((sheet.starts[columns], told.starts[told.counted]))
        days = np.concatenate((sheet.days[columns], told.days[told.counted]))
        ends = np.concatenate((sheet.ends[columns], told.ends[told.counted]))
        firsts = {day: int(starts[days == day].min()) for day in np.unique(days).tolist()}
        marks = Marks(defaultdict(list), set(), {})
        length = rest // DAY
        for number, (day, end) in enumerate(zip(days.tolist(), ends.tolist(), strict=True)):
            unknown = int(unknowns[number]) if number < len(unknowns) else None
            late = firsts.get(day + length + 1, end + rest * 60) < end + rest * 60
            for marked in (day, day + 1) if late else (day,):
                self._mark(marks, marked, unknown)
        return marks

    def _mark(self, marks: Marks, day: int, unknown: int | None) -> None:
        if unknown is None or unknown in self._pinned:
            marks.done.add(day)
        else:
            marks.pairs[day].append(unknown)

    def _window(
        self, row: int, marks: Marks, window: tuple[int, int, int], free: dict[int, Free]
    ) -> None:
        """Demand that days in a row are free between two days, if both have work."""
        first, last, length = window
        terms = [(work, 1) for work in self._works(row, marks, (first, last))]
        most = 1 - len({first, last} & marks.done)
        open_ = []
        for day in range(first + 1, last - length + 1):
            run = range(day, day + length)
            if not marks.done.isdisjoint(run):
                continue
            if day not in free:
                free[day] = self._free(row, marks, run)
            open_.append(free[day])
            terms.append((free[day].unknown, -1))
        if open_ or most >= 0:
            self._rows.at_most(terms, most)
            self._choose(terms, most, open_)

    def _works(self, row: int, marks: Marks, days: Iterable[int]) -> list[int]:
        """Give the unknowns that say that there is work on days, where it is not sure already."""
        found = []
        for day in days:
            if day in marks.done or day not in marks.pairs:
                continue
            if day not in marks.works:
                marks.works[day] = self._unknown(row, first=True)
                self._busy[marks.works[day]] = marks.pairs[day]
                for together in self._at_once(marks.pairs[day]):
                    self._rows.at_most([*((one, 1) for one in together), (marks.works[day], -1)], 0)
            found.append(marks.works[day])
        return found

    def _at_once(self, pairs: Sequence[int]) -> Iterable[list[int]]:
        """Part one person’s pairs by when they begin: of those that begin together one may be."""
        found: dict[int, list[int]] = defaultdict(list)
        for pair in pairs:
            found[int(self._sheet.starts[self._pairs.columns[pair]])].append(pair)
        return found.values()

    def _unknown(self, row: int, *, first: bool) -> int:
        unknown = self._rows.programme.choice()
        self.of[row].append(unknown)
        self.first[unknown] = first
        return unknown

    def _free(self, row: int, marks: Marks, run: Iterable[int]) -> Free:
        works = self._works(row, marks, run)
        unknown = self._unknown(row, first=False)
        self._idle[unknown] = tuple(works)
        for work in works:
            self._rows.at_most([(unknown, 1), (work, 1)], 1)
        return Free(unknown, tuple(works))

    def _choose(self, terms: list[tuple[int, int]], most: int, free: list[Free]) -> None:
        """Keep a row by freeing days: those that the fewest rows chose to work on already."""
        if sum(weight * self.first[unknown] for unknown, weight in terms) <= most:
            return
        if free:
            # Later days first: a week that begins with work leaves its rest for the end.
            chosen = free[-1]
            self.first |= dict.fromkeys(chosen.works, False) | {chosen.unknown: True}
        else:
            self.first |= {unknown: False for unknown, _ in terms}

    def _days(self, row: int, person: Person, unknowns: Numbers) -> None:
        """Keep to the days of seven on which a prison’s rules allow work."""
        facts = self._sheet.facts
        most = facts.limits.inside_days
        inside = any(home_on(person, day) for day in (facts.first, facts.last)) or person.stays[1:]
        if most >= WEEK or not inside:
            return
        marks = self._touched(person, unknowns)
        for first in marks.span():
            days = range(first, first + WEEK)
            terms = [(work, 1) for work in self._works(row, marks, days)]
            room = max(0, most - len(marks.done.intersection(days)))
            self._rows.at_most(terms, room)
            taken = [unknown for unknown, _ in terms if self.first[unknown]]
            self.first |= dict.fromkeys(taken[room:], False)

    def _touched(self, person: Person, unknowns: Numbers) -> Marks:
        marks = Marks(defaultdict(list), set(), {})
        for unknown in unknowns.tolist():
            column = int(self._pairs.columns[unknown])
            for day in range(int(self._sheet.days[column]), int(self._sheet.last_days[column]) + 1):
                self._mark(marks, day, unknown)
        for worked in person.worked:
            if counts(worked.kind, self._sheet.facts.limits):
                for day in self._sheet.days_of(worked.span):
                    marks.done.add(day)
        return marks


def _is_tight(marks: Marks, first: int, last: int, length: int) -> bool:
    """Say whether work on both days could stand without enough free days in between."""
    if not (marks.may(first) and marks.may(last)):
        return False
    runs = (range(day, day + length) for day in range(first + 1, last - length + 1))
    return all(any(marks.may(day) for day in run) for run in runs)

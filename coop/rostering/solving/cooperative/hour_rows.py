"""Hours in a day, in a week, on average and unpaid, as rows for each person (ROS-6 to ROS-8)."""

from collections import Counter
from datetime import date
from itertools import groupby

import numpy as np

from coop.rostering.rules.caps import (
    ceiling,
    day_cap,
    is_night_work,
    is_opted_out,
    law_week_cap,
)
from coop.rostering.rules.nouns import Kind, Person
from coop.rostering.rules.totals import WORKING_DAYS
from coop.rostering.rules.works import Work, week_of, work_around
from coop.rostering.solving.cooperative.rows import Rows
from coop.rostering.solving.table import Numbers

WEEK = 7


class HourRows:
    """Writes the rows of hours."""

    def __init__(self, rows: Rows) -> None:
        self._rows, self._sheet, self._pairs = rows, rows.sheet, rows.pairs
        self._facts, self._limits = rows.sheet.facts, rows.sheet.facts.limits
        shifts, zone = self._sheet.shifts, self._facts.zone
        nights = [is_night_work(shift.span, self._limits, zone) for shift in shifts]
        self._nights = np.array(nights, dtype=np.bool_)
        self._kinds = [
            (kind, np.array([shift.kind is kind for shift in shifts], dtype=np.bool_))
            for kind in sorted({shift.kind for shift in shifts})
            if ceiling(kind, self._limits) is not None
        ]

    def write(self) -> None:
        """Write the rows of everybody."""
        for row, person in enumerate(self._sheet.people):
            unknowns = self._pairs.unknowns_of_row(row)
            works = [work_around(worked, self._facts) for worked in person.worked]
            counted = unknowns[self._sheet.counted[self._pairs.columns[unknowns]]]
            if len(counted):
                told = [work for work in works if work.counted]
                self._days(counted, person, told)
                self._weeks(counted, person, told)
                self._averages(counted, person, told)
            for kind, mask in self._kinds:
                self._ceiling(unknowns[mask[self._pairs.columns[unknowns]]], kind, works)

    def _minutes(self, unknowns: Numbers) -> Numbers:
        return self._sheet.minutes[self._pairs.columns[unknowns]]

    def _days(self, unknowns: Numbers, person: Person, works: list[Work]) -> None:
        done: Counter[int] = Counter()
        for work in works:
            done[work.day.toordinal()] += work.span.minutes
        for number, part in self._split(unknowns, self._sheet.days):
            day = self._sheet.day(number)
            most = day_cap(person, day, self._limits) - done[number]
            self._rows.within(part, self._minutes(part), most)

    def _split(self, unknowns: Numbers, by: Numbers) -> list[tuple[int, Numbers]]:
        """Part unknowns by a number of their shift."""
        keys = by[self._pairs.columns[unknowns]]
        order = np.argsort(keys, kind="stable")
        found, begin = [], 0
        for key, same in groupby(keys[order].tolist()):
            end = begin + sum(1 for _ in same)
            found.append((key, unknowns[order[begin:end]]))
            begin = end
        return found

    def _weeks(self, unknowns: Numbers, person: Person, works: list[Work]) -> None:
        here, whole = self._done(works)
        for week, part in self._split(unknowns, self._sheet.weeks):
            minutes = self._minutes(part)
            most = person.terms.most - here[week]
            cap = law_week_cap(person, self._dates(week), self._limits)
            if cap is not None:
                most = min(most, cap - whole[week] - person.elsewhere)
            self._rows.within(part, minutes, most)

    def _done(self, works: list[Work]) -> tuple[Counter[int], Counter[int]]:
        """Count the minutes already worked in each week: here, and in all."""
        here: Counter[int] = Counter()
        whole: Counter[int] = Counter()
        for work in works:
            week = week_of(work.day, self._facts)
            whole[week] += work.span.minutes
            here[week] += 0 if work.elsewhere else work.span.minutes
        return here, whole

    def _dates(self, week: int) -> list[date]:
        first = self._facts.first.toordinal() + WEEK * week
        return [date.fromordinal(first + day) for day in range(WEEK)]

    def _averages(self, unknowns: Numbers, person: Person, works: list[Work]) -> None:
        most = self._average(unknowns, person, works)
        if most is None:
            return
        weeks = self._sheet.weeks[self._pairs.columns[unknowns]]
        _, whole = self._done(works)
        before = person.weeks_before
        last = week_of(self._facts.last, self._facts)
        for end in range(last + 1):
            length = min(self._limits.reference_weeks, len(before) + end + 1)
            first = end + 1 - length
            past = sum(before[len(before) + first :]) if first < 0 else 0
            past += sum(whole[week] + person.elsewhere for week in range(max(0, first), end + 1))
            here = person.terms.most * (end + 1 - max(0, first))
            if not self._pairs.pinned and past + here <= most * length:
                continue  # What was agreed for each week keeps it already.
            part = unknowns[(weeks >= first) & (weeks <= end)]
            self._rows.within(part, self._minutes(part), most * length - past)

    def _average(self, unknowns: Numbers, person: Person, works: list[Work]) -> int | None:
        """Give the most minutes a week on average, lower for those who may work at night."""
        limits, facts = self._limits, self._facts
        caps = []
        if not all(is_opted_out(person, day, limits) for day in (facts.first, facts.last)):
            caps.append(limits.average_week)
        nights = self._nights[self._pairs.columns[unknowns]].any()
        if nights or any(is_night_work(work.span, limits, facts.zone) for work in works):
            caps.append(limits.night_most * WORKING_DAYS)
        return min(caps) if caps else None

    def _ceiling(self, unknowns: Numbers, kind: Kind, works: list[Work]) -> None:
        most = ceiling(kind, self._limits)
        done: Counter[int] = Counter()
        for work in works:
            if work.kind is kind:
                done[week_of(work.day, self._facts)] += work.span.minutes
        for week, part in self._split(unknowns, self._sheet.weeks):
            self._rows.within(part, self._minutes(part), (most or 0) - done[week])

"""Where to look next: parts of a large roster that can be made better on their own.

Three kinds, drawn from the seed: one week of areas that share people; a few areas over the whole
time; the person with the least of their share, with colleagues who could give or take. A kind
that pays is drawn more often, and grows while it is solved quickly.
"""

from collections.abc import Collection, Sequence

import numpy as np

from coop.core.draw import Draw
from coop.rostering.solving.cooperative.model import Model
from coop.rostering.solving.cooperative.times import Flags
from coop.rostering.solving.table import Numbers

WEEK, AREAS, PERSON = range(3)
KINDS = 3
LEAST, START, MOST = 400, 800, 1000
"""How many pairs a neighbourhood sets free."""
QUICK, SLOW = 0.002, 0.02
"""Of the solver’s own count of work: with less a kind may grow, with more it must shrink."""
ROUND, PACE = 0.03, 25
"""Seconds that a round costs besides solving, and seconds for one of that count, about."""


class Around:
    """Neighbourhoods of one model; they learn which kinds pay."""

    def __init__(self, model: Model, seed: int) -> None:
        self._model, self._pairs, self._sheet = model, model.pairs, model.sheet
        self._draw = Draw(f"neighbourhoods:{seed}")
        self._size = [START] * KINDS
        self._worth = [1.0] * KINDS
        self._kind: dict[int, int] = {}
        self._fair = np.array(model.goals.fair, dtype=np.int64)
        self._areas = int(self._sheet.areas.max(initial=-1)) + 1
        self._kin = self._relatives()

    def __call__(self, number: int, values: Sequence[bool], /) -> Collection[int]:
        """Name the unknowns to set free in a round."""
        kind = self._drawn()
        self._kind[number] = kind
        size = self._size[kind]
        free = self._person(values, size) if kind == PERSON else self._part(kind, size)
        rows = np.unique(self._pairs.rows[free])
        days = [
            unknown for row in rows.tolist() for unknown in self._model.restdays.of.get(row, ())
        ]
        return [*free.tolist(), *days]

    def learn(self, number: int, gain: int, work: float) -> None:
        """Hear what a round gained, and how much the solver worked for it."""
        kind = self._kind.pop(number)
        rate = gain / (ROUND + PACE * work)
        self._worth[kind] += 0.1 * (rate - self._worth[kind])
        if work < QUICK:
            self._size[kind] = min(MOST, self._size[kind] * 11 // 10)
        elif work > SLOW:
            self._size[kind] = max(LEAST, self._size[kind] * 8 // 10)

    def _drawn(self) -> int:
        """Draw a kind: half of the time any, else by what it brought lately."""
        total = sum(self._worth)
        if self._draw.chance(50) or total <= 0:
            return self._draw.below(KINDS)
        left = self._draw.below(1000) / 1000 * total
        for kind, worth in enumerate(self._worth):
            left -= worth
            if left < 0:
                return kind
        return KINDS - 1

    def _relatives(self) -> Numbers:
        """Count for each two areas the people who could work in both."""
        shape = (self._sheet.count[0], self._areas)
        works = np.zeros(shape, dtype=np.int64)
        works[self._pairs.rows, self._sheet.areas[self._pairs.columns]] = 1
        return np.asarray(works.T @ works, dtype=np.int64)

    def _ordered(self, area: int) -> list[int]:
        """Give an area and then others: those that share more people tend to come sooner."""
        others = np.argsort(-self._kin[area], kind="stable").tolist()
        near = [other for other in others if other != area and self._kin[area, other]]
        window = max(3, len(near) // 2)
        return [area, *self._draw.shuffled(near[:window]), *near[window:]]

    def _part(self, kind: int, most: int) -> Numbers:
        """Take one week, or the whole time, of areas that share people."""
        days = self._sheet.days - self._sheet.facts.first.toordinal()
        first = self._draw.below(max(1, int(days.max()) - 5))
        this = (days >= first) & (days < first + 7) if kind == WEEK else days >= 0
        return self._gathered(self._draw.below(self._areas), this, most)

    def _gathered(self, area: int, shifts: Flags, most: int) -> Numbers:
        """Gather the pairs of these shifts, area by area, until they are enough."""
        there = shifts[self._pairs.columns]
        areas = self._sheet.areas[self._pairs.columns]
        found: list[Numbers] = []
        count = 0
        for number in self._ordered(area):
            mine = np.flatnonzero(there & (areas == number))
            if count and count + len(mine) > most:
                break
            found.append(mine)
            count += len(mine)
        return self._some(np.concatenate(found), most)

    def _some(self, unknowns: Numbers, most: int) -> Numbers:
        """Cut a neighbourhood that is too large: leave out people by lot."""
        if len(unknowns) <= most:
            return unknowns
        rows = self._pairs.rows[unknowns]
        people = self._draw.shuffled(np.unique(rows).tolist())
        kept = people[: max(2, len(people) * most // len(unknowns))]
        return np.asarray(unknowns[np.isin(rows, kept)], dtype=np.int64)

    def _person(self, values: Sequence[bool], most: int) -> Numbers:
        """Take somebody far below their share, and colleagues with whom they share shifts."""
        taken = np.array(values[: self._pairs.size], dtype=np.int64)
        quarters = self._sheet.quarters[self._pairs.columns] * taken
        got = np.bincount(self._pairs.rows, weights=quarters, minlength=self._sheet.count[0])
        short = np.argsort(got - self._fair, kind="stable")
        row = int(short[self._draw.below(max(1, len(short) // 5))])
        mine = np.zeros(self._sheet.count[1], dtype=np.bool_)
        mine[self._pairs.of_row(row)] = True
        shared = np.flatnonzero(mine[self._pairs.columns])
        near = np.bincount(self._pairs.rows[shared], minlength=self._sheet.count[0])
        near[row] = 0
        colleagues = self._draw.shuffled(np.flatnonzero(near).tolist())
        rows, count = [row], len(self._pairs.of_row(row))
        for other in colleagues:
            count += len(self._pairs.of_row(other))
            if count > most:
                break
            rows.append(other)
        return np.flatnonzero(np.isin(self._pairs.rows, rows))

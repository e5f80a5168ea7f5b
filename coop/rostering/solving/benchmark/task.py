"""Some people over a stretch of days: their cover, their wishes, and the lines known so far."""

from collections.abc import Collection, Sequence

import numpy as np
import numpy.typing as npt

from coop.rostering.solving.benchmark.desk import Change, Desk
from coop.rostering.solving.benchmark.edges import left_for, share_for, side_after, side_before
from coop.rostering.solving.benchmark.nouns import OFF
from coop.rostering.solving.benchmark.pricing import NEVER, Costs, Pricing, Stretch

# A line within the stretch: for each day a shift number, or OFF.
Line = tuple[int, ...]
Prices = npt.NDArray[np.float64]
# Prices are whole numbers of 1/FINE, so that the bound they give is exact.
FINE = 64
MENDINGS = 12
DUE, MOST_DUE = 2 * FINE, 200 * FINE


class Task:
    """What a search over lines works on; everything outside stays as it is."""

    def __init__(
        self, desk: Desk, people: Collection[int], days: range, *, spare: int | None = None
    ) -> None:
        self.facts, self.people, self.days = desk.facts, list(people), days
        shape = (len(days), len(self.facts.instance.shifts))
        self.wanted = np.zeros(shape, dtype=np.int64)
        self.under = np.zeros(shape, dtype=np.int64)
        self.over = np.zeros(shape, dtype=np.int64)
        self.now = {person: tuple(desk.roster[person][days.start : days.stop]) for person in people}
        self._cover(desk)
        self.wishes = {person: self._wishes(person, shape) for person in people}
        self.pricings: dict[int, Pricing] = {}
        self._most_of: dict[int, tuple[int, ...]] = {}
        is_whole = len(days) == self.facts.days
        self._dues = {
            person: self.facts.dues[person] if is_whole else np.zeros(shape[1], np.int32)
            for person in people
        }
        for person in self.people:
            self._measure(desk.roster[person], person, spare)

    def _cover(self, desk: Desk) -> None:
        """Note what is wanted beyond what the others bring."""
        for day in self.days:
            for shift, misses in self.facts.aims_on[day]:
                at = day - self.days.start, shift
                self.wanted[at] = misses[0].aim - desk.present.get((day, shift), 0)
                self.under[at] = sum(miss.under[0].weight for miss in misses)
                self.over[at] = sum(miss.over[0].weight for miss in misses)
        self.wanted += self.cover(self.now.values())

    def cover(self, lines: Collection[Line]) -> npt.NDArray[np.int64]:
        """Count who covers what in some lines."""
        count = np.zeros_like(self.wanted)
        for line in lines:
            for day, shift in enumerate(line):
                if shift != OFF:
                    count[day, shift] += 1
        return count

    def _wishes(self, person: int, shape: tuple[int, int]) -> Costs:
        wishes = np.zeros(shape, dtype=np.int32)
        for (day, shift), weight in self.facts.wishes[person].items():
            if day in self.days:
                wishes[day - self.days.start, shift] = weight
        return wishes

    def _measure(self, line: Sequence[int], person: int, spare: int | None) -> None:
        facts = self.facts.instance.people[person]
        instance, days = self.facts.instance, self.days
        if spare is None:
            left = left_for(instance, facts, line, days)
        else:
            left = share_for(instance, facts, line, days, spare)
        before = side_before(facts, line, self.days.start)
        after = side_after(facts, line, self.days.stop)
        stretch = Stretch(days, before, after, left, open_end=spare is not None)
        kinds = self.facts.kinds[person]
        self.pricings[person] = Pricing(instance, facts, kinds, stretch)
        self._most_of[person] = left.most_of

    def wish_cost(self, person: int, line: Line) -> int:
        """Price the wishes that a line meets and breaks."""
        wishes = self.wishes[person]
        return sum(int(wishes[day, shift]) for day, shift in enumerate(line) if shift != OFF)

    def best(self, person: int, costs: Costs) -> tuple[int, Line | None]:
        """Give a bound on the cost of a person’s lines, and a cheap legal line.

        Shifts of which a person may have only a few cost them dues, which rise while a line
        has too many: what the limit must give back in the bound is what the dues took.
        """
        dues, most_of = self._dues[person], self._most_of[person]
        tolled = (costs + dues).astype(np.int32)
        found = self.pricings[person].best(tolled)
        if found is None:
            return NEVER, None
        bound = found[0] - int((dues.astype(np.int64) * np.maximum(most_of, 0)).sum())
        self._set_dues(dues, found[1], most_of)
        return bound, self._mended(person, found[1], tolled)

    def _mended(self, person: int, line: list[int], costs: Costs) -> Line | None:
        """Look again until no shift stands in the line too often; give up after some tries."""
        for _ in range(MENDINGS):
            if not self._mend(person, line, costs):
                return tuple(line)
            found = self.pricings[person].best(costs)
            if found is None:
                return None
            line = found[1]
        return None

    def _set_dues(self, dues: Costs, line: list[int], most_of: tuple[int, ...]) -> None:
        """Let dues rise where a line has too many, and fall where it has fewer than it may."""
        counts = np.bincount([s for s in line if s != OFF], minlength=len(dues))
        beyond = np.clip(counts - np.array(most_of), -1, 4)
        dues[:] = np.clip(dues + beyond * DUE, 0, MOST_DUE)

    def _mend(self, person: int, line: list[int], costs: Costs) -> bool:
        """Close the dearest days of a shift that a line has too often."""
        mended = False
        for shift, most in enumerate(self._most_of[person]):
            days = [day for day, there in enumerate(line) if there == shift]
            if len(days) > most:
                days.sort(key=lambda day: int(costs[day, shift]))
                costs[days[max(0, most) :], shift] = NEVER
                mended = True
        return mended

    def bound(self, values: int, prices: Costs) -> int:
        """Give the bound on this task that some prices prove, in whole units of 1/FINE."""
        return values + int((prices.astype(np.int64) * self.wanted).sum())

    def changes(self, lines: dict[int, Line]) -> list[Change]:
        """Say what some lines put into the roster."""
        return [
            (person, self.days.start + day, shift)
            for person, line in lines.items()
            for day, shift in enumerate(line)
        ]

    def fine(self, prices: Prices) -> Costs:
        """Round prices to whole units, within what cover can be worth."""
        low, high = -self.over * FINE, self.under * FINE
        return np.clip(np.rint(prices * FINE), low, high).astype(np.int32)

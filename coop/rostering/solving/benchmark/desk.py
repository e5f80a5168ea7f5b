"""The roster on the desk: what stands in it, who covers what, and what it costs."""

from collections.abc import Iterable

import numpy as np

from coop.rostering.solving.benchmark.kinds import Kinds
from coop.rostering.solving.benchmark.nouns import OFF, Instance, Roster
from coop.rostering.solving.programme import Miss, Tier

Change = tuple[int, int, int]


class Facts:
    """An instance, laid out for quick questions."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.days = instance.days
        self.allowed = [
            [shift for shift, most in enumerate(person.most_of) if most > 0]
            for person in instance.people
        ]
        self.kinds = [Kinds(instance, person) for person in instance.people]
        # What each person last paid for shifts of which they may have only a few.
        self.dues = [np.zeros(len(instance.shifts), np.int32) for _ in instance.people]
        # What it costs that a person has a shift on a day, over not having it.
        self.wishes: list[dict[tuple[int, int], int]] = [{} for _ in instance.people]
        self.unmet = 0
        for wish in instance.wishes:
            mine, key = self.wishes[wish.person], (wish.day, wish.shift)
            mine[key] = mine.get(key, 0) + (-wish.weight if wish.wanted else wish.weight)
            self.unmet += wish.weight if wish.wanted else 0
        self.aims: dict[tuple[int, int], list[Miss]] = {}
        for cover in instance.covers:
            miss = Miss(cover.wanted, (Tier(None, cover.under),), (Tier(None, cover.over),))
            self.aims.setdefault((cover.day, cover.shift), []).append(miss)
        weights = [wish.weight for wish in instance.wishes]
        weights += [cover.under + cover.over for cover in instance.covers]
        self.heaviest = max(weights, default=0) * 2
        self.aims_on: list[list[tuple[int, list[Miss]]]] = [[] for _ in range(self.days)]
        for (day, shift), misses in self.aims.items():
            self.aims_on[day].append((shift, misses))
        # Two covers for one cell are priced right, but woven by their sum: no bound then.
        self.is_plain = all(len(misses) == 1 for misses in self.aims.values())


class Desk:
    """A roster and its price, kept exact through every change."""

    def __init__(self, facts: Facts, roster: Roster) -> None:
        self.facts = facts
        self.roster = [list(line) for line in roster]
        self.present: dict[tuple[int, int], int] = {}
        for line in self.roster:
            for key in enumerate(line):
                self.present[key] = self.present.get(key, 0) + 1
        self.objective = self._price()

    def lay(self, changes: Iterable[Change]) -> None:
        """Change cells: person, day, shift."""
        touched: dict[tuple[int, int], int] = {}
        for person, day, shift in changes:
            old = self.roster[person][day]
            if old != shift:
                self.roster[person][day] = shift
                self._count(day, old, -1, touched)
                self._count(day, shift, 1, touched)
                wishes = self.facts.wishes[person]
                self.objective += wishes.get((day, shift), 0) - wishes.get((day, old), 0)
        for key, before in touched.items():
            for miss in self.facts.aims.get(key, ()):
                self.objective += miss.cost(self.present[key]) - miss.cost(before)

    def _count(self, day: int, shift: int, by: int, touched: dict[tuple[int, int], int]) -> None:
        key = (day, shift)
        there = self.present.get(key, 0)
        touched.setdefault(key, there)
        self.present[key] = there + by

    def _price(self) -> int:
        missed = sum(
            miss.cost(self.present.get(key, 0))
            for key, misses in self.facts.aims.items()
            for miss in misses
        )
        wished = sum(
            wishes.get(cell, 0)
            for wishes, line in zip(self.facts.wishes, self.roster, strict=True)
            for cell in enumerate(line)
        )
        return missed + wished + self.facts.unmet


def nobody(facts: Facts) -> Roster:
    """Give the roster in which nobody works."""
    return [[OFF] * facts.days for _ in facts.instance.people]

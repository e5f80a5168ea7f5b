"""A 0-1 programme in whole numbers that can be judged exactly and cut into pieces."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from coop.rostering.solving.table import Numbers, Table, Term

NO_LEAST = -(2**60)
NO_MOST = 2**60


@dataclass(frozen=True, slots=True)
class Tier:
    """So many units of a miss at so much each; no width means without end."""

    width: int | None
    weight: int


@dataclass(frozen=True, slots=True)
class Miss:
    """What it costs to stay under an aim, or to go over it."""

    aim: int
    under: tuple[Tier, ...]
    over: tuple[Tier, ...]

    def cost(self, total: int) -> int:
        """Price a sum: what is under the aim, and what is over it."""
        short, more = max(0, self.aim - total), max(0, total - self.aim)
        return _priced(short, self.under) + _priced(more, self.over)


class Programme:
    """Unknowns that are 0 or 1, hard rows, and a cost to make small.

    Costs of a miss are convex: the weights of its tiers never fall, and its last tier
    runs on without end. All numbers are whole; no float decides anything here.
    """

    def __init__(self) -> None:
        self.limits = Table()
        self.misses = Table()
        self.aims: list[Miss] = []
        self.fixed: dict[int, bool] = {}
        self._costs = array("q")
        self._least = array("q")
        self._most = array("q")

    @property
    def size(self) -> int:
        """Count the unknowns."""
        return len(self._costs)

    def choice(self) -> int:
        """Make a new unknown and give its index."""
        self._costs.append(0)
        return len(self._costs) - 1

    def limit(
        self, terms: Sequence[Term], *, least: int | None = None, most: int | None = None
    ) -> None:
        """Demand that a weighted sum stays between two bounds."""
        self.limits.add(terms)
        self._least.append(NO_LEAST if least is None else least)
        self._most.append(NO_MOST if most is None else most)

    def cost(self, unknown: int, weight: int) -> None:
        """Add to what an unknown costs when it is 1; less than nothing is a gain."""
        self._costs[unknown] += weight

    def miss(
        self, terms: Sequence[Term], *, aim: int, under: Sequence[Tier] = (),
        over: Sequence[Tier] = (),
    ) -> None:  # fmt: skip
        """Price how far a weighted sum stays from its aim, below and above."""
        for tiers in (under, over):
            if any(later.weight < earlier.weight for earlier, later in pairwise(tiers)):
                raise ValueError("The weights of the tiers of a miss must not fall.")
        self.misses.add(terms)
        self.aims.append(Miss(aim, tuple(under), tuple(over)))

    def fix(self, unknown: int, value: bool) -> None:  # noqa: FBT001 - the value is the point
        """Pin an unknown."""
        self.fixed[unknown] = value

    def objective(self, values: Sequence[bool]) -> int:
        """Price a whole choice exactly."""
        chosen = as_numbers(values)
        sums = self.misses.sums(chosen).tolist()
        missed = sum(aim.cost(total) for aim, total in zip(self.aims, sums, strict=True))
        return missed + int(self.costs() @ chosen)

    def broken(self, values: Sequence[bool]) -> list[int]:
        """Name the hard rows that a choice breaks; a broken pin is -1 less its unknown."""
        sums = self.limits.sums(as_numbers(values))
        least, most = self.bounds()
        rows: list[int] = np.flatnonzero((sums < least) | (sums > most)).tolist()
        pins = [-1 - unknown for unknown, value in self.fixed.items() if values[unknown] != value]
        return sorted(pins) + rows

    def costs(self) -> Numbers:
        """Give the linear costs of all unknowns."""
        return np.array(self._costs, dtype=np.int64)

    def bounds(self) -> tuple[Numbers, Numbers]:
        """Give the least and the most of every hard row."""
        return np.array(self._least, dtype=np.int64), np.array(self._most, dtype=np.int64)


def as_numbers(values: Sequence[bool]) -> Numbers:
    """Turn a choice into numbers to count with."""
    return np.fromiter(values, dtype=np.int64, count=len(values))


def _priced(amount: int, tiers: tuple[Tier, ...]) -> int:
    total = 0
    for tier in tiers[:-1]:
        part = amount if tier.width is None else min(amount, tier.width)
        total, amount = total + part * tier.weight, amount - part
    return total + amount * tiers[-1].weight if tiers else 0

"""A programme being written whose days are unknowns or constants."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from coop.rostering.solving.piece import Bound, Row
from coop.rostering.solving.programme import NO_LEAST, NO_MOST

# In place of an unknown: it stays 0, or it stays 1.
NO, YES = -1, -2


@dataclass(slots=True)
class Draft:
    """Unknowns and rows so far; `meaning` says which cell and shift an unknown stands for."""

    costs: list[int] = field(default_factory=list)
    now: list[bool] = field(default_factory=list)
    meaning: list[tuple[int, tuple[int, int, int]]] = field(default_factory=list)
    bounds: list[Bound] = field(default_factory=list)

    def unknown(self, cost: int, *, now: bool) -> int:
        """Make an unknown."""
        self.costs.append(cost)
        self.now.append(now)
        return len(self.costs) - 1

    def keep(self, terms: Iterable[tuple[int, int]], least: int | None, most: int | None) -> None:
        """Write a hard row of (unknown or constant, weight)."""
        places, weights, done = [], [], 0
        for place, weight in terms:
            if place >= 0:
                places.append(place)
                weights.append(weight)
            elif place == YES:
                done += weight
        low = NO_LEAST if least is None else least - done
        high = NO_MOST if most is None else most - done
        # A row of constants is kept only if it is broken: then nothing can mend it.
        if places or not low <= 0 <= high:
            self.bounds.append(Bound(Row(places, weights), low, high))

"""From facts to places: a first roster at once, better ones while the time lasts.

Small rosters are solved whole, which also tells how good they are; large ones piece by piece.
No roster leaves here without the audit and a price that the model had no hand in.
"""

import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from coop.rostering.rules.nouns import Facts, Place
from coop.rostering.solving.cooperative.audit import Broken, audit
from coop.rostering.solving.cooperative.constructor import Constructor
from coop.rostering.solving.cooperative.cost import cost, cover
from coop.rostering.solving.cooperative.digest import digest
from coop.rostering.solving.cooperative.goals import Goals
from coop.rostering.solving.cooperative.model import Model
from coop.rostering.solving.cooperative.nouns import Better, Roster, Watch
from coop.rostering.solving.nouns import Found, Limits, Progress

SMALL = 8_000
"""With so many legal pairs a roster is still solved whole."""
OFTEN = 0.5
"""Seconds between two tellings of a better roster; pricing one for people takes time."""
Stop = Callable[[], bool]


def solve(
    facts: Facts, limits: Limits, *, watch: Watch | None = None, stop: Stop | None = None
) -> Roster:
    """Make the best roster within the time; the same again for the same seed if repeatable."""
    return Solving(facts, limits, watch, stop).run()


class Solving:
    """One roster being made."""

    def __init__(
        self, facts: Facts, limits: Limits, watch: Watch | None, stop: Stop | None
    ) -> None:
        self._began = time.monotonic()
        self._facts, self._limits, self._watch, self._stop = facts, limits, watch, stop
        self._model = Model(facts)
        self._best: tuple[int, list[bool]] | None = None
        self._stopped = False
        self._told = 0.0

    def run(self) -> Roster:
        """Construct, improve, audit and price."""
        start = Constructor(self._model).build()
        self._keep(start)
        self._tell(self._seconds(), None)
        found = None if self._is_over() else self._search(start)
        if found and found.values is not None:
            self._keep(found.values)
        return self._roster(found)

    def _search(self, start: list[bool]) -> Found:
        # ortools takes half a second to come; the first roster does not wait for it.
        from coop.rostering.solving import search  # noqa: PLC0415
        from coop.rostering.solving.cooperative.piecewise import improve  # noqa: PLC0415

        model, limits = self._model, self._left()
        if model.pairs.size <= SMALL:
            return search.solve_whole(model.programme, limits, watch=self._heard, stop=self._ask)
        return improve(model, start, limits, self._heard, self._ask)

    def _left(self) -> Limits:
        limits = self._limits
        spent = 0 if limits.repeatable else self._seconds()
        left = max(0.1, limits.seconds - spent)
        return Limits(left, limits.workers, limits.seed, limits.repeatable, limits.piece)

    def _heard(self, progress: Progress, values: Sequence[bool]) -> bool:
        """Hear of a better choice; pass it on only if it is the best of all so far."""
        if self._best is None or progress.objective < self._best[0]:
            self._best = progress.objective, list(values)
            bound = None if progress.bound is None else progress.bound + self._model.offset
            if self._seconds() - self._told >= OFTEN:
                self._tell(self._seconds(), bound)
        return not self._stopped

    def _tell(self, seconds: float, bound: int | None) -> None:
        self._told = seconds
        if self._watch and self._best:
            places = self._model.places(self._best[1])
            priced = cost(places, self._facts, self._model.goals)
            better = Better(places, priced, bound, seconds, cover(places, self._facts))
            self._stopped = not self._watch(better) or self._stopped

    def _keep(self, values: list[bool]) -> None:
        objective = self._model.programme.objective(values)
        if self._best is None or objective < self._best[0]:
            self._best = objective, values

    def _is_over(self) -> bool:
        over = not self._limits.repeatable and self._seconds() >= self._limits.seconds
        return over or self._ask()

    def _ask(self) -> bool:
        return self._stopped or (self._stop is not None and self._stop())

    def _roster(self, found: Found | None) -> Roster:
        objective, values = self._best or (0, [])
        model = self._model
        places = model.places(values)
        roster = finished(places, self._facts, model.goals, self._limits.seed, self._seconds())
        if roster.cost.total != objective + model.offset:
            raise Broken("The price of the model is not the price of the roster.")
        bound = None if found is None or found.bound is None else found.bound + model.offset
        proved = bool(found and found.proved and found.objective == objective)
        return replace(roster, bound=roster.cost.total if proved else bound, proved=proved)

    def _seconds(self) -> float:
        return time.monotonic() - self._began


def finished(
    places: tuple[Place, ...],
    facts: Facts,
    fair: Goals,
    seed: int,
    seconds: float,
    held: Collection[Place] = (),
) -> Roster:
    """Audit places and price them: only then are they a roster.

    What pins, or places that were held still, break without the others is not held against it.
    """
    broken = set(audit(places, facts))
    if broken:
        pinned = [place for place in facts.places if place.pinned]
        broken -= set(audit({*pinned, *held}, facts))
    if broken:
        raise Broken(min(broken))
    return Roster(
        places=places,
        cost=cost(places, facts, fair),
        bound=None,
        proved=False,
        seconds=seconds,
        seed=seed,
        digest=digest(facts),
        cover=cover(places, facts),
    )

"""Fill torn shifts of a published roster: cover first, then fewest changes, then what is fair.

The first answer is found and proved with nothing else in the way; fairness then chooses among
the answers that are as good.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from uuid import UUID

from coop.rostering.rules.nouns import Facts, Place, Weights
from coop.rostering.solving.cooperative.goals import Goals
from coop.rostering.solving.cooperative.model import Model
from coop.rostering.solving.nouns import Limits

COVER = 1_000
"""One change less must never be worth a place less, however many changes there are."""
FIRST = Weights(
    missing_least=60 * COVER, missing_wanted=12 * COVER, shortfall=(0, 0, 0), group_shortfall=0,
    overtime=0, wish=0, continuity=0, lone_trainee=0, change=1,
)  # fmt: skip
CHANGE = 2_000
"""Far more than fairness can gain by one place; less than the smallest gap costs."""
SURE = 4_000
Only = Collection[tuple[UUID, UUID]]


@dataclass(frozen=True, slots=True)
class Task:
    """A part of a roster to be filled: its facts, its legal pairs, and what would be fair."""

    facts: Facts
    only: Only | None
    fair: Goals


@dataclass(frozen=True, slots=True)
class Filled:
    """The places of a part, what is missing in it, and how many places were taken away."""

    places: tuple[Place, ...]
    missing: int
    """In points, as the weights of the co-operative count gaps."""
    changes: int
    proved: bool

    @property
    def order(self) -> tuple[int, int]:
        """Order by cover, then by changes."""
        return self.missing, self.changes


def fewest(task: Task, limits: Limits, start: Collection[Place] = ()) -> Filled | None:
    """Fill as much as can be filled with as few changes as that takes."""
    return _solved(replace(task, facts=replace(task.facts, weights=FIRST)), limits, start)


def fairest(task: Task, first: Filled | None, limits: Limits) -> Filled | None:
    """Among the ways that are as good as the first, choose a fair one if there is time."""
    usual = task.facts.weights
    weights = replace(
        usual,
        missing_least=usual.missing_least * SURE,
        missing_wanted=usual.missing_wanted * SURE,
        change=max(CHANGE, usual.change),
    )
    facts = replace(task.facts, weights=weights)
    found = _solved(replace(task, facts=facts), limits, first.places if first else ())
    if first is None or found is None:
        return found or first
    return replace(found, proved=first.proved) if found.order <= first.order else first


def missing(places: Collection[Place], facts: Facts) -> int:
    """Price the gaps of some shifts alone."""
    filled: dict[UUID, int] = {}
    for place in places:
        filled[place.shift] = filled.get(place.shift, 0) + 1
    usual = Weights()
    total = 0
    for shift in facts.shifts:
        there = filled.get(shift.id, 0)
        total += usual.missing_least * max(0, shift.least - there)
        total += usual.missing_wanted * max(0, max(shift.wanted, shift.least) - there)
    return total


def _solved(task: Task, limits: Limits, start: Collection[Place]) -> Filled | None:
    from coop.rostering.solving.search import solve_whole  # noqa: PLC0415

    model = Model(task.facts, only=task.only, fair=task.fair)
    values = model.values(start) if start else None
    found = solve_whole(model.programme, limits, start=values)
    if found.values is None:
        return None
    places = model.places(found.values)
    kept = {(place.shift, place.person) for place in places}
    gone = sum((each.shift, each.person) not in kept for each in task.facts.published)
    return Filled(places, missing(places, task.facts), gone, found.proved)

"""What a search is told and what it tells."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable


@dataclass(frozen=True, slots=True)
class Limits:
    """How long to search, how broadly, and from which seed.

    `piece` is the time for one piece in `improve`. When the search must be repeatable,
    all seconds count the solver’s own work instead of the clock on the wall.
    """

    seconds: float
    workers: int = 2
    seed: int = 0
    repeatable: bool = False
    piece: float = 3.0


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a search stands: after so many seconds, at this objective, above this bound."""

    seconds: float
    objective: int
    bound: int | None


@dataclass(frozen=True, slots=True)
class Found:
    """The best choice of a search, priced exactly; no values when there was none."""

    values: list[bool] | None
    objective: int | None
    bound: int | None
    seconds: float
    proved: bool


# Told each better roster; False ends the search.
Watch = Callable[[Progress, Sequence[bool]], bool]
# Asked every now and then; True ends the search.
Stop = Callable[[], bool]


class Neighbourhoods(Protocol):
    """Where to look next."""

    def __call__(self, number: int, values: Sequence[bool], /) -> Collection[int]:
        """Given the round and the roster so far, name the unknowns to set free."""


@runtime_checkable
class Learner(Protocol):
    """Neighbourhoods that learn which of their kinds pay."""

    def learn(self, number: int, gain: int, seconds: float) -> None:
        """Hear what a round gained, and how many seconds it took."""

"""What solving a roster of ours speaks of: its cost, its places, its reasons."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from coop.rostering.rules.nouns import Place


@dataclass(frozen=True, slots=True)
class Cost:
    """What a roster costs, part by part, in whole points; a wish granted is a gain."""

    missing_least: int = 0
    missing_wanted: int = 0
    shortfall: int = 0
    group_shortfall: int = 0
    overtime: int = 0
    wishes: int = 0
    continuity: int = 0
    trainees: int = 0
    changes: int = 0

    @property
    def total(self) -> int:
        """Add up all parts."""
        missing = self.missing_least + self.missing_wanted
        fairness = self.shortfall + self.group_shortfall + self.overtime
        return missing + fairness + self.wishes + self.continuity + self.trainees + self.changes


@dataclass(frozen=True, slots=True)
class Cover:
    """How many places are filled of those that are needed at least, and of those wanted."""

    least: int
    least_filled: int
    wanted: int
    wanted_filled: int


@dataclass(frozen=True, slots=True)
class Better:
    """The best roster so far, told while the search goes on."""

    places: tuple[Place, ...]
    cost: Cost
    bound: int | None
    seconds: float
    cover: Cover


Watch = Callable[[Better], bool]
"""Hears of each better roster; False ends the search."""


@dataclass(frozen=True, slots=True)
class Roster:
    """A roster that was audited and priced independently of how it was found."""

    places: tuple[Place, ...]
    cost: Cost
    bound: int | None
    proved: bool
    seconds: float
    seed: int
    digest: str
    """The SHA-256 of the facts that it was made from."""
    cover: Cover


@dataclass(frozen=True, slots=True)
class Share:
    """What one person gets and what would be fair, in minutes over the roster."""

    person: UUID
    minutes: int
    fair: int

    @property
    def short(self) -> int:
        """Give the minutes by which they get less than their share."""
        return max(0, self.fair - self.minutes)

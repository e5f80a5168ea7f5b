"""What every scene of a motion’s life shares: the timeline, the people and the draw."""

from dataclasses import dataclass
from datetime import datetime

from coop.core.draw import Draw
from coop.demo.belonging import Company
from coop.demo.timeline import Timeline
from governance.counting.majority import Choice


@dataclass(frozen=True, slots=True)
class Telling:
    """What every scene of a motion’s life needs."""

    told: Timeline
    company: Company
    zone: str
    ends: datetime
    draw: Draw


@dataclass(frozen=True, slots=True)
class Lean:
    """How many of a hundred vote for, and how many of a hundred vote at all."""

    to_for: int
    turnout: int


def choice_drawn(lean: Lean, draw: Draw) -> Choice:
    """Draw how one member votes; one in twelve abstains."""
    if draw.below(12) == 0:
        return Choice.ABSTAIN
    return Choice.FOR if draw.chance(lean.to_for) else Choice.AGAINST

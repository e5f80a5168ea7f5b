"""The numbers of rosters: what each kind of time is, what a law book says, and what weighs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What sort of time a shift is: the rules for each differ."""

    PAID = "paid"
    GOVERNANCE = "governance"
    VOLUNTEER = "volunteer"
    TIME_BANK = "time_bank"
    TRAINING = "training"


@dataclass(frozen=True, slots=True)
class KindRules:
    """What one kind of time is: whether it is paid, counts as work, and how it is written down."""

    paid: bool = True
    counts: bool = True
    """Whether it counts towards working time: hours, rest and the average."""
    quarter_hours: bool = False
    """Whether it is rounded up to the quarter hour, as time banks do."""
    ceiling: int | None = None
    """The most minutes a week, if the rules set any."""
    paid_absences: frozenset[str] = frozenset({"sick", "rest", "cancelled"})
    """Reasons for staying away that leave the planned hours paid, where the kind is paid."""


def usual_kinds() -> dict[Kind, KindRules]:
    """Give the rules of each kind of time where no law book says otherwise."""
    return {
        Kind.PAID: KindRules(),
        Kind.GOVERNANCE: KindRules(paid=False, counts=False),
        Kind.VOLUNTEER: KindRules(paid=False),
        Kind.TIME_BANK: KindRules(paid=False, counts=False, quarter_hours=True),
        Kind.TRAINING: KindRules(),
    }


@dataclass(frozen=True, slots=True)
class Limits:
    """The numbers of a law book, each cited there; minutes unless the name says otherwise."""

    daily_rest: int = 660
    weekly_rest: int = 1440
    average_week: int = 2880
    reference_weeks: int = 17
    break_after: int = 360
    break_length: int = 20
    most_a_day: int = 600
    night_from: int = 1380
    """Minutes after local midnight when the night begins."""
    night_until: int = 360
    night_most: int = 480
    young_daily_rest: int = 720
    young_weekly_rest: int = 2880
    young_week: int = 2400
    young_day: int = 480
    notice_days: int = 7
    """Days before a shift from which a change counts as short notice."""
    volunteer_week: int = 960
    inside_week: int | None = None
    """The cap for those who live in an establishment, where it is lower."""
    inside_day: int | None = None
    inside_days: int = 7
    """The most days with work in any seven for those who live in an establishment."""
    fortnight_rest: int | None = None
    """Where the law lets one long rest in fourteen days stand for two short ones."""
    opt_out: bool = True
    """Whether a grown person may agree in writing to work over the average."""
    adult: int = 18
    """The age in years from which the limits for young people no longer hold."""
    night_least: int = 180
    """Minutes in the night that make it night work."""
    young_nights: bool = False
    """Whether young people may work in the night at all."""
    young_night_from: int = 1320
    """Their night is longer."""
    young_night_until: int = 360
    young_break_after: int = 270
    young_break_length: int = 30
    peer_weeks: int = 6
    """Weeks of peer support in a row after which a week of rest is due."""
    trend_weeks: int = 4
    """Weeks that are held against as many before, to see whether overtime rises."""
    kinds: Mapping[Kind, KindRules] = field(default_factory=usual_kinds)


@dataclass(frozen=True, slots=True)
class Weights:
    """How much the co-operative minds, in whole points; see docs/rules/rostering.md."""

    missing_least: int = 60
    missing_wanted: int = 12
    shortfall: tuple[int, int, int] = (1, 3, 7)
    """For each quarter hour below a fair share: the first tenth, the next fifth, the rest."""
    group_shortfall: int = 1
    """For each quarter hour by which a whole class falls below the fair share."""
    overtime: int = 1
    wish: int = 1
    continuity: int = 1
    """For each place in an area that the person does not usually work in."""
    lone_trainee: int = 2
    change: int = 120
    """For each place taken from what is published."""

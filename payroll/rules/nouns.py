"""What pay speaks of: the nouns that its rules take and give. Money is in minor units."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

Amount = int
"""Minor units of the co-operative’s currency."""


@dataclass(frozen=True, slots=True)
class Period:
    """A period of pay, its code (2026-W47, 2026-11), and its days, both included."""

    code: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Worked:
    """Approved time of one day that a rate can apply to; less than nothing when taken back."""

    day: date
    area: str
    kind: str
    """paid, governance, training, volunteer, time_bank: as rostering names them."""
    minutes: int
    is_paid: bool
    is_late: bool = False
    """It belongs to an earlier period that was closed without it."""


@dataclass(frozen=True, slots=True)
class PayFacts:
    """All that a scheme is told about one member and one stretch of a period."""

    period: Period
    first: date
    last: date
    """The days of this stretch: the whole period, unless a move splits it."""
    worked: tuple[Worked, ...] = ()
    grade: str = ""
    employer: str = "co_operative"
    inputs: Mapping[str, str] = field(default_factory=dict)
    """The scheme’s inputs as given: decimal strings, or one of an input’s choices."""
    balances: Mapping[str, Amount] = field(default_factory=dict)
    """What lies in each purse before this pay."""
    settings: Mapping[str, str] = field(default_factory=dict)
    """Switches as the co-operative set them."""


@dataclass(frozen=True, slots=True)
class Earning:
    """One line of gross pay: so much time or so many pieces at a rate."""

    code: str
    says: str
    amount: Amount
    working: str
    """The sum in figures, such as “7 h 30 min × 10.00 = 75.00”."""
    source: str
    days: tuple[date, ...] = ()
    minutes: int = 0
    rate: Fraction | None = None
    area: str = ""
    """The work area whose wages these are; empty when they belong to none."""


@dataclass(frozen=True, slots=True)
class Line:
    """One step from gross to net: less than nothing is taken, more is added."""

    code: str
    says: str
    amount: Amount
    working: str
    source: str
    """The legal reason, or the vote, with its source."""
    cap: str = ""
    """What limits it, in words and figures."""
    to: str = ""
    """Who gets what is taken, in plain words."""


@dataclass(frozen=True, slots=True)
class PurseShare:
    """What of the net pay goes into one purse."""

    code: str
    says: str
    amount: Amount
    working: str
    source: str


@dataclass(frozen=True, slots=True)
class Computed:
    """One stretch of pay, worked out: gross + lines = net = all purses together."""

    scheme: str
    title: str
    version: int
    digest: str
    currency: str
    earnings: tuple[Earning, ...]
    gross: Amount
    lines: tuple[Line, ...]
    net: Amount
    purses: tuple[PurseShare, ...]
    notes: tuple[str, ...] = ()
    """What is not computed, what was not confirmed, and what somebody should look at."""

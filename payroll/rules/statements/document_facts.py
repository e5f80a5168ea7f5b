"""What a statement of pay is made from (PAY-50)."""

from dataclasses import dataclass, field
from datetime import date

from payroll.rules.nouns import Amount, Computed, Period


@dataclass(frozen=True, slots=True)
class Stretch:
    """One stretch of the period under one scheme, worked out; `motion` is the vote behind it."""

    first: date
    last: date
    motion: str
    computed: Computed


@dataclass(frozen=True, slots=True)
class Move:
    """One movement of a purse beside this pay: less than nothing left it."""

    says: str
    amount: Amount


@dataclass(frozen=True, slots=True)
class Purse:
    """A purse around this pay.

    `before` is its balance before this pay; `pay` what this statement puts in: its shares,
    or for a correction only what they differ by. `moves` are what else belongs here.
    """

    code: str
    says: str
    before: Amount
    pay: Amount
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True)
class Year:
    """The pay year and what earlier statements in it came to; `taken` is above nothing."""

    first: date
    gross: Amount = 0
    taken: Amount = 0
    net: Amount = 0


@dataclass(frozen=True, slots=True)
class Leave:
    """Hours of leave, in minutes."""

    before: int = 0
    earned: int = 0
    taken: int = 0


@dataclass(frozen=True, slots=True)
class Overpaid:
    """What was paid too much: owed before, found now, and given back in this pay."""

    before: Amount = 0
    more: Amount = 0
    back: Amount = 0


@dataclass(frozen=True, slots=True)
class HoursLine:
    """Approved hours of one kind, paid or not; `says` names kind and area in plain words."""

    says: str
    minutes: int
    is_paid: bool
    days: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Earlier:
    """The statement that this one corrects, with its figures."""

    number: str
    digest: str
    gross: Amount
    taken: Amount
    net: Amount


@dataclass(frozen=True, slots=True)
class StatementFacts:
    """Everything that a statement is made from. `issued_on` is empty in a draft."""

    cooperative: str
    currency: str
    decimals: int
    number: str
    member_number: int
    member_name: str
    period: Period
    pays_on: date
    stretches: tuple[Stretch, ...]
    year: Year
    purses: tuple[Purse, ...] = ()
    leave: Leave = field(default_factory=Leave)
    overpaid: Overpaid = field(default_factory=Overpaid)
    hours: tuple[HoursLine, ...] = ()
    not_computed: tuple[str, ...] = ()
    revision: int = 1
    corrects: Earlier | None = None
    because: str = ""
    issued_on: date | None = None

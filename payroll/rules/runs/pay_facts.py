"""All that a run knows of one member, and of itself, before anything is worked out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from payroll.rules.nouns import Amount, Period, Worked
from payroll.rules.runs.stretches import Dated
from payroll.rules.runs.terms import Terms
from payroll.rules.schemes.scheme import Scheme
from payroll.rules.statements.document import Year
from payroll.rules.statements.document_shape import parts, text, whole

LEAVE_OUT = "leave_out"
TAKE_BACK = "take_back"
RESERVED = frozenset({LEAVE_OUT, TAKE_BACK})
"""Figures that belong to the run and not to any scheme."""

Sheet = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Held:
    """A scheme as the members adopted it: switches set, own rates in it, by a motion."""

    scheme: Scheme
    switches: Mapping[str, str]
    motion: str
    digest: str


@dataclass(frozen=True, slots=True)
class Fallen:
    """Work as approved, and the day by which pay finds it."""

    falls_on: date
    worked: Worked


@dataclass(frozen=True, slots=True)
class Before:
    """The statement that this one corrects."""

    document: Sheet
    digest: str
    revision: int


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """One member, as a run sees them. Balances are by purse, in minor units."""

    number: int
    name: str
    terms: Dated[Terms] = ()
    places: Dated[object] = ()
    """Where the member lived, from each day on; only whether it changes matters."""
    hours: tuple[Fallen, ...] = ()
    inputs: Mapping[str, str] = field(default_factory=dict)
    balances: Mapping[str, Amount] = field(default_factory=dict)
    overpaid: Amount = 0
    """What was paid too much before and has not come back."""
    instalment: Amount = 0
    """What the member agreed to save towards a share from each pay."""
    has_way: bool = True
    last_gross: Amount | None = None
    year: Year | None = None
    before: Before | None = None
    unpaid_minutes: int = 0
    """Regular unpaid work that the rules of work call paid."""


@dataclass(frozen=True, slots=True)
class RunFacts:
    """A run, as its drafts need to know it."""

    cooperative: str
    currency: str
    decimals: int
    period: Period
    calendar: str
    pays_on: date
    revision: int = 1
    because: str = ""
    schemes: Mapping[str, Dated[Held]] = field(default_factory=dict)
    """Each scheme’s versions in the order of the days from which they hold."""


def paid_in(document: Sheet) -> dict[str, Amount]:
    """Give what the stretches of a statement share out to each purse; nothing for no statement."""
    found: dict[str, Amount] = {}
    for stretch in parts(document, "stretches"):
        for share in parts(stretch, "purses"):
            code = text(share, "code")
            found[code] = found.get(code, 0) + whole(share, "amount")
    return found

"""What a pay scheme says, as frozen nouns; shares are exact fractions, money is in minor units."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from coop.core.cited import Citation
from coop.core.money import Rounding

ANY = "*"
When = Mapping[str, tuple[str, ...]]
"""Switch or input -> the choices under which something holds; empty: always."""


class Per(StrEnum):
    """For how long a number stands."""

    ONCE = "once"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    PIECE = "piece"


class InputKind(StrEnum):
    """What may be given for an input."""

    AMOUNT = "amount"
    SHARE = "share"
    NUMBER = "number"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Step:
    """A number from a day on, as written and as reckoned, with its source."""

    from_on: date
    number: Fraction
    written: str
    source: str


@dataclass(frozen=True, slots=True)
class Value:
    """One cited number, which may have changed on some days; the steps are in order."""

    key: str
    steps: tuple[Step, ...]
    per: Per = Per.ONCE

    def on(self, day: date) -> Step | None:
        """Give the step that holds on a day; None before the first."""
        return next((step for step in reversed(self.steps) if step.from_on <= day), None)


@dataclass(frozen=True, slots=True)
class Choice:
    """One way a switch or an input can stand; it may set the order of the lines."""

    code: str
    says: str
    order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Switch:
    """A question that no source has settled: the co-operative must choose, nothing is assumed."""

    code: str
    says: str
    why: str
    choices: tuple[Choice, ...]
    until_set: str = ""
    """A choice that computes nothing by itself, and so may stand until another is made."""


@dataclass(frozen=True, slots=True)
class Input:
    """A figure or a choice that comes from outside, or from the member’s own terms."""

    code: str
    says: str
    kind: InputKind
    choices: tuple[Choice, ...] = ()
    usual: str = ""
    """The choice that holds when none is given; figures are then nothing."""
    least: Fraction | None = None
    most: Fraction | None = None
    is_outside: bool = False
    """Somebody else works it out: when none was given, the notes say so."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A number, alone or times something: “2/5 of gross”, “90.00 a week”."""

    value: Value
    of: str = ""
    when: When | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """A rate on the part over a threshold, up to the next band."""

    over: Value
    rate: Value


@dataclass(frozen=True, slots=True)
class Term:
    """Something added to a base, or taken from it."""

    name: str
    is_taken: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """How an amount is found: as given, by bands, or a rate on a base over a threshold."""

    base: tuple[Term, ...]
    rate: Value | None = None
    rate_input: str = ""
    less: Limit | None = None
    bands: tuple[Band, ...] = ()
    since: str = ""
    """An input: what earlier pay of the same month has already filled of the bands."""
    given: str = ""
    at_least: tuple[Limit, ...] = ()
    at_most: tuple[Limit, ...] = ()


@dataclass(frozen=True, slots=True)
class Deduction:
    """One step from gross to net, in the order of the file unless a switch says otherwise."""

    code: str
    says: str
    to: str
    reason: str
    measure: Measure
    when: When


@dataclass(frozen=True, slots=True)
class Protected:
    """What always stays with the member; only the named lines may go below."""

    says: str
    limit: Limit
    beyond: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Purse:
    """One part of the net pay; one of them takes the rest."""

    code: str
    says: str
    measure: Measure | None
    """None for the purse that takes the rest, and for one that only takes what runs over."""
    is_rest: bool
    source: str
    cap: tuple[Limit, ...]
    over: str
    when: When


@dataclass(frozen=True, slots=True)
class RateRow:
    """A rate of pay; `*` stands for any, and the most specific row holds."""

    amount: Fraction
    from_on: date
    source: str
    area: str = ANY
    grade: str = ANY
    kind: str = ANY
    employer: str = ANY
    level: str = ANY
    per: Per = Per.HOUR
    written: str = ""


@dataclass(frozen=True, slots=True)
class Minimum:
    """Pay is made up to this; either a number of the scheme or an input."""

    code: str
    says: str
    value: Value | None
    given: str
    share: Value | None
    """The share of that figure; None for all of it."""
    per: Per
    source: str
    when: When


@dataclass(frozen=True, slots=True)
class Premium:
    """A share of the rate on top of it, for some work."""

    code: str
    says: str
    share: Value
    areas: tuple[str, ...]
    kinds: tuple[str, ...]
    weekdays: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Factor:
    """One factor of an earning: a number of the scheme, or an input."""

    value: Value | None
    given: str
    is_optional: bool
    """Left out when it was not given; else there is no such pay without it."""
    when: When


@dataclass(frozen=True, slots=True)
class Formula:
    """Pay worked out from inputs: the factors multiplied; beside the rates, or instead of them."""

    code: str
    says: str
    factors: tuple[Factor, ...]
    is_beside: bool
    is_taken: bool
    source: str
    when: When


@dataclass(frozen=True, slots=True)
class Scheme:
    """A whole scheme, as its file says it, with every number’s source."""

    code: str
    title: str
    version: int
    does: str
    place: str
    currency: str
    facts_of: date
    rounding: Rounding
    sources: Mapping[str, str]
    not_computed: tuple[str, ...]
    unconfirmed: tuple[str, ...]
    inputs: tuple[Input, ...]
    switches: tuple[Switch, ...]
    rates: tuple[RateRow, ...]
    minimums: tuple[Minimum, ...]
    premiums: tuple[Premium, ...]
    formulas: tuple[Formula, ...]
    unpaid: tuple["Unpaid", ...]
    lines: tuple[Deduction, ...]
    protected: tuple[Protected, ...]
    purses: tuple[Purse, ...]
    citations: tuple[Citation, ...]
    text: str
    digest: str


@dataclass(frozen=True, slots=True)
class Unpaid:
    """When nothing at all is paid, and by what right."""

    says: str
    source: str
    when: When

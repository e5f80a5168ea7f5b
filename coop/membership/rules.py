"""The rules of belonging: pure functions of facts, each under its number (docs/rules)."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Admission:
    """Who decides on applications, and how many of them must agree."""

    decided_by: str
    approvals: int
    minimum_age: int


@dataclass(frozen=True, slots=True)
class Shares:
    """The price of one share in minor units, and how many a member may hold."""

    currency: str
    price: int
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Expulsion:
    """What must come before a member can be expelled; `kind` names the majority."""

    kind: str
    heard: bool
    representative_may_be_anyone: bool
    notice_days: int


@dataclass(frozen=True, slots=True)
class Officers:
    """Which offices a second person must confirm, and how old an officer must be."""

    confirmed: tuple[str, ...]
    minimum_age: int


class Bound(StrEnum):
    """Which way a share is limited."""

    AT_MOST = "at_most"
    AT_LEAST = "at_least"


@dataclass(frozen=True, slots=True)
class Check:
    """A share of members that the law watches: those flagged, among those flagged `among`.

    `among` is empty when the share is of all members. Flags are words that the
    co-operative puts on its classes, so that no rule needs the name of a class.
    """

    code: str
    flag: str
    among: str
    bound: Bound
    share: Fraction


@dataclass(frozen=True, slots=True)
class MembershipRules:
    """Everything that a rule set says about belonging."""

    admission: Admission
    shares: Shares
    expulsion: Expulsion
    officers: Officers
    smallest_cell: int
    checks: tuple[Check, ...] = ()

"""What the rules say about belonging, and the shares and hearings that they watch over."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from coop.core.errors import N_, Refusal


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
    """A share of members that the law watches: those flagged, of all not flagged `without`.

    `without` is empty when the share is of all members. Flags are words that the
    co-operative puts on its classes, so that no rule needs the name of a class.
    """

    code: str
    flag: str
    without: str
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


@dataclass(frozen=True, slots=True)
class ClassCount:
    """How many members a class has, and the flags that the co-operative put on it."""

    flags: frozenset[str]
    members: int


@dataclass(frozen=True, slots=True)
class Hearing:
    """What was done before a vote to expel: notice of the grounds, and a hearing offered."""

    notice_served: date | None
    offered: bool


def needs_confirming(office: str, rules: Officers) -> bool:
    """Say whether a second person must confirm this office (MEM-6)."""
    return office in rules.confirmed


def hearing_refusals(hearing: Hearing, *, opens_on: date, rules: Expulsion) -> list[Refusal]:
    """Say what must still come before members vote to expel somebody (MEM-5).

    A member who was offered a hearing and did not come may be expelled unheard.
    """
    found = []
    if rules.heard and not hearing.offered:
        found.append(
            Refusal(
                "MEM-5",
                N_("The member has not been offered a hearing."),
                todo=N_("Offer one. A representative may speak for the member."),
            )
        )
    served = hearing.notice_served
    if served is None or (opens_on - served).days - 1 < rules.notice_days:
        found.append(
            Refusal(
                "MEM-5",
                N_("The member needs %(days)s clear days of notice of the grounds."),
                {"days": rules.notice_days},
                N_("Send the grounds to the member, or choose a later day."),
            )
        )
    return found


def warnings(classes: Iterable[ClassCount], checks: Iterable[Check]) -> list[Refusal]:
    """Warn where a share that the law watches is not kept (MEM-9).

    Where there is nobody to count, every share is kept: a new co-operative breaks no law.
    """
    counts = list(classes)
    return [_warning(check) for check in checks if not _is_kept(check, counts)]


def _is_kept(check: Check, counts: list[ClassCount]) -> bool:
    counted = [one for one in counts if check.without not in one.flags]
    whole = sum(one.members for one in counted)
    part = sum(one.members for one in counted if check.flag in one.flags)
    exact = part * check.share.denominator
    limit = whole * check.share.numerator
    return exact <= limit if check.bound is Bound.AT_MOST else exact >= limit


def _warning(check: Check) -> Refusal:
    sentence = (
        N_("More than %(share)s of those counted are marked “%(flag)s”.")
        if check.bound is Bound.AT_MOST
        else N_("Fewer than %(share)s of those counted are marked “%(flag)s”.")
    )
    return Refusal("MEM-9", sentence, {"share": check.share, "flag": check.flag})

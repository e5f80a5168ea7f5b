"""What a second person should look at first: odd lines of a draft (PAY-38)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from payroll.rules.nouns import Amount


class Oddity(StrEnum):
    """A kind of odd line; the first ones keep the run from being checked."""

    NO_TERMS = "no_terms"
    CANNOT = "cannot"
    LEFT_OUT = "left_out"
    NEGATIVE = "negative"
    NO_PAY = "no_pay"
    NO_HOURS = "no_hours"
    NO_WAY = "no_way"
    VARIANCE = "variance"
    OVERPAID = "overpaid"
    NOT_TAKEN = "not_taken"
    MINIMUM = "minimum"
    UNPLACED = "unplaced"
    SPLIT = "split"
    FIRST = "first"
    LATE = "late"
    UNPAID = "unpaid"


BLOCKING = frozenset({Oddity.NO_TERMS, Oddity.CANNOT})
"""With one of these there is no statement, so the run waits until it is put right."""


@dataclass(frozen=True, slots=True)
class Odd:
    """One thing to look at, with what its sentence needs to know."""

    kind: Oddity
    values: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Looked:
    """What is known of one member’s draft; amounts in minor units, hours in minutes."""

    gross: Amount
    net: Amount
    paid_minutes: int = 0
    unpaid_minutes: int = 0
    """Regular work that is not paid, although the rules of work call it paid."""
    late_minutes: int = 0
    stretches: int = 1
    has_way: bool = True
    last_gross: Amount | None = None
    """The gross pay of the period before; None: this is the first pay."""
    overpaid: Amount = 0
    not_taken: Amount = 0
    """What was to be kept from this pay and could not be."""
    at_minimum: bool = False
    unplaced: tuple[str, ...] = ()
    """Figures that name no day, although the period is split."""


def oddities(one: Looked) -> list[Odd]:
    """Give all that is odd about a draft, the weightiest first."""
    found = [*_amounts(one), *_against_hours(one), *_against_before(one), *_circumstances(one)]
    order = list(Oddity)
    return sorted(found, key=lambda odd: order.index(odd.kind))


def varies(now: Amount, before: Amount) -> bool:
    """Say whether pay differs by more than a quarter from the period before."""
    return 4 * abs(now - before) > abs(before)


def _amounts(one: Looked) -> list[Odd]:
    found = []
    if one.net < 0 or (one.net == 0 and one.gross > 0):
        found.append(Odd(Oddity.NEGATIVE))
    if one.overpaid:
        found.append(Odd(Oddity.OVERPAID, {"amount": one.overpaid}))
    if one.not_taken:
        found.append(Odd(Oddity.NOT_TAKEN, {"amount": one.not_taken}))
    if one.at_minimum:
        found.append(Odd(Oddity.MINIMUM))
    return found


def _against_hours(one: Looked) -> list[Odd]:
    found = []
    if one.paid_minutes > 0 and one.gross == 0:
        found.append(Odd(Oddity.NO_PAY, {"minutes": one.paid_minutes}))
    if one.gross > 0 and one.paid_minutes == 0:
        found.append(Odd(Oddity.NO_HOURS))
    if one.unpaid_minutes > 0:
        found.append(Odd(Oddity.UNPAID, {"minutes": one.unpaid_minutes}))
    if one.late_minutes:
        found.append(Odd(Oddity.LATE, {"minutes": one.late_minutes}))
    return found


def _against_before(one: Looked) -> list[Odd]:
    if one.last_gross is None:
        return [Odd(Oddity.FIRST)]
    if varies(one.gross, one.last_gross):
        return [Odd(Oddity.VARIANCE, {"now": one.gross, "before": one.last_gross})]
    return []


def _circumstances(one: Looked) -> list[Odd]:
    found = []
    if not one.has_way and one.net > 0:
        found.append(Odd(Oddity.NO_WAY))
    if one.stretches > 1:
        found.append(Odd(Oddity.SPLIT, {"stretches": one.stretches}))
    found += [Odd(Oddity.UNPLACED, {"code": code}) for code in one.unplaced]
    return found

"""Money out of a member’s purse, outside any run: when it may go, and where (PAY-48, PAY-49).

What waits for release is named by the code of its purse, as the shipped schemes name them. A
co-operative that writes a scheme of its own uses the same codes.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from coop.core.errors import N_, Refusal
from coop.core.money import plain
from payroll.rules.nouns import Amount
from payroll.rules.runs.terms import Way

UNTIL_RELEASE = frozenset({"bridging", "locked", "release", "reserve", "savings"})
"""Purses that wait for the day on which their member is released."""
FOR_OTHERS = frozenset({"victims"})
"""Purses whose money goes to somebody else than their member."""
LONGEST = 300
WAYS_OUT = (Way.BANK, Way.OFFICE, Way.CASH)


@dataclass(frozen=True, slots=True)
class Purses:
    """One member’s purses as they are now."""

    member_id: UUID
    balances: Mapping[str, Amount]
    currency: str
    is_inside: bool
    """Whether the member lives in an establishment, or is out of one for a time only."""
    open_to: frozenset[str] = frozenset()
    """The purses that the member’s own scheme lets more into: those without a cap."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Money that shall leave a purse: paid out, or into another purse of the same member."""

    purse: str
    amount: Amount
    to_purse: str = ""


@dataclass(frozen=True, slots=True)
class HowPaid:
    """By which way money was paid out, on which day, and why."""

    way: Way
    on: date
    because: str


def refusals_to_pay(wish: Wish, purses: Purses, how: HowPaid, *, today: date) -> list[Refusal]:
    """Say everything that stands in the way of paying money out of a purse (PAY-48)."""
    found = refusals_of_wish(wish, purses)
    if how.way not in WAYS_OUT:
        found.append(Refusal("PAY-48", N_("Choose bank, cash or the finance office.")))
    if how.on > today:
        found.append(Refusal("PAY-48", N_("The day of the payment is still to come.")))
    if wish.purse in UNTIL_RELEASE and purses.is_inside and not how.because.strip():
        todo = N_("Say who allowed it to be paid before.")
        text = N_("This money waits for the member’s release.")
        found.append(Refusal("PAY-48", text, {}, todo))
    return found


def refusals_of_wish(wish: Wish, purses: Purses) -> list[Refusal]:
    """Say why money cannot leave a purse, or cannot go where it is wished (PAY-48, PAY-49)."""
    there = purses.balances.get(wish.purse, 0)
    found = []
    if wish.amount <= 0:
        found.append(Refusal("PAY-48", N_("The amount must be more than nothing.")))
    elif wish.amount > there:
        todo = N_("Choose that much, or less.")
        text = N_("Only %(there)s lies in this purse.")
        found.append(Refusal("PAY-48", text, {"there": plain(there, purses.currency)}, todo))
    return found + (_refusals_to_move(wish, purses) if wish.to_purse else [])


def _refusals_to_move(wish: Wish, purses: Purses) -> list[Refusal]:
    found = []
    if wish.purse in UNTIL_RELEASE | FOR_OTHERS:
        text = N_("Money of this purse stays there until it is paid out.")
        found.append(Refusal("PAY-49", text))
    if wish.to_purse not in purses.open_to or wish.to_purse == wish.purse:
        text = N_("Money cannot be put into that purse.")
        todo = N_("Choose another purse of the member’s pay scheme that has no limit.")
        found.append(Refusal("PAY-49", text, {}, todo))
    return found


def refusals_to_settle(member_id: UUID, by: UUID | None, *, is_issuing: bool) -> list[Refusal]:
    """Say who may not touch a purse, and when nobody may (PAY-48)."""
    found = []
    if by == member_id:
        todo = N_("Ask another officer.")
        found.append(Refusal("PAY-48", N_("Nobody pays themselves."), {}, todo))
    if is_issuing:
        todo = N_("Wait until they are all written.")
        found.append(Refusal("PAY-48", N_("Statements are just being issued."), {}, todo))
    return found


def refusals_to_ask(wish: Wish, purses: Purses, waiting: Collection[str]) -> list[Refusal]:
    """Say why a member cannot ask for money of their own purse (PAY-49)."""
    found = refusals_of_wish(wish, purses)
    if wish.purse in FOR_OTHERS:
        found.append(Refusal("PAY-49", N_("This money belongs to others. Ask who runs pay.")))
    if wish.purse in waiting:
        todo = N_("Wait for the answer, or take the first one back.")
        found.append(Refusal("PAY-49", N_("You have asked for this purse already."), {}, todo))
    return found

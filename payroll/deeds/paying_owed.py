"""Pay what is owed: to members, and for their shares to those who left (PAY-62, PAY-67)."""

from uuid import UUID

from coop.core import audit
from coop.core.audit import Hand
from coop.core.db import new_id
from coop.core.errors import N_, Refusal, refuse_if
from coop.membership.actions import hold_member
from coop.membership.queries import today
from payroll import acts
from payroll.deeds.entering import enter
from payroll.deeds.share_books import books_day
from payroll.reading.leavers import LEAVING, OWED, means_on, owed_now
from payroll.rules.asset_lock import Means, refusals_to_pay_out
from payroll.rules.ledger import Movement
from payroll.rules.nouns import Amount

ACCOUNTS = ("bank", "cash")


def pay_owed(member_id: UUID, amount: Amount, *, account: str, hand: Hand) -> None:
    """Pay all that is owed to one person, as the officer saw it; nobody pays themselves (PAY-62).

    What is owed for shares is paid only as far as the co-operative’s means go (PAY-67). If it
    is another amount by now, somebody else paid meanwhile, and nothing is paid twice.
    """
    hold_member(member_id)
    shares, other = owed_now(member_id)
    refuse_if(
        _refusals(member_id, amount, shares + other, hand)
        + _of_account(account)
        + refusals_to_pay_out(shares, shares, _with_leavers(shares))
    )
    movements = [
        Movement(owed, account, part, member_id)
        for owed, part in ((LEAVING, shares), (OWED, other))
        if part > 0
    ]
    enter(
        day=books_day(today()), source="owed_paid", source_id=str(new_id()),
        says="Paid what was owed", movements=movements, hand=hand,
    )  # fmt: skip
    audit.record(acts.OWED_PAID, member_id, hand=hand)


def _with_leavers(shares: Amount) -> Means:
    """Count what is owed for these shares as shares again: they stand last, not with the debts."""
    now = means_on(today())
    return Means(now.assets, now.debts - shares, now.shares + shares)


def _refusals(member_id: UUID, amount: Amount, owed: Amount, hand: Hand) -> list[Refusal]:
    found = []
    if owed <= 0:
        found.append(Refusal("PAY-67", N_("Nothing is owed to this person.")))
    elif amount != owed:
        todo = N_("Look again, and pay what is owed now.")
        found.append(Refusal("PAY-67", N_("Another amount is owed by now."), {}, todo))
    if hand.by == member_id:
        todo = N_("Ask another officer.")
        found.append(Refusal("PAY-62", N_("Nobody pays themselves."), {}, todo))
    return found


def _of_account(account: str) -> list[Refusal]:
    if account in ACCOUNTS:
        return []
    return [Refusal("PAY-67", N_("Choose the bank or the cash box."))]

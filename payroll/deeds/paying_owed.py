"""Pay what is owed: to members, and for their shares to those who left (PAY-62, PAY-67)."""

from uuid import UUID

from coop.core import audit
from coop.core.audit import Hand
from coop.core.db import new_id
from coop.core.errors import N_, Refusal, refuse_if
from coop.membership.actions import hold_member, take_turns
from coop.membership.queries import today
from payroll import acts
from payroll.deeds.entering import enter_many
from payroll.deeds.share_books import books_day
from payroll.reading.leavers import LEAVING, OWED, Owing, means_on, owed_now, owing
from payroll.rules.books.ledger import Movement, NewEntry
from payroll.rules.nouns import Amount
from payroll.rules.owned.asset_lock import Means, refusals_to_pay_out

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
    enter_many([_entry(member_id, shares, other, account)], hand=hand)
    audit.record(acts.OWED_PAID, member_id, hand=hand)


def pay_everybody(total: Amount, *, account: str, hand: Hand) -> int:
    """Pay all that is owed to members, as the officer saw it; give to how many (PAY-62, PAY-67).

    Whoever left is paid one by one, and the officer by somebody else.
    """
    take_turns()
    lines = sorted(payable_together(hand.by), key=lambda one: one.member_id)
    for one in lines:
        hold_member(one.member_id)
    shares, owed = sum(one.for_shares for one in lines), sum(one.total for one in lines)
    refuse_if(
        _of_sum(total, owed)
        + _of_account(account)
        + refusals_to_pay_out(shares, shares, _with_leavers(shares))
    )
    enter_many(
        [_entry(one.member_id, one.for_shares, one.other, account) for one in lines], hand=hand
    )
    audit.record(acts.OWED_PAID, "members", hand=hand)
    return len(lines)


def payable_together(officer: UUID | None) -> list[Owing]:
    """List the members to whom something is owed and whom this officer may pay."""
    return [one for one in owing(today()) if not one.has_left and one.member_id != officer]


def _entry(member_id: UUID, shares: Amount, other: Amount, account: str) -> NewEntry:
    movements = [
        Movement(owed, account, part, member_id)
        for owed, part in ((LEAVING, shares), (OWED, other))
        if part > 0
    ]
    return NewEntry(books_day(today()), "owed_paid", str(new_id()), "Paid what was owed", movements)


def _of_sum(amount: Amount, owed: Amount) -> list[Refusal]:
    if owed <= 0:
        return [Refusal("PAY-67", N_("Nothing is owed to any member."))]
    if amount != owed:
        todo = N_("Look again, and pay what is owed now.")
        return [Refusal("PAY-67", N_("Another amount is owed by now."), {}, todo)]
    return []


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

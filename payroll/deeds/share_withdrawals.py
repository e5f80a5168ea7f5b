"""Shares paid out: notice, the queue, and the board that stops it (PAY-63 to PAY-65)."""

from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from coop.core import audit, clock
from coop.core.audit import Hand
from coop.core.db import new_id, session
from coop.core.errors import N_, NotFound, Refusal, Refused, refuse_if
from coop.membership.actions import hold_member, take_turns, withdraw_shares
from coop.membership.queries import today
from payroll import acts
from payroll.deeds.own import channel_of, member_of, recorded_after
from payroll.models.owned import ShareSuspension, ShareWithdrawal
from payroll.reading.leavers import means_on
from payroll.reading.owned_rules import owned_rules_on
from payroll.reading.shares import bounds_on, holding_of, suspension_on, waiting
from payroll.rules.owned.asset_lock import refusals_to_pay_out
from payroll.rules.owned.shares import (
    notice_ends,
    refusals_to_give_back,
    refusals_to_pay_back,
    refusals_to_suspend,
)

WAYS_OUT = ("bank", "cash", "owed")
"""How shares are paid out; “owed” keeps the money for the member until it is paid."""


def ask_withdrawal(shares: int, *, hand: Hand) -> UUID:
    """Give notice to have shares paid out, and take the next place in the queue (PAY-63)."""
    member_id = member_of(hand)
    # Two requests at one moment draw two places: whoever asks waits for their turn.
    take_turns()
    hold_member(member_id)
    refuse_if(refusals_to_give_back(shares, holding_of(member_id, today()), bounds_on(today())))
    last = session().scalar(select(func.max(ShareWithdrawal.place))) or 0
    months = owned_rules_on(today()).rules.notice_months
    row = ShareWithdrawal(
        id=new_id(), member_id=member_id, place=last + 1, shares=shares, asked_at=clock.now(),
        payable_from=notice_ends(today(), months), channel=channel_of(hand), state="waiting",
        settled_at=None, settled_by=None,
    )  # fmt: skip
    session().add(row)
    session().flush()
    audit.record(acts.SHARES_ASKED_BACK, row.id, hand=hand, shares=shares)
    return row.id


def take_back_withdrawal(withdrawal_id: UUID, *, hand: Hand) -> None:
    """Take one’s own request back; those behind move up."""
    row = _locked(withdrawal_id)
    if row.member_id != member_of(hand):
        raise NotFound(N_("request for shares to be paid out"))
    if row.state != "waiting":
        raise Refused(Refusal("PAY-64", N_("This request is settled already.")))
    row.state, row.settled_at = "withdrawn", clock.now()
    session().flush()
    audit.record(acts.REQUEST_TAKEN_BACK, row.id, hand=hand, shares=row.shares)


def pay_withdrawal(withdrawal_id: UUID, *, account: str, hand: Hand) -> None:
    """Pay the first of the queue; register and books change with it (PAY-64, PAY-65).

    `account` is where the money comes from: bank, cash, or owed to the member for now.
    """
    # The queue is one for all: two officers who pay take turns, and the second finds it paid.
    take_turns()
    row = _locked(withdrawal_id)
    found = refusals_to_pay_back(
        withdrawal_id,
        waiting(),
        today=today(),
        suspended=suspension_on(today()).is_suspended,
        by=hand.by,
    )
    if account not in WAYS_OUT:
        found.append(Refusal("PAY-64", N_("Choose how the shares are paid out.")))
    paid = row.shares * bounds_on(today()).price
    refuse_if(found + refusals_to_pay_out(paid, paid, means_on(today())))
    withdraw_shares(row.member_id, shares=row.shares, from_on=today(), hand=hand, through=account)
    row.state, row.settled_at, row.settled_by = "paid", clock.now(), hand.by
    session().flush()
    audit.record(acts.REQUEST_PAID, row.id, hand=hand, shares=row.shares)


def suspend_withdrawals(*, suspended: bool, because: str, from_on: date, hand: Hand) -> None:
    """Stop paying shares out from a day on, or go on with it; every place is kept (PAY-65)."""
    take_turns()
    now = suspension_on(from_on)
    refuse_if(refusals_to_suspend(is_suspended=now.is_suspended, wanted=suspended, because=because))
    last = session().scalar(select(func.max(ShareSuspension.recorded_at)))
    row = ShareSuspension(
        id=new_id(), from_on=from_on, is_suspended=suspended, because=because.strip(),
        recorded_at=recorded_after(last), recorded_by=member_of(hand),
    )  # fmt: skip
    session().add(row)
    session().flush()
    act = acts.PAYING_OUT_SUSPENDED if suspended else acts.PAYING_OUT_GOES_ON
    audit.record(act, row.id, hand=hand, from_on=from_on.isoformat())


def _locked(withdrawal_id: UUID) -> ShareWithdrawal:
    """Hold the member first, then the request, as leaving does: nobody waits in a ring."""
    of_it = ShareWithdrawal.id == withdrawal_id
    whose = session().scalar(select(ShareWithdrawal.member_id).where(of_it))
    if whose is None:
        raise NotFound(N_("request for shares to be paid out"))
    hold_member(whose)
    return session().scalars(select(ShareWithdrawal).where(of_it).with_for_update()).one()

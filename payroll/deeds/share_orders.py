"""Apply for shares, agree, pay at once or out of pay: whole shares only (PAY-60 to PAY-62)."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import select

from coop.core import audit, clock
from coop.core.audit import Hand
from coop.core.db import new_id, session
from coop.core.errors import N_, NotFound, Refusal, Refused, refuse_if
from coop.membership.actions import buy_shares, hold_member
from coop.membership.queries import today
from payroll import acts
from payroll.deeds.own import channel_of, member_of
from payroll.deeds.share_books import SAVINGS, books_day
from payroll.deeds.share_ends import give_back_savings
from payroll.models.owned import ShareOrder
from payroll.reading.balances import owed_to
from payroll.reading.shares import bounds_on, holding_of
from payroll.rules.nouns import Amount
from payroll.rules.owned.shares import (
    refusals_to_decide,
    refusals_to_order,
    refusals_to_pay_up,
    whole_shares,
)

ACCOUNTS = ("bank", "cash")
"""Where money for shares comes in, and goes out."""


def order_shares(shares: int, *, instalment: Amount, hand: Hand) -> UUID:
    """Apply for more shares, paid at once or by instalments out of pay (PAY-60, PAY-61)."""
    member_id = member_of(hand)
    hold_member(member_id)
    bounds = bounds_on(today())
    refuse_if(refusals_to_order(shares, instalment, holding_of(member_id, today()), bounds))
    row = ShareOrder(
        id=new_id(), member_id=member_id, shares=shares, bought=0, price_minor=bounds.price,
        instalment_minor=instalment, state="asked", channel=channel_of(hand),
        asked_at=clock.now(), decided_at=None, decided_by=None, because="",
    )  # fmt: skip
    session().add(row)
    session().flush()
    audit.record(acts.SHARES_ORDERED, row.id, hand=hand, shares=shares)
    return row.id


def decide_order(order_id: UUID, *, agrees: bool, because: str = "", hand: Hand) -> None:
    """Agree to an order, or refuse it and say why; never one’s own (PAY-62)."""
    row = _locked(order_id)
    own = hand.by == row.member_id
    refuse_if(refusals_to_decide(row.state, own=own, agrees=agrees, because=because))
    row.state, row.because = ("agreed" if agrees else "refused"), because.strip()
    row.decided_at, row.decided_by = clock.now(), hand.by
    session().flush()
    act = acts.ORDER_AGREED if agrees else acts.ORDER_REFUSED
    audit.record(act, row.id, hand=hand, shares=row.shares)


def pay_up_order(order_id: UUID, *, account: str, hand: Hand) -> None:
    """Record that a whole order was paid at once, and write its shares (PAY-60, PAY-62)."""
    row = _locked(order_id)
    own = hand.by == row.member_id
    refuse_if(refusals_to_pay_up(row.state, row.instalment_minor, own=own) + _of_account(account))
    buy_shares(row.member_id, shares=row.shares, from_on=today(), hand=hand, through=account)
    row.bought, row.state = row.shares, "done"
    session().flush()
    audit.record(acts.ORDER_PAID, row.id, hand=hand, shares=row.shares)


def take_back_order(order_id: UUID, *, hand: Hand) -> None:
    """Take one’s own order back; what was saved for it is owed to the member."""
    row = _locked(order_id)
    if row.member_id != member_of(hand):
        raise NotFound(N_("order for shares"))
    if row.state not in {"asked", "agreed"}:
        raise Refused(Refusal("PAY-61", N_("This order is settled already.")))
    row.state, row.decided_at = "withdrawn", clock.now()
    session().flush()
    give_back_savings(row.member_id, on=books_day(today()), to="owed", hand=hand)
    audit.record(acts.ORDER_TAKEN_BACK, row.id, hand=hand, shares=row.shares)


def buy_whole_shares(member_ids: Collection[UUID], *, on: date, hand: Hand) -> int:
    """Turn savings into shares wherever they make whole ones; give how many (PAY-60).

    Pay calls it in the transaction that entered the instalments. It may be called again at
    any time: what is bought is saved no more.
    """
    for member_id in sorted(set(member_ids)):
        hold_member(member_id)
    asked = select(ShareOrder).where(
        ShareOrder.state == "agreed",
        ShareOrder.instalment_minor > 0,
        ShareOrder.member_id.in_(list(member_ids)),
    )
    rows = session().scalars(asked.order_by(ShareOrder.member_id).with_for_update()).all()
    # An order may have been taken back between the draft of a pay run and its issue.
    for member_id in sorted(set(member_ids) - {row.member_id for row in rows}):
        give_back_savings(member_id, on=books_day(on), to="owed", hand=hand)
    saved = owed_to({row.member_id for row in rows})
    return sum(_buy(row, saved[row.member_id].get(SAVINGS, 0), on, hand) for row in rows)


def _buy(row: ShareOrder, saved: Amount, on: date, hand: Hand) -> int:
    number = whole_shares(saved, bounds_on(on).price, row.shares - row.bought)
    if not number:
        return 0
    try:
        buy_shares(row.member_id, shares=number, from_on=on, hand=hand, through=SAVINGS)
    except Refused:
        # Pay must not stop for it: the savings stay the member’s, and an officer looks.
        return 0
    row.bought += number
    if row.bought == row.shares:
        row.state = "done"
        session().flush()
        give_back_savings(row.member_id, on=books_day(on), to="owed", hand=hand)
    session().flush()
    return number


def _of_account(account: str) -> list[Refusal]:
    if account in ACCOUNTS:
        return []
    return [Refusal("PAY-62", N_("Choose the bank or the cash box."))]


def _locked(order_id: UUID) -> ShareOrder:
    """Hold the member first, then the order, as leaving does: nobody waits in a ring."""
    whose = session().scalar(select(ShareOrder.member_id).where(ShareOrder.id == order_id))
    if whose is None:
        raise NotFound(N_("order for shares"))
    hold_member(whose)
    asked = select(ShareOrder).where(ShareOrder.id == order_id)
    return session().scalars(asked.with_for_update()).one()

"""What ends with a membership: open orders, places in the queue, savings towards a share."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from coop.core import clock
from coop.core.audit import Hand
from coop.core.db import new_id, session
from coop.membership.actions import hold_member
from payroll.deeds.entering import enter
from payroll.models.owned import ShareOrder, ShareWithdrawal
from payroll.reading.balances import balance
from payroll.rules.books.ledger import Movement

SAVINGS = "shares_paying"


def end_what_is_open(member_id: UUID, *, on: date) -> None:
    """Close the orders and requests of somebody who leaves; their savings are owed to them."""
    now = clock.now()
    for order in session().scalars(
        select(ShareOrder)
        .where(ShareOrder.member_id == member_id, ShareOrder.state.in_(("asked", "agreed")))
        .with_for_update()
    ):
        order.state, order.decided_at = "withdrawn", now
    for asked in session().scalars(
        select(ShareWithdrawal)
        .where(ShareWithdrawal.member_id == member_id, ShareWithdrawal.state == "waiting")
        .with_for_update()
    ):
        asked.state, asked.settled_at = "withdrawn", now
    session().flush()
    give_back_savings(member_id, on=on, to="shares_leaving", hand=Hand.system())


def give_back_savings(member_id: UUID, *, on: date, to: str, hand: Hand) -> None:
    """Turn what was saved towards a share into what is owed to the member, once an order ends."""
    # Whoever gives back waits for their turn, and the second finds nothing saved any more.
    hold_member(member_id)
    saved = -balance(SAVINGS, member_id=member_id)
    if saved <= 0:
        return
    enter(
        day=on,
        source="share_savings",
        source_id=str(new_id()),
        says="Saved towards a share, given back",
        movements=[Movement(SAVINGS, to, saved, member_id, member_id)],
        hand=hand,
    )

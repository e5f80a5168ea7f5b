"""Builders of what members own: a co-operative with open books, and a motion that was carried."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from coop.core.audit import Hand
from coop.core.db import transaction
from coop.membership.queries import today
from payroll import told
from payroll.deeds.chart import open_books
from payroll.deeds.share_books import enter_register
from payroll.deeds.share_orders import decide_order, order_shares
from payroll.deeds.share_withdrawals import ask_withdrawal
from payroll.reading.balances import balance
from tests.builders.books import an_entry
from tests.builders.membership import House, Person, a_cooperative, a_member

CARRIED = "2026-1"
"""The number of the one motion that was carried."""
DAY = timedelta(days=1)
MUCH = 1_000_000


@dataclass(frozen=True, slots=True)
class Owners:
    """A co-operative whose books are open, with two treasurers and money in the bank."""

    house: House
    treasurer: Person
    second: Person

    @property
    def hand(self) -> Hand:
        """Give the first treasurer’s hand."""
        return self.treasurer.hand


def owners(*, bank: int = MUCH) -> Owners:
    """Found it, open the books with what the register holds, and carry one motion."""
    house = a_cooperative()
    treasurer, second = (a_member(office="treasurer") for _ in range(2))
    told.set_carried(lambda number: number == CARRIED)
    with transaction():
        open_books(today(), hand=treasurer.hand)
        enter_register()
    if bank:
        an_entry(day=today(), debit="bank", credit="opening", amount=bank)
    return Owners(house, treasurer, second)


def an_order(
    who: Person, shares: int = 3, *, instalment: int = 0, by: Person | None = None
) -> UUID:
    """Apply for shares; with `by`, that officer agrees."""
    with transaction():
        order_id = order_shares(shares, instalment=instalment, hand=who.hand)
        if by is not None:
            decide_order(order_id, agrees=True, hand=by.hand)
    return order_id


def saved(who: Person, amount: int, *, day: date | None = None) -> None:
    """Let a pay keep so much for shares."""
    an_entry(
        day=day or today(), debit="wages:other", credit="shares_paying", amount=amount,
        credit_member=who.id,
    )  # fmt: skip


def a_request(who: Person, shares: int = 1) -> UUID:
    """Give notice to have shares paid out."""
    with transaction():
        return ask_withdrawal(shares, hand=who.hand)


def owed(account: str, who: Person, on: date | None = None) -> int:
    """Give what the co-operative owes somebody on an account."""
    return -balance(account, member_id=who.id, on=on)

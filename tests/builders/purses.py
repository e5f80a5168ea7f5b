"""Builders of money that lies in members’ purses, and of what is asked for it."""

from datetime import date
from uuid import UUID

from coop.core.db import transaction
from coop.membership.queries import today
from payroll.deeds.purses import ask_for_purse, pay_out_purse
from payroll.reading.balances import balance
from payroll.rules.runs.purses import HowPaid, Wish
from payroll.rules.runs.terms import Way
from tests.builders.books import an_entry
from tests.builders.membership import Person
from tests.builders.pay import PayHouse


def lying(who: Person, purse: str = "savings", amount: int = 1000, *, day: date | None = None):
    """Let so much lie in a purse of a member."""
    an_entry(
        day=day or today(), debit="wages:other", credit=f"purse:{purse}", amount=amount,
        credit_member=who.id,
    )  # fmt: skip


def in_purse(who: Person, purse: str = "savings") -> int:
    """Give what lies in a purse."""
    return -balance(f"purse:{purse}", member_id=who.id)


def how(way: Way = Way.BANK, because: str = "Released", on: date | None = None) -> HowPaid:
    """Say how money is paid out."""
    return HowPaid(way, on or today(), because)


def paid_from(
    pay: PayHouse, who: Person, amount: int, purse: str = "savings", told: HowPaid | None = None
) -> UUID:
    """Pay money of a purse out, by the officer’s hand."""
    with transaction():
        return pay_out_purse(who.id, purse, amount, told or how(), hand=pay.officer.hand)


def a_purse_request(
    who: Person, amount: int = 1000, purse: str = "savings", *, to: str = ""
) -> UUID:
    """Let a member ask for money of a purse."""
    with transaction():
        return ask_for_purse(Wish(purse, amount, to), "For my first rent", hand=who.hand)

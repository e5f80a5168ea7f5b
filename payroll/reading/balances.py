"""What the books stand at, on any day: one account, one member, or all of them."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select, union_all
from sqlalchemy.orm import InstrumentedAttribute

from coop.core.db import session
from payroll.models.books import LedgerLine
from payroll.reading.accounts import accounts
from payroll.rules.books.ledger import TrialLine
from payroll.rules.nouns import Amount

EVER = date.max


def balance(account: str, *, member_id: UUID | None = None, on: date | None = None) -> Amount:
    """Give debits minus credits of an account, all or one member’s, up to and on a day (PAY-85)."""
    until = LedgerLine.day <= (on or EVER)
    debit, credit = [LedgerLine.debit == account, until], [LedgerLine.credit == account, until]
    if member_id is not None:
        debit.append(LedgerLine.debit_member_id == member_id)
        credit.append(LedgerLine.credit_member_id == member_id)
    row = session().execute(select(_sum(debit), _sum(credit))).one()
    return int(row[0]) - int(row[1])


def owed_to(member_ids: Collection[UUID], on: date | None = None) -> dict[UUID, dict[str, Amount]]:
    """Give what the co-operative owes each member on each account: credits minus debits.

    A purse, shares and loans are more than nothing; what was overpaid is less. Accounts at
    nothing are left out; every member asked for is there. One question to the database.
    """
    found: dict[UUID, dict[str, Amount]] = {each: {} for each in member_ids}
    if not found:
        return found
    sides = union_all(_credits_of(list(found), on), _debits_of(list(found), on)).subquery()
    total = func.sum(sides.c.amount)
    asked = (
        select(sides.c.member, sides.c.account, total.label("total"))
        .group_by(sides.c.member, sides.c.account)
        .having(total != 0)
        .order_by(sides.c.account)
    )
    for row in session().execute(asked):
        found[row.member][row.account] = int(row.total)
    return found


def trial_balance(on: date | None = None) -> list[TrialLine]:
    """Give the trial balance up to and on a day: all debits equal all credits (PAY-85)."""
    debited, credited = _sums(LedgerLine.debit, on), _sums(LedgerLine.credit, on)
    return [
        TrialLine(each, debited.get(each.code, 0), credited.get(each.code, 0))
        for each in accounts()
        if each.code in debited or each.code in credited
    ]


def _sum(where: list[ColumnElement[bool]]) -> ColumnElement[int]:
    asked = select(func.coalesce(func.sum(LedgerLine.amount_minor), 0)).where(*where)
    return asked.scalar_subquery()


def _sums(side: InstrumentedAttribute[str], on: date | None) -> dict[str, Amount]:
    asked = (
        select(side, func.sum(LedgerLine.amount_minor))
        .where(LedgerLine.day <= (on or EVER))
        .group_by(side)
    )
    return {code: int(total) for code, total in session().execute(asked)}


def _credits_of(members: list[UUID], on: date | None) -> Select[UUID | None, str, int]:
    return select(
        LedgerLine.credit_member_id.label("member"),
        LedgerLine.credit.label("account"),
        LedgerLine.amount_minor.label("amount"),
    ).where(LedgerLine.credit_member_id.in_(members), LedgerLine.day <= (on or EVER))


def _debits_of(members: list[UUID], on: date | None) -> Select[UUID | None, str, int]:
    return select(
        LedgerLine.debit_member_id,
        LedgerLine.debit,
        -LedgerLine.amount_minor,
    ).where(LedgerLine.debit_member_id.in_(members), LedgerLine.day <= (on or EVER))

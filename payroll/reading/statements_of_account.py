"""One account, or one member’s accounts, move by move, with what stood there after each."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Row, or_, select

from coop.core.db import session
from payroll.models.books import LedgerEntry, LedgerLine
from payroll.reading.accounts import account, accounts
from payroll.rules.books.ledger import GROWS_BY_DEBIT, Account
from payroll.rules.nouns import Amount


@dataclass(frozen=True, slots=True)
class Moved:
    """One movement as one account sees it; `after` is what stood there then."""

    day: date
    entry_id: UUID
    source: str
    says: str
    other: str
    """The account on the other side."""
    member_id: UUID | None
    amount: Amount
    after: Amount


@dataclass(frozen=True, slots=True)
class AccountStatement:
    """An account with its movements: more than nothing is what people say is there or owed."""

    account: Account
    before: Amount
    moves: tuple[Moved, ...]
    after: Amount


def account_statement(code: str, first: date, last: date) -> AccountStatement:
    """Give the movements of one account between two days, both included."""
    found, sign = account(code), _sign(account(code))
    rows = _rows(or_(LedgerLine.debit == code, LedgerLine.credit == code), last)
    before = sum(sign * _amount(row, code) for row in rows if row.day < first)
    wanted = [row for row in rows if row.day >= first]
    return _statement(found, wanted, before, lambda row: sign * _amount(row, code))


def member_ledger(member_id: UUID, on: date | None = None) -> tuple[AccountStatement, ...]:
    """Give every account of one member up to and on a day, in the order of the codes.

    More than nothing is what the co-operative owes the member; on `overpaid` it is what the
    member owes.
    """
    mine = or_(LedgerLine.debit_member_id == member_id, LedgerLine.credit_member_id == member_id)
    by_code: dict[str, list[_Line]] = defaultdict(list)
    for row in _rows(mine, on or date.max):
        for code in dict.fromkeys(
            code
            for code, who in (
                (row.debit, row.debit_member_id),
                (row.credit, row.credit_member_id),
            )
            if who == member_id
        ):
            by_code[code].append(row)
    known = {each.code: each for each in accounts()}
    return tuple(
        _statement(known[code], rows, 0, _of_member(code, member_id, known[code]))
        for code, rows in sorted(by_code.items())
    )


_Line = Row[date, UUID, str, UUID | None, str, UUID | None, int, str, str]


def _sign(account: Account) -> int:
    return 1 if account.kind in GROWS_BY_DEBIT else -1


def _amount(row: _Line, code: str) -> Amount:
    """Give what a line moves on an account; between two members of one account it is nothing."""
    return int(row.amount_minor) * (int(row.debit == code) - int(row.credit == code))


def _of_member(code: str, member_id: UUID, account: Account) -> Callable[[_Line], Amount]:
    def amount(row: _Line) -> Amount:
        debited = row.debit == code and row.debit_member_id == member_id
        credited = row.credit == code and row.credit_member_id == member_id
        return _sign(account) * int(row.amount_minor) * (int(debited) - int(credited))

    return amount


def _statement(
    account: Account, rows: Iterable[_Line], before: Amount, amount_of: Callable[[_Line], Amount]
) -> AccountStatement:
    moves, stands = [], before
    for row in rows:
        stands += amount_of(row)
        is_debit = row.debit == account.code
        moves.append(
            Moved(
                day=row.day,
                entry_id=row.entry_id,
                source=row.source,
                says=row.says,
                other=row.credit if is_debit else row.debit,
                member_id=row.debit_member_id if is_debit else row.credit_member_id,
                amount=amount_of(row),
                after=stands,
            )
        )
    return AccountStatement(account, before, tuple(moves), stands)


def _rows(where: ColumnElement[bool], last: date) -> list[_Line]:
    asked = (
        select(
            LedgerLine.day,
            LedgerLine.entry_id,
            LedgerLine.debit,
            LedgerLine.debit_member_id,
            LedgerLine.credit,
            LedgerLine.credit_member_id,
            LedgerLine.amount_minor,
            LedgerEntry.source,
            LedgerEntry.says,
        )
        .join(LedgerEntry, LedgerEntry.id == LedgerLine.entry_id)
        .where(where, LedgerLine.day <= last)
        .order_by(LedgerLine.day, LedgerEntry.entered_at, LedgerLine.entry_id, LedgerLine.line)
    )
    return list(session().execute(asked).all())

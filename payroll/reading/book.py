"""The whole book read from the tables, for export."""

from collections import defaultdict
from datetime import date
from uuid import UUID

from sqlalchemy import select

from coop.core.db import session
from coop.membership.queries import everyone_on, the_cooperative
from payroll.models.books import LedgerEntry, LedgerLine
from payroll.models.runs import Statement
from payroll.reading.accounts import accounts
from payroll.rules.books.book import Book, BookEntry, Posting, postings_of
from payroll.rules.books.ledger import Movement


def book(until: date | None = None) -> Book:
    """Give the books from the first entry up to and on a day, whole."""
    who = the_cooperative()
    lines, groups = _lines(until or date.max), _groups()
    asked = (
        select(LedgerEntry)
        .where(LedgerEntry.day <= (until or date.max))
        .order_by(LedgerEntry.day, LedgerEntry.entered_at, LedgerEntry.id)
    )
    entries = tuple(
        BookEntry(
            id=str(row.id),
            day=row.day,
            source=row.source,
            source_id=row.source_id,
            says=row.says,
            postings=lines[row.id],
            reverses=str(row.reverses_id or ""),
            group=groups.get(row.source_id, ""),
        )
        for row in session().scalars(asked)
    )
    return Book(who.name, who.currency, accounts(), entries)


def numbers() -> dict[UUID, int]:
    """Give each person’s membership number, those who have left too."""
    return {row.id: row.number for row in everyone_on(date.max)}


def _lines(until: date) -> dict[UUID, tuple[Posting, ...]]:
    told = numbers()
    asked = (
        select(
            LedgerLine.entry_id,
            LedgerLine.debit,
            LedgerLine.credit,
            LedgerLine.amount_minor,
            LedgerLine.debit_member_id,
            LedgerLine.credit_member_id,
        )
        .where(LedgerLine.day <= until)
        .order_by(LedgerLine.entry_id, LedgerLine.line)
    )
    found: dict[UUID, list[Movement]] = defaultdict(list)
    for entry_id, debit, credit, amount, debited, credited in session().execute(asked):
        found[entry_id].append(Movement(debit, credit, amount, debited, credited))
    return defaultdict(tuple, {key: postings_of(rows, told) for key, rows in found.items()})


def _groups() -> dict[str, str]:
    """Say which pay run each statement is of, by the id that its entry names."""
    asked = select(Statement.id, Statement.run_id)
    return {str(row.id): str(row.run_id) for row in session().execute(asked)}

"""What was entered in the books, and up to when they are locked."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from coop.core.db import session
from payroll.models.books import BooksLocked, LedgerLine
from payroll.rules.ledger import Movement


def movements_of(entry_id: UUID) -> list[Movement]:
    """Give the movements of an entry, in their order."""
    asked = select(LedgerLine).where(LedgerLine.entry_id == entry_id).order_by(LedgerLine.line)
    return [
        Movement(row.debit, row.credit, row.amount_minor, row.debit_member_id, row.credit_member_id)
        for row in session().scalars(asked)
    ]


def locked_until() -> date | None:
    """Give the last day that the books are locked for; None when none is (PAY-82)."""
    asked = select(BooksLocked.until_on).order_by(BooksLocked.until_on.desc()).limit(1)
    return session().scalar(asked)

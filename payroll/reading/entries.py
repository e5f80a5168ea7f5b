"""What was entered in the books, and up to when they are locked."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import aliased

from coop.core.db import session
from coop.core.errors import N_, NotFound
from payroll.models.books import BooksLocked, LedgerEntry, LedgerLine
from payroll.rules.books.ledger import Movement
from payroll.rules.nouns import Amount

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class EntryView:
    """One entry with its movements, where it comes from, and whether it was taken back."""

    id: UUID
    day: date
    source: str
    source_id: str
    says: str
    entered_at: datetime
    entered_by: UUID | None
    reverses_id: UUID | None
    reversed_by_id: UUID | None
    movements: tuple[Movement, ...]

    @property
    def amount(self) -> Amount:
        """Give all that it moves."""
        return sum(each.amount for each in self.movements)


@dataclass(frozen=True, slots=True)
class LockView:
    """That the books were locked: up to when, why, by whom."""

    until: date
    because: str
    at: datetime
    by: UUID


def entries(first: date, last: date) -> tuple[EntryView, ...]:
    """Give the entries of some days, the newest first, in three questions at most."""
    return _entries([LedgerEntry.day >= first, LedgerEntry.day <= last])


def entry(entry_id: UUID) -> EntryView:
    """Give one entry; `NotFound` when there is none."""
    found = _entries([LedgerEntry.id == entry_id])
    if not found:
        raise NotFound(N_("entry"))
    return found[0]


def count_entries(until: date) -> int:
    """Count what was entered up to and on a day."""
    asked = select(func.count()).select_from(LedgerEntry).where(LedgerEntry.day <= until)
    return session().scalar(asked) or 0


def movements_of(entry_id: UUID) -> list[Movement]:
    """Give the movements of an entry, in their order."""
    return _movements([entry_id])[entry_id]


def locked_until() -> date | None:
    """Give the last day that the books are locked for; None when none is (PAY-82)."""
    asked = select(BooksLocked.until_on).order_by(BooksLocked.until_on.desc()).limit(1)
    return session().scalar(asked)


def locks() -> tuple[LockView, ...]:
    """List when the books were locked, the newest first."""
    rows = session().scalars(select(BooksLocked).order_by(BooksLocked.until_on.desc()))
    return tuple(LockView(row.until_on, row.because, row.locked_at, row.locked_by) for row in rows)


def _entries(where: Sequence[ColumnElement[bool]]) -> tuple[EntryView, ...]:
    back = aliased(LedgerEntry)
    asked = (
        select(LedgerEntry, back.id)
        .outerjoin(back, back.reverses_id == LedgerEntry.id)
        .where(*where)
        .order_by(LedgerEntry.day.desc(), LedgerEntry.entered_at.desc(), LedgerEntry.id)
    )
    rows = session().execute(asked).all()
    moved = _movements([row.id for row, _ in rows])
    return tuple(
        EntryView(
            row.id,
            row.day,
            row.source,
            row.source_id,
            row.says,
            row.entered_at,
            row.entered_by,
            row.reverses_id,
            reversed_by,
            tuple(moved[row.id]),
        )
        for row, reversed_by in rows
    )


def _movements(entry_ids: Sequence[UUID]) -> dict[UUID, list[Movement]]:
    found: dict[UUID, list[Movement]] = defaultdict(list)
    for first in range(0, len(entry_ids), AT_ONCE):
        for row in _lines(entry_ids[first : first + AT_ONCE]):
            found[row.entry_id].append(
                Movement(
                    row.debit,
                    row.credit,
                    row.amount_minor,
                    row.debit_member_id,
                    row.credit_member_id,
                )
            )
    return found


def _lines(entry_ids: Collection[UUID]) -> Sequence[LedgerLine]:
    asked = select(LedgerLine).where(LedgerLine.entry_id.in_(entry_ids))
    return session().scalars(asked.order_by(LedgerLine.entry_id, LedgerLine.line)).all()

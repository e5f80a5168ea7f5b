"""The bank’s statement beside the books: what is tied, what is proposed, what is missing."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select

from coop.core.db import session
from coop.core.errors import N_, NotFound
from payroll.models.books import BankLine, BankMatch, LedgerEntry, LedgerLine
from payroll.reading.balances import balance
from payroll.rules.books.matching import NEAR, OnBank, Proposal, Reconciled, proposals
from payroll.rules.nouns import Amount

BANK = "bank"


@dataclass(frozen=True, slots=True)
class BankLineView:
    """A line of the bank’s statement, and the entries that it is tied to."""

    id: UUID
    day: date
    amount: Amount
    text: str
    reference: str
    entry_ids: tuple[UUID, ...]


def bank_lines() -> tuple[BankLineView, ...]:
    """List the lines of the bank’s statement, the newest first."""
    return _lines([])


def bank_line(line_id: UUID) -> BankLineView:
    """Give one line; `NotFound` when there is none."""
    found = _lines([BankLine.id == line_id])
    if not found:
        raise NotFound(N_("line of the bank’s statement"))
    return found[0]


def moved_on(account: str, entry_ids: Collection[UUID]) -> dict[UUID, Amount]:
    """Give what each entry moves on an account; what moves nothing there is left out."""
    return {each.id: each.amount for each in _entries(account, [LedgerEntry.id.in_(entry_ids)])}


def taken_of(entry_ids: Collection[UUID]) -> tuple[UUID, ...]:
    """Give those of the entries that some line of the bank’s statement has already."""
    asked = select(BankMatch.entry_id).where(BankMatch.entry_id.in_(entry_ids))
    return tuple(session().scalars(asked))


def unmatched_entries(
    account: str = BANK, on: date = date.max, *, before: timedelta = timedelta(0)
) -> tuple[OnBank, ...]:
    """List entries that moved the bank account and that no line of the bank’s is tied to.

    What is older than the bank’s first line was settled before the statements began, and is
    left out, but for so many days `before`. So is an entry taken back by the day, and what took
    it back: the bank never saw either.
    """
    began = session().scalar(select(func.min(BankLine.booked_on)))
    if began is None:
        return ()
    tied = select(BankMatch.entry_id)
    where = [
        LedgerEntry.day >= began - before,
        LedgerEntry.day <= on,
        LedgerEntry.id.not_in(tied),
        *_not_taken_back(on),
    ]
    return tuple(_entries(account, where))


def entries_to_match() -> tuple[OnBank, ...]:
    """List what a line of the bank may be: also entries shortly before its first line."""
    return unmatched_entries(before=timedelta(days=NEAR))


def unmatched_lines() -> tuple[OnBank, ...]:
    """List the bank’s lines that are tied to nothing in the books yet."""
    return tuple(_on_bank(each) for each in bank_lines() if not each.entry_ids)


def waiting_count() -> int:
    """Count the bank’s lines that are tied to nothing in the books yet."""
    tied = select(BankMatch.bank_line_id)
    asked = select(func.count()).select_from(BankLine).where(BankLine.id.not_in(tied))
    return session().scalar(asked) or 0


def proposed() -> dict[UUID, Proposal]:
    """Propose entries for the bank’s lines that are tied to nothing (PAY-89)."""
    return proposals(unmatched_lines(), entries_to_match())


def reconciled(on: date) -> Reconciled:
    """Put the books beside the bank on one day (PAY-90)."""
    lines, tied = bank_lines(), _days_of_ties()
    by_line = {line: entry for line, entry, _, _ in tied}
    late = [entry_id for _, entry_id, entry_on, line_on in tied if entry_on <= on < line_on]
    early = {line_id for line_id, _, entry_on, line_on in tied if line_on <= on < entry_on}
    waiting = unmatched_entries(on=on)
    return Reconciled(
        books=balance(BANK, on=on),
        not_at_bank=(*waiting, *_entries(BANK, [LedgerEntry.id.in_(late)])),
        not_in_books=tuple(
            _on_bank(each)
            for each in lines
            if each.day <= on and (each.id not in by_line or each.id in early)
        ),
    )


def _not_taken_back(on: date) -> list[ColumnElement[bool]]:
    back = select(LedgerEntry.reverses_id).where(
        LedgerEntry.reverses_id.is_not(None), LedgerEntry.day <= on
    )
    return [LedgerEntry.reverses_id.is_(None), LedgerEntry.id.not_in(back)]


def _on_bank(line: BankLineView) -> OnBank:
    return OnBank(line.id, line.day, line.amount, f"{line.text} {line.reference}".strip())


def _lines(where: list[ColumnElement[bool]]) -> tuple[BankLineView, ...]:
    asked = select(BankLine).where(*where)
    rows = session().scalars(asked.order_by(BankLine.booked_on.desc(), BankLine.line.desc()))
    ties: dict[UUID, list[UUID]] = {}
    for line, entry in session().execute(select(BankMatch.bank_line_id, BankMatch.entry_id)):
        ties.setdefault(line, []).append(entry)
    return tuple(
        BankLineView(
            row.id,
            row.booked_on,
            row.amount_minor,
            row.text,
            row.reference,
            tuple(ties.get(row.id, ())),
        )
        for row in rows
    )


def _entries(account: str, where: list[ColumnElement[bool]]) -> list[OnBank]:
    """Give entries by what they move on an account, without those that move nothing there."""
    side = or_(LedgerLine.debit == account, LedgerLine.credit == account)
    asked = (
        select(LedgerEntry, LedgerLine.debit, LedgerLine.amount_minor)
        .join(LedgerLine, and_(LedgerLine.entry_id == LedgerEntry.id, side))
        .where(*where)
        .order_by(LedgerEntry.day, LedgerEntry.entered_at, LedgerEntry.id)
    )
    rows: dict[UUID, LedgerEntry] = {}
    moved: dict[UUID, Amount] = {}
    for row, debit, amount in session().execute(asked):
        rows[row.id] = row
        moved[row.id] = moved.get(row.id, 0) + (amount if debit == account else -amount)
    return [
        OnBank(row.id, row.day, moved[row.id], row.says, row.source)
        for row in rows.values()
        if moved[row.id]
    ]


def _days_of_ties() -> list[tuple[UUID, UUID, date, date]]:
    asked = (
        select(BankMatch.bank_line_id, BankMatch.entry_id, LedgerEntry.day, BankLine.booked_on)
        .join(LedgerEntry, LedgerEntry.id == BankMatch.entry_id)
        .join(BankLine, BankLine.id == BankMatch.bank_line_id)
    )
    return [(line, entry, day, booked) for line, entry, day, booked in session().execute(asked)]

"""Enter into the books: balanced, once for each source, never edited, taken back by turning."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from coop.core import audit, clock
from coop.core.audit import Hand
from coop.core.db import Base, NotInTransaction, in_transaction, is_postgresql, new_id, session
from coop.core.errors import N_, NotFound, Refusal, refuse_if
from payroll import acts
from payroll.deeds.chart import accounts_for
from payroll.models.books import BankMatch, LedgerEntry, LedgerLine
from payroll.reading.entries import locked_until, movements_of
from payroll.rules.books.ledger import Movement, NewEntry, refusals_of_lock, refusals_to_enter

# The bare tables: rows go out together, without the bookkeeping of the session.
ENTRIES = Base.metadata.tables[LedgerEntry.__tablename__]
LINES = Base.metadata.tables[LedgerLine.__tablename__]
AT_ONCE = 500
"""So many sources are asked for in one question; databases take only so many values."""


def enter(
    *,
    day: date,
    source: str,
    source_id: str,
    says: str,
    movements: Sequence[Movement],
    hand: Hand,
) -> UUID:
    """Enter one thing that happened; the same source and id again gives the first’s id (PAY-83).

    Accounts of the chart open when they are first used. Refused: no movement, an account that
    is unknown or closed (PAY-80, PAY-81), or a day that is locked (PAY-82).
    """
    (made,) = enter_many([NewEntry(day, source, source_id, says, movements)], hand=hand)
    return made


def enter_many(entries: Sequence[NewEntry], *, hand: Hand) -> list[UUID]:
    """Enter many things in few statements; give each one’s id, in the order asked (PAY-83)."""
    if not in_transaction():
        raise NotInTransaction("The books are written in the deed’s own transaction.")
    known = _ids_of(entries)
    new = {each.named: each for each in entries if each.named not in known}
    if new:
        _refuse_wrong(new.values())
        known |= _write(list(new.values()), hand)
    return [known[each.named] for each in entries]


def reverse(entry_id: UUID, *, day: date, because: str, hand: Hand) -> UUID:
    """Take an entry back by one that turns all its movements; it is taken back once (PAY-84)."""
    asked = select(LedgerEntry).where(LedgerEntry.id == entry_id).with_for_update(key_share=True)
    wrong = session().scalars(asked).one_or_none()
    if wrong is None:
        raise NotFound(N_("entry"))
    refuse_if(_refusals_to_reverse(wrong, day, because))
    turned = NewEntry(
        day=day,
        source="reversal",
        source_id=str(entry_id),
        says=because.strip(),
        movements=[each.turned() for each in movements_of(entry_id)],
        reverses=entry_id,
    )
    (made,) = enter_many([turned], hand=hand)
    _part_from_bank(entry_id)
    audit.record(acts.ENTRY_REVERSED, made, hand=hand, day=day.isoformat())
    return made


def _part_from_bank(entry_id: UUID) -> None:
    """Part the bank’s lines from an entry that no longer counts, and from what it was tied with."""
    lines = select(BankMatch.bank_line_id).where(BankMatch.entry_id == entry_id)
    parted = delete(BankMatch).where(BankMatch.bank_line_id.in_(lines))
    session().execute(parted.execution_options(synchronize_session=False))


def _refusals_to_reverse(wrong: LedgerEntry, day: date, because: str) -> list[Refusal]:
    found = []
    asked = select(LedgerEntry.id).where(LedgerEntry.reverses_id == wrong.id)
    if session().scalar(asked) is not None:
        found.append(Refusal("PAY-84", N_("This entry was taken back already.")))
    if wrong.reverses_id is not None:
        todo = N_("Enter what is right instead.")
        found.append(Refusal("PAY-84", N_("This entry takes another one back."), todo=todo))
    if day < wrong.day:
        found.append(Refusal("PAY-84", N_("It cannot be taken back before its own day.")))
    if not because.strip():
        found.append(Refusal("PAY-84", N_("Say why the entry is taken back.")))
    return found


def _refuse_wrong(entries: Iterable[NewEntry]) -> None:
    sides = [(each.day, side) for each in entries for one in each.movements for side in one.sides]
    codes = {code for _, (code, _member) in sides}
    accounts = accounts_for(codes, min((day for day, _ in sides), default=date.min))
    until = locked_until()
    found = [
        refusal
        for each in entries
        for refusal in (
            *refusals_to_enter(each.movements, accounts, day=each.day),
            *refusals_of_lock(each.day, until),
        )
    ]
    refuse_if(list({str(each): each for each in found}.values()))


def _write(entries: Sequence[NewEntry], hand: Hand) -> dict[tuple[str, str], UUID]:
    """Write entries and the lines of those that nobody else entered meanwhile."""
    ids = {each.named: new_id() for each in entries}
    by, at = hand.keyed_by or hand.by, clock.now()
    rows = [
        {
            "id": ids[each.named],
            "day": each.day,
            "source": each.source,
            "source_id": each.source_id,
            "says": each.says,
            "entered_at": at,
            "entered_by": by,
            "reverses_id": each.reverses,
        }
        for each in entries
    ]
    dialect = postgresql if is_postgresql() else sqlite
    once = dialect.insert(ENTRIES).on_conflict_do_nothing(index_elements=["source", "source_id"])
    session().execute(once, rows)
    kept = _ids_of(entries)
    lines = [
        row
        for each in entries
        if kept[each.named] == ids[each.named]
        for row in _lines(each, ids[each.named])
    ]
    if lines:
        session().execute(insert(LINES), lines)
    return kept


def _lines(entry: NewEntry, entry_id: UUID) -> list[dict[str, object]]:
    return [
        {
            "entry_id": entry_id,
            "line": number,
            "day": entry.day,
            "debit": each.debit,
            "debit_member_id": each.debit_member,
            "credit": each.credit,
            "credit_member_id": each.credit_member,
            "amount_minor": each.amount,
        }
        for number, each in enumerate(entry.movements, start=1)
    ]


def _ids_of(entries: Sequence[NewEntry]) -> dict[tuple[str, str], UUID]:
    """Find what was entered under the same names, one question a kind of source."""
    found: dict[tuple[str, str], UUID] = {}
    for source in sorted({each.source for each in entries}):
        ids = sorted({each.source_id for each in entries if each.source == source})
        for first in range(0, len(ids), AT_ONCE):
            asked = select(LedgerEntry.source_id, LedgerEntry.id).where(
                LedgerEntry.source == source,
                LedgerEntry.source_id.in_(ids[first : first + AT_ONCE]),
            )
            found |= {(source, row.source_id): row.id for row in session().execute(asked)}
    return found

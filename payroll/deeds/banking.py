"""The bank’s statement: taken in once, and each line tied to what the books say."""

from collections.abc import Collection
from hashlib import sha256
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from coop.core import audit, clock
from coop.core.audit import Hand
from coop.core.db import Base, is_postgresql, new_id, session
from coop.core.errors import N_, NotFound, Refusal, Refused, refuse_if
from coop.membership.queries import the_cooperative
from payroll import acts
from payroll.deeds.by_hand import ByHand, enter_by_hand
from payroll.deeds.chart import accounts_for
from payroll.deeds.locking import writer_of
from payroll.models.books import BankLine, BankMatch, LedgerEntry
from payroll.reading.bank import moved_on, taken_of
from payroll.rules.books.bank_camt import read_camt
from payroll.rules.books.bank_csv import read_bank_csv
from payroll.rules.books.bank_file import BankFile, WrongBankFile, fingerprints
from payroll.rules.books.matching import refusals_to_match

BANK = "bank"
BANK_LINES = Base.metadata.tables[BankLine.__tablename__]


def read_bank_file(content: bytes) -> BankFile:
    """Read a bank’s file, CSV or CAMT.053; refused with every fault (PAY-87)."""
    currency = the_cooperative().currency
    try:
        if content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
            return read_camt(content, currency)
        return read_bank_csv(_text(content), currency)
    except WrongBankFile as wrong:
        raise Refused(*wrong.refusals) from wrong


def import_bank(content: bytes, *, hand: Hand) -> tuple[int, BankFile]:
    """Take a bank’s file in, whole or not at all; give how many lines are new (PAY-88)."""
    by, found = writer_of(hand), read_bank_file(content)
    accounts_for([BANK], min(row.day for row in found.rows))
    digest = sha256(content).hexdigest()
    rows = [
        {
            "id": new_id(),
            "account": BANK,
            "booked_on": row.day,
            "amount_minor": row.amount,
            "text": row.text,
            "reference": row.reference,
            "fingerprint": mark,
            "file_digest": digest,
            "line": row.line,
            "imported_at": clock.now(),
            "imported_by": by,
        }
        for row, mark in zip(found.rows, fingerprints(BANK, found.rows), strict=True)
    ]
    before = _known([str(row["fingerprint"]) for row in rows])
    dialect = postgresql if is_postgresql() else sqlite
    once = dialect.insert(BANK_LINES).on_conflict_do_nothing(index_elements=["fingerprint"])
    session().execute(once, rows)
    new = len(rows) - before
    audit.record(acts.BANK_IMPORTED, digest, hand=hand, lines=len(rows), new=new)
    return new, found


def match(line_id: UUID, entry_ids: Collection[UUID], *, hand: Hand) -> None:
    """Say that entries of the books are a line of the bank’s statement (PAY-89)."""
    by, line = writer_of(hand), _held_line(line_id)
    chosen = sorted(set(entry_ids), key=str)
    # Everybody locks in one order, so that an entry is matched by one hand after another.
    asked = select(LedgerEntry.id).where(LedgerEntry.id.in_(chosen)).order_by(LedgerEntry.id)
    session().execute(asked.with_for_update(key_share=True))
    moved = moved_on(line.account, chosen)
    refuse_if(
        refusals_to_match(
            line.amount_minor, moved, taken_of(chosen), is_matched=_is_matched(line_id)
        )
    )
    session().add_all(
        BankMatch(bank_line_id=line_id, entry_id=each, matched_at=clock.now(), matched_by=by)
        for each in moved
    )
    session().flush()
    audit.record(acts.BANK_MATCHED, line_id, hand=hand, entries=len(moved))


def unmatch(line_id: UUID, *, hand: Hand) -> None:
    """Part a line of the bank’s statement from its entries again."""
    writer_of(hand)
    _held_line(line_id)
    if not _is_matched(line_id):
        raise Refused(Refusal("PAY-89", N_("This line is not matched.")))
    session().execute(delete(BankMatch).where(BankMatch.bank_line_id == line_id))
    audit.record(acts.BANK_UNMATCHED, line_id, hand=hand)


def enter_from_bank(line_id: UUID, account: str, says: str, *, hand: Hand) -> UUID:
    """Enter what the bank says and the books do not yet, and match it at once (PAY-89)."""
    line = _held_line(line_id)
    came_in = line.amount_minor > 0
    what = ByHand(
        day=line.booked_on,
        debit=line.account if came_in else account,
        credit=account if came_in else line.account,
        amount=abs(line.amount_minor),
        says=says,
    )
    made = enter_by_hand(what, source="bank", source_id=_source_of(line_id), hand=hand)
    match(line_id, [made], hand=hand)
    return made


def _source_of(line_id: UUID) -> str:
    """Name a new entry from a line: after one was taken back, the next is another."""
    asked = select(LedgerEntry.source_id).where(
        LedgerEntry.source == "bank", LedgerEntry.source_id.startswith(str(line_id))
    )
    before = len(session().scalars(asked).all())
    return f"{line_id}" if not before else f"{line_id} {before + 1}"


def _held_line(line_id: UUID) -> BankLine:
    asked = select(BankLine).where(BankLine.id == line_id).with_for_update(key_share=True)
    found = session().scalars(asked).one_or_none()
    if found is None:
        raise NotFound(N_("line of the bank’s statement"))
    return found


def _is_matched(line_id: UUID) -> bool:
    asked = select(BankMatch.id).where(BankMatch.bank_line_id == line_id).limit(1)
    return session().scalar(asked) is not None


def _known(marks: list[str]) -> int:
    found = 0
    for first in range(0, len(marks), 500):
        asked = select(BankLine.id).where(BankLine.fingerprint.in_(marks[first : first + 500]))
        found += len(session().scalars(asked).all())
    return found


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")

"""The log in the database, written out as lines: to export it, and to check it."""

from collections.abc import Iterator
from hashlib import sha256

from sqlalchemy import Row, func, select

from coop.core import anchors, canonical, clock
from coop.core.auditbook import (
    AuditEntry,
    AuditPlace,
    AuditSeal,
    AuditWaiting,
    entry_facts,
    moment_text,
    seal_facts,
)
from coop.core.auditcheck import FORMAT, LogWalk
from coop.core.auditreport import Report
from coop.core.db import session
from coop.core.errors import N_
from coop.core.sealing import head

FETCH = 2_000


def export_lines() -> Iterator[str]:
    """Write out all that is sealed, each line with its line end; the last is the signed head.

    Seal first, so that what was done until now is in it.
    """
    first = _header()
    signed = head(sha256(first.encode("ascii")).hexdigest())
    yield first
    yield from _body(signed.seal)
    yield signed.line()


def verify() -> Report:
    """Check the log in the database against its seals and the heads kept outside it."""
    session().expire_all()
    walk = LogWalk()
    walk.header(_header().encode("ascii"))
    for line in _body(None):
        walk.line(line.encode("ascii"))
    walk.end()
    _check_unsealed(walk)
    walk.anchors(anchors.kept_lines())
    return walk.report(_count_waiting())


def _header() -> str:
    """Write the first line."""
    facts = {
        "at": moment_text(clock.now()),
        "format": FORMAT,
        "key": anchors.public_key_text(),
    }
    return canonical.canonical({"log": facts}) + "\n"


def _body(up_to: int | None) -> Iterator[str]:
    """Write the entries by number, and each seal after its last entry."""
    seals = _seals(up_to)
    seal = next(seals, None)
    for row in _placed(up_to):
        place, entry = row
        while seal is not None and place.sequence > seal.last:
            yield _seal_line(seal)
            seal = next(seals, None)
        if entry is not None:
            yield _entry_line(entry, place)
    while seal is not None:
        yield _seal_line(seal)
        seal = next(seals, None)


def _seals(up_to: int | None) -> Iterator[AuditSeal]:
    """Read the seals in order."""
    statement = select(AuditSeal).order_by(AuditSeal.number)
    if up_to is not None:
        statement = statement.where(AuditSeal.number <= up_to)
    yield from session().scalars(statement.execution_options(populate_existing=True))


def _placed(up_to: int | None) -> Iterator[Row[AuditPlace, AuditEntry]]:
    """Read the places in order, with their entries; an entry that is gone gives None."""
    statement = (
        select(AuditPlace, AuditEntry)
        .join(AuditEntry, AuditEntry.id == AuditPlace.entry_id, isouter=True)
        .order_by(AuditPlace.sequence)
        .execution_options(populate_existing=True, yield_per=FETCH)
    )
    if up_to is not None:
        statement = statement.where(AuditPlace.seal_number <= up_to)
    yield from session().execute(statement)


def _entry_line(entry: AuditEntry, place: AuditPlace) -> str:
    """Write one entry with its stated hash and seal."""
    facts = entry_facts(entry, place.sequence)
    line = {"entry": facts, "leaf": place.leaf, "seal": place.seal_number}
    return canonical.canonical(line) + "\n"


def _seal_line(seal: AuditSeal) -> str:
    """Write one seal."""
    return canonical.canonical({"seal": {**seal_facts(seal), "hash": seal.hash}}) + "\n"


def _check_unsealed(walk: LogWalk) -> None:
    """Find rows that came into the table without being recorded by a deed."""
    strays = session().scalar(
        select(func.count())
        .select_from(AuditEntry)
        .where(
            ~select(AuditPlace.entry_id).where(AuditPlace.entry_id == AuditEntry.id).exists(),
            ~select(AuditWaiting.entry_id).where(AuditWaiting.entry_id == AuditEntry.id).exists(),
        )
    )
    if strays:
        walk.note(N_("%(first)s rows of the log were recorded by no deed."), strays)


def _count_waiting() -> int:
    """Count the entries that the next seal will cover."""
    return session().scalar(select(func.count()).select_from(AuditWaiting)) or 0

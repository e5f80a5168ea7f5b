"""Sealing: numbering what was committed, and chaining it batch by batch.

A head that every deed locks makes all deeds wait for one another's disk. So a deed
only writes its entry; the worker seals all that is waiting about once a second.
docs/decisions/0002-sealing-in-batches.md gives the numbers and says what the gap means.
"""

from collections.abc import Sequence

from sqlalchemy import delete, select, text

from coop.core import anchors, canonical, clock, merkle
from coop.core.auditbook import (
    GENESIS,
    AuditEntry,
    AuditPlace,
    AuditSeal,
    AuditWaiting,
    entry_facts,
    moment_text,
    seal_facts,
)
from coop.core.auditreport import SignedHead
from coop.core.db import is_postgresql, session, transaction

BATCH = 5_000


def seal() -> int:
    """Seal what was committed and is not sealed yet; give how many entries that was.

    Opens its own transactions. Two sealers at once are impossible: the second waits
    for the first, and the seal's number and its predecessor are unique besides.
    """
    sealed = 0
    while True:
        with transaction():
            count = _seal_batch()
        sealed += count
        if count < BATCH:
            return sealed


def head(log: str = "") -> SignedHead:
    """Sign the end of the log as it is sealed now; `log` binds an export's first line."""
    last = _last_seal()
    facts: dict[str, object] = {
        "at": moment_text(clock.now()),
        "hash": last.hash if last else GENESIS,
        "log": log,
        "seal": last.number if last else 0,
        "sequence": last.last if last else 0,
    }
    return anchors.sign(facts)


def anchor_head() -> SignedHead:
    """Keep the signed end of the log outside the database, unless it is kept already."""
    signed = head()
    anchors.keep(signed)
    return signed


def tend() -> int:
    """Seal what waits, and keep the head outside when that is due: the worker's beat."""
    # Looking takes no lock, so a beat with nothing to do disturbs nobody.
    sealed = seal() if _is_anything_waiting() else 0
    last = _last_seal()
    if last is not None and anchors.is_due(last.number, clock.now()):
        anchor_head()
    return sealed


def _is_anything_waiting() -> bool:
    """Say whether there is an entry without a seal."""
    return session().scalar(select(AuditWaiting.entry_id).limit(1)) is not None


def _seal_batch() -> int:
    """Seal one batch, under a lock that only sealers ask for."""
    _lock_seals()
    waiting = _waiting()
    if not waiting:
        return 0
    last = _last_seal()
    first = last.last + 1 if last else 1
    leaves = [
        merkle.leaf_hash(canonical.canonical(entry_facts(entry, number)).encode("ascii"))
        for number, entry in enumerate(waiting, first)
    ]
    made = _new_seal(last, first, leaves)
    session().add(made)
    session().flush()
    _place(waiting, made, leaves)
    return len(waiting)


def _lock_seals() -> None:
    """Let one sealer in at a time; on SQLite every writer is alone already."""
    if is_postgresql():
        session().execute(text("LOCK TABLE audit_seal IN SHARE ROW EXCLUSIVE MODE"))


def _waiting() -> Sequence[AuditEntry]:
    """Give the committed entries without a place, in the order they are to have."""
    return (
        session()
        .scalars(
            select(AuditEntry)
            .join(AuditWaiting, AuditWaiting.entry_id == AuditEntry.id)
            .order_by(AuditEntry.at, AuditEntry.id)
            .limit(BATCH)
        )
        .all()
    )


def _last_seal() -> AuditSeal | None:
    """Give the newest seal."""
    return session().scalars(select(AuditSeal).order_by(AuditSeal.number.desc()).limit(1)).first()


def _new_seal(last: AuditSeal | None, first: int, leaves: Sequence[bytes]) -> AuditSeal:
    """Make the seal over these leaves, chained to the one before."""
    made = AuditSeal(
        number=last.number + 1 if last else 1,
        first=first,
        last=first + len(leaves) - 1,
        root=merkle.root(leaves).hex(),
        previous=last.hash if last else GENESIS,
        at=clock.now(),
    )
    made.hash = canonical.digest(seal_facts(made))
    return made


def _place(waiting: Sequence[AuditEntry], made: AuditSeal, leaves: Sequence[bytes]) -> None:
    """Give each entry its number, and take it off the waiting list."""
    session().add_all(
        AuditPlace(sequence=number, entry_id=entry.id, seal_number=made.number, leaf=leaf.hex())
        for number, (entry, leaf) in enumerate(zip(waiting, leaves, strict=True), made.first)
    )
    session().flush()
    placed = select(AuditPlace.entry_id).where(AuditPlace.seal_number == made.number)
    session().execute(delete(AuditWaiting).where(AuditWaiting.entry_id.in_(placed)))

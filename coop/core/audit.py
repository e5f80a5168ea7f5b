"""The log: who did what, about whom, through which door; written by the deed itself.

`record` writes an entry in the deed's own transaction. `seal` numbers what has been
committed and chains it in batches. `verify` finds every change made afterwards.
"""

from uuid import UUID

from coop.core import canonical, clock
from coop.core.acts import NEVER_SAID, Act, Channel, Hand, act, acts, sentence_of
from coop.core.anchors import init_anchors as init_audit
from coop.core.anchors import public_key_text
from coop.core.auditbook import AuditEntry, AuditWaiting
from coop.core.auditcheck import check_log
from coop.core.auditlines import export_lines, verify
from coop.core.auditreport import Fault, Report, SignedHead
from coop.core.auditsearch import AuditFilter, EntryView, count_entries, entries, seen_of
from coop.core.db import NotInTransaction, in_transaction, new_id, session
from coop.core.sealing import anchor_head, head, seal, tend

__all__ = [
    "NEVER_SAID",
    "Act",
    "AuditFilter",
    "Channel",
    "EntryView",
    "Fault",
    "Hand",
    "Report",
    "SignedHead",
    "act",
    "acts",
    "anchor_head",
    "check_log",
    "count_entries",
    "entries",
    "export_lines",
    "head",
    "init_audit",
    "public_key_text",
    "record",
    "seal",
    "seen_of",
    "sentence_of",
    "tend",
    "verify",
    "verify_lines",
]

verify_lines = check_log


def record(what: Act, subject: UUID | str, *, hand: Hand, **details: str | int | bool) -> UUID:
    """Write the entry of a deed in the deed's own transaction; give the entry's id."""
    if not in_transaction():
        raise NotInTransaction("A deed is recorded in its own transaction.")
    undeclared = details.keys() - what.details
    if undeclared:
        names = ", ".join(sorted(undeclared))
        raise ValueError(f"The act {what.code} does not declare {names}.")
    entry = _entry(what, str(subject), hand, canonical.canonical(details))
    session().add(AuditWaiting(entry=entry))
    return entry.id


def _entry(what: Act, subject: str, hand: Hand, details: str) -> AuditEntry:
    """Make the row, with an id of its own at once."""
    return AuditEntry(
        id=new_id(),
        at=clock.now(),
        act=what.code,
        subject=subject,
        by=hand.by,
        via=hand.via.value,
        keyed_by=hand.keyed_by,
        evidence=hand.evidence,
        details=details,
    )

"""The tables of the log: entries, their places, and the seals over them.

An entry is written by the deed. A place and a seal are written a moment later, in a
batch, so that deeds done at the same time never queue for the end of one chain.
"""

from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coop.core import canonical
from coop.core.db import APPEND_ONLY, Base, new_id

GENESIS = "0" * 64


class AuditEntry(Base):
    """One deed: what, about whom, by whom, through which door. Never edited."""

    __tablename__ = "audit_entry"
    __table_args__ = (
        CheckConstraint(
            "via IN ('web', 'terminal', 'paper', 'meeting', 'system')", name="known_channel"
        ),
        Index("ix_audit_entry_subject", "subject"),
        Index("ix_audit_entry_at", "at"),
        {"info": APPEND_ONLY},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    at: Mapped[datetime]
    act: Mapped[str] = mapped_column(Text)
    subject: Mapped[str] = mapped_column(Text)
    by: Mapped[UUID | None]
    via: Mapped[str] = mapped_column(Text)
    keyed_by: Mapped[UUID | None]
    evidence: Mapped[str] = mapped_column(Text)
    details: Mapped[str] = mapped_column(Text)


class AuditWaiting(Base):
    """An entry not yet sealed; written with it, taken away by the seal.

    It only spares the sealer a search through the whole log. `verify` finds an entry
    that is neither waiting nor sealed.
    """

    __tablename__ = "audit_waiting"

    entry_id: Mapped[UUID] = mapped_column(ForeignKey("audit_entry.id"), primary_key=True)

    # With the relationship the entry is always written first.
    entry: Mapped[AuditEntry] = relationship(lazy="raise")


class AuditSeal(Base):
    """One batch: its first and last number, its Merkle root, and the seal before."""

    __tablename__ = "audit_seal"
    __table_args__ = (
        CheckConstraint("first <= last", name="seal_holds_something"),
        UniqueConstraint("previous", name="one_seal_follows_another"),
        UniqueConstraint("first", name="seals_begin_once"),
        {"info": APPEND_ONLY},
    )

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    first: Mapped[int]
    last: Mapped[int]
    root: Mapped[str] = mapped_column(Text)
    previous: Mapped[str] = mapped_column(Text)
    hash: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]


class AuditPlace(Base):
    """Where an entry stands in the log, given when it was sealed."""

    __tablename__ = "audit_place"
    __table_args__ = (
        UniqueConstraint("entry_id", name="one_place_an_entry"),
        ForeignKeyConstraint(["entry_id"], ["audit_entry.id"]),
        ForeignKeyConstraint(["seal_number"], ["audit_seal.number"]),
        {"info": APPEND_ONLY},
    )

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    entry_id: Mapped[UUID]
    seal_number: Mapped[int]
    leaf: Mapped[str] = mapped_column(Text)


def entry_facts(entry: AuditEntry, sequence: int) -> dict[str, object]:
    """Give what an entry says, with its number, as it is hashed and exported.

    Details that are not in canonical form were not written by us: they stay text, so
    that the hash cannot fit.
    """
    details = canonical.read(entry.details)
    return {
        "act": entry.act,
        "at": moment_text(entry.at),
        "by": _id_text(entry.by),
        "details": entry.details if details is None else details,
        "evidence": entry.evidence,
        "id": str(entry.id),
        "keyed_by": _id_text(entry.keyed_by),
        "sequence": sequence,
        "subject": entry.subject,
        "via": entry.via,
    }


def seal_facts(seal: AuditSeal) -> dict[str, object]:
    """Give everything a seal says but its own hash."""
    return {
        "at": moment_text(seal.at),
        "first": seal.first,
        "last": seal.last,
        "number": seal.number,
        "previous": seal.previous,
        "root": seal.root,
    }


def moment_text(moment: datetime) -> str:
    """Write a moment in UTC to the microsecond, always at the same length."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _id_text(identity: UUID | None) -> str:
    """Write an id, or nothing."""
    return "" if identity is None else str(identity)

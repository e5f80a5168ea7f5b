"""The paper door’s tables: mail runs, the letters in them, and what came back."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop.core.db import APPEND_ONLY, Base, new_id


class MailRun(Base):
    """Letters of one kind about one subject for one establishment (or for outside)."""

    __tablename__ = "mail_run"
    __table_args__ = (
        UniqueConstraint("kind", "subject_id", "part", name="one_run_a_subject_and_part"),
        CheckConstraint(
            "kind IN ('ballot', 'result', 'notice', 'roster', 'pay')", name="known_kind"
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    kind: Mapped[str]
    subject_id: Mapped[UUID]
    part: Mapped[str]
    """The establishment’s id, or “outside”; later additions to it end in “+2”, “+3”."""
    establishment_id: Mapped[UUID | None] = mapped_column(ForeignKey("establishment.id"))
    prepared_at: Mapped[datetime]


class Letter(Base):
    """One member’s letter in a mail run; its code stands on the return slip."""

    __tablename__ = "letter"
    __table_args__ = (
        UniqueConstraint("code", name="one_letter_a_code"),
        UniqueConstraint("run_id", "member_id", name="one_letter_a_member"),
        {"info": APPEND_ONLY},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    run_id: Mapped[UUID] = mapped_column(ForeignKey("mail_run.id"))
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    code: Mapped[str]
    address: Mapped[str]
    replaces_id: Mapped[UUID | None] = mapped_column(ForeignKey("letter.id"), unique=True)


class Dispatch(Base):
    """That a mail run left, on which day, by whose hand; it starts the notice clock."""

    __tablename__ = "dispatch"
    __table_args__ = (UniqueConstraint("run_id", name="dispatched_once"), {"info": APPEND_ONLY})

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    run_id: Mapped[UUID] = mapped_column(ForeignKey("mail_run.id"))
    sent_on: Mapped[date]
    way: Mapped[str]
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    recorded_at: Mapped[datetime]


class LetterReturn(Base):
    """What became of a letter: an envelope accepted, or the letter back unused."""

    __tablename__ = "letter_return"
    __table_args__ = (
        UniqueConstraint("letter_id", name="returned_once"),
        CheckConstraint(
            "outcome IN ('accepted', 'late', 'unused', 'undelivered', 'already_voted')",
            name="known_outcome",
        ),
        {"info": APPEND_ONLY},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    letter_id: Mapped[UUID] = mapped_column(ForeignKey("letter.id"))
    outcome: Mapped[str]
    received_on: Mapped[date]
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    recorded_at: Mapped[datetime]

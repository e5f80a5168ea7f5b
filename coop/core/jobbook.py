"""The table of promised jobs, and whether one was done."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from coop.core.db import Base, new_id, session


class State(StrEnum):
    """How far a job has come."""

    PROMISED = "promised"
    DONE = "done"
    FAILED = "failed"


class Job(Base):
    """One promised piece of work; the same name and key is the same promise."""

    __tablename__ = "job"
    __table_args__ = (
        UniqueConstraint("name", "key", name="promised_once"),
        CheckConstraint("state IN ('promised', 'done', 'failed')", name="known_state"),
        CheckConstraint("(state = 'done') = (done_at IS NOT NULL)", name="done_has_its_moment"),
        Index("ix_job_state_due_at", "state", "due_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(Text)
    key: Mapped[str] = mapped_column(Text)
    payload: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text, default=State.PROMISED.value)
    attempts: Mapped[int] = mapped_column(default=0)
    starts: Mapped[int] = mapped_column(default=0)
    """How often it was begun since it last came to an end, good or bad."""
    promised_at: Mapped[datetime]
    due_at: Mapped[datetime]
    rung_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    fault: Mapped[str] = mapped_column(Text, default="")


def is_done(name: str, key: str) -> bool:
    """Say whether the work promised under this name and key was done."""
    done = select(Job.id).where(Job.name == name, Job.key == key, Job.state == State.DONE)
    return session().scalar(done) is not None

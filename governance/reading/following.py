"""What follows from a carried motion: we said, we did."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from coop.core.db import session
from governance.models.motions import FollowUp, FollowUpReport


@dataclass(frozen=True, slots=True)
class FollowUpView:
    """Who will do what by when, and how it went; `is_done` is None before any report."""

    id: UUID
    what: str
    who: str
    due_on: date
    is_done: bool | None
    words: str
    reported_at: datetime | None


def follow_ups(motion_id: UUID) -> tuple[FollowUpView, ...]:
    """List the follow-ups of a motion by the day they are due, each with its latest report."""
    rows = session().scalars(
        select(FollowUp).where(FollowUp.motion_id == motion_id).order_by(FollowUp.due_on)
    )
    return tuple(_view(row) for row in rows)


def _view(row: FollowUp) -> FollowUpView:
    latest = (
        session()
        .scalars(
            select(FollowUpReport)
            .where(FollowUpReport.follow_up_id == row.id)
            .order_by(FollowUpReport.at.desc())
            .limit(1)
        )
        .one_or_none()
    )
    if latest is None:
        return FollowUpView(row.id, row.what, row.who, row.due_on, None, "", None)
    return FollowUpView(
        row.id, row.what, row.who, row.due_on, latest.is_done, latest.words, latest.at
    )

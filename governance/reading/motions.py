"""Motions as they are listed and read: their words, their life, and what was said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import RowMapping, Select, SQLColumnExpression, func, select

from coop.core.db import session
from coop.core.errors import N_, NotFound
from coop.membership.queries import name_of
from governance.models.ballots import Ballot, Declaration
from governance.models.motions import (
    Attachment,
    Contribution,
    Hearing,
    Motion,
    MotionStep,
    Seconder,
)
from governance.reading.postal import local_day
from governance.rules.states import State


@dataclass(frozen=True, slots=True)
class MotionRow:
    """A motion as it stands in a list; `is_carried` is None until it is declared."""

    id: UUID
    number: str
    title: str
    summary: str
    kind: str
    purpose: str
    is_secret: bool
    is_by_class: bool
    state: str
    mover_id: UUID
    created_at: datetime
    ballot_id: UUID | None
    notice_at: datetime | None
    opens_at: datetime | None
    closes_at: datetime | None
    is_carried: bool | None
    declared_at: datetime | None


@dataclass(frozen=True, slots=True)
class MotionWhole:
    """Everything that a member may read of one motion’s words and life."""

    row: MotionRow
    text: str
    mover: str
    about_member_id: UUID | None
    same_as: MotionRow | None
    new_rules_text: str | None
    seconders: int
    steps: dict[str, date]
    because: dict[str, str]


@dataclass(frozen=True, slots=True)
class Said:
    """One contribution to the discussion, by whom and by which door."""

    name: str
    text: str
    channel: str
    keyed_by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper attached to a motion, without its content."""

    id: UUID
    filename: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class HearingView:
    """How the member whom a motion is about was heard."""

    offered_on: date
    held_on: date | None
    was_present: bool
    representative: str
    statement: str


def motion_rows() -> tuple[MotionRow, ...]:
    """List every motion that was put, the newest first; drafts are their movers’ own."""
    rows = session().execute(_rows().where(Motion.state != State.DRAFT)).mappings()
    return tuple(_row(found) for found in rows)


def drafts_of(member_id: UUID) -> tuple[MotionRow, ...]:
    """List a member’s own drafts."""
    wanted = _rows().where(Motion.state == State.DRAFT, Motion.mover_id == member_id)
    return tuple(_row(found) for found in session().execute(wanted).mappings())


def carried_motion(number: str) -> bool:
    """Say whether the motion of this number was declared carried."""
    asked = _rows().where(Motion.number == number, Declaration.is_carried)
    return session().execute(asked).first() is not None


def motion_row(motion_id: UUID) -> MotionRow:
    """Give one motion as a list shows it; `NotFound` when there is none."""
    found = session().execute(_rows().where(Motion.id == motion_id)).mappings().one_or_none()
    if found is None:
        raise NotFound(N_("motion"))
    return _row(found)


def motion_whole(motion_id: UUID) -> MotionWhole:
    """Give one motion with its words and its life."""
    row = motion_row(motion_id)
    motion = session().get_one(Motion, motion_id)
    steps = list(session().scalars(select(MotionStep).where(MotionStep.motion_id == motion_id)))
    return MotionWhole(
        row=row,
        text=motion.text,
        mover=name_of(motion.mover_id),
        about_member_id=motion.about_member_id,
        same_as=motion_row(motion.same_as_id) if motion.same_as_id else None,
        new_rules_text=motion.new_rules_text,
        seconders=len(seconder_ids(motion_id)),
        steps={one.step: local_day(one.at) for one in steps},
        because={one.step: one.because for one in steps if one.because},
    )


def may_read(row: MotionRow, member_id: UUID | None) -> bool:
    """Say whether a member may read this motion: a draft is its mover’s alone."""
    return row.state != State.DRAFT or row.mover_id == member_id


def seconder_ids(motion_id: UUID) -> frozenset[UUID]:
    """Give who has seconded; pages show their number only."""
    return frozenset(
        session().scalars(select(Seconder.member_id).where(Seconder.motion_id == motion_id))
    )


def proposed_on(motion_id: UUID) -> date | None:
    """Give the day on which a motion was proposed; None for a draft."""
    wanted = select(MotionStep.at).where(
        MotionStep.motion_id == motion_id, MotionStep.step == State.PROPOSED
    )
    at = session().scalar(wanted)
    return local_day(at) if at else None


def discussion(motion_id: UUID) -> tuple[Said, ...]:
    """List what was said on a motion, the first first."""
    rows = session().scalars(
        select(Contribution).where(Contribution.motion_id == motion_id).order_by(Contribution.at)
    )
    return tuple(
        Said(
            name_of(row.member_id),
            row.text,
            row.channel,
            name_of(row.keyed_by) if row.keyed_by else "",
            row.at,
        )
        for row in rows
    )


def attachments(motion_id: UUID) -> tuple[Paper, ...]:
    """List the papers attached to a motion."""
    rows = session().execute(
        select(
            Attachment.id,
            Attachment.filename,
            Attachment.media_type,
            func.length(Attachment.content),
            Attachment.sha256,
        )
        .where(Attachment.motion_id == motion_id)
        .order_by(Attachment.added_at)
    )
    return tuple(Paper(*row) for row in rows)


def attachment(motion_id: UUID, attachment_id: UUID) -> tuple[Paper, bytes]:
    """Give one attached paper with its content."""
    row = session().get(Attachment, attachment_id)
    if row is None or row.motion_id != motion_id:
        raise NotFound(N_("paper"))
    paper = Paper(row.id, row.filename, row.media_type, len(row.content), row.sha256)
    return paper, row.content


def hearing(motion_id: UUID) -> HearingView | None:
    """Say how the member concerned was heard; None when nothing is recorded."""
    row = session().scalars(select(Hearing).where(Hearing.motion_id == motion_id)).one_or_none()
    if row is None:
        return None
    return HearingView(
        row.offered_on, row.held_on, row.was_present, row.representative, row.statement
    )


def _row(found: RowMapping) -> MotionRow:
    return MotionRow(*found.values())


def _rows() -> Select[*tuple[object, ...]]:
    columns: Sequence[SQLColumnExpression[object]] = [
        Motion.id, Motion.number, Motion.title, Motion.summary, Motion.kind, Motion.purpose,
        Motion.is_secret, Motion.is_by_class, Motion.state, Motion.mover_id, Motion.created_at,
        Ballot.id.label("ballot_id"), Ballot.notice_at, Ballot.opens_at, Ballot.closes_at,
        Declaration.is_carried, Declaration.declared_at,
    ]  # fmt: skip
    found = select(*columns).select_from(Motion)
    found = found.outerjoin(Ballot, Ballot.motion_id == Motion.id)
    found = found.outerjoin(Declaration, Declaration.ballot_id == Ballot.id)
    return found.order_by(Motion.created_at.desc(), Motion.number.desc())

"""A member’s own hours: planned, come and approved, what is open, and their questions."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from uuid import UUID

from sqlalchemy import select

from coop.core.db import session
from coop.core.errors import N_, NotFound
from coop.membership.queries import name_of
from coop.rostering.models.attendance import HoursQuestion
from coop.rostering.reading.attended import (
    Clocked,
    Key,
    Record,
    WorkShift,
    clocked_of,
    records_of,
    shifts_of,
    told_of,
)
from coop.rostering.reading.hours_approved import Approval, approvals_of
from coop.rostering.reading.roster_rules import roster_rules
from coop.rostering.rules.attending import refusals_to_sign_in, refusals_to_sign_out
from coop.rostering.rules.hours import Counted, hours_from
from coop.rostering.rules.nouns import Kind


@dataclass(frozen=True, slots=True)
class OwnClock:
    """A shift of a member with what they can press on the terminal now."""

    shift: WorkShift
    clocked: Clocked
    may_come: bool
    may_leave: bool


@dataclass(frozen=True, slots=True)
class OwnShift:
    """A shift of a member: as told, as written down, as approved."""

    shift: WorkShift
    was_told: bool
    record: Record | None
    counted: Counted | None
    approval: Approval | None
    """The approval that holds; an earlier record’s while a correction waits."""

    @property
    def planned(self) -> int:
        """Count the minutes that the member was told of."""
        return self.shift.span.minutes if self.was_told else 0

    @property
    def approved(self) -> int:
        """Count the minutes approved."""
        return self.approval.minutes if self.approval else 0

    @property
    def is_open(self) -> bool:
        """Say whether something is still to be written down or approved."""
        if self.record is None:
            return self.was_told and not self.shift.is_called_off
        return self.approval is None or self.approval.attendance_id != self.record.id


@dataclass(frozen=True, slots=True)
class OwnWeek:
    """A member’s week of work."""

    monday: date
    shifts: tuple[OwnShift, ...]

    @property
    def planned(self) -> int:
        """Add up what was planned."""
        return sum(one.planned for one in self.shifts)

    @property
    def come(self) -> int:
        """Add up the hours that follow from the records."""
        return sum(one.counted.minutes for one in self.shifts if one.counted)

    @property
    def approved(self) -> int:
        """Add up what is approved."""
        return sum(one.approved for one in self.shifts)


@dataclass(frozen=True, slots=True)
class QuestionView:
    """What a member said is wrong, and the answer, if there is one."""

    id: UUID
    member_id: UUID
    name: str
    day: date
    shift_id: UUID | None
    words: str
    said_at: datetime
    channel: str
    evidence: str
    answered_at: datetime | None
    answered_by: str
    answer: str


def own_clocks(member_id: UUID, first: date, last: date, now: datetime) -> tuple[OwnClock, ...]:
    """Give the shifts of these days that the member can sign in to or out of now."""
    told, clocked = told_of(first, last, member_id), clocked_of(first, last)
    found = (
        _clock(shift, clocked.get((shift.id, member_id), Clocked()), now)
        for shift in shifts_of(first, last).values()
        if member_id in told.get(shift.id, ()) and not shift.is_called_off
    )
    return tuple(one for one in found if one.may_come or one.may_leave or one.clocked.came)


def own_weeks(member_id: UUID, first: date, last: date) -> tuple[OwnWeek, ...]:
    """Give a member’s weeks with work, the latest first."""
    told = told_of(first, last, member_id)
    records = records_of(first, last, member_id)
    approvals = approvals_of(first, last, member_id)
    mine = [
        _own(shift, member_id, was_told=member_id in told.get(shift.id, ()),
             records=records, approvals=approvals)
        for shift in shifts_of(first, last).values()
        if member_id in told.get(shift.id, ()) or (shift.id, member_id) in records
    ]  # fmt: skip
    return tuple(OwnWeek(monday, tuple(found)) for monday, found in groupby(mine, key=_monday))[
        ::-1
    ]


def by_kind(weeks: Iterable[OwnWeek]) -> dict[Kind, int]:
    """Add up the approved minutes of weeks by the kind of time."""
    sums: Counter[Kind] = Counter()
    for week in weeks:
        for one in week.shifts:
            sums[one.shift.kind] += one.approved
    return {kind: sums[kind] for kind in Kind if sums[kind]}


def questions_of(member_id: UUID) -> tuple[QuestionView, ...]:
    """List what a member asked about their hours, the latest first."""
    asked = select(HoursQuestion).where(HoursQuestion.member_id == member_id)
    rows = session().scalars(asked.order_by(HoursQuestion.said_at.desc(), HoursQuestion.id))
    return tuple(_question(row) for row in rows)


def open_questions() -> tuple[QuestionView, ...]:
    """List the questions that nobody has answered, the oldest first."""
    asked = select(HoursQuestion).where(HoursQuestion.answered_at.is_(None))
    rows = session().scalars(asked.order_by(HoursQuestion.said_at, HoursQuestion.id))
    return tuple(_question(row) for row in rows)


def question(question_id: UUID) -> QuestionView:
    """Give one question; `NotFound` when there is none."""
    row = session().get(HoursQuestion, question_id)
    if row is None:
        raise NotFound(N_("question about hours"))
    return _question(row)


def _clock(shift: WorkShift, clocked: Clocked, now: datetime) -> OwnClock:
    return OwnClock(
        shift,
        clocked,
        not refusals_to_sign_in(shift.span, now, clocked.came),
        not refusals_to_sign_out(shift.span, now, clocked.came, clocked.left),
    )


def _own(
    shift: WorkShift,
    member_id: UUID,
    *,
    was_told: bool,
    records: Mapping[Key, tuple[Record, ...]],
    approvals: Mapping[Key, tuple[Approval, ...]],
) -> OwnShift:
    key = (shift.id, member_id)
    record = records[key][-1] if key in records else None
    rules = roster_rules(shift.day).book.limits.kinds[shift.kind] if record else None
    hours = hours_from(record.mark, shift.span, rules) if record and rules else None
    approval = approvals[key][-1] if key in approvals else None
    return OwnShift(shift, was_told, record, hours, approval)


def _monday(one: OwnShift) -> date:
    return one.shift.day - timedelta(days=one.shift.day.weekday())


def _question(row: HoursQuestion) -> QuestionView:
    return QuestionView(
        row.id,
        row.member_id,
        name_of(row.member_id),
        row.day,
        row.shift_id,
        row.words,
        row.said_at,
        row.channel,
        row.evidence,
        row.answered_at,
        name_of(row.answered_by) if row.answered_by else "",
        row.answer,
    )

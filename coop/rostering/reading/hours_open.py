"""What is still open: places that nobody marked, and records that nobody approved."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import aliased

from coop.core.db import session
from coop.rostering.models.attendance import ApprovedHours, Attendance
from coop.rostering.models.work import ShiftRow
from coop.rostering.reading.attended import records_of, shifts_of, told_of


@dataclass(frozen=True, slots=True)
class StillOpen:
    """How much of some days is not settled; `shifts` counts those with unmarked places."""

    shifts: int
    unmarked: int
    unapproved: int

    @property
    def total(self) -> int:
        """Count what a close would leave out."""
        return self.unmarked + self.unapproved


def open_of(first: date, last: date, *, ended_by: datetime | None = None) -> StillOpen:
    """Count what is open on these days; with `ended_by` only shifts that were over then."""
    told, known = told_of(first, last), records_of(first, last).keys()
    shifts = {
        shift.id
        for shift in shifts_of(first, last).values()
        if not shift.is_called_off and (ended_by is None or shift.span.end <= ended_by)
    }
    missing = {
        shift_id: sum((shift_id, member_id) not in known for member_id in told.get(shift_id, ()))
        for shift_id in shifts
    }
    return StillOpen(
        sum(count > 0 for count in missing.values()),
        sum(missing.values()),
        _unapproved(first, last),
    )


def weeks_waiting() -> list[date]:
    """Give the Mondays of all weeks in which a record waits to be approved."""
    asked = (
        select(ShiftRow.day)
        .join(Attendance, Attendance.shift_id == ShiftRow.id)
        .where(*_waiting())
        .distinct()
    )
    return sorted({day - timedelta(days=day.weekday()) for day in session().scalars(asked)})


def waiting_count(reader: UUID) -> int:
    """Count the records that wait and that this reader may approve (ROS-85)."""
    asked = (
        select(func.count())
        .select_from(Attendance)
        .where(*_waiting(), Attendance.member_id != reader, Attendance.recorded_by != reader)
    )
    return session().scalar(asked) or 0


def _unapproved(first: date, last: date) -> int:
    asked = (
        select(func.count())
        .select_from(Attendance)
        .join(ShiftRow, ShiftRow.id == Attendance.shift_id)
        .where(ShiftRow.day.between(first, last), *_waiting())
    )
    return session().scalar(asked) or 0


def _waiting() -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Hold for the records that nothing has corrected and nobody has approved."""
    later = aliased(Attendance)
    approved = select(ApprovedHours.id).where(ApprovedHours.attendance_id == Attendance.id)
    corrected = select(later.id).where(later.corrects_id == Attendance.id)
    return ~approved.exists(), ~corrected.exists()

"""Lists of attendance: the days of a week with what is unmarked, and one shift’s people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from uuid import UUID

from sqlalchemy import select

from coop.core.db import session
from coop.membership.queries import names_on, person
from coop.rostering.models.attendance import ApprovedHours
from coop.rostering.reading.attended import (
    Clocked,
    Key,
    Record,
    WorkShift,
    clocked_in,
    records_in,
    records_of,
    shift_of,
    shifts_of,
    told_of,
    told_to,
)


@dataclass(frozen=True, slots=True)
class ShiftMarks:
    """A shift with how many people were told to come, and how many are not marked."""

    shift: WorkShift
    told: int
    unmarked: int

    def is_over(self, now: datetime) -> bool:
        """Say whether its list can be written."""
        return self.shift.span.end <= now

    def waits(self, now: datetime) -> bool:
        """Say whether it is over and not all marked."""
        return self.unmarked > 0 and self.is_over(now) and not self.shift.is_called_off


@dataclass(frozen=True, slots=True)
class DayMarks:
    """A day with its shifts."""

    day: date
    shifts: tuple[ShiftMarks, ...]

    def waiting(self, now: datetime) -> int:
        """Count the shifts that are over and not all marked."""
        return sum(one.waits(now) for one in self.shifts)


@dataclass(frozen=True, slots=True)
class ListLine:
    """One person on a list: their sign-ins, what was written down, and whether it is approved."""

    member_id: UUID
    number: int
    name: str
    has_place: bool
    records: tuple[Record, ...]
    clocked: Clocked
    is_approved: bool

    @property
    def last(self) -> Record | None:
        """Give the record that holds."""
        return self.records[-1] if self.records else None


@dataclass(frozen=True, slots=True)
class AttendanceList:
    """Everybody of one shift, by name."""

    shift: WorkShift
    lines: tuple[ListLine, ...]

    @property
    def unmarked(self) -> tuple[ListLine, ...]:
        """Give those about whom nothing is written down yet."""
        return tuple(line for line in self.lines if not line.records)

    @property
    def marked(self) -> tuple[ListLine, ...]:
        """Give those about whom something is written down."""
        return tuple(line for line in self.lines if line.records)


def attendance_days(first: date, last: date) -> tuple[DayMarks, ...]:
    """Give the days with work from first to last, each with its shifts in order."""
    told, known = told_of(first, last), records_of(first, last).keys()
    shifts = [_marks(shift, told, known) for shift in shifts_of(first, last).values()]
    shown = [one for one in shifts if one.told]
    return tuple(
        DayMarks(day, tuple(found)) for day, found in groupby(shown, key=lambda one: one.shift.day)
    )


def attendance_week(monday: date) -> tuple[DayMarks, ...]:
    """Give the days with work of one week."""
    return attendance_days(monday, monday + timedelta(days=6))


def attendance_list(shift_id: UUID) -> AttendanceList:
    """Give the list of one shift; `NotFound` when there is no such shift."""
    shift = shift_of(shift_id)
    told, records, clocked = told_to(shift_id), records_in(shift_id), clocked_in(shift_id)
    asked = select(ApprovedHours.attendance_id).where(ApprovedHours.shift_id == shift_id)
    approved = frozenset(session().scalars(asked))
    names = names_on()
    lines = (
        ListLine(
            member_id,
            _number(member_id, shift.day),
            names.get(member_id, ""),
            member_id in told,
            chain := records.get(member_id, ()),
            clocked.get(member_id, Clocked()),
            bool(chain) and chain[-1].id in approved,
        )
        for member_id in told | records.keys()
    )
    return AttendanceList(shift, tuple(sorted(lines, key=lambda line: (line.name, line.number))))


def _marks(
    shift: WorkShift, told: Mapping[UUID, frozenset[UUID]], known: Iterable[Key]
) -> ShiftMarks:
    people = told.get(shift.id, frozenset())
    unmarked = sum((shift.id, member_id) not in known for member_id in people)
    return ShiftMarks(shift, len(people), unmarked)


def _number(member_id: UUID, day: date) -> int:
    found = person(member_id, day)
    return found.number if found else 0

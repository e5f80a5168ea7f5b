"""Approved hours: each approval with what it corrects, and the periods that were closed.

`approved_hours` is the only door through which pay learns of hours.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import aliased

from coop.core.db import session
from coop.rostering.models.attendance import ApprovedHours, HoursClosed
from coop.rostering.models.work import ShiftRow, WorkArea
from coop.rostering.reading.attended import Key, chains
from coop.rostering.reading.hours_open import open_of
from coop.rostering.rules.nouns import Kind


@dataclass(frozen=True, slots=True)
class Approval:
    """Hours as somebody approved them; a correction names the approval before it."""

    id: UUID
    shift_id: UUID
    member_id: UUID
    attendance_id: UUID
    day: date
    falls_on: date
    kind: Kind
    minutes: int
    is_paid: bool
    approved_by: UUID
    approved_at: datetime
    corrects_id: UUID | None

    @property
    def is_late(self) -> bool:
        """Say whether it fell in a later period, since its own was closed."""
        return self.falls_on != self.day


@dataclass(frozen=True, slots=True)
class ApprovedLine:
    """Hours for payroll: as approved, or by how much a correction changes them."""

    approval_id: UUID
    member_id: UUID
    day: date
    falls_on: date
    shift_id: UUID
    area: str
    site_id: UUID
    kind: Kind
    minutes: int
    """Less than nothing where a correction takes away."""
    is_paid: bool
    approved_by: UUID
    corrects: UUID | None
    """The approval that it puts right."""

    @property
    def is_late(self) -> bool:
        """Say whether it belongs to an earlier period that was closed without it."""
        return self.falls_on != self.day


@dataclass(frozen=True, slots=True)
class ApprovedPeriod:
    """All that payroll may know of a period’s hours; `left_open` counts what is not in it."""

    hours: tuple[ApprovedLine, ...]
    left_open: int
    is_closed: bool

    @property
    def minutes(self) -> int:
        """Add up the minutes of all lines."""
        return sum(line.minutes for line in self.hours)

    @property
    def late_lines(self) -> int:
        """Count the lines that belong to earlier periods, which were closed without them."""
        return sum(line.is_late for line in self.hours)


@dataclass(frozen=True, slots=True)
class ClosedPeriod:
    """A period closed for pay, by whom, and what was open then."""

    first: date
    last: date
    closed_at: datetime
    closed_by: UUID
    left_open: int
    because: str


def approved_hours(first: date, last: date) -> ApprovedPeriod:
    """Give the hours that fall in a period, corrections as differences (ROS-89)."""
    return ApprovedPeriod(
        tuple(_lines(first, last)), open_of(first, last).total, is_closed(first, last)
    )


def approved_lines(
    first: date, last: date, member_ids: Collection[UUID]
) -> tuple[ApprovedLine, ...]:
    """Give the lines of these members alone, as `approved_hours` gives everybody’s (ROS-89)."""
    return tuple(_lines(first, last, list(member_ids)))


def members_with_hours(first: date, last: date) -> frozenset[UUID]:
    """Name everybody who has hours that fall in a period."""
    asked = select(ApprovedHours.member_id).where(ApprovedHours.falls_on.between(first, last))
    return frozenset(session().scalars(asked.distinct()))


def is_closed(first: date, last: date) -> bool:
    """Say whether every day from first to last lies in a closed period."""
    begun, until = _ends()
    return begun is not None and until is not None and begun <= first and last <= until


def closed_until() -> date | None:
    """Give the last day that was closed; None before the first close."""
    return _ends()[1]


def closed_periods() -> tuple[ClosedPeriod, ...]:
    """List the closed periods, the latest first."""
    rows = session().scalars(select(HoursClosed).order_by(HoursClosed.first_on.desc()))
    return tuple(
        ClosedPeriod(
            row.first_on, row.last_on, row.closed_at, row.closed_by, row.left_open, row.because
        )
        for row in rows
    )


def earliest_approved() -> date | None:
    """Give the earliest day by which payroll would look for hours."""
    return session().scalar(select(func.min(ApprovedHours.falls_on)))


def approvals_of(
    first: date, last: date, member_id: UUID | None = None
) -> dict[Key, tuple[Approval, ...]]:
    """Give the approvals for work on these days, each with what it corrects before it."""
    asked = select(ApprovedHours).where(ApprovedHours.day.between(first, last))
    if member_id is not None:
        asked = asked.where(ApprovedHours.member_id == member_id)
    rows: dict[Key, list[Approval]] = defaultdict(list)
    for row in session().scalars(asked):
        rows[row.shift_id, row.member_id].append(_approval(row))
    return chains(rows)


def approvals_among(shift_ids: Collection[UUID]) -> dict[Key, tuple[Approval, ...]]:
    """Give the approvals of these shifts, each with what it corrects before it."""
    rows: dict[Key, list[Approval]] = defaultdict(list)
    asked = select(ApprovedHours).where(ApprovedHours.shift_id.in_(list(shift_ids)))
    for row in session().scalars(asked):
        rows[row.shift_id, row.member_id].append(_approval(row))
    return chains(rows)


def _ends() -> tuple[date | None, date | None]:
    asked = select(func.min(HoursClosed.first_on), func.max(HoursClosed.last_on))
    begun, until = session().execute(asked).one()
    return begun, until


def _approval(row: ApprovedHours) -> Approval:
    return Approval(
        row.id,
        row.shift_id,
        row.member_id,
        row.attendance_id,
        row.day,
        row.falls_on,
        Kind(row.kind),
        row.minutes,
        row.is_paid,
        row.approved_by,
        row.approved_at,
        row.corrects_id,
    )


def _lines(
    first: date, last: date, members: Sequence[UUID] | None = None
) -> Iterator[ApprovedLine]:
    """Give the lines in the order of the days; of one place, each after what it corrects."""
    fallen = ApprovedHours.falls_on.between(first, last)
    wanted = fallen if members is None else and_(fallen, ApprovedHours.member_id.in_(members))
    areas = _areas(wanted)
    before = _corrected(first, last, members)
    for chain in chains(_fallen(wanted)).values():
        for row in chain:
            corrected = before.get(row.corrects_id) if row.corrects_id else None
            for sort, minutes in _differences(row, corrected):
                yield _line(row, sort, minutes, areas[row.shift_id])


def _fallen(wanted: ColumnElement[bool]) -> dict[Key, list[Approval]]:
    asked = (
        select(ApprovedHours)
        .join(ShiftRow, ShiftRow.id == ApprovedHours.shift_id)
        .where(wanted)
        .order_by(ApprovedHours.day, ShiftRow.starts_at, ShiftRow.id, ApprovedHours.member_id)
    )
    found: dict[Key, list[Approval]] = defaultdict(list)
    for row in session().scalars(asked):
        found[row.shift_id, row.member_id].append(_approval(row))
    return found


def _corrected(first: date, last: date, members: Sequence[UUID] | None) -> dict[UUID, Approval]:
    """Give the approvals, of any period, that those of this one put right."""
    later = aliased(ApprovedHours)
    asked = (
        select(ApprovedHours)
        .join(later, later.corrects_id == ApprovedHours.id)
        .where(later.falls_on.between(first, last))
    )
    if members is not None:
        asked = asked.where(later.member_id.in_(members))
    return {row.id: _approval(row) for row in session().scalars(asked)}


def _areas(wanted: ColumnElement[bool]) -> dict[UUID, tuple[str, UUID]]:
    asked = (
        select(ShiftRow.id, WorkArea.name, WorkArea.site_id)
        .join(WorkArea, WorkArea.id == ShiftRow.area_id)
        .join(ApprovedHours, ApprovedHours.shift_id == ShiftRow.id)
        .where(wanted)
        .distinct()
    )
    return {shift_id: (name, site_id) for shift_id, name, site_id in session().execute(asked)}


Sort = tuple[str, bool]
"""A kind of time, and whether it is paid."""


def _differences(row: Approval, before: Approval | None) -> Sequence[tuple[Sort, int]]:
    """Give what a row adds: two lines where paid time became unpaid, or the other way."""
    now = (row.kind, row.is_paid)
    if before is None:
        return [(now, row.minutes)]
    then = (before.kind, before.is_paid)
    if then == now:
        return [(now, row.minutes - before.minutes)]
    return [(then, -before.minutes), (now, row.minutes)]


def _line(row: Approval, sort: Sort, minutes: int, where: tuple[str, UUID]) -> ApprovedLine:
    kind, is_paid = sort
    area, site_id = where
    return ApprovedLine(
        row.id,
        row.member_id,
        row.day,
        row.falls_on,
        row.shift_id,
        area,
        site_id,
        Kind(kind),
        minutes,
        is_paid,
        row.approved_by,
        row.corrects_id,
    )

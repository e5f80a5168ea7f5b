"""The work around a roster’s days: published places beside it, and the weeks before it.

Hours that were approved count as approved; a published place without them counts as long as
it was planned, unless its member was marked as not there.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Row,
    Select,
    SQLColumnExpression,
    String,
    Subquery,
    bindparam,
    case,
    cast,
    exists,
    func,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from coop.core.db import is_postgresql, session
from coop.rostering.models.attendance import ApprovedHours, Attendance
from coop.rostering.models.rosters import PublishedPlace, RosterVersion
from coop.rostering.models.work import ShiftRow, Site, WorkArea
from coop.rostering.rules.nouns import Kind, Span, Worked

AROUND = timedelta(days=14)
WEEK = timedelta(days=7)
Weeks = Mapping[UUID, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Beside:
    """A published shift near the roster’s days, and within whose walls it is."""

    day: date
    worked: Worked
    within: Worked
    """The same for those who live within the same walls: there is no way to go."""
    establishment_id: UUID | None


def published_around(first: date, last: date) -> Mapping[UUID, list[Beside]]:
    """Give everybody’s published places two weeks before and after the days, in order."""
    found = defaultdict[UUID, list[Beside]](list)
    values = {"from": first - AROUND, "first": first, "last": last, "till": last + AROUND}
    rows = session().execute(_shifts_around(), values)
    shifts = {row.id: _beside(row) for row in rows}
    places = defaultdict[UUID, list[UUID]](list)
    for shift_id, member_id in session().execute(_places_around(), values):
        places[shift_id].append(member_id)
    for shift_id, beside in shifts.items():
        for member_id in places.get(shift_id, ()):
            found[member_id].append(beside)
    return found


def weeks_before(first: date, weeks: int, kinds: Collection[Kind]) -> Weeks:
    """Give everybody’s minutes in each of the weeks before a day, the latest last.

    Only kinds of time that count as work are summed; who worked nothing is left out.
    """
    sums = defaultdict[UUID, list[int]](lambda: [0] * weeks)
    values: dict[str, object] = {f"week{n}": first - (weeks - n) * WEEK for n in range(weeks)}
    values |= {"till": first, "kinds": [kind.value for kind in kinds]}
    for asked in (_approved(weeks), _planned(weeks, postgresql=is_postgresql())):
        for member_id, week, minutes in session().execute(asked, values):
            sums[member_id][week] += int(minutes)
    return {member_id: tuple(each) for member_id, each in sums.items()}


def latest_versions() -> Subquery:
    """Give the id of each roster’s latest published version."""
    newest = func.row_number().over(
        partition_by=RosterVersion.roster_id, order_by=RosterVersion.number.desc()
    )
    inner = select(RosterVersion.id, newest.label("newest")).subquery()
    return select(inner.c.id).where(inner.c.newest == 1).subquery()


def _beside(row: Row[*tuple[object, ...]]) -> Beside:
    within = Worked(Span(row.starts_at, row.ends_at), row.site_id, row.id, Kind(row.kind))
    return Beside(row.day, replace(within, travel=row.travel_minutes), within, row.establishment_id)


@cache
def _shifts_around() -> Select[*tuple[object, ...]]:
    # Columns and not whole rows: there are thousands of shifts, and nobody changes them here.
    return (
        select(
            ShiftRow.id, ShiftRow.day, ShiftRow.kind, ShiftRow.starts_at, ShiftRow.ends_at,
            WorkArea.site_id, Site.establishment_id, Site.travel_minutes,
        )
        .join(WorkArea, WorkArea.id == ShiftRow.area_id)
        .join(Site, Site.id == WorkArea.site_id)
        .where(*_near())
        .order_by(ShiftRow.starts_at, ShiftRow.id)
    )  # fmt: skip


@cache
def _places_around() -> Select[UUID, UUID]:
    versions = latest_versions()
    return (
        select(PublishedPlace.shift_id, PublishedPlace.member_id)
        .join(versions, versions.c.id == PublishedPlace.version_id)
        .join(ShiftRow, ShiftRow.id == PublishedPlace.shift_id)
        .where(*_near())
    )


def _near() -> Iterator[ColumnElement[bool]]:
    """Ask for shifts beside the days, and not in them."""
    first, last = bindparam("first", type_=Date()), bindparam("last", type_=Date())
    edges = bindparam("from", type_=Date()), bindparam("till", type_=Date())
    yield ShiftRow.called_off_at.is_(None)
    yield ShiftRow.day.between(*edges)
    yield or_(ShiftRow.day < first, ShiftRow.day > last)


@cache
def _approved(weeks: int) -> Select[UUID, int, int]:
    correction = aliased(ApprovedHours)
    corrected = exists().where(correction.corrects_id == ApprovedHours.id)
    week = _week_of(ApprovedHours.day, weeks).label("week")
    return (
        select(ApprovedHours.member_id, week, func.sum(ApprovedHours.minutes))
        .where(*_within(ApprovedHours.day, ApprovedHours.kind), ~corrected)
        .group_by(ApprovedHours.member_id, week)
    )


@cache
def _planned(weeks: int, *, postgresql: bool) -> Select[UUID, int, int]:
    versions = latest_versions()
    week = _week_of(ShiftRow.day, weeks).label("week")
    return (
        select(PublishedPlace.member_id, week, func.sum(_length(postgresql=postgresql)))
        .join(versions, versions.c.id == PublishedPlace.version_id)
        .join(ShiftRow, ShiftRow.id == PublishedPlace.shift_id)
        .where(
            *_within(ShiftRow.day, ShiftRow.kind),
            ShiftRow.called_off_at.is_(None),
            *(~known for known in _known()),
        )
        .group_by(PublishedPlace.member_id, week)
    )


def _known() -> Iterator[ColumnElement[bool]]:
    """Ask whether it is known how long a place was worked: approved, or not there at all."""
    yield exists().where(
        ApprovedHours.shift_id == PublishedPlace.shift_id,
        ApprovedHours.member_id == PublishedPlace.member_id,
        ApprovedHours.corrects_id.is_(None),
    )
    correction = aliased(Attendance)
    yield exists().where(
        Attendance.shift_id == PublishedPlace.shift_id,
        Attendance.member_id == PublishedPlace.member_id,
        Attendance.was_there.is_(False),
        ~exists().where(correction.corrects_id == Attendance.id),
    )


def _within(
    day: SQLColumnExpression[date], kind: SQLColumnExpression[str]
) -> Iterator[ColumnElement[bool]]:
    yield day >= bindparam("week0", type_=Date())
    yield day < bindparam("till", type_=Date())
    yield kind.in_(bindparam("kinds", type_=String(), expanding=True))


def _week_of(day: SQLColumnExpression[date], weeks: int) -> ColumnElement[int]:
    """Give the week of a day, the earliest 0; the weeks’ first days are filled in later."""
    starts = [(day >= bindparam(f"week{n}", type_=Date()), n) for n in range(1, weeks)]
    return case(*reversed(starts), else_=0) if starts else cast(0, Integer)


def _length(*, postgresql: bool) -> ColumnElement[int]:
    """Give the minutes of a shift; each engine counts the seconds of a moment its own way."""
    ends, starts = (
        (func.date_part("epoch", moment) if postgresql else func.strftime("%s", moment))
        for moment in (ShiftRow.ends_at, ShiftRow.starts_at)
    )
    return (cast(ends, Integer) - cast(starts, Integer)) // 60

"""Who was to come and who came: places as published, sign-ins, and records with corrections."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select, true
from sqlalchemy.orm import InstrumentedAttribute, aliased

from coop.core.db import session
from coop.core.errors import N_, NotFound
from coop.rostering.models.attendance import Attendance, Clocking
from coop.rostering.models.rosters import PublishedPlace, RosterVersion
from coop.rostering.models.work import ShiftRow, Site, WorkArea
from coop.rostering.rules.attending import Mark
from coop.rostering.rules.nouns import Kind, Span

Key = tuple[UUID, UUID]
"""A shift and a member."""


@dataclass(frozen=True, slots=True)
class WorkShift:
    """A shift as lists of attendance and hours name it."""

    id: UUID
    day: date
    span: Span
    kind: Kind
    area_id: UUID
    area: str
    site_id: UUID
    site: str
    is_peer_support: bool
    is_called_off: bool


@dataclass(frozen=True, slots=True)
class Record:
    """One record of one member in one shift; a correction names the record before it."""

    id: UUID
    shift_id: UUID
    member_id: UUID
    mark: Mark
    recorded_at: datetime
    recorded_by: UUID
    channel: str
    evidence: str
    because: str
    corrects_id: UUID | None


@dataclass(frozen=True, slots=True)
class Clocked:
    """When a member signed in and out, as far as they did."""

    came: datetime | None = None
    left: datetime | None = None

    @property
    def span(self) -> Span | None:
        """Give the time between, if both are known."""
        if self.came is None or self.left is None or self.left <= self.came:
            return None
        return Span(self.came, self.left)


class Correcting(Protocol):
    """Any row that may correct another of its kind."""

    @property
    def id(self) -> UUID:
        """Give its id."""

    @property
    def corrects_id(self) -> UUID | None:
        """Give the id of the row that it puts right."""


T = TypeVar("T", bound=Correcting)


def shifts_of(first: date, last: date) -> dict[UUID, WorkShift]:
    """Give every shift of these days, those called off too, in the order of the day."""
    return _shifts(ShiftRow.day.between(first, last))


def shift_of(shift_id: UUID) -> WorkShift:
    """Give one shift; `NotFound` when there is none."""
    found = _shifts(ShiftRow.id == shift_id)
    if not found:
        raise NotFound(N_("shift"))
    return found[shift_id]


def told_of(first: date, last: date, member_id: UUID | None = None) -> dict[UUID, frozenset[UUID]]:
    """Give who was told to come to each shift of these days, those called off too."""
    return _told(ShiftRow.day.between(first, last) & _whose(PublishedPlace.member_id, member_id))


def told_to(shift_id: UUID) -> frozenset[UUID]:
    """Give who was told to come to one shift."""
    return _told(ShiftRow.id == shift_id).get(shift_id, frozenset())


def records_of(
    first: date, last: date, member_id: UUID | None = None
) -> dict[Key, tuple[Record, ...]]:
    """Give the records of the shifts of these days, each with what it corrects before it."""
    return _records(ShiftRow.day.between(first, last) & _whose(Attendance.member_id, member_id))


def records_in(shift_id: UUID) -> dict[UUID, tuple[Record, ...]]:
    """Give the records of one shift by member, the one that holds last."""
    found = _records(ShiftRow.id == shift_id)
    return {member_id: chain for (_shift_id, member_id), chain in found.items()}


def records_among(shift_ids: Collection[UUID]) -> dict[UUID, tuple[Record, ...]]:
    """Give the whole chain in which each record of these shifts stands, by the record’s id."""
    chains_there = _records(ShiftRow.id.in_(list(shift_ids))).values()
    return {one.id: chain for chain in chains_there for one in chain}


def shifts_recorded(record_ids: Collection[UUID]) -> frozenset[UUID]:
    """Give the shifts of these records; `NotFound` when one of them is none."""
    asked = select(Attendance.id, Attendance.shift_id).where(Attendance.id.in_(list(record_ids)))
    found = dict(session().execute(asked).all())
    if found.keys() != set(record_ids):
        raise NotFound(N_("record of attendance"))
    return frozenset(found.values())


def record(record_id: UUID) -> Record:
    """Give one record; `NotFound` when there is none."""
    row = session().get(Attendance, record_id)
    if row is None:
        raise NotFound(N_("record of attendance"))
    return _record(row)


def clocked_of(first: date, last: date) -> dict[Key, Clocked]:
    """Give the sign-ins and sign-outs of the shifts of these days."""
    return _clocked(ShiftRow.day.between(first, last))


def clocked_in(shift_id: UUID) -> dict[UUID, Clocked]:
    """Give the sign-ins and sign-outs of one shift by member."""
    return {member: found for (_, member), found in _clocked(ShiftRow.id == shift_id).items()}


def in_order(rows: Iterable[T]) -> tuple[T, ...]:
    """Put the rows of one chain in order: each after the one that it corrects.

    The first corrects nothing, or something that is not among the rows.
    """
    told = list(rows)
    ids = {row.id for row in told}
    by_corrected = {row.corrects_id if row.corrects_id in ids else None: row for row in told}
    chain: list[T] = []
    following = by_corrected.get(None)
    while following is not None:
        chain.append(following)
        following = by_corrected.get(following.id)
    return tuple(chain)


def chains(rows: Mapping[Key, Sequence[T]]) -> dict[Key, tuple[T, ...]]:
    """Put the rows of each member and shift in order."""
    return {key: in_order(found) for key, found in rows.items()}


def _whose(column: InstrumentedAttribute[UUID], member_id: UUID | None) -> ColumnElement[bool]:
    return true() if member_id is None else column == member_id


def _shifts(which: ColumnElement[bool]) -> dict[UUID, WorkShift]:
    asked = (
        select(ShiftRow, WorkArea, Site)
        .join(WorkArea, WorkArea.id == ShiftRow.area_id)
        .join(Site, Site.id == WorkArea.site_id)
        .where(which)
        .order_by(ShiftRow.starts_at, Site.name, WorkArea.name, ShiftRow.id)
    )
    return {row.id: _shift(row, area, site) for row, area, site in session().execute(asked)}


def _shift(row: ShiftRow, area: WorkArea, site: Site) -> WorkShift:
    return WorkShift(
        row.id,
        row.day,
        Span(row.starts_at, row.ends_at),
        Kind(row.kind),
        area.id,
        area.name,
        site.id,
        site.name,
        area.is_peer_support,
        row.called_off_at is not None,
    )


def _told(which: ColumnElement[bool]) -> dict[UUID, frozenset[UUID]]:
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for shift_id, member_id in session().execute(_places().where(which)):
        found[shift_id].add(member_id)
    return {shift_id: frozenset(members) for shift_id, members in found.items()}


def _places() -> Select[UUID, UUID]:
    later = aliased(RosterVersion)
    last = (
        select(func.max(later.number))
        .where(later.roster_id == RosterVersion.roster_id)
        .correlate(RosterVersion)
        .scalar_subquery()
    )
    return (
        select(PublishedPlace.shift_id, PublishedPlace.member_id)
        .join(RosterVersion, RosterVersion.id == PublishedPlace.version_id)
        .join(ShiftRow, ShiftRow.id == PublishedPlace.shift_id)
        .where(RosterVersion.number == last)
    )


def _records(which: ColumnElement[bool]) -> dict[Key, tuple[Record, ...]]:
    asked = select(Attendance).join(ShiftRow, ShiftRow.id == Attendance.shift_id).where(which)
    rows: dict[Key, list[Record]] = defaultdict(list)
    for row in session().scalars(asked):
        rows[row.shift_id, row.member_id].append(_record(row))
    return chains(rows)


def _record(row: Attendance) -> Record:
    mark = Mark(
        was_there=row.was_there,
        reason=row.reason,
        arrived_at=row.arrived_at,
        left_at=row.left_at,
        duty=row.duty_minutes,
    )
    return Record(
        row.id,
        row.shift_id,
        row.member_id,
        mark,
        row.recorded_at,
        row.recorded_by,
        row.channel,
        row.evidence,
        row.because,
        row.corrects_id,
    )


def _clocked(which: ColumnElement[bool]) -> dict[Key, Clocked]:
    asked = select(Clocking).join(ShiftRow, ShiftRow.id == Clocking.shift_id).where(which)
    ways: dict[Key, dict[str, datetime]] = defaultdict(dict)
    for row in session().scalars(asked):
        ways[row.shift_id, row.member_id][row.way] = row.at
    return {key: Clocked(found.get("in"), found.get("out")) for key, found in ways.items()}

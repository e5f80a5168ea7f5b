"""Published rosters: which places members were told, and every version there was."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy import Row, ScalarSelect, func, select
from sqlalchemy.orm import aliased

from coop.core.db import session
from coop.core.errors import N_, NotFound
from coop.rostering.models.rosters import PublishedPlace, RosterVersion
from coop.rostering.models.work import ShiftRow
from coop.rostering.reading.shifts import ShiftView, shifts_between
from coop.rostering.rules.edits import Pair
from coop.rostering.rules.nouns import Place


@dataclass(frozen=True, slots=True)
class VersionView:
    """A version of a roster as it was published."""

    id: UUID
    number: int
    published_at: datetime
    published_by: UUID | None
    because: str
    edit_number: int
    digest: str
    places: int


def published_places(first: date, last: date) -> list[Place]:
    """Give the places that members were told, on shifts from one day up to and on another.

    Only the last version of each roster counts; a shift that was called off has no places.
    """
    wanted = (
        select(PublishedPlace.shift_id, PublishedPlace.member_id)
        .join(RosterVersion, RosterVersion.id == PublishedPlace.version_id)
        .join(ShiftRow, ShiftRow.id == PublishedPlace.shift_id)
        .where(
            ShiftRow.day >= first,
            ShiftRow.day <= last,
            ShiftRow.called_off_at.is_(None),
            RosterVersion.number == _last_number(),
        )
    )
    return _sorted(session().execute(wanted))


def shifts_told(member_id: UUID, first: date, last: date) -> list[UUID]:
    """Give the shifts in which a member was told to work, from one day up to and on another."""
    wanted = (
        select(PublishedPlace.shift_id)
        .join(RosterVersion, RosterVersion.id == PublishedPlace.version_id)
        .join(ShiftRow, ShiftRow.id == PublishedPlace.shift_id)
        .where(
            PublishedPlace.member_id == member_id,
            ShiftRow.day >= first,
            ShiftRow.day <= last,
            ShiftRow.called_off_at.is_(None),
            RosterVersion.number == _last_number(),
        )
        .order_by(ShiftRow.starts_at, ShiftRow.id)
    )
    return list(session().scalars(wanted))


def places_of(member_id: UUID, first: date, last: date) -> list[ShiftView]:
    """Give the same shifts as people read them, in order of time."""
    told = set(shifts_told(member_id, first, last))
    return [each for each in shifts_between(first, last) if each.id in told]


def versions(roster_id: UUID) -> list[VersionView]:
    """List the versions of a roster, the last one first."""
    tally = (
        select(func.count())
        .where(PublishedPlace.version_id == RosterVersion.id)
        .correlate(RosterVersion)
        .scalar_subquery()
    )
    rows = session().execute(
        select(RosterVersion, tally)
        .where(RosterVersion.roster_id == roster_id)
        .order_by(RosterVersion.number.desc())
    )
    return [_version(row, count) for row, count in rows]


def version(roster_id: UUID, number: int) -> VersionView:
    """Give one version of a roster."""
    found = next((one for one in versions(roster_id) if one.number == number), None)
    if found is None:
        raise NotFound(N_("version"))
    return found


def version_places(version_id: UUID) -> list[Place]:
    """Give the places of a version, in a fixed order."""
    rows = session().execute(
        select(PublishedPlace.shift_id, PublishedPlace.member_id).where(
            PublishedPlace.version_id == version_id
        )
    )
    return _sorted(rows)


def last_places(roster_id: UUID) -> list[Place] | None:
    """Give the places of a roster’s last version; None before there is one."""
    last = (
        select(RosterVersion.id)
        .where(RosterVersion.roster_id == roster_id)
        .order_by(RosterVersion.number.desc())
        .limit(1)
    )
    found = session().scalar(last)
    return None if found is None else version_places(found)


def digest_of(pairs: Sequence[Pair]) -> str:
    """Give the SHA-256 of places: a line each, shift and member, in order."""
    lines = sorted(f"{shift} {member}\n" for shift, member in pairs)
    return sha256("".join(lines).encode("ascii")).hexdigest()


def _last_number() -> ScalarSelect[int | None]:
    """Give the number of the last version of the roster of the version being asked about."""
    later = aliased(RosterVersion)
    return (
        select(func.max(later.number))
        .where(later.roster_id == RosterVersion.roster_id)
        .correlate(RosterVersion)
        .scalar_subquery()
    )


def _sorted(rows: Iterable[Row[UUID, UUID]]) -> list[Place]:
    return sorted(
        (Place(shift, member) for shift, member in rows),
        key=lambda place: (place.shift, place.person),
    )


def _version(row: RosterVersion, places: int) -> VersionView:
    return VersionView(
        row.id,
        row.number,
        row.published_at,
        row.published_by,
        row.because,
        row.edit_number,
        row.digest,
        places,
    )

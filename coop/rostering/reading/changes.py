"""What a version of a roster changed, and for whom."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from coop.core import clock
from coop.core.db import session
from coop.rostering.models.rosters import PublishedPlace, RosterVersion
from coop.rostering.reading.shifts import ShiftView
from coop.rostering.reading.shifts import shift as shift_view
from coop.rostering.rules.edits import Pair

FRESH = timedelta(days=3)
"""For so long a change counts as news."""


@dataclass(frozen=True, slots=True)
class Change:
    """One shift that a version gave to a member, or took from them."""

    shift: ShiftView
    is_new: bool
    """True: the shift is theirs now; False: it is no longer."""


def affected_by(version: RosterVersion) -> frozenset[UUID]:
    """Give whom a version concerns: at first everybody in it, then whose shifts it changed."""
    changed = _pairs(version, version.number) ^ _pairs(version, version.number - 1)
    return frozenset(member for _shift, member in changed)


def changes_for(version: RosterVersion, member_id: UUID) -> list[Change]:
    """List what a version changed for one member, in order of time."""
    before = _pairs(version, version.number - 1, member_id)
    after = _pairs(version, version.number, member_id)
    found = [Change(shift_view(pair[0]), pair in after) for pair in before ^ after]
    return sorted(found, key=lambda one: (one.shift.starts_at, one.is_new))


def fresh_changes(member_id: UUID) -> list[Change]:
    """List what later versions changed for a member these last days, and is still to come."""
    now = clock.now()
    asked = select(RosterVersion).where(
        RosterVersion.published_at >= now - FRESH, RosterVersion.number > 1
    )
    newest: dict[UUID, Change] = {}
    for version in session().scalars(asked.order_by(RosterVersion.published_at)):
        newest |= {one.shift.id: one for one in changes_for(version, member_id)}
    coming = (one for one in newest.values() if one.shift.starts_at > now)
    return sorted(coming, key=lambda one: one.shift.starts_at)


def shifts_in(version: RosterVersion, member_id: UUID) -> list[ShiftView]:
    """Give a member’s shifts in a version, in order of time."""
    views = (shift_view(shift) for shift, _member in _pairs(version, version.number, member_id))
    return sorted(views, key=lambda view: (view.starts_at, view.id))


def _pairs(version: RosterVersion, number: int, member_id: UUID | None = None) -> frozenset[Pair]:
    asked = (
        select(PublishedPlace.shift_id, PublishedPlace.member_id)
        .join(RosterVersion, RosterVersion.id == PublishedPlace.version_id)
        .where(RosterVersion.roster_id == version.roster_id, RosterVersion.number == number)
    )
    if member_id is not None:
        asked = asked.where(PublishedPlace.member_id == member_id)
    return frozenset((shift, member) for shift, member in session().execute(asked))

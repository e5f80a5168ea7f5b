"""Who can be called on: the standby list by day and session."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from coop.core import clock
from coop.core.db import session
from coop.membership.queries import is_member_on, names_on, the_cooperative, today
from coop.rostering.models.rosters import Standby
from coop.rostering.rules.nouns import Session

AHEAD = timedelta(days=28)
"""So far ahead a member may offer to stand by (ROS-107)."""
NOON, LATE = 12, 17
"""The hours from which a shift counts as one of the afternoon, and of the evening."""
_ORDER = {each: place for place, each in enumerate(Session)}


@dataclass(frozen=True, slots=True)
class StandbyView:
    """One member on standby for a session of a day."""

    id: UUID
    member_id: UUID
    name: str
    day: date
    session: Session


def standby_between(first: date, last: date) -> list[StandbyView]:
    """List who is on standby, day by day and session by session."""
    return _listed(first, last, None)


def standby_of(member_id: UUID) -> list[StandbyView]:
    """List the sessions for which a member is on standby from today on."""
    return _listed(today(), today() + AHEAD, member_id)


def standby_at(moment: datetime) -> frozenset[UUID]:
    """Give who is on standby for the session in which a shift begins."""
    day, part = session_at(moment)
    asked = select(Standby.member_id).where(Standby.day == day, Standby.session == part.value)
    return frozenset(session().scalars(asked))


def session_at(moment: datetime) -> tuple[date, Session]:
    """Say to which session of which day a moment belongs, by the co-operative’s own clock."""
    local = clock.local(moment, the_cooperative().timezone)
    if local.hour < NOON:
        return local.date(), Session.AM
    return local.date(), Session.PM if local.hour < LATE else Session.EVENING


def by_day(rows: list[StandbyView]) -> Mapping[date, list[StandbyView]]:
    """Group a list by its days, in order."""
    found: dict[date, list[StandbyView]] = {}
    for row in rows:
        found.setdefault(row.day, []).append(row)
    return found


def _listed(first: date, last: date, member_id: UUID | None) -> list[StandbyView]:
    asked = select(Standby).where(Standby.day.between(first, last))
    if member_id is not None:
        asked = asked.where(Standby.member_id == member_id)
    names = names_on(today())
    rows = [
        StandbyView(
            row.id, row.member_id, names.get(row.member_id, ""), row.day, Session(row.session)
        )
        for row in session().scalars(asked)
        if is_member_on(row.member_id, today())
    ]
    return sorted(rows, key=lambda row: (row.day, _ORDER[row.session], row.name))

"""What rostering holds about one member, all of it, for that member’s own eyes.

The one thing that is not here is the keep-apart list, which only its officer sees.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import select

from coop.core import clock
from coop.core.db import session
from coop.membership.queries import today
from coop.rostering.models.people import (
    AvoidedSite,
    Commitment,
    Curfew,
    ExtraTime,
    ReleaseSite,
    ReleaseWindow,
)
from coop.rostering.models.work import Site
from coop.rostering.reading.dated import Agreed, Week, agreed_up_to, held_on, weeks_up_to
from coop.rostering.reading.workers import (
    CertificateView,
    PairView,
    Wish,
    certificates_held,
    pairs_of,
    wishes_of,
)
from coop.rostering.rules.commitments import overruled
from coop.rostering.rules.nouns import Busy, Cause, Span
from coop.rostering.rules.people import SET_BY_OTHERS


@dataclass(frozen=True, slots=True)
class OwnTime:
    """A time that the member told; without a cause it is one when they can come."""

    id: UUID
    starts_at: datetime
    ends_at: datetime
    cause: Cause | None
    is_overruled: bool = False
    """Whether another of their commitments comes first for a part of it."""

    @property
    def is_set_by_others(self) -> bool:
        """Say whether it is not the member’s to take back."""
        return self.cause in SET_BY_OTHERS


@dataclass(frozen=True, slots=True)
class OwnRelease:
    """A temporary release: when, how far, and to which sites."""

    starts_at: datetime
    ends_at: datetime
    travel_minutes: int
    sites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnHomeHours:
    """Hours at home on some weekdays; an end not after the start is on the next day."""

    weekdays: tuple[int, ...]
    starts: time
    ends: time
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class OwnAvoided:
    """A site where the member may not go."""

    site: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class OwnWork:
    """Everything that is held about a member’s work, from today on."""

    agreed: Agreed | None
    later: tuple[Agreed, ...]
    week: Week | None
    later_weeks: tuple[Week, ...]
    told: tuple[OwnTime, ...]
    releases: tuple[OwnRelease, ...]
    home_hours: tuple[OwnHomeHours, ...]
    avoided: tuple[OwnAvoided, ...]
    certificates: tuple[CertificateView, ...]
    wishes: tuple[Wish, ...]
    pairs: tuple[PairView, ...]


def own_work(member_id: UUID) -> OwnWork:
    """Give everything that is held about a member’s work."""
    day = today()
    rows = agreed_up_to(date.max).get(member_id, [])
    weeks = weeks_up_to(date.max).get(member_id, [])
    return OwnWork(
        agreed=held_on(rows, day),
        later=tuple(each for each in rows if each.from_on > day),
        week=week_on(weeks, day),
        later_weeks=tuple(each for each in weeks if each.from_on > day),
        told=_told(member_id),
        releases=_releases(member_id),
        home_hours=_home_hours(member_id, day),
        avoided=_avoided(member_id, day),
        certificates=certificates_held(member_id),
        wishes=wishes_of(member_id),
        pairs=pairs_of(member_id, day),
    )


def usual_week_of(member_id: UUID) -> Week | None:
    """Give a member’s usual week as it holds today, None when they told none."""
    return week_on(weeks_up_to(today()).get(member_id, []), today())


def week_on(weeks: Sequence[Week], day: date) -> Week | None:
    """Give the usual week that holds on a day."""
    held = [each for each in weeks if each.from_on <= day]
    return held[-1] if held else None


def _told(member_id: UUID) -> tuple[OwnTime, ...]:
    now = clock.now()
    extra = select(ExtraTime).where(
        ExtraTime.member_id == member_id,
        ExtraTime.withdrawn_at.is_(None),
        ExtraTime.ends_at > now,
    )
    taken = select(Commitment).where(
        Commitment.member_id == member_id,
        Commitment.withdrawn_at.is_(None),
        Commitment.ends_at > now,
    )
    found = [OwnTime(r.id, r.starts_at, r.ends_at, None) for r in session().scalars(extra)]
    busy = {row.id: _busy(row) for row in session().scalars(taken)}
    yielding = overruled(busy.values())
    found += [
        OwnTime(known, one.span.start, one.span.end, one.cause, one in yielding)
        for known, one in busy.items()
    ]
    return tuple(sorted(found, key=lambda each: (each.starts_at, each.id)))


def _busy(row: Commitment) -> Busy:
    return Busy(Span(row.starts_at, row.ends_at), Cause(row.cause))


def _releases(member_id: UUID) -> tuple[OwnRelease, ...]:
    asked = (
        select(ReleaseWindow)
        .where(
            ReleaseWindow.member_id == member_id,
            ReleaseWindow.withdrawn_at.is_(None),
            ReleaseWindow.ends_at > clock.now(),
        )
        .order_by(ReleaseWindow.starts_at, ReleaseWindow.id)
    )
    return tuple(
        OwnRelease(row.starts_at, row.ends_at, row.travel_minutes, _sites_of(row.id))
        for row in session().scalars(asked)
    )


def _sites_of(release_id: UUID) -> tuple[str, ...]:
    asked = (
        select(Site.name)
        .join(ReleaseSite, ReleaseSite.site_id == Site.id)
        .where(ReleaseSite.release_id == release_id)
        .order_by(Site.name)
    )
    return tuple(session().scalars(asked))


def _home_hours(member_id: UUID, day: date) -> tuple[OwnHomeHours, ...]:
    asked = (
        select(Curfew)
        .where(Curfew.member_id == member_id, Curfew.until.is_(None) | (Curfew.until >= day))
        .order_by(Curfew.since, Curfew.id)
    )
    return tuple(
        OwnHomeHours(tuple(map(int, row.weekdays)), row.starts, row.ends, row.since, row.until)
        for row in session().scalars(asked)
    )


def _avoided(member_id: UUID, day: date) -> tuple[OwnAvoided, ...]:
    asked = (
        select(AvoidedSite, Site)
        .join(Site, Site.id == AvoidedSite.site_id)
        .where(
            AvoidedSite.member_id == member_id,
            AvoidedSite.until.is_(None) | (AvoidedSite.until >= day),
        )
        .order_by(Site.name)
    )
    return tuple(
        OwnAvoided(site.name, row.since, row.until) for row, site in session().execute(asked)
    )

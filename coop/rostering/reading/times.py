"""When each member can come and cannot, for everybody at once; never why, to anybody.

Spans reach a week beyond the days asked for, so that rest and ways are seen across the edge.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from uuid import UUID

from sqlalchemy import Select, select

from coop.core.db import session
from coop.rostering.models.people import (
    AvoidedSite,
    Commitment,
    Curfew,
    ExtraTime,
    ReleaseSite,
    ReleaseWindow,
)
from coop.rostering.reading.dated import Week
from coop.rostering.rules.calendar import Weekly, instant, weekly_spans
from coop.rostering.rules.nouns import Busy, Cause, Release, Span
from coop.rostering.rules.spans import common, merged

BEYOND = timedelta(days=7)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Reach:
    """The days that spans reach over, and the zone of their wall time."""

    first: date
    last: date
    zone: str

    @property
    def whole(self) -> Span:
        """Give all of it as one span."""
        midnight = time()
        return Span(
            instant(self.first, midnight, self.zone), instant(self.last + DAY, midnight, self.zone)
        )


def reach_of(first: date, last: date, zone: str) -> Reach:
    """Give the reach of a roster’s days: a week more at both ends."""
    return Reach(first - BEYOND, last + BEYOND, zone)


def available(
    weeks: Sequence[Week], extra: Sequence[Span], bounds: Span | None, reach: Reach
) -> tuple[Span, ...] | None:
    """Give when a member can come: their usual week and what they added; None is always.

    Whoever has not told a usual week can come at any time. `bounds` is when they belong.
    """
    if not weeks and bounds is None:
        return None
    spans = [*_told(weeks, reach), *extra]
    return tuple(common(spans, [bounds]) if bounds else merged(spans))


def _told(weeks: Sequence[Week], reach: Reach) -> Iterator[Span]:
    if not weeks or weeks[0].from_on > reach.first:
        first = weeks[0].from_on if weeks else reach.last + DAY
        yield Reach(reach.first, first - DAY, reach.zone).whole
    for place, week in enumerate(weeks):
        later = weeks[place + 1].from_on if place + 1 < len(weeks) else reach.last + DAY
        first, last = max(week.from_on, reach.first), min(later - DAY, reach.last)
        yield from _weekly(week.pattern, first, last, reach.zone)


@lru_cache(maxsize=2048)
def _weekly(pattern: tuple[Weekly, ...], first: date, last: date, zone: str) -> tuple[Span, ...]:
    return tuple(weekly_spans(pattern, first, last, zone))


def extra_times(reach: Reach) -> Mapping[UUID, list[Span]]:
    """Give everybody’s times outside their usual week."""
    whole, found = reach.whole, defaultdict[UUID, list[Span]](list)
    asked = select(ExtraTime.member_id, ExtraTime.starts_at, ExtraTime.ends_at).where(
        ExtraTime.withdrawn_at.is_(None),
        ExtraTime.ends_at > whole.start,
        ExtraTime.starts_at < whole.end,
    )
    for member_id, starts_at, ends_at in session().execute(asked):
        found[member_id].append(Span(starts_at, ends_at))
    return found


def busy_times(reach: Reach) -> Mapping[UUID, list[Busy]]:
    """Give everybody’s times that belong to something else, in order."""
    whole, found = reach.whole, defaultdict[UUID, list[Busy]](list)
    asked = (
        select(Commitment.member_id, Commitment.starts_at, Commitment.ends_at, Commitment.cause)
        .where(
            Commitment.withdrawn_at.is_(None),
            Commitment.ends_at > whole.start,
            Commitment.starts_at < whole.end,
        )
        .order_by(Commitment.starts_at, Commitment.id)
    )
    for member_id, starts_at, ends_at, cause in session().execute(asked):
        found[member_id].append(Busy(Span(starts_at, ends_at), Cause(cause)))
    return found


def releases(reach: Reach) -> Mapping[UUID, list[Release]]:
    """Give everybody’s temporary releases with the sites that each one permits, in order."""
    whole, sites = reach.whole, defaultdict[UUID, set[UUID]](set)
    windows: dict[UUID, tuple[UUID, datetime, datetime, int]] = {}
    asked: Select[ReleaseWindow, ReleaseSite | None] = (
        select(ReleaseWindow, ReleaseSite)
        .outerjoin(ReleaseSite, ReleaseSite.release_id == ReleaseWindow.id)
        .where(
            ReleaseWindow.withdrawn_at.is_(None),
            ReleaseWindow.ends_at > whole.start,
            ReleaseWindow.starts_at < whole.end,
        )
        .order_by(ReleaseWindow.starts_at, ReleaseWindow.id)
    )
    for row, site in session().execute(asked):
        windows[row.id] = (row.member_id, row.starts_at, row.ends_at, row.travel_minutes)
        sites[row.id] |= {site.site_id} if site else set()
    found = defaultdict[UUID, list[Release]](list)
    for release_id, (member_id, starts_at, ends_at, travel) in windows.items():
        span = Span(starts_at, ends_at)
        found[member_id].append(Release(span, frozenset(sites[release_id]), travel))
    return found


def curfews(reach: Reach) -> Mapping[UUID, list[Span]]:
    """Give when everybody who must be at home must be, merged and in order."""
    found = defaultdict[UUID, list[Span]](list)
    asked = select(Curfew).where(
        Curfew.since <= reach.last, Curfew.until.is_(None) | (Curfew.until >= reach.first)
    )
    for row in session().scalars(asked):
        first, last = max(row.since, reach.first), min(row.until or reach.last, reach.last)
        pattern = tuple(Weekly(int(day), row.starts, row.ends) for day in row.weekdays)
        found[row.member_id] = merged(
            [*found[row.member_id], *_weekly(pattern, first, last, reach.zone)]
        )
    return found


def avoided_sites(first: date, last: date) -> Mapping[UUID, set[UUID]]:
    """Give the sites where members may not go on any of the days."""
    found = defaultdict[UUID, set[UUID]](set)
    asked = select(AvoidedSite.member_id, AvoidedSite.site_id).where(
        AvoidedSite.since <= last, AvoidedSite.until.is_(None) | (AvoidedSite.until >= first)
    )
    for member_id, site_id in session().execute(asked):
        found[member_id].add(site_id)
    return found


def bounds_of(since: date, ends_on: date | None, reach: Reach) -> Span | None:
    """Give when somebody can work here at all; None when that is all of the reach."""
    first, ends = max(since, reach.first), min(ends_on or date.max, reach.last + DAY)
    if first == reach.first and ends == reach.last + DAY:
        return None
    if first >= ends:
        nothing = datetime(first.year, first.month, first.day, tzinfo=UTC)
        return Span(nothing, nothing)
    return Reach(first, ends - DAY, reach.zone).whole

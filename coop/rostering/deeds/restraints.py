"""Times and places that others set for a member, as their papers say; never why.

What is ended, is ended without being shown: who keys a paper learns nothing of what was held.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select

from coop.core import clock
from coop.core.audit import Hand
from coop.core.db import session
from coop.core.errors import refuse_if
from coop.membership.queries import the_cooperative, today
from coop.rostering import acts
from coop.rostering.deeds.people_facts import hold_member, said
from coop.rostering.models.people import (
    AvoidedSite,
    Commitment,
    Curfew,
    ReleaseSite,
    ReleaseWindow,
)
from coop.rostering.reading.times import DAY, Reach
from coop.rostering.rules.calendar import Hours
from coop.rostering.rules.nouns import Span
from coop.rostering.rules.people import (
    Hold,
    refusals_of_hold,
    refusals_of_release,
    refusals_of_span,
    refusals_of_weekdays,
)

Begun = TypeVar("Begun", ReleaseWindow, Commitment)


@dataclass(frozen=True, slots=True)
class HomeHours:
    """Hours on some weekdays when a member must be at home."""

    weekdays: frozenset[int]
    hours: Hours


def record_release(
    member_id: UUID, span: Span, *, travel: int, sites: Collection[UUID], hand: Hand
) -> UUID:
    """Write a temporary release: when, how far, and to which sites (ROS-35, ROS-73)."""
    hold_member(member_id)
    refuse_if(refusals_of_span(span, clock.now()) + refusals_of_release(span, travel, sites))
    row = ReleaseWindow(
        member_id=member_id,
        starts_at=span.start,
        ends_at=span.end,
        travel_minutes=travel,
        recorded_at=clock.now(),
        withdrawn_at=None,
    )
    session().add(row)
    session().flush()
    session().add_all(ReleaseSite(release_id=row.id, site_id=site) for site in sorted(sites))
    said(acts.TIMES_TOLD, member_id, hand)
    return row.id


def record_home_hours(member_id: UUID, home: HomeHours, *, hold: Hold, hand: Hand) -> UUID:
    """Write hours when a member must be at home, on these weekdays (ROS-33, ROS-73)."""
    hold_member(member_id)
    refuse_if(refusals_of_weekdays(home.weekdays) + refusals_of_hold(hold, today()))
    row = Curfew(
        member_id=member_id,
        weekdays="".join(map(str, sorted(home.weekdays))),
        starts=home.hours.starts,
        ends=home.hours.ends,
        since=hold.since,
        until=hold.until,
        recorded_at=clock.now(),
    )
    session().add(row)
    said(acts.TIMES_TOLD, member_id, hand)
    return row.id


def record_avoided_site(member_id: UUID, site_id: UUID, *, hold: Hold, hand: Hand) -> UUID:
    """Write that a member may not go to a site (ROS-34, ROS-73)."""
    hold_member(member_id)
    refuse_if(refusals_of_hold(hold, today()))
    row = AvoidedSite(
        member_id=member_id,
        site_id=site_id,
        since=hold.since,
        until=hold.until,
        recorded_at=clock.now(),
    )
    session().add(row)
    said(acts.TIMES_TOLD, member_id, hand)
    return row.id


def free_day(member_id: UUID, day: date, *, hand: Hand) -> None:
    """Take back every release, and every time taken, that begins on a local day."""
    hold_member(member_id)
    span = Reach(day, day, the_cooperative().timezone).whole
    _take_back(ReleaseWindow, member_id, span)
    _take_back(Commitment, member_id, span)
    said(acts.TIMES_TOLD, member_id, hand)


def end_home_hours(member_id: UUID, until: date, *, hand: Hand) -> None:
    """End all hours when a member must be at home: the day is the last on which they hold."""
    hold_member(member_id)
    asked = select(Curfew).where(Curfew.member_id == member_id)
    _end(session().scalars(asked).all(), until)
    said(acts.TIMES_TOLD, member_id, hand)


def end_avoided_site(member_id: UUID, site_id: UUID, until: date, *, hand: Hand) -> None:
    """Let a member go to a site again after a day."""
    hold_member(member_id)
    asked = select(AvoidedSite).where(
        AvoidedSite.member_id == member_id, AvoidedSite.site_id == site_id
    )
    _end(session().scalars(asked).all(), until)
    said(acts.TIMES_TOLD, member_id, hand)


def _take_back(model: type[Begun], member_id: UUID, span: Span) -> None:
    asked = select(model).where(
        model.member_id == member_id,
        model.withdrawn_at.is_(None),
        model.starts_at >= span.start,
        model.starts_at < span.end,
    )
    for row in session().scalars(asked):
        row.withdrawn_at = clock.now()


def _end(rows: Collection[Curfew] | Collection[AvoidedSite], until: date) -> None:
    for row in rows:
        if row.until is None or row.until > until:
            # A row that had not begun holds on no day at all.
            row.until = max(until, row.since - DAY)

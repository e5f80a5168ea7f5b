"""Members as a co-ordinator may know them: hours, certificates, wishes, and when they can come.

Why somebody cannot come stands nowhere here. Their usual week, what they added and whatever
is taken are one list of times, so that nobody can tell one from the other.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from coop.core.db import session
from coop.membership.queries import (
    belonging_between,
    member,
    members_on,
    names_on,
    the_cooperative,
    today,
)
from coop.rostering.models.people import AreaWish, HeldCertificate, MentorPair
from coop.rostering.models.work import Site, Skill, WorkArea
from coop.rostering.reading import times
from coop.rostering.reading.dated import Agreed, agreed_up_to, held_on, weeks_up_to
from coop.rostering.reading.times import DAY, Reach
from coop.rostering.rules.nouns import Span
from coop.rostering.rules.spans import common, without

AHEAD = timedelta(days=13)
"""So far ahead the page of a member shows when they can come."""
FORECAST = timedelta(days=91)
"""So far ahead the page of certificates looks."""


@dataclass(frozen=True, slots=True)
class WorkerRow:
    """One member in the list of workers."""

    id: UUID
    number: int
    name: str
    sort_name: str
    agreed: Agreed | None
    next_end: date | None
    """The first day on which one of their certificates ends."""


@dataclass(frozen=True, slots=True)
class CertificateView:
    """A certificate that a member showed; `is_followed` by one of the same skill that lasts."""

    id: UUID
    member_id: UUID
    skill: str
    since: date
    until: date | None
    seen_by: str
    is_followed: bool


@dataclass(frozen=True, slots=True)
class Wish:
    """How gladly a member works in an area: -2 rather not, 2 gladly."""

    area_id: UUID
    area: str
    site: str
    level: int


@dataclass(frozen=True, slots=True)
class PairView:
    """A trainee and the mentor beside whom they should work."""

    id: UUID
    mentor_id: UUID
    mentor: str
    trainee_id: UUID
    trainee: str
    until: date | None


@dataclass(frozen=True, slots=True)
class FreeDay:
    """When a member can come on one day; no spans are not at all."""

    day: date
    spans: tuple[tuple[datetime, datetime], ...]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class WorkerView:
    """Everything that a co-ordinator plans a member’s work with."""

    id: UUID
    number: int
    name: str
    agreed: Agreed | None
    later: tuple[Agreed, ...]
    certificates: tuple[CertificateView, ...]
    wishes: tuple[Wish, ...]
    pairs: tuple[PairView, ...]
    free: tuple[FreeDay, ...]
    is_week_told: bool

    @property
    def is_all_untold(self) -> bool:
        """Say whether no usual week is told and nothing takes any time.

        Where something does, it is not said: what is left over would tell that it is taken.
        """
        return not self.is_week_told and all(each.is_whole for each in self.free)


def workers(on: date) -> tuple[WorkerRow, ...]:
    """List every member of a day with the hours agreed with them, by name."""
    agreed, ends = agreed_up_to(on), _next_ends(on)
    return tuple(
        WorkerRow(
            row.id,
            row.number,
            row.name,
            row.sort_name,
            held_on(agreed.get(row.id, ()), on),
            ends.get(row.id),
        )
        for row in members_on(on)
    )


def terms_of(member_id: UUID, on: date) -> Agreed | None:
    """Give the hours agreed with a member as they hold on a day; None when there are none."""
    return held_on(agreed_up_to(on).get(member_id, ()), on)


def worker(member_id: UUID) -> WorkerView:
    """Give one member as a co-ordinator may know them today; `NotFound` when there is none."""
    day = today()
    row = member(member_id, day)
    rows = agreed_up_to(date.max).get(member_id, [])
    return WorkerView(
        row.id,
        row.number,
        row.name,
        held_on(rows, day),
        tuple(each for each in rows if each.from_on > day),
        certificates_held(member_id),
        wishes_of(member_id),
        pairs_of(member_id, day),
        free_days(member_id, day, day + AHEAD),
        member_id in weeks_up_to(day + AHEAD),
    )


def certificates_held(member_id: UUID | None = None) -> tuple[CertificateView, ...]:
    """List the certificates of one member, or of everybody: the first to end comes first."""
    names = names_on()
    asked = (
        select(HeldCertificate, Skill)
        .join(Skill, Skill.id == HeldCertificate.skill_id)
        .where(HeldCertificate.withdrawn_at.is_(None))
    )
    if member_id is not None:
        asked = asked.where(HeldCertificate.member_id == member_id)
    rows = session().execute(asked).all()
    lasts: dict[tuple[UUID, UUID], date] = defaultdict(lambda: date.min)
    for row, _skill in rows:
        key = row.member_id, row.skill_id
        lasts[key] = max(lasts[key], row.until or date.max)
    found = [
        CertificateView(
            row.id,
            row.member_id,
            skill.name,
            row.since,
            row.until,
            names.get(row.seen_by, ""),
            lasts[row.member_id, row.skill_id] > (row.until or date.max),
        )
        for row, skill in rows
    ]
    return tuple(sorted(found, key=lambda each: (each.until or date.max, each.skill)))


def certificates_ending(first: date, last: date) -> tuple[CertificateView, ...]:
    """List the certificates of members that end on these days, and that no other follows."""
    belong = {one.member_id for one in belonging_between(first, first)}
    return tuple(
        each
        for each in certificates_held()
        if each.until and first <= each.until <= last
        if each.member_id in belong and not each.is_followed
    )


def wishes_of(member_id: UUID) -> tuple[Wish, ...]:
    """List what a member wishes about work areas, what they do most gladly first."""
    asked = (
        select(AreaWish, WorkArea, Site)
        .join(WorkArea, WorkArea.id == AreaWish.area_id)
        .join(Site, Site.id == WorkArea.site_id)
        .where(AreaWish.member_id == member_id)
    )
    found = [
        Wish(area.id, area.name, site.name, wish.level)
        for wish, area, site in session().execute(asked)
    ]
    return tuple(sorted(found, key=lambda each: (-each.level, each.site, each.area)))


def pairs_of(member_id: UUID, on: date) -> tuple[PairView, ...]:
    """List the pairs of mentor and trainee that a member is in on a day."""
    names = names_on()
    asked = select(MentorPair).where(
        (MentorPair.mentor_id == member_id) | (MentorPair.trainee_id == member_id),
        MentorPair.until.is_(None) | (MentorPair.until >= on),
    )
    found = [
        PairView(
            row.id,
            row.mentor_id,
            names.get(row.mentor_id, ""),
            row.trainee_id,
            names.get(row.trainee_id, ""),
            row.until,
        )
        for row in session().scalars(asked)
    ]
    return tuple(sorted(found, key=lambda each: (each.trainee, each.mentor)))


def free_days(member_id: UUID, first: date, last: date) -> tuple[FreeDay, ...]:
    """Give for each day when a member can come, whatever else takes the rest of it."""
    zone = the_cooperative().timezone
    reach = times.reach_of(first, last, zone)
    free = times.available(
        weeks_up_to(reach.last).get(member_id, ()),
        times.extra_times(reach).get(member_id, ()),
        None,
        reach,
    )
    taken = [one.span for one in times.busy_times(reach).get(member_id, ())]
    holes = [*taken, *times.curfews(reach).get(member_id, ())]
    left = without([reach.whole] if free is None else free, holes)
    days = (first + n * DAY for n in range((last - first).days + 1))
    return tuple(_free_day(day, left, zone) for day in days)


def _free_day(day: date, free: list[Span], zone: str) -> FreeDay:
    whole = Reach(day, day, zone).whole
    spans = common(free, [whole])
    return FreeDay(day, tuple((span.start, span.end) for span in spans), spans == [whole])


def _next_ends(on: date) -> Mapping[UUID, date]:
    ends: dict[UUID, date] = {}
    for each in certificates_held():
        if each.until is not None and each.until >= on and not each.is_followed:
            ends.setdefault(each.member_id, each.until)
    return ends

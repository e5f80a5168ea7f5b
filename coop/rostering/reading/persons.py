"""Members as the rules of rostering know them: every fact of everybody, table by table."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from coop.core.db import session
from coop.membership.queries import Belonging, Lived, belonging_between, stays_up_to
from coop.rostering.models.people import AreaWish, HeldCertificate, RestWeek
from coop.rostering.reading import history, times
from coop.rostering.reading.dated import Agreed, Week, agreed_up_to, held_on, weeks_up_to
from coop.rostering.reading.history import Beside, Weeks
from coop.rostering.reading.times import Reach
from coop.rostering.rules.calendar import monday_of
from coop.rostering.rules.nouns import (
    Busy,
    Certificate,
    Kind,
    Limits,
    Person,
    Release,
    Span,
    Stay,
    Worked,
)
from coop.rostering.rules.shares import carried_over

MONTH = 4
"""So many weeks back are looked at for what is owed from the last rosters."""


@dataclass(frozen=True, slots=True)
class Told:
    """Everything that is known of everybody, by member; whoever is missing told nothing."""

    stays: Mapping[UUID, tuple[Lived, ...]]
    certificates: Mapping[UUID, list[Certificate]]
    weeks: Mapping[UUID, list[Week]]
    extra: Mapping[UUID, list[Span]]
    busy: Mapping[UUID, list[Busy]]
    releases: Mapping[UUID, list[Release]]
    curfews: Mapping[UUID, list[Span]]
    avoided: Mapping[UUID, set[UUID]]
    wishes: Mapping[UUID, dict[UUID, int]]
    rests: Mapping[UUID, set[date]]
    beside: Mapping[UUID, list[Beside]]
    before: Weeks


@dataclass(frozen=True, slots=True)
class Worker:
    """A member with whom hours are agreed on some of the days."""

    belonging: Belonging
    agreed: Agreed
    group: int
    began: date
    """The day from which they have worked here at all."""


def people_for(first: date, last: date, zone: str, limits: Limits) -> tuple[Person, ...]:
    """Give everybody who has agreed hours on any of the days, as the rules know them."""
    reach = times.reach_of(first, last, zone)
    workers, told = workers_between(first, last), _told(reach, first, last, limits)
    owed = carried_over(
        {
            worker.belonging.member_id: worker.agreed.terms.wished
            for worker in workers
            if worker.agreed.from_on <= first - MONTH * history.WEEK
        },
        {member_id: sum(weeks[-MONTH:]) for member_id, weeks in told.before.items()},
        weeks=MONTH,
    )
    return tuple(
        _person(worker, told, reach, owed.get(worker.belonging.member_id, 0), limits)
        for worker in workers
    )


def workers_between(first: date, last: date) -> tuple[Worker, ...]:
    """List the members with agreed hours on any of the days, by number."""
    agreed, found = agreed_up_to(last), belonging_between(first, last)
    # A number without a name: who is of one class is of one group, and no more is known.
    groups = {class_id: n for n, class_id in enumerate(sorted({one.class_id for one in found}))}
    return tuple(
        Worker(
            one,
            held_on(rows, first) or rows[0],
            groups[one.class_id],
            max(one.since, min(each.from_on for each in rows)),
        )
        for one in found
        if (rows := agreed.get(one.member_id))
    )


def certificates() -> Mapping[UUID, list[Certificate]]:
    """Give everybody’s certificates, those that are over too."""
    found = defaultdict[UUID, list[Certificate]](list)
    asked = (
        select(
            HeldCertificate.member_id,
            HeldCertificate.skill_id,
            HeldCertificate.since,
            HeldCertificate.until,
        )
        .where(HeldCertificate.withdrawn_at.is_(None))
        .order_by(HeldCertificate.skill_id, HeldCertificate.since, HeldCertificate.id)
    )
    for member_id, skill_id, since, until in session().execute(asked):
        found[member_id].append(Certificate(skill_id, since, until))
    return found


def wishes() -> Mapping[UUID, dict[UUID, int]]:
    """Give how gladly everybody works in each area that they said something about."""
    found = defaultdict[UUID, dict[UUID, int]](dict)
    asked = select(AreaWish.member_id, AreaWish.area_id, AreaWish.level)
    for member_id, area_id, level in session().execute(asked):
        found[member_id][area_id] = level
    return found


def rest_weeks(first: date, last: date) -> Mapping[UUID, set[date]]:
    """Give the Mondays of everybody’s weeks of rest from peer support that hold any of the days."""
    found = defaultdict[UUID, set[date]](set)
    asked = select(RestWeek.member_id, RestWeek.monday).where(
        RestWeek.monday.between(monday_of(first), last)
    )
    for member_id, monday in session().execute(asked):
        found[member_id].add(monday)
    return found


def _told(reach: Reach, first: date, last: date, limits: Limits) -> Told:
    counted = [kind for kind in Kind if limits.kinds[kind].counts]
    return Told(
        stays=stays_up_to(reach.last),
        certificates=certificates(),
        weeks=weeks_up_to(reach.last),
        extra=times.extra_times(reach),
        busy=times.busy_times(reach),
        releases=times.releases(reach),
        curfews=times.curfews(reach),
        avoided=times.avoided_sites(first, last),
        wishes=wishes(),
        rests=rest_weeks(first, last),
        beside=history.published_around(first, last),
        before=history.weeks_before(first, limits.reference_weeks, counted),
    )


def _person(worker: Worker, told: Told, reach: Reach, owed: int, limits: Limits) -> Person:
    one, agreed = worker.belonging, worker.agreed
    key, stays = one.member_id, told.stays.get(one.member_id, ())
    begins = max(one.since, agreed.from_on)
    bounds = times.bounds_of(begins, one.ends_on, reach)
    before = told.before.get(key, (0,) * limits.reference_weeks)
    known = _weeks_since(worker.began, reach.first + history.WEEK)
    return Person(
        id=key,
        terms=agreed.terms,
        stays=_stays(stays),
        certificates=tuple(told.certificates.get(key, ())),
        available=times.available(told.weeks.get(key, ()), told.extra.get(key, ()), bounds, reach),
        busy=tuple(told.busy.get(key, ())),
        releases=(*told.releases.get(key, ()), *_times_out(stays, reach)),
        curfews=tuple(told.curfews.get(key, ())),
        avoided=frozenset(told.avoided.get(key, ())),
        worked=tuple(_worked(told.beside.get(key, ()), stays)),
        weeks_before=tuple(minutes + agreed.elsewhere for minutes in before[-known:])
        if known
        else (),
        elsewhere=agreed.elsewhere,
        wishes=told.wishes.get(key, {}),
        carried=owed,
        born_on=one.born_on,
        group=worker.group,
        rest_weeks=frozenset(told.rests.get(key, ())),
    )


def _weeks_since(began: date, first: date) -> int:
    """Count the weeks before the roster in which somebody worked here, a begun one too (ROS-8).

    Weeks before that are no weeks without work: they would thin out the average.
    """
    return max(0, -(-(first - began).days // history.WEEK.days))


def _stays(lived: Sequence[Lived]) -> tuple[Stay, ...]:
    return tuple(Stay(one.since, one.establishment_id) for one in lived) or (Stay(date.min, None),)


def _times_out(lived: Sequence[Lived], reach: Reach) -> list[Release]:
    """Give the days out for a time as releases to no site.

    Nobody is within the walls then, and works outside only where another release permits it.
    """
    found = []
    for place, one in enumerate(lived):
        back = lived[place + 1].since if place + 1 < len(lived) else None
        first = max(one.since, reach.first)
        last = min(back - times.DAY if back else reach.last, reach.last)
        if one.is_out_for_a_time and first <= last:
            span = Reach(first, last, reach.zone).whole
            found.append(Release(span, frozenset(), 0))
    return found


def _worked(beside: Sequence[Beside], lived: Sequence[Lived]) -> list[Worked]:
    """Give published places around the days; within the own walls there is no way to go."""
    found = []
    for one in beside:
        homes = [stay.establishment_id for stay in lived if stay.since <= one.day]
        is_home = bool(homes) and homes[-1] is not None and homes[-1] == one.establishment_id
        found.append(one.within if is_home else one.worked)
    return found

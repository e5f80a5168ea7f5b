"""Builders of sites, work areas, recurring work and shifts on the database.

Each is made through its deed in a transaction of its own, by nobody in particular.
"""

from collections.abc import Iterator, Mapping
from datetime import date, time
from itertools import count
from uuid import UUID

from coop.core.audit import Hand
from coop.core.db import transaction
from coop.membership.queries import today
from coop.rostering import actions, queries
from coop.rostering.actions import NewArea, NewDemand, NewShift, NewSite
from coop.rostering.queries import AreaView, DemandView, ShiftView, SiteView, SkillView
from coop.rostering.rules.calendar import Hours
from coop.rostering.rules.nouns import Kind, Session
from tests.builders.membership import NORTHGATE, place_called

EVERY_DAY = "0123456"
OPEN_DAY = {
    Session.AM: ("08:00", "12:00"),
    Session.PM: ("13:00", "17:00"),
    Session.EVENING: ("18:00", "20:00"),
}
_numbers: Iterator[int] = count(1)
_hand = Hand(by=None)


def a_skill(name: str = "") -> SkillView:
    """Name a skill."""
    with transaction():
        made = actions.add_skill(name or f"Skill {next(_numbers)}", hand=_hand)
    return queries.skill(made)


def a_site(
    name: str = "", *, inside: bool | str = False, travel: int = 0, capacity: int | None = None
) -> SiteView:
    """Add a site; `inside` is within an establishment’s walls: Northgate’s, or those named."""
    within = (inside if isinstance(inside, str) else NORTHGATE) if inside else ""
    wanted = NewSite(
        name=name or f"Site {next(_numbers)}",
        establishment_id=place_called(within) if within else None,
        travel_minutes=travel,
        capacity=capacity,
    )
    with transaction():
        made = actions.add_site(wanted, hand=_hand)
    return queries.site(made)


def an_area(
    site: SiteView | None = None,
    name: str = "",
    *,
    kind: Kind = Kind.PAID,
    most: int = 4,
    supervisor: SkillView | None = None,
    supervisors: int = 0,
    ratio: int = 8,
    peer_support: bool = False,
    needs: Mapping[SkillView, int] | None = None,
    tools: Mapping[str, int] | None = None,
) -> AreaView:
    """Add a work area, at a new site if none is given."""
    wanted = NewArea(
        name=name or f"Area {next(_numbers)}",
        kind=kind,
        most=most,
        supervisor_skill_id=supervisor.id if supervisor else None,
        supervisors=supervisors,
        ratio=ratio,
        is_peer_support=peer_support,
    )
    where = site or a_site()
    with transaction():
        made = actions.add_area(where.id, wanted, hand=_hand)
        if needs:
            asked = {skill.id: number for skill, number in needs.items()}
            actions.set_needs(made, asked, hand=_hand)
        if tools:
            actions.set_tools(made, tools.items(), hand=_hand)
    return queries.area(made)


def a_demand(
    area: AreaView | None = None,
    *,
    weekdays: str = "01234",
    starts: str = "08:00",
    ends: str = "12:00",
    least: int = 1,
    wanted: int = 1,
    every_weeks: int = 1,
    since: date | None = None,
    until: date | None = None,
) -> DemandView:
    """Plan recurring work; weekdays are figures from 0 (Monday)."""
    asked = NewDemand(
        weekdays=frozenset(map(int, weekdays)),
        starts=time.fromisoformat(starts),
        ends=time.fromisoformat(ends),
        least=least,
        wanted=wanted,
        every_weeks=every_weeks,
        since=since,
        until=until,
    )
    where = area or an_area()
    with transaction():
        made = actions.add_demand(where.id, asked, hand=_hand)
    return queries.demand(made)


def a_shift(
    area: AreaView | None = None,
    *,
    day: date | None = None,
    starts: str = "08:00",
    ends: str = "12:00",
    least: int = 1,
    wanted: int = 1,
    most: int | None = None,
    kind: Kind | None = None,
) -> ShiftView:
    """Add one shift at wall times, today if no day is given; an earlier end is on the next day."""
    asked = NewShift(
        day=day or today(),
        starts=time.fromisoformat(starts),
        ends=time.fromisoformat(ends),
        least=least,
        wanted=wanted,
        most=most,
        kind=kind,
    )
    where = area or an_area()
    with transaction():
        made = actions.add_shift(where.id, asked, hand=_hand)
    return queries.shift(made)


def shifts_made(first: date, last: date) -> int:
    """Make the shifts of all recurring work; give how many are new."""
    with transaction():
        return actions.make_shifts(first, last, hand=_hand)


def a_regime(
    place: str = NORTHGATE,
    *,
    from_on: date | None = None,
    weekdays: str = EVERY_DAY,
    sessions: Mapping[Session, tuple[str, str]] | None = None,
) -> UUID:
    """Set an establishment’s usual week: the same sessions on each of the weekdays."""
    held = {
        part: Hours(time.fromisoformat(starts), time.fromisoformat(ends))
        for part, (starts, ends) in (OPEN_DAY if sessions is None else sessions).items()
    }
    week = {(int(day), part): hours for day in weekdays for part, hours in held.items()}
    where = place_called(place)
    with transaction():
        actions.set_regime(where, from_on or today(), week, hand=_hand)
    return where


def a_lock_down(
    place: str = NORTHGATE, *, day: date | None = None, sessions: tuple[Session, ...] | None = None
) -> None:
    """Lock an establishment down for a day, or for some of its sessions."""
    with transaction():
        actions.lock_down(
            place_called(place),
            day or today(),
            sessions=tuple(Session) if sessions is None else sessions,
            hand=_hand,
        )

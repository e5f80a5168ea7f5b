"""Draw a whole co-operative: places, people, and a demand that they could just about meet."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from bench.cooperatives.ground import ground
from bench.cooperatives.nouns import ZONE, Ground, Size
from bench.cooperatives.people import RELEASED, people
from coop.core.draw import Draw
from coop.rostering.rules.nouns import (
    Facts,
    Grain,
    KeepApart,
    Pairing,
    Person,
    Place,
    Shift,
)

TWO_WEEKS = Size(60, 2, 8)
SIZES = {60: Size(60, 4, 8), 125: Size(125, 4, 13), 250: Size(250, 4, 25), 500: Size(500, 4, 50)}
LOAD = 88
"""Demand for each hundred of the hours that people wish for."""


def cooperative(seed: str, size: Size) -> Facts:
    """Draw a co-operative from a seed."""
    where = ground(seed, size)
    who = people(where)
    shifts = _staffed(where, who)
    return Facts(
        zone=ZONE,
        first=where.first,
        last=where.first + timedelta(days=where.days - 1),
        shifts=shifts,
        people=who,
        unlocked=where.unlocked,
        capacity=_capacity(where, shifts),
        keep_apart=_keep_apart(where, who),
        pairings=_pairings(where, who),
    )


def wild(number: int, *, places: tuple[Place, ...] = ()) -> Facts:
    """Draw a small co-operative with odd days, nights, short rests and narrow limits."""
    draw = Draw(f"wild:{number}")
    size = Size(8 + draw.below(8), 1 + draw.below(2), 3 + draw.below(2), wild=True)
    return replace(cooperative(f"wild:{number}", size), places=places)


def _pool(person: Person) -> UUID | None:
    return None if person.group == RELEASED else person.stays[0].establishment


def _staffed(where: Ground, who: Sequence[Person]) -> tuple[Shift, ...]:
    """Share the wished hours of each prison, and of all outside, over its shifts."""
    supply: dict[UUID | None, int] = defaultdict(int)
    for person in who:
        supply[_pool(person)] += person.terms.wished * where.size.weeks
    minutes: dict[UUID | None, int] = defaultdict(int)
    for shift in where.shifts:
        minutes[shift.inside] += shift.span.minutes
    draw = Draw(f"{where.seed}:demand")
    return tuple(
        _asking(shift, supply[shift.inside] * LOAD // max(1, minutes[shift.inside]), draw)
        for shift in where.shifts
    )


def _asking(shift: Shift, hundredths: int, draw: Draw) -> Shift:
    """Set how many people a shift takes; a fraction is drawn, and so is some unevenness."""
    wanted = hundredths // 100 + draw.chance(hundredths % 100) + draw.below(3) - 1
    wanted = max(1, wanted)
    return replace(shift, least=max(1, wanted // 2), wanted=wanted, most=wanted + draw.below(3))


def _capacity(where: Ground, shifts: Sequence[Shift]) -> dict[UUID, int]:
    """Let a few sites be narrow: two areas full at once do not fit."""
    draw = Draw(f"{where.seed}:capacity")
    most: dict[UUID, dict[UUID, int]] = defaultdict(lambda: defaultdict(int))
    for shift in shifts:
        areas = most[shift.site]
        areas[shift.area] = max(areas[shift.area], shift.most)
    return {site: max(1, sum(areas.values()) - draw.below(3)) for site, areas in most.items()}


def _neighbours(who: Sequence[Person], draw: Draw) -> tuple[Person, Person]:
    one = draw.pick(who)
    same = [other for other in who if _pool(other) == _pool(one) and other is not one]
    return one, draw.pick(same or [other for other in who if other is not one])


def _keep_apart(where: Ground, who: Sequence[Person]) -> tuple[KeepApart, ...]:
    draw = Draw(f"{where.seed}:apart")
    found = []
    for _ in range(len(who) // (4 if where.size.wild else 15)):
        one, other = _neighbours(who, draw)
        until = where.first if draw.chance(10) else None
        found.append(KeepApart(frozenset({one.id, other.id}), draw.pick(list(Grain)), until))
    return tuple(found)


def _pairings(where: Ground, who: Sequence[Person]) -> tuple[Pairing, ...]:
    draw = Draw(f"{where.seed}:pairings")
    pairs = (_neighbours(who, draw) for _ in range(len(who) // 20))
    return tuple(Pairing(mentor.id, trainee.id, None) for mentor, trainee in pairs)

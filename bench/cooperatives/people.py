"""The people of a drawn co-operative: inside, on release, and outside."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from bench.cooperatives.hours import available, busy, curfews, history, releases
from bench.cooperatives.nouns import Ground, name
from coop.core.draw import Draw
from coop.rostering.rules.nouns import Certificate, Person, Stay, Terms

INSIDE, RELEASED, OUTSIDE, VOLUNTEERS = range(4)
KINDS = (*[INSIDE] * 7, *[RELEASED] * 3, *[OUTSIDE] * 8, *[VOLUNTEERS] * 2)
"""Of twenty people; volunteers only where the draw is wild."""
NEAR = 4
"""So many sites outside are within everybody’s reach."""
HOURS = {INSIDE: (10, 26), RELEASED: (16, 36), OUTSIDE: (8, 38), VOLUNTEERS: (3, 10)}


@dataclass(frozen=True, slots=True)
class Life:
    """Where somebody lives, and how they stand to work."""

    kind: int
    prison: UUID | None


def people(ground: Ground) -> tuple[Person, ...]:
    """Draw everybody."""
    return tuple(_person(ground, n) for n in range(ground.size.members))


def _person(ground: Ground, n: int) -> Person:
    draw = Draw(f"{ground.seed}:person:{n}")
    life = _life(ground, n, draw)
    terms = _terms(ground, life, draw)
    worked, weeks = history(ground, life.prison, terms.wished, draw)
    return Person(
        id=name(ground.seed, "person", n),
        terms=terms,
        stays=_stays(ground, life, draw),
        certificates=_certificates(ground, life, draw),
        available=available(ground, draw, outside=life.prison is None),
        busy=busy(ground, draw),
        releases=releases(ground, draw) if life.kind == RELEASED else (),
        curfews=curfews(ground, draw) if life.kind == OUTSIDE and draw.chance(15) else (),
        avoided=_avoided(ground, life, draw),
        worked=worked,
        weeks_before=weeks,
        elsewhere=600 if life.kind == OUTSIDE and draw.chance(8) else 0,
        wishes=_wishes(ground, draw),
        carried=60 * (draw.below(9) - 4) if draw.chance(30) else 0,
        born_on=_born(ground, draw),
        group=life.kind,
    )


def _life(ground: Ground, n: int, draw: Draw) -> Life:
    turn = n % len(KINDS)
    if KINDS[turn] == INSIDE:
        return Life(INSIDE, ground.prisons[(n // 20 + turn) % len(ground.prisons)])
    if KINDS[turn] == RELEASED:
        return Life(RELEASED, draw.pick(ground.prisons))
    return Life(KINDS[turn] if ground.size.wild else OUTSIDE, None)


def _terms(ground: Ground, life: Life, draw: Draw) -> Terms:
    low, high = HOURS[life.kind]
    wished = 60 * (low + draw.below(high - low + 1))
    return Terms(
        least=wished // 2,
        wished=wished,
        most=min(2880, wished + 60 * draw.below(9)),
        most_a_day=480 if draw.chance(20) else None,
        opted_out=ground.size.wild and draw.chance(10),
        volunteer=life.kind == VOLUNTEERS,
    )


def _stays(ground: Ground, life: Life, draw: Draw) -> tuple[Stay, ...]:
    """Let a few move during the roster in a wild co-operative: let out, or moved elsewhere."""
    stays = [Stay(date.min, life.prison)]
    if ground.size.wild and draw.chance(15):
        day = ground.first + timedelta(days=draw.below(ground.days))
        stays.append(Stay(day, draw.pick([None, *ground.prisons])))
    return tuple(stays)


def _certificates(ground: Ground, life: Life, draw: Draw) -> tuple[Certificate, ...]:
    where = ["outside"] if life.prison is None else [life.prison, "outside"]
    skills = (name(ground.seed, "skill", place, n) for place in where for n in range(3))
    since = ground.first - timedelta(days=200)
    return tuple(
        Certificate(skill, since, _end(ground, draw)) for skill in skills if draw.chance(35)
    )


def _end(ground: Ground, draw: Draw) -> date | None:
    if draw.chance(40 if ground.size.wild else 6):
        return ground.first + timedelta(days=draw.below(ground.days))
    return ground.first + timedelta(days=400) if draw.chance(50) else None


def _avoided(ground: Ground, life: Life, draw: Draw) -> frozenset[UUID]:
    """Draw sites that are out of reach or barred: more in a large co-operative."""
    spread = 0 if ground.size.wild else 64 * (len(ground.outside) > NEAR)
    outside = {site for site in ground.outside if draw.chance(4 + spread)}
    cleared = life.prison is not None or ground.size.wild or draw.chance(12)
    barred = () if cleared else (area.site for area in ground.areas if area.prison)
    return frozenset(outside.union(barred))


def _wishes(ground: Ground, draw: Draw) -> dict[UUID, int]:
    count = min(len(ground.areas), 4)
    areas = [draw.pick(ground.areas) for _ in range(count)]
    return {area.id: draw.below(5) - 2 for area in areas}


def _born(ground: Ground, draw: Draw) -> date | None:
    if draw.chance(10 if ground.size.wild else 1):
        return date(ground.first.year - 17, 1 + draw.below(12), 1 + draw.below(28))
    return date(1960 + draw.below(40), 5, 4) if draw.chance(50) else None

"""The places of a drawn co-operative: prisons with regimes, sites outside, areas, shifts."""

from datetime import date, timedelta
from uuid import UUID

from bench.cooperatives.nouns import ODD, QUIET, Area, Ground, Size, name, span
from coop.core.draw import Draw
from coop.rostering.rules.nouns import Kind, Need, Shift, Span, Supervision

INSIDE = ((510, 690), (825, 1005))
INSIDE_WILD = (*INSIDE, (1050, 1140))
OUTSIDE = (
    ((390, 780), (810, 1230)),
    ((480, 720), (780, 1020)),
    ((540, 960),),
    ((600, 840), (840, 1110)),
)
NIGHTS = ((420, 840), (1320, 1800))
FIVE, INSIDE_OF_FIVE = 5, (0, 1)
"""Two areas of five are inside."""
UNLOCKED = ((505, 700), (820, 1010))
UNLOCKED_WILD = (*UNLOCKED, (1045, 1145))


def ground(seed: str, size: Size) -> Ground:
    """Draw the places and their demand; how many people each shift takes comes later."""
    draw = Draw(f"{seed}:ground")
    first = draw.pick(ODD if size.wild else QUIET)
    prisons = tuple(name(seed, "prison", n) for n in range(max(2, size.members // 120)))
    outside = tuple(name(seed, "outside", n) for n in range(max(2, size.areas // 4)))
    areas = tuple(_area(seed, n, (prisons, outside), draw, size) for n in range(size.areas))
    unlocked = {prison: _regime(first, size, draw) for prison in prisons}
    shifts = tuple(
        shift for n, area in enumerate(areas) for shift in _shifts(seed, n, area, (first, size))
    )
    return Ground(seed, size, first, prisons, outside, areas, shifts, unlocked)


def _area(
    seed: str, n: int, sites: tuple[tuple[UUID, ...], tuple[UUID, ...]], draw: Draw, size: Size
) -> Area:
    prisons, outside = sites
    inside = n % FIVE in INSIDE_OF_FIVE
    prison = prisons[(n // FIVE * 2 + n % FIVE) % len(prisons)] if inside else None
    site = name(seed, "workshop", prison) if prison else draw.pick(outside)
    skill = name(seed, "skill", prison or "outside", draw.below(3))
    watched = draw.chance(50)
    return Area(
        id=name(seed, "area", n),
        site=site,
        prison=prison,
        travel=0 if inside else 15 * draw.below(3),
        patterns=_patterns(draw, inside=inside, wild=size.wild),
        days=5 if draw.chance(60) else 6 + draw.below(2),
        supervision=Supervision(skill, 1, 4 + draw.below(4)) if watched else None,
        skill=None if watched or draw.chance(50) else skill,
    )


def _patterns(draw: Draw, *, inside: bool, wild: bool) -> tuple[tuple[int, int], ...]:
    if inside:
        return INSIDE_WILD if wild else INSIDE
    return NIGHTS if draw.chance(30 if wild else 4) else draw.pick(OUTSIDE)


def _regime(first: date, size: Size, draw: Draw) -> tuple[Span, ...]:
    """Give a prison’s unlocked hours a week beyond the roster’s days; some days are shut."""
    hours = UNLOCKED_WILD if size.wild else UNLOCKED
    spans = []
    for n in range(-7, 7 * size.weeks + 7):
        if size.wild and draw.chance(8):
            continue
        day = first + timedelta(days=n)
        spans += [span(day, *between) for between in hours]
    return tuple(spans)


def _shifts(seed: str, n: int, area: Area, when: tuple[date, Size]) -> list[Shift]:
    first, size = when
    return [
        _shift(seed, (n, at, turn), area, first + timedelta(days=at))
        for at in range(7 * size.weeks)
        if (first + timedelta(days=at)).weekday() < area.days
        for turn in range(len(area.patterns))
    ]


def _shift(seed: str, at: tuple[int, int, int], area: Area, day: date) -> Shift:
    return Shift(
        id=name(seed, "shift", *at),
        area=area.id,
        site=area.site,
        span=span(day, *area.patterns[at[2]]),
        day=day,
        kind=Kind.PAID,
        least=1,
        wanted=1,
        most=1,
        needs=(Need(area.skill, 1),) if area.skill else (),
        supervision=area.supervision,
        inside=area.prison,
        travel=area.travel,
    )

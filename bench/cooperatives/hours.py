"""The hours of a drawn person: when they can come, when they may not, what they did before."""

from datetime import timedelta
from uuid import UUID

from bench.cooperatives.nouns import DAY, Ground, span
from coop.core.draw import Draw
from coop.rostering.rules.nouns import Busy, Cause, Release, Span, Worked

WEEKS = (((360, 870),), ((720, 1290),), ((420, 1080),), ((360, 1290),))
CAUSES = (Cause.COURT, Cause.VISIT, Cause.APPOINTMENT, Cause.CARING, Cause.LEAVE)
EARLY, LATE = (480, 720), (900, 1200)
AROUND = 7
SUNDAY = 6


def available(ground: Ground, draw: Draw, *, outside: bool) -> tuple[Span, ...] | None:
    """Draw a usual week with some days off; inside most can always come."""
    if draw.chance(10) or (not outside and draw.chance(60)):
        return None
    days = set(draw.shuffled(range(7))[: 4 + draw.below(2)])
    hours = draw.pick(WEEKS) if outside else ((0, DAY),)
    nights = outside and draw.chance(15)
    spans = []
    for n in range(-AROUND, ground.days + AROUND):
        day = ground.first + timedelta(days=n)
        if day.weekday() in days:
            spans += [span(day, 0, 2 * DAY)] if nights else [span(day, *turn) for turn in hours]
    return _merged(spans)


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for each in sorted(spans):
        if merged and each.start <= merged[-1].end:
            last = merged.pop()
            merged.append(Span(last.start, max(last.end, each.end)))
        else:
            merged.append(each)
    return tuple(merged)


def busy(ground: Ground, draw: Draw) -> tuple[Busy, ...]:
    """Draw what takes somebody’s time: work yields to all of it."""
    found = []
    for _ in range(draw.below(2 + ground.size.weeks)):
        day = ground.first + timedelta(days=draw.below(ground.days))
        start = 480 + 30 * draw.below(16)
        found.append(Busy(span(day, start, start + 30 + 30 * draw.below(6)), draw.pick(CAUSES)))
    return tuple(found)


def releases(ground: Ground, draw: Draw) -> tuple[Release, ...]:
    """Draw releases on most days, to some of the sites outside."""
    sites = frozenset(draw.shuffled(ground.outside)[: max(2, len(ground.outside) // 3)])
    start, travel = 390 + 30 * draw.below(4), 15 * (1 + draw.below(2))
    return tuple(
        Release(span(ground.first + timedelta(days=n), start, start + 690), sites, travel)
        for n in range(ground.days)
        if (ground.first + timedelta(days=n)).weekday() != SUNDAY and draw.chance(85)
    )


def curfews(ground: Ground, draw: Draw) -> tuple[Span, ...]:
    """Draw a curfew from evening to morning, every night."""
    start, end = 1080 + 30 * draw.below(6), DAY + 360 + 30 * draw.below(4)
    nights = range(-AROUND, ground.days + AROUND)
    return tuple(span(ground.first + timedelta(days=n), start, end) for n in nights)


def history(
    ground: Ground, prison: UUID | None, wished: int, draw: Draw
) -> tuple[tuple[Worked, ...], tuple[int, ...]]:
    """Draw the last days before the roster, what follows it, and sixteen weeks of minutes."""
    site = draw.pick([area.site for area in ground.areas if area.prison == prison])
    days = [-n for n in range(1, AROUND) if draw.chance(45)]
    if ground.size.wild:
        days += [ground.days] if draw.chance(50) else []
    worked = tuple(
        Worked(_turn(ground, day, draw, inside=prison is not None), site) for day in days
    )
    much = 2700 if ground.size.wild and draw.chance(30) else wished
    weeks = tuple(max(0, much + 60 * (draw.below(9) - 4)) for _ in range(16))
    return worked, weeks


def _turn(ground: Ground, day: int, draw: Draw, *, inside: bool) -> Span:
    late = ground.size.wild and not inside and draw.chance(25)
    start, end = (1320, 1770) if late else draw.pick((EARLY, LATE))
    return span(ground.first + timedelta(days=day), start, end)

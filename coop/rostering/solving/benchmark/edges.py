"""What stands on either side of a stretch of days, and what of a person’s limits is left."""

from collections.abc import Sequence
from dataclasses import dataclass

from coop.rostering.solving.benchmark.nouns import OFF, Instance, Person

WEEK, SATURDAY, SUNDAY = 7, 5, 6


@dataclass(frozen=True, slots=True)
class Side:
    """What stands beside a stretch: a shift or OFF, how long that run is, whether it is whole.

    A run that touches an end of the horizon may go on outside, so it is long enough.
    """

    shift: int
    run: int
    long_enough: bool


@dataclass(frozen=True, slots=True)
class Left:
    """What the days outside a stretch leave of the limits that count over the horizon."""

    most_minutes: int
    least_minutes: int
    weekends: int
    most_of: tuple[int, ...]


def side_before(person: Person, line: Sequence[int], first: int) -> Side:
    """Look back from the first day of a stretch."""
    return _side(person, line[:first][::-1])


def side_after(person: Person, line: Sequence[int], end: int) -> Side:
    """Look ahead from the end of a stretch."""
    return _side(person, line[end:])


def _side(person: Person, outwards: Sequence[int]) -> Side:
    """Follow the run that begins at the stretch, outwards."""
    if not outwards:
        return Side(OFF, 0, long_enough=True)
    run, works = 0, outwards[0] != OFF
    while run < len(outwards) and (outwards[run] != OFF) == works:
        run += 1
    least = person.least_running if works else person.least_off
    return Side(outwards[0], run, run == len(outwards) or run >= least)


def left_for(instance: Instance, person: Person, line: Sequence[int], days: range) -> Left:
    """Count what the days outside a stretch use, and give what is left."""
    used = _used(instance, line, days)
    return Left(
        person.most_minutes - used.most_minutes,
        person.least_minutes - used.least_minutes,
        person.most_weekends - used.weekends,
        tuple(most - count for most, count in zip(person.most_of, used.most_of, strict=True)),
    )


def share_for(
    instance: Instance, person: Person, line: Sequence[int], days: range, spare: int
) -> Left:
    """Give a fair share up to the end of a stretch, so that the later days get theirs.

    Shares go by the days on which the person may work; `spare` is by how many shifts the
    stretch may stray from its share.
    """
    used = _used(instance, line, days)
    so_far = days.stop - sum(1 for day in person.days_off if day < days.stop)
    whole = max(1, instance.days - len(person.days_off))
    stray = spare * max(shift.minutes for shift in instance.shifts)
    most = min(person.most_minutes, person.most_minutes * so_far // whole + stray)
    weekends = min(person.most_weekends, person.most_weekends * so_far // whole + spare)
    return Left(
        most - used.most_minutes,
        person.least_minutes * so_far // whole - stray - used.least_minutes,
        weekends - used.weekends,
        tuple(
            min(most, -(-most * so_far // whole)) - count
            for most, count in zip(person.most_of, used.most_of, strict=True)
        ),
    )


def _used(instance: Instance, line: Sequence[int], days: range) -> Left:
    outside = [(day, shift) for day, shift in enumerate(line) if shift != OFF and day not in days]
    minutes = sum(instance.shifts[shift].minutes for _, shift in outside)
    weekends = {day // WEEK for day, _ in outside if day % WEEK >= SATURDAY}
    counts = [0] * len(instance.shifts)
    for _, shift in outside:
        counts[shift] += 1
    return Left(minutes, minutes, len(weekends), tuple(counts))

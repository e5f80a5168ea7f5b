"""An independent check: price a printed roster and name every hard rule it breaks.

It reads only the instance and the roster as it will be printed. It shares no code with
the model that made the roster, so that a fault in one cannot hide in the other.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from coop.rostering.solving.benchmark.nouns import Instance, Person

WEEK = 7
WEEKEND = (5, 6)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a roster costs, and a sentence for each hard rule that it breaks."""

    objective: int
    broken: list[str]


def check(instance: Instance, roster: Mapping[str, Sequence[str]]) -> Verdict:
    """Judge a roster: for each person a shift code, or nothing, for each day."""
    broken = [
        fault
        for person in instance.people
        for fault in faults(instance, person, roster.get(person.code, ()))
    ]
    return Verdict(_wishes(instance, roster) + _cover(instance, roster), broken)


def faults(instance: Instance, person: Person, line: Sequence[str]) -> Iterator[str]:
    """Name every hard rule that one person’s line breaks."""
    if len(line) != instance.days:
        yield f"{person.code} has {len(line)} days, not {instance.days}."
        return
    unknown = {code for code in line if code} - {shift.code for shift in instance.shifts}
    if unknown:
        yield f"{person.code} has shifts that there are not: {', '.join(sorted(unknown))}."
        return
    yield from _counts(instance, person, line)
    yield from _days(person, line)
    yield from _followers(instance, person, line)
    yield from _runs(person, line)


def _counts(instance: Instance, person: Person, line: Sequence[str]) -> Iterator[str]:
    counts = Counter(code for code in line if code)
    for shift, most in zip(instance.shifts, person.most_of, strict=True):
        if counts[shift.code] > most:
            yield f"{person.code} has {counts[shift.code]} of {shift.code}, over {most}."
    minutes = sum(counts[shift.code] * shift.minutes for shift in instance.shifts)
    if minutes > person.most_minutes:
        yield f"{person.code} has {minutes} minutes, over {person.most_minutes}."
    if minutes < person.least_minutes:
        yield f"{person.code} has {minutes} minutes, under {person.least_minutes}."


def _days(person: Person, line: Sequence[str]) -> Iterator[str]:
    for day in sorted(person.days_off):
        if line[day]:
            yield f"{person.code} works on day {day}, a day off."
    weekends = {day // WEEK for day, code in enumerate(line) if code and day % WEEK in WEEKEND}
    if len(weekends) > person.most_weekends:
        yield f"{person.code} works {len(weekends)} weekends, over {person.most_weekends}."


def _followers(instance: Instance, person: Person, line: Sequence[str]) -> Iterator[str]:
    never = {
        (shift.code, instance.shifts[follower].code)
        for shift in instance.shifts
        for follower in shift.no_followers
    }
    for day, pair in enumerate(pairwise(line)):
        if pair in never:
            yield f"{person.code} has {pair[1]} after {pair[0]} on day {day + 1}."


def _runs(person: Person, line: Sequence[str]) -> Iterator[str]:
    """Check runs; one that touches an end may have begun before or go on after."""
    day = 0
    for works, group in groupby(line, key=bool):
        length = len(list(group))
        inside = day > 0 and day + length < len(line)
        if works and length > person.most_running:
            yield f"{person.code} works {length} days in a row from day {day}."
        least = person.least_running if works else person.least_off
        if inside and length < least:
            kind = "works" if works else "is off"
            yield f"{person.code} {kind} only {length} days in a row from day {day}."
        day += length


def _wishes(instance: Instance, roster: Mapping[str, Sequence[str]]) -> int:
    cost = 0
    for wish in instance.wishes:
        line = roster.get(instance.people[wish.person].code, ())
        given = list(line[wish.day : wish.day + 1]) == [instance.shifts[wish.shift].code]
        cost += wish.weight if given is not wish.wanted else 0
    return cost


def _cover(instance: Instance, roster: Mapping[str, Sequence[str]]) -> int:
    present = Counter((day, code) for line in roster.values() for day, code in enumerate(line))
    cost = 0
    for cover in instance.covers:
        there = present[cover.day, instance.shifts[cover.shift].code]
        cost += max(0, cover.wanted - there) * cover.under
        cost += max(0, there - cover.wanted) * cover.over
    return cost

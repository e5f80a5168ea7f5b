"""What would be a fair share for each person, in quarter hours over the roster.

A share is the wished hours, scaled down when all wishes together are more than the work there
is, with what was owed before; but never more than the person can attain, or a single person
without hours would drag everybody’s goal down.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from coop.rostering.rules.caps import counts, day_cap, law_week_cap
from coop.rostering.rules.nouns import Facts
from coop.rostering.solving.cooperative.pairs import Pairs
from coop.rostering.solving.cooperative.sheet import QUARTER, Sheet

WORKDAYS = 6
Turn = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Goals:
    """Quarter hours for each person, by row."""

    fair: tuple[int, ...]
    wished: tuple[int, ...]
    """More than this is overtime."""
    groups: dict[int, int]
    """Class number -> the fair shares of its people together."""


def goals(sheet: Sheet, pairs: Pairs) -> Goals:
    """Give everybody’s fair share."""
    facts = sheet.facts
    wished = [person.terms.wished * days(facts) // 7 for person in facts.people]
    work = sum(
        shift.wanted * shift.span.minutes
        for shift in facts.shifts
        if counts(shift.kind, facts.limits)
    )
    every = max(1, sum(wished))
    fair = []
    for row, person in enumerate(facts.people):
        share = wished[row] * min(work, every) // every
        asked = max(share, min(person.terms.least * days(facts) // 7, wished[row]))
        fair.append(max(0, min(asked + person.carried, attainable(sheet, pairs, row))) // QUARTER)
    groups: dict[int, int] = defaultdict(int)
    for person, share in zip(facts.people, fair, strict=True):
        groups[person.group] += share
    return Goals(tuple(fair), tuple(most // QUARTER for most in wished), dict(groups))


def goals_of(facts: Facts) -> Goals:
    """Give everybody’s fair share from the facts alone."""
    sheet = Sheet(facts)
    return goals(sheet, Pairs(sheet))


def days(facts: Facts) -> int:
    """Count the roster’s days."""
    return (facts.last - facts.first).days + 1


def attainable(sheet: Sheet, pairs: Pairs, row: int) -> int:
    """Give the most minutes that a person could work, each week and each day for itself."""
    facts, person = sheet.facts, sheet.people[row]
    cap = day_cap(person, facts.first, facts.limits)
    columns = pairs.of_row(row)
    columns = columns[sheet.quarters[columns] > 0]
    by_day: dict[int, set[Turn]] = defaultdict(set)
    for column in columns.tolist():
        by_day[int(sheet.days[column])].add((int(sheet.starts[column]), int(sheet.ends[column])))
    first = facts.first.toordinal()
    weeks: dict[int, list[int]] = defaultdict(list)
    for day, turns in by_day.items():
        weeks[(day - first) // 7].append(min(cap, _longest(_moved(turns))))
    law = law_week_cap(person, [facts.first], facts.limits)
    most = person.terms.most if law is None else min(person.terms.most, law)
    return sum(min(most, sum(sorted(each)[-WORKDAYS:])) for each in weeks.values())


def _moved(turns: Iterable[Turn]) -> tuple[Turn, ...]:
    """Move a day’s turns to begin at nought, so that equal days are counted only once."""
    ordered = sorted(turns)
    zero = ordered[0][0]
    return tuple((start - zero, end - zero) for start, end in ordered)


@lru_cache(maxsize=4096)
def _longest(turns: tuple[Turn, ...]) -> int:
    """Give the most minutes that one person can work of some turns that may overlap."""
    best: list[tuple[int, int]] = [(0, 0)]
    for start, end in sorted(turns, key=lambda turn: turn[1]):
        before = max(total for until, total in best if until <= start)
        best.append((end, max(best[-1][1], before + (end - start) // 60)))
    return best[-1][1]

"""Sums of work: in a day, in a week, on average, at night, and unpaid (ROS-6 to ROS-8, ROS-16)."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from coop.rostering.rules.caps import (
    ceiling,
    day_cap,
    in_hours,
    is_night_work,
    is_opted_out,
    law_week_cap,
)
from coop.rostering.rules.reasons import Reason, Stands
from coop.rostering.rules.works import Beside, Work, days_in_week, week_of

WORKING_DAYS = 6
"""Days of a week when its day of rest is left out, as the average of night work counts them."""


def long_days(beside: Beside) -> Iterator[Stands]:
    """Refuse too many hours begun on one day (ROS-6)."""
    new = beside.new
    if not new.counted:
        return
    minutes = sum(work.span.minutes for work in beside.counted if work.day == new.day)
    if minutes + new.span.minutes > day_cap(beside.person, new.day, beside.facts.limits):
        yield Stands(Reason.DAY_HOURS)


def long_weeks(beside: Beside) -> Iterator[Stands]:
    """Refuse more in a week than was agreed here, or than law and prison allow in all (ROS-7)."""
    new, person = beside.new, beside.person
    if not new.counted:
        return
    week = [*_in_week(beside, beside.counted), new]
    here = sum(work.span.minutes for work in week if not work.elsewhere)
    cap = law_week_cap(person, days_in_week(beside.week, beside.facts), beside.facts.limits)
    whole = sum(work.span.minutes for work in week) + person.elsewhere
    if here > person.terms.most or (cap is not None and whole > cap):
        yield Stands(Reason.WEEK_HOURS)


def long_averages(beside: Beside) -> Iterator[Stands]:
    """Refuse an average over the law’s, with the weeks before and all employers (ROS-8, ROS-16)."""
    new, person, limits = beside.new, beside.person, beside.facts.limits
    if not new.counted:
        return
    works = [*beside.counted, new]
    if not is_opted_out(person, beside.facts.first, limits) and _is_over(
        beside, works, limits.average_week
    ):
        yield Stands(Reason.AVERAGE, {"hours": in_hours(limits.average_week)})
    nights = _weeks_with_nights(beside, works)
    if nights and _is_over(beside, works, limits.night_most * WORKING_DAYS, only=nights):
        yield Stands(Reason.NIGHT_AVERAGE, {"hours": in_hours(limits.night_most)})


def over_ceilings(beside: Beside) -> Iterator[Stands]:
    """Refuse more unpaid hours in a week than the ceiling of their kind (ROS-18)."""
    new = beside.new
    most = ceiling(new.kind, beside.facts.limits)
    if most is None:
        return
    same = [work for work in _in_week(beside, beside.others) if work.kind is new.kind]
    if sum(work.span.minutes for work in [*same, new]) > most:
        yield Stands(Reason.CEILING)


def _in_week(beside: Beside, works: Sequence[Work]) -> list[Work]:
    return [work for work in works if week_of(work.day, beside.facts) == beside.week]


def _is_over(
    beside: Beside, works: Sequence[Work], most: int, *, only: Collection[int] | None = None
) -> bool:
    """Say whether any row of weeks that holds the new work is over so much a week on average.

    `only` are weeks of the roster of which a row must hold one, to be judged at all.
    """
    reference = beside.facts.limits.reference_weeks
    before = beside.person.weeks_before
    weeks = [*before, *_weeks(beside, works)]
    first = len(before) + beside.week
    for end in range(first, min(first + reference, len(weeks))):
        start = max(0, end + 1 - reference)
        held = only is None or any(start <= len(before) + week <= end for week in only)
        if held and sum(weeks[start : end + 1]) > most * (end + 1 - start):
            return True
    return False


def _weeks(beside: Beside, works: Sequence[Work]) -> list[int]:
    """Sum the minutes of each week of the roster, with what is told of other employers."""
    last = max(week_of(beside.facts.last, beside.facts), beside.week)
    sums: Counter[int] = Counter()
    for work in works:
        sums[week_of(work.day, beside.facts)] += work.span.minutes
    return [sums[week] + beside.person.elsewhere for week in range(last + 1)]


def _weeks_with_nights(beside: Beside, works: Sequence[Work]) -> set[int]:
    limits, zone = beside.facts.limits, beside.facts.zone
    nights = (work for work in works if is_night_work(work.span, limits, zone))
    return {week for week in (week_of(work.day, beside.facts) for work in nights) if week >= 0}

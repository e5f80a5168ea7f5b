"""Sums of work: in a day, in a week, on average, at night, and unpaid (ROS-6 to ROS-8, ROS-16)."""

from collections.abc import Collection, Iterator, Sequence

from coop.rostering.rules.caps import ceiling, day_cap, in_hours, is_opted_out, law_week_cap
from coop.rostering.rules.reasons import Reason, Stands
from coop.rostering.rules.works import Beside, Work, days_in_week, week_of

WORKING_DAYS = 6
"""Days of a week when its day of rest is left out, as the average of night work counts them."""


def long_days(beside: Beside) -> Iterator[Stands]:
    """Refuse too many hours begun on one day (ROS-6)."""
    new = beside.new
    if not new.counted:
        return
    same = [work.minutes for work in beside.counted if work.first == new.first]
    if sum(same) + new.minutes > day_cap(beside.person, new.day, beside.facts.limits):
        yield Stands(Reason.DAY_HOURS)


def long_weeks(beside: Beside) -> Iterator[Stands]:
    """Refuse more in a week than was agreed here, or than law and prison allow in all (ROS-7)."""
    new, person, facts = beside.new, beside.person, beside.facts
    if not new.counted:
        return
    week = [new, *(work for work in beside.counted if work.week == new.week)]
    here = sum(work.minutes for work in week if work.site is not None)
    cap = law_week_cap(person, days_in_week(new.week, facts), facts.limits)
    whole = sum(work.minutes for work in week) + person.elsewhere
    if here > person.terms.most or (cap is not None and whole > cap):
        yield Stands(Reason.WEEK_HOURS)


def long_averages(beside: Beside) -> Iterator[Stands]:
    """Refuse an average over the law’s, with the weeks before and all employers (ROS-8, ROS-16)."""
    new, limits = beside.new, beside.facts.limits
    if not new.counted:
        return
    works = (*beside.counted, new)
    weeks = _weeks(beside, works)
    if not is_opted_out(beside.person, beside.facts.first, limits) and _is_over(
        beside, weeks, limits.average_week
    ):
        yield Stands(Reason.AVERAGE, {"hours": in_hours(limits.average_week)})
    nights = {work.week for work in works if work.is_night and work.week >= 0}
    if nights and _is_over(beside, weeks, limits.night_most * WORKING_DAYS, only=nights):
        yield Stands(Reason.NIGHT_AVERAGE, {"hours": in_hours(limits.night_most)})


def over_ceilings(beside: Beside) -> Iterator[Stands]:
    """Refuse more unpaid hours in a week than the ceiling of their kind (ROS-18)."""
    new = beside.new
    most = ceiling(new.kind, beside.facts.limits)
    if most is None:
        return
    same = (one for one in beside.others if one.kind is new.kind and one.week == new.week)
    if sum(work.minutes for work in same) + new.minutes > most:
        yield Stands(Reason.CEILING)


def _is_over(
    beside: Beside, weeks: Sequence[int], most: int, *, only: Collection[int] | None = None
) -> bool:
    """Say whether any row of weeks that holds the new work is over so much a week on average.

    `only` are weeks of the roster of which a row must hold one, to be judged at all.
    """
    reference = beside.facts.limits.reference_weeks
    before = len(beside.person.weeks_before)
    first = before + beside.new.week
    for end in range(first, min(first + reference, len(weeks))):
        start = max(0, end + 1 - reference)
        held = only is None or any(start <= before + week <= end for week in only)
        if held and sum(weeks[start : end + 1]) > most * (end + 1 - start):
            return True
    return False


def _weeks(beside: Beside, works: Sequence[Work]) -> list[int]:
    """Give the minutes of each week, before and in the roster, with those for other employers."""
    last = max(week_of(beside.facts.last, beside.facts), beside.new.week)
    sums = [beside.person.elsewhere] * (last + 1)
    for work in works:
        if 0 <= work.week <= last:
            sums[work.week] += work.minutes
    return [*beside.person.weeks_before, *sums]

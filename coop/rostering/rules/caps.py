"""The numbers that hold for one person on one day: the lowest of law, prison and agreement."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from coop.rostering.rules.calendar import day_of, days_between, instant, last_day
from coop.rostering.rules.nouns import Kind, KindRules, Limits, Person, Span
from coop.rostering.rules.spans import shared_minutes
from coop.rostering.rules.whereabouts import home_on

HOUR = 60
EVENING = 720
"""Past noon, a wall time belongs to the night that begins on that day."""
NO_RULES = KindRules()


def is_young(person: Person, day: date, limits: Limits) -> bool:
    """Say whether the person is under age on a day; nobody is older on 29 February alone."""
    born = person.born_on
    if born is None:
        return False
    return (day.year - limits.adult, day.month, day.day) < (born.year, born.month, born.day)


def counts(kind: Kind, limits: Limits) -> bool:
    """Say whether such time counts towards working time (ROS-24)."""
    return limits.kinds.get(kind, NO_RULES).counts


def ceiling(kind: Kind, limits: Limits) -> int | None:
    """Give the most minutes a week of one kind of time, if there is a ceiling (ROS-18)."""
    most = limits.kinds.get(kind, NO_RULES).ceiling
    if kind is not Kind.VOLUNTEER:
        return most
    return limits.volunteer_week if most is None else min(most, limits.volunteer_week)


def day_cap(person: Person, day: date, limits: Limits) -> int:
    """Give the most minutes of work in a day: law, age, prison and agreement (ROS-6, ROS-17)."""
    caps = [limits.most_a_day]
    if person.terms.most_a_day is not None:
        caps.append(person.terms.most_a_day)
    if is_young(person, day, limits):
        caps.append(limits.young_day)
    if limits.inside_day is not None and home_on(person, day) is not None:
        caps.append(limits.inside_day)
    return min(caps)


def law_week_cap(person: Person, days: Sequence[date], limits: Limits) -> int | None:
    """Give the most minutes of all work in a week by age and prison (ROS-7, ROS-15, ROS-17).

    Who lives in an establishment on any of the days has its cap for the whole week.
    """
    caps = []
    if is_young(person, days[0], limits):
        caps.append(limits.young_week)
    if limits.inside_week is not None and any(home_on(person, day) for day in days):
        caps.append(limits.inside_week)
    return min(caps) if caps else None


def daily_rest(person: Person, day: date, limits: Limits) -> int:
    """Give the minutes of rest between two days of work (ROS-4, ROS-15)."""
    young = is_young(person, day, limits)
    return max(limits.daily_rest, limits.young_daily_rest) if young else limits.daily_rest


def weekly_rest(person: Person, day: date, limits: Limits) -> int:
    """Give the minutes of unbroken rest in seven days (ROS-5, ROS-15)."""
    young = is_young(person, day, limits)
    return max(limits.weekly_rest, limits.young_weekly_rest) if young else limits.weekly_rest


def is_opted_out(person: Person, day: date, limits: Limits) -> bool:
    """Say whether the average does not hold, since a grown person agreed so in writing (ROS-8)."""
    return limits.opt_out and person.terms.opted_out and not is_young(person, day, limits)


def break_owed(minutes: int, limits: Limits, *, young: bool = False) -> int:
    """Give the minutes of break owed in an unbroken stretch of work (ROS-20)."""
    if young and minutes > limits.young_break_after:
        return max(limits.young_break_length, break_owed(minutes, limits))
    return limits.break_length if minutes > limits.break_after else 0


def night_minutes(span: Span, limits: Limits, zone: str) -> int:
    """Count the minutes of a span that lie in the night (ROS-16)."""
    return _night_minutes(span, limits.night_from, limits.night_until, zone)


def young_night_minutes(span: Span, limits: Limits, zone: str) -> int:
    """Count the minutes of a span that lie in the night of young people (ROS-15)."""
    return _night_minutes(span, limits.young_night_from, limits.young_night_until, zone)


def is_night_work(span: Span, limits: Limits, zone: str) -> bool:
    """Say whether so much of a stretch of work lies in the night that it is night work."""
    return night_minutes(span, limits, zone) >= limits.night_least


def in_hours(minutes: int) -> str:
    """Write minutes as hours: 11, or 7:30."""
    hours, rest = divmod(minutes, HOUR)
    return f"{hours}:{rest:02}" if rest else str(hours)


@lru_cache(maxsize=8192)
def _night_minutes(span: Span, starts: int, ends: int, zone: str) -> int:
    first = day_of(span.start, zone) - timedelta(days=1)
    nights = (_night(day, starts, ends, zone) for day in days_between(first, last_day(span, zone)))
    return sum(shared_minutes(span, night) for night in nights)


def _night(day: date, starts: int, ends: int, zone: str) -> Span:
    """Give the night that begins on a day, or after its midnight if the hours say so."""
    begins_on = day if starts >= EVENING else day + timedelta(days=1)
    return Span(
        instant(begins_on, _wall(starts), zone),
        instant(day + timedelta(days=1), _wall(ends), zone),
    )


def _wall(minutes: int) -> time:
    passed = datetime.min.replace(tzinfo=UTC) + timedelta(minutes=minutes)
    return passed.time()

"""Wall time turned into instants, over changes of clocks and leap days (ROS-29).

A wall time that is skipped in spring means the moment of the change; one that comes
twice in autumn means its first coming. Spans count the minutes that really pass.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from uuid import UUID
from zoneinfo import ZoneInfo

from coop.rostering.rules.nouns import Session, Span
from coop.rostering.rules.spans import merged

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
WEEK = 7


@dataclass(frozen=True, slots=True)
class Hours:
    """Wall time from and to; an end at or before the start is on the next day."""

    starts: time
    ends: time


@dataclass(frozen=True, slots=True)
class Weekly:
    """Hours on one day of each week, Monday 0 to Sunday 6."""

    weekday: int
    starts: time
    ends: time


@dataclass(frozen=True, slots=True)
class Regular:
    """An establishment’s usual hours for one weekday and session, from a day on; None is closed."""

    since: date
    weekday: int
    session: Session
    hours: Hours | None


@dataclass(frozen=True, slots=True)
class Change:
    """Other hours on one day: for one session, or for all of them; None hours is a lock-down."""

    day: date
    session: Session | None
    hours: Hours | None


@dataclass(frozen=True, slots=True)
class Sitting:
    """One session of a regime on one day."""

    day: date
    session: Session
    span: Span


@dataclass(frozen=True, slots=True)
class Recurring:
    """Work that comes back on some weekdays, every so many weeks counted from its first."""

    key: UUID
    weekdays: frozenset[int]
    hours: Hours
    since: date
    until: date | None = None
    weeks: int = 1


@dataclass(frozen=True, slots=True)
class Due:
    """One time at which recurring work is to be done."""

    key: UUID
    day: date
    span: Span


def instant(day: date, wall: time, zone: str) -> datetime:
    """Give the moment of a wall time, in UTC; a skipped one is the moment of the change."""
    local = datetime.combine(day, wall.replace(fold=0), tzinfo=ZoneInfo(zone))
    moment = local.astimezone(UTC)
    while moment.astimezone(local.tzinfo).replace(tzinfo=None) != local.replace(tzinfo=None):
        local += MINUTE
        moment = local.astimezone(UTC)
    return moment


def span_on(day: date, hours: Hours, zone: str) -> Span:
    """Give the span of wall hours that begin on a day."""
    ends_on = day + DAY if hours.ends <= hours.starts else day
    return Span(instant(day, hours.starts, zone), instant(ends_on, hours.ends, zone))


def day_of(moment: datetime, zone: str) -> date:
    """Give the local day of a moment."""
    return moment.astimezone(ZoneInfo(zone)).date()


@lru_cache(maxsize=8192)
def last_day(span: Span, zone: str) -> date:
    """Give the last local day of which a span holds any moment."""
    return day_of(span.end - timedelta.resolution, zone)


def days_between(first: date, last: date) -> Iterator[date]:
    """Give each day from the first to the last, both included."""
    return (first + timedelta(days=passed) for passed in range((last - first).days + 1))


def days_of(span: Span, zone: str) -> list[date]:
    """Give every local day of which a span holds any moment."""
    return list(days_between(day_of(span.start, zone), last_day(span, zone)))


def weekly_spans(pattern: Iterable[Weekly], first: date, last: date, zone: str) -> list[Span]:
    """Give the spans of a usual week that begin on the days from first to last, in order."""
    weekly = list(pattern)
    return sorted(
        span
        for day in days_between(first, last)
        for one in weekly
        if one.weekday == day.weekday()
        for span in [span_on(day, Hours(one.starts, one.ends), zone)]
        if span.start < span.end
    )


def regime_sittings(
    weekly: Sequence[Regular],
    changes: Sequence[Change],
    first: date,
    last: date,
    zone: str,
) -> list[Sitting]:
    """Give each session held on the days from first to last, in order (ROS-29).

    The usual hours are those of the latest date; a change of one day beats them, and a
    lock-down of the whole day beats everything.
    """
    held = [
        Sitting(day, session, span_on(day, hours, zone))
        for day in days_between(first, last)
        for session in Session
        for hours in [_hours_on(day, session, weekly, changes)]
        if hours is not None
    ]
    return sorted((one for one in held if one.span.start < one.span.end), key=lambda one: one.span)


def regime_spans(
    weekly: Sequence[Regular],
    changes: Sequence[Change],
    first: date,
    last: date,
    zone: str,
) -> list[Span]:
    """Give when people there can be at work, merged and in order (ROS-29)."""
    return merged(one.span for one in regime_sittings(weekly, changes, first, last, zone))


def weekly_demand(
    recurring: Iterable[Recurring],
    first: date,
    last: date,
    zone: str,
    *,
    closed: Collection[date] = (),
) -> list[Due]:
    """Give each time that recurring work is due on the days from first to last, in order."""
    work = list(recurring)
    due = [
        Due(one.key, day, span_on(day, one.hours, zone))
        for day in days_between(first, last)
        if day not in closed
        for one in work
        if is_due(one, day)
    ]
    return sorted(due, key=lambda one: (one.span, str(one.key)))


def is_due(work: Recurring, day: date) -> bool:
    """Say whether recurring work is due on a day; weeks are counted from Monday."""
    if day.weekday() not in work.weekdays or day < work.since:
        return False
    if work.until is not None and day > work.until:
        return False
    weeks = (monday_of(day) - monday_of(work.since)).days // WEEK
    return weeks % work.weeks == 0


def monday_of(day: date) -> date:
    """Give the Monday of the week that holds a day."""
    return day - timedelta(days=day.weekday())


def _hours_on(
    day: date, session: Session, weekly: Sequence[Regular], changes: Sequence[Change]
) -> Hours | None:
    today = [change for change in changes if change.day == day]
    if any(change.session is None and change.hours is None for change in today):
        return None
    for change in reversed(today):
        if change.session in (None, session):
            return change.hours
    usual = [
        one
        for one in weekly
        if one.weekday == day.weekday() and one.session is session and one.since <= day
    ]
    return max(usual, key=lambda one: one.since).hours if usual else None

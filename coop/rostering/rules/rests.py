"""Rest: one place at a time, from day to day, and once in seven days (ROS-3 to ROS-5)."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta

from coop.rostering.rules.calendar import WEEK, days_of
from coop.rostering.rules.caps import daily_rest, in_hours, is_young, weekly_rest
from coop.rostering.rules.nouns import Span
from coop.rostering.rules.reasons import Reason, Stands
from coop.rostering.rules.spans import gap_minutes
from coop.rostering.rules.whereabouts import home_on
from coop.rostering.rules.works import Beside, Work

DAY = 1440
FORTNIGHT = 14


def clashes(beside: Beside) -> Iterator[Stands]:
    """Refuse two places at one time, or too far apart to reach in between (ROS-3)."""
    if any(is_clash(beside.new, work) for work in beside.others):
        yield Stands(Reason.CLASH)


def is_clash(one: Work, two: Work) -> bool:
    """Say whether two works overlap, or leave less than both ways between different sites."""
    near = one.site is not None and one.site == two.site
    way = 0 if near else one.travel + two.travel
    return gap_minutes(one.span, two.span) < way


def short_rests(beside: Beside) -> Iterator[Stands]:
    """Refuse a day of work that leaves too little rest before the next (ROS-4)."""
    if not beside.new.counted:
        return
    rest = daily_rest(beside.person, beside.facts.first, beside.facts.limits)
    counted = beside.counted
    if any(is_short(beside.new, work, rest) for work in counted) or (
        _length(_stretch(beside.new, counted, rest)) > DAY - rest
    ):
        yield Stands(Reason.REST, {"hours": in_hours(rest)})


def is_short(one: Work, two: Work, rest: int) -> bool:
    """Say whether works that begin on different days lie too near; touching ones are one work.

    Works of one day may have a short gap, as sessions do: how long that day may be is
    what the rest leaves of 24 hours.
    """
    return one.day != two.day and 0 < gap_minutes(one.span, two.span) < rest


def short_weekly_rests(beside: Beside) -> Iterator[Stands]:
    """Refuse seven days without the long rest; or fourteen, where the rules allow it (ROS-5)."""
    if not beside.new.counted:
        return
    limits = beside.facts.limits
    rest = weekly_rest(beside.person, beside.facts.first, limits)
    if not _lacks(beside, rest, WEEK):
        return
    young = is_young(beside.person, beside.facts.first, limits)
    long = None if young else limits.fortnight_rest
    if long is None or _lacks(beside, long, FORTNIGHT):
        yield Stands(Reason.WEEKLY_REST, {"hours": in_hours(rest)})


def too_many_days(beside: Beside) -> Iterator[Stands]:
    """Refuse work on more days of seven than a prison’s rules allow (ROS-17)."""
    most = beside.facts.limits.inside_days
    if most >= WEEK or not beside.new.counted:
        return
    own = days_of(beside.new.span, beside.facts.zone)
    taken = {day for work in beside.counted for day in days_of(work.span, beside.facts.zone)}
    taken.update(own)
    starts = (own[-1] - timedelta(days=back) for back in range(WEEK + len(own) - 1))
    if any(_days_from(start, taken) > most for start in starts if home_on(beside.person, start)):
        yield Stands(Reason.DAYS)


def _days_from(start: date, taken: Collection[date]) -> int:
    """Count the days with work among seven."""
    return sum(start <= day < start + timedelta(days=WEEK) for day in taken)


def _lacks(beside: Beside, rest: int, days: int) -> bool:
    """Say whether works without such a rest between them begin on too many days in a row."""
    stretch = _stretch(beside.new, beside.counted, rest)
    return (stretch[-1].day - stretch[0].day).days >= days - rest // DAY


def _stretch(new: Work, others: Sequence[Work], rest: int) -> list[Work]:
    """Give the works around the new one that no rest of this length parts, in order."""
    stretch = [new]
    start, end = new.span.start, new.span.end
    pause = timedelta(minutes=rest)
    for work in reversed(others):
        if work.span.start <= new.span.start and work.span.end > start - pause:
            stretch.insert(0, work)
            start = min(start, work.span.start)
    for work in others:
        if work.span.start > new.span.start and work.span.start < end + pause:
            stretch.append(work)
            end = max(end, work.span.end)
    return stretch


def _length(stretch: Sequence[Work]) -> int:
    """Count the minutes from the first start to the last end."""
    return Span(stretch[0].span.start, max(work.span.end for work in stretch)).minutes

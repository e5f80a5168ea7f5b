"""Rest: one place at a time, from day to day, and once in seven days (ROS-3 to ROS-5)."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from coop.rostering.rules.calendar import WEEK
from coop.rostering.rules.caps import daily_rest, in_hours, is_young, weekly_rest
from coop.rostering.rules.reasons import Reason, Stands
from coop.rostering.rules.whereabouts import home_on
from coop.rostering.rules.works import Beside, Work

DAY = 1440
FORTNIGHT = 14


def clashes(beside: Beside) -> Iterator[Stands]:
    """Refuse two places at one time, or too far apart to reach in between (ROS-3)."""
    if any(is_clash(beside.new, work) for work in beside.near):
        yield Stands(Reason.CLASH)


def is_clash(one: Work, two: Work) -> bool:
    """Say whether two works overlap, or leave less than both ways between different sites."""
    gap = gap_between(one, two)
    if gap < 0 or gap >= one.travel + two.travel:
        return gap < 0
    return one.site is None or one.site != two.site


def gap_between(one: Work, two: Work) -> int:
    """Count the minutes between two works as they really pass; below 0 they overlap."""
    return two.start - one.end if one.start <= two.start else one.start - two.end


def short_rests(beside: Beside) -> Iterator[Stands]:
    """Refuse a day of work that leaves too little rest before the next (ROS-4)."""
    new = beside.new
    if not new.counted:
        return
    rest = daily_rest(beside.person, beside.facts.first, beside.facts.limits)
    near = [work for work in beside.near if work.counted]
    long = _length(_stretch(new, near, rest)) > DAY - rest
    if long or any(is_short(new, work, rest) for work in near):
        yield Stands(Reason.REST, {"hours": in_hours(rest)})


def is_short(one: Work, two: Work, rest: int) -> bool:
    """Say whether works that begin on different days lie too near; touching ones are one work.

    Works of one day may have a short gap, as sessions do: how long that day may be is
    what the rest leaves of 24 hours.
    """
    return one.first != two.first and 0 < gap_between(one, two) < rest


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
    new, most = beside.new, beside.facts.limits.inside_days
    if most >= WEEK or not new.counted:
        return
    taken = {day for work in (*beside.counted, new) for day in range(work.first, work.last + 1)}
    for start in range(new.first - WEEK + 1, new.last + 1):
        lives_inside = home_on(beside.person, date.fromordinal(start)) is not None
        if lives_inside and _days_from(start, taken) > most:
            yield Stands(Reason.DAYS)
            return


def _days_from(start: int, taken: Collection[int]) -> int:
    """Count the days with work among seven."""
    return sum(day in taken for day in range(start, start + WEEK))


def _lacks(beside: Beside, rest: int, days: int) -> bool:
    """Say whether works without such a rest between them begin on too many days in a row."""
    first, last = beside.new.first - days, beside.new.first + days
    around = [work for work in beside.counted if first <= work.first <= last]
    stretch = _stretch(beside.new, around, rest)
    return stretch[-1].first - stretch[0].first >= days - rest // DAY


def _stretch(new: Work, others: Sequence[Work], rest: int) -> list[Work]:
    """Give the works around the new one that no rest of this length parts, in order."""
    before: list[Work] = []
    after: list[Work] = []
    start, end = new.start, new.end
    for work in reversed(others):
        if work.start <= new.start and work.end > start - rest:
            before.append(work)
            start = min(start, work.start)
    for work in others:
        if new.start < work.start < end + rest:
            after.append(work)
            end = max(end, work.end)
    return [*reversed(before), new, *after]


def _length(stretch: Sequence[Work]) -> int:
    """Count the minutes from the first start to the last end."""
    return max(work.end for work in stretch) - stretch[0].start

"""Periods of pay: a week, a month, or days that somebody names (PAY-22)."""

import re
from calendar import monthrange
from datetime import date, timedelta

from payroll.rules.nouns import Period

_WEEK = re.compile(r"(\d{4})-W(\d{2})")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_DAYS = re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})")
DAYS_OF_WEEK = 7
LONGEST = 366


def period_of(code: str) -> Period:
    """Read “2026-W47”, “2026-11” or “2026-11-02..2026-11-15”; `ValueError` when it is none."""
    if found := _WEEK.fullmatch(code):
        return _week_of(int(found[1]), int(found[2]))
    if found := _MONTH.fullmatch(code):
        return _month(int(found[1]), int(found[2]))
    if found := _DAYS.fullmatch(code):
        first, last = date.fromisoformat(found[1]), date.fromisoformat(found[2])
        if first <= last and (last - first).days < LONGEST:
            return Period(code, first, last)
    raise ValueError(code)


def period_containing(day: date, calendar: str) -> Period:
    """Give the period of a calendar (“week” or “month”) in which a day lies."""
    if calendar == "week":
        return _week(day - timedelta(days=day.weekday()))
    if calendar == "month":
        return _month(day.year, day.month)
    raise ValueError(calendar)


def _week_of(year: int, week: int) -> Period:
    try:
        return _week(date.fromisocalendar(year, week, 1))
    except OverflowError as beyond:
        raise ValueError(week) from beyond


def _week(monday: date) -> Period:
    year, week, _ = monday.isocalendar()
    return Period(f"{year:04}-W{week:02}", monday, monday + timedelta(days=DAYS_OF_WEEK - 1))


def _month(year: int, month: int) -> Period:
    first = date(year, month, 1)
    return Period(f"{year:04}-{month:02}", first, first.replace(day=monthrange(year, month)[1]))

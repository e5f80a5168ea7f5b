"""How periods, hours, days and amounts of a statement are written in words."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby

from flask_babel import format_date
from flask_babel import gettext as _

from payroll.rules.statements.document_shape import part, text

HOUR = 60


def coins(amount: int, places: int) -> str:
    """Write minor units in figures, with a true minus sign: −12.50."""
    digits = str(abs(amount)).rjust(places + 1, "0")
    whole = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return f"−{whole}" if amount < 0 else whole


def hours_said(minutes: int) -> str:
    """Write minutes as hours: 7 h 30 min."""
    hours, rest = divmod(abs(minutes), HOUR)
    says = f"{hours} h {rest} min" if rest else f"{hours} h"
    return f"−{says}" if minutes < 0 else says


def period_said(period: Mapping[str, object]) -> str:
    """Say the period of a document."""
    return period_of_days(read_day(text(period, "first")), read_day(text(period, "last")))


def days_of_period(document: Mapping[str, object]) -> tuple[date, date]:
    """Give the first and the last day of a statement’s period."""
    period = part(document, "period")
    return read_day(text(period, "first")), read_day(text(period, "last"))


def period_of_days(first: date, last: date) -> str:
    """Say a period: a month by its name, anything else by its days."""
    is_month = first.day == 1 and (last + timedelta(days=1)).day == 1
    if is_month and (first.year, first.month) == (last.year, last.month):
        return format_date(first, "MMMM y")
    return span_said(first, last)


def span_said(first: date, last: date) -> str:
    """Say a span of days: 2 to 8 November 2026."""
    if first == last:
        return format_date(first, "d MMMM y")
    if (first.year, first.month) == (last.year, last.month):
        begins = str(first.day)
    else:
        begins = format_date(first, "d MMMM" if first.year == last.year else "d MMMM y")
    return _("%(first)s to %(last)s", first=begins, last=format_date(last, "d MMMM y"))


def days_said(days: Sequence[str]) -> str:
    """Say many days shortly, month by month: 2–6, 9, 11 November."""
    months = groupby(_runs(map(read_day, days)), key=lambda run: (run[0].year, run[0].month))
    return "; ".join(
        f"{', '.join(map(_run_said, runs))} {format_date(date(*month, 1), 'MMMM')}"
        for month, runs in months
    )


def read_day(text_of_day: str) -> date:
    """Read an ISO day of a document."""
    return date.fromisoformat(text_of_day)


def _runs(days: Iterable[date]) -> list[list[date]]:
    """Lay days that follow each other in one month together."""
    runs: list[list[date]] = []
    for day in days:
        follows = runs and day - runs[-1][-1] == timedelta(days=1) and day.day > 1
        if follows:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def _run_said(run: Sequence[date]) -> str:
    return str(run[0].day) if len(run) == 1 else f"{run[0].day}–{run[-1].day}"

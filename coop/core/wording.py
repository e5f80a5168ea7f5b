"""How days, moments, money and numbers are written on a page."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from flask import Flask
from flask_babel import format_currency, format_date, format_datetime, format_decimal, gettext

from coop.core.errors import N_
from coop.core.money import plain

PLAINER = {
    "This field is required.": N_("Please fill this in."),
    "Not a valid choice.": N_("Choose one of those offered."),
    "Not a valid date value.": N_("Give the day, month and year."),
    "Not a valid datetime value.": N_("Give the day and the time."),
    "Not a valid integer value.": N_("Give a whole number."),
}
"""What the form library says when nobody gave it a better sentence."""


def day(value: date | datetime | None) -> str:
    """Write a day with its weekday: Thursday 20 November 2026; a moment counts as local."""
    return "" if value is None else format_date(value, "EEEE d MMMM y")


def short_day(value: date | datetime | None) -> str:
    """Write a day shortly, for a table: 20 Nov 2026."""
    return "" if value is None else format_date(value, "d MMM y")


def moment(value: datetime | None) -> str:
    """Write a moment in the co-operative’s own time: Thursday 20 November 2026 at 14:05."""
    if value is None:
        return ""
    return gettext("%(day)s at %(time)s", day=day(value), time=format_datetime(value, "HH:mm"))


def number(value: int) -> str:
    """Write a whole number with its thousands parted: 1,204."""
    return format_decimal(value)


def iso(value: date | datetime) -> str:
    """Write a day or moment for a machine to read."""
    return value.isoformat()


def plainly(message: str) -> str:
    """Say a form’s own complaint in the house’s plain words; any other stays as it is."""
    return gettext(PLAINER[str(message)]) if str(message) in PLAINER else str(message)


def money_in(currency: Callable[[], str]) -> Callable[[int], str]:
    """Make the filter that writes minor units in the co-operative’s money: £2,400."""

    def money(minor: int) -> str:
        exact = Decimal(plain(minor, currency()))
        whole = exact == int(exact)
        return format_currency(
            exact, currency(), format="¤#,##0" if whole else None, currency_digits=not whole
        )

    return money


def init_filters(app: Flask, *, currency: Callable[[], str]) -> None:
    """Teach the templates these words."""
    app.jinja_env.filters.update(day=day, short_day=short_day, moment=moment, number=number)
    app.jinja_env.filters.update(money=money_in(currency), iso=iso, plainly=plainly)

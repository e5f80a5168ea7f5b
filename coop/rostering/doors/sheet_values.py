"""What the sheets of a roster say, as their papers want it: names, numbers, hours and work."""

from datetime import date

from flask_babel import format_date
from flask_babel import gettext as _

from coop.core.wording import day
from coop.membership.queries import the_cooperative
from coop.rostering.letters import hours_of, version_words
from coop.rostering.reading.sheets import Line, Sheet
from coop.rostering.reading.shifts import ShiftView

MOST_SPARE = 6
"""At most so many empty lines for those who come unplanned."""


def week_values(found: Sheet, *, large: bool) -> dict[str, object]:
    """Give one week as a grid of people and days, or by day in large print."""
    kind = _("Unlock list") if found.where.establishment_id else _("Week sheet")
    return {
        **_head(found),
        "over": kind,
        "title": found.title,
        "week": _(
            "%(first)s to %(last)s",
            first=format_date(found.first, "d MMMM"),
            last=format_date(found.last, "d MMMM y"),
        ),
        "days": [format_date(on, "EEEE d MMMM" if large else "EEE d") for on in found.days],
        "people": [_person(lines, found.days) for lines in found.by_person],
        "large_print": large,
    }


def days_values(found: Sheet) -> dict[str, object]:
    """Give each day of a site as a page with lines to tick and to sign."""
    return {
        **_head(found),
        "site": found.title,
        "days": [
            {"day": day(on), "shifts": [_shift(shift, lines) for shift, lines in shifts]}
            for on, shifts in found.by_day
        ],
    }


def _head(found: Sheet) -> dict[str, object]:
    version = ""
    if found.roster.published_at is not None:
        version = version_words(found.roster.version, found.roster.published_at)
    return {"cooperative": the_cooperative().name, "version": version}


def _person(lines: list[Line], days: list[date]) -> dict[str, object]:
    return {
        "name": lines[0].name,
        "number": str(lines[0].number),
        "cells": [[_cell(each.shift) for each in lines if each.shift.day == on] for on in days],
    }


def _cell(shift: ShiftView) -> dict[str, str]:
    return {"time": hours_of(shift), "area": shift.area}


def _shift(shift: ShiftView, lines: list[Line]) -> dict[str, object]:
    return {
        **_cell(shift),
        "people": [{"name": each.name, "number": str(each.number)} for each in lines],
        "spare": min(MOST_SPARE, max(1, shift.most - len(lines))),
    }

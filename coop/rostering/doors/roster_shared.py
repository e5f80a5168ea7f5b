"""What several roster pages share: what the reader chose to see, words, and ways back."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from flask import request, url_for
from flask_babel import format_date, format_datetime, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from coop.rostering.doors.door import bp
from coop.rostering.reading.board_nouns import Chosen
from coop.rostering.reading.shifts import ShiftView
from coop.rostering.rules.nouns import Session

SESSIONS = {Session.AM: _l("Morning"), Session.PM: _l("Afternoon"), Session.EVENING: _l("Evening")}
SORTS = {"name": _l("name"), "hours": _l("most hours"), "short": _l("furthest below their wish")}
KEPT = ("week", "site", "area", "sort", "everyone")
HOUR = 60


def chosen() -> Chosen:
    """Read what the reader chose to see; anything that makes no sense is left out."""
    sort = request.args.get("sort", "name")
    return Chosen(
        week=_day(request.args.get("week", "")),
        site_id=_id(request.args.get("site", "")),
        area_id=_id(request.args.get("area", "")),
        sort=sort if sort in SORTS else "name",
        everyone=request.args.get("everyone") == "1",
    )


def kept(**changes: object) -> dict[str, str]:
    """Give what the reader chose, to be carried to the next page, with some of it changed."""
    asked: Mapping[str, object] = {
        name: request.args[name] for name in KEPT if request.args.get(name)
    }
    return {name: str(value) for name, value in {**asked, **changes}.items() if value is not None}


def to_board(roster_id: UUID, **changes: object) -> Response:
    """Go back to the board as the reader had it."""
    address = url_for("rostering.board", roster_id=roster_id)
    questions = urlencode(kept(**changes))
    return redirect(f"{address}?{questions}" if questions else address)


def told_shift(shift: ShiftView) -> str:
    """Name a shift in a sentence: Laundry, Monday 9 March, 08:00–12:00."""
    return _(
        "%(work)s, %(day)s, %(starts)s–%(ends)s",
        work=shift.area,
        day=format_date(shift.day, "EEEE d MMMM"),
        starts=format_datetime(shift.starts_at, "HH:mm"),
        ends=format_datetime(shift.ends_at, "HH:mm"),
    )


def told_hours(shift: ShiftView) -> str:
    """Name a shift where its day stands above it: 08:00–12:00, Laundry."""
    return _(
        "%(starts)s–%(ends)s, %(work)s",
        work=shift.area,
        starts=format_datetime(shift.starts_at, "HH:mm"),
        ends=format_datetime(shift.ends_at, "HH:mm"),
    )


def hours(minutes: int) -> str:
    """Write minutes as hours: 7, or 7:30."""
    whole, rest = divmod(abs(minutes), HOUR)
    return f"{whole}:{rest:02}" if rest else str(whole)


def places_said(count: int) -> str:
    """Count places in words."""
    return ngettext("%(num)d place", "%(num)d places", count)


bp.add_app_template_global(kept, "kept")
bp.add_app_template_global(told_shift, "told_shift")


@bp.app_template_filter("session_word")
def _session_word(session: Session) -> str:
    return str(SESSIONS[session])


@bp.app_template_filter("hours")
def _hours_filter(minutes: int) -> str:
    return hours(minutes)


@bp.app_template_filter("board_day")
def _board_day(day: date) -> str:
    return format_date(day, "EEE d MMM")


def _day(told: str) -> date | None:
    try:
        return date.fromisoformat(told)
    except ValueError:
        return None


def _id(told: str) -> UUID | None:
    try:
        return UUID(told)
    except ValueError:
        return None

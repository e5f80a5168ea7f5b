"""Words for attendance and hours that several pages share."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from flask_babel import format_datetime, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from coop.core import pages
from coop.rostering.reading.attended import Clocked, WorkShift
from coop.rostering.reading.roster_rules import roster_rules
from coop.rostering.rules.attending import Absence, Mark, early, late
from coop.rostering.rules.caps import break_owed
from coop.rostering.rules.hours import Counted, Odd
from coop.rostering.rules.nouns import Span

ABSENCES: Mapping[str, str] = {
    Absence.SICK: _l("Sick"),
    Absence.REFUSED: _l("Refused"),
    Absence.REST: _l("Rest"),
    Absence.CLASH: _l("Something else came first"),
    Absence.CANCELLED: _l("The work was cancelled"),
    Absence.OTHER: _l("Another reason"),
}
ODDITIES: Mapping[str, str] = {
    Odd.LATE: _l("Late"),
    Odd.EARLY: _l("Left early"),
    Odd.OVERLONG: _l("Longer than the shift"),
    Odd.PAID_ABSENCE: _l("Absent, yet paid"),
    Odd.NO_PLACE: _l("Had no place"),
    Odd.OVER_LIMIT: _l("Over a limit"),
    Odd.CORRECTION: _l("Corrects approved hours"),
    Odd.CLASH: _l("List and sign-in differ"),
}


def wall(moment: datetime | None) -> str:
    """Write a moment as the co-operative’s clock on the wall shows it."""
    return "" if moment is None else format_datetime(moment, "HH:mm")


def from_to(span: Span) -> str:
    """Write a stretch of time by its two ends."""
    return f"{wall(span.start)}–{wall(span.end)}"


def hours_of(minutes: int) -> str:
    """Write minutes as hours and minutes: 7 h 30 min; what is taken away has its sign."""
    hours, rest = divmod(abs(minutes), 60)
    parts = [_("%(hours)s h", hours=hours)] if hours else []
    parts += [_("%(minutes)s min", minutes=rest)] if rest or not hours else []
    return ("−" if minutes < 0 else "") + " ".join(parts)


def said_shift(shift: WorkShift) -> str:
    """Name a shift: its area, its site and its hours."""
    return f"{shift.area}, {shift.site}, {from_to(shift.span)}"


def said_break(shift: WorkShift) -> str:
    """Say which break a shift owes, if it owes one (ROS-20)."""
    minutes = break_owed(shift.span.minutes, roster_rules(shift.day).book.limits)
    return _("Break owed: %(minutes)s minutes.", minutes=minutes) if minutes else ""


def said_mark(mark: Mark, planned: Span) -> str:
    """Say in words what was written down about one person."""
    if not mark.was_there:
        return _("Did not come: %(cause)s", cause=str(ABSENCES[mark.reason]).lower())
    parts = [_("Came")]
    if mark.span:
        parts = [_("Came %(times)s", times=from_to(mark.span))]
    parts += _unpunctual(mark, planned)
    if mark.duty is not None:
        parts.append(_("%(hours)s on duty", hours=hours_of(mark.duty)))
    return ", ".join(parts)


def said_to_approver(mark: Mark, planned: Span, hours: Counted | None = None) -> str:
    """Say what whoever approves needs: of an absence only whether it is paid, never its cause."""
    if mark.was_there:
        return said_mark(mark, planned)
    if hours is None:
        return _("Absent")
    return _("Absent, paid by rule") if hours.is_paid else _("Absent, not paid")


def said_clocked(clocked: Clocked) -> str:
    """Say when somebody signed in and out, as far as they did."""
    if clocked.came is None:
        return ""
    if clocked.left is None:
        return _("Signed in at %(came)s, not out", came=wall(clocked.came))
    return _("Signed in at %(came)s, out at %(left)s", came=wall(clocked.came),
             left=wall(clocked.left))  # fmt: skip


def said_hours(hours: Counted) -> str:
    """Say how many hours count, and whether they are paid."""
    if not hours.minutes:
        return _("no hours")
    if hours.is_paid:
        return _("%(hours)s, paid", hours=hours_of(hours.minutes))
    return _("%(hours)s, not paid", hours=hours_of(hours.minutes))


def monday_of(day: date) -> date:
    """Give the Monday of a day’s week."""
    return day - timedelta(days=day.weekday())


def _unpunctual(mark: Mark, planned: Span) -> list[str]:
    found = []
    if minutes := late(mark, planned):
        found.append(ngettext("%(num)d minute late", "%(num)d minutes late", minutes))
    if minutes := early(mark, planned):
        found.append(ngettext("left %(num)d minute early", "left %(num)d minutes early", minutes))
    return found


WORDS: Mapping[str, object] = {
    "absences": ABSENCES,
    "from_to": from_to,
    "hours_of": hours_of,
    "oddities": ODDITIES,
    "said_break": said_break,
    "said_clocked": said_clocked,
    "said_hours": said_hours,
    "said_mark": said_mark,
    "said_shift": said_shift,
    "said_to_approver": said_to_approver,
    "wall": wall,
}
"""What the templates of attendance and hours are given beside their own values."""


def hours_page(template: str, *, status: int = 200, **values: object) -> Response:
    """Answer with a page of attendance or hours, which sees these words too."""
    return pages.page(f"rostering/{template}", status=status, **values, **WORDS)

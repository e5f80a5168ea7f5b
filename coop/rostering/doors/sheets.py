"""Printed sheets of a published roster, and the same for a spreadsheet."""

from datetime import date
from uuid import UUID

from flask import Response as FileResponse
from flask import make_response, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop.core import access, audit, clock, pages
from coop.core.access import Permission, requires
from coop.core.db import transaction
from coop.core.documents import typeset
from coop.core.errors import N_, NotFound
from coop.core.wording import day
from coop.membership.queries import establishments, member, the_cooperative, today
from coop.rostering import acts
from coop.rostering.doors.door import bp
from coop.rostering.doors.sheet_values import days_values, week_values
from coop.rostering.letters import hours_of, weeks_of
from coop.rostering.reading.own_week import WEEK, monday_of, my_weeks
from coop.rostering.reading.rosters import RosterView, roster
from coop.rostering.reading.sheets import Where, mondays, sheet, sites_of

PRINTERS = (Permission.PLAN_WORK, Permission.KEY_PAPER)
HEADER = ("day", "from", "to", "site", "area", "number", "name", "answer")


@bp.get("/rosters/<uuid:roster_id>/sheets")
@requires(*PRINTERS)
def roster_sheets(roster_id: UUID) -> Response:
    """Choose what to print of a published roster."""
    found, day = roster(roster_id), today()
    return pages.page(
        "rostering/sheets.html",
        roster=found,
        weeks=[each for each in mondays(found) if each + WEEK > day],
        past=[each for each in mondays(found) if each + WEEK <= day],
        sites=sites_of(found) if found.version else [],
        establishments=[each for each in establishments() if not each.is_closed],
        today=today(),
    )


@bp.get("/rosters/<uuid:roster_id>/sheet.pdf")
@requires(*PRINTERS)
def roster_sheet(roster_id: UUID) -> FileResponse:
    """Print one week of an establishment or a site, or a site’s day sheets."""
    found = sheet(_published(roster_id), _asked_where())
    by_day = found.where.site_id is not None and request.args.get("days") == "1"
    template = "roster_days.typ" if by_day else "roster_week.typ"
    values = days_values(found) if by_day else week_values(found, large=_wants_large())
    with transaction():
        audit.record(acts.SHEET_PRINTED, roster_id, hand=access.hand())
    paper = typeset(template, values, at=clock.now(), title=_("Roster sheet"))
    # A file name travels: it says the week, never a site or an establishment.
    return _pdf(paper, f"roster-{monday_of(found.first)}.pdf")


@bp.get("/rosters/<uuid:roster_id>.csv")
@requires(*PRINTERS)
def roster_csv(roster_id: UUID) -> Response:
    """Download a published roster for a spreadsheet: names and numbers, no classes."""
    found = sheet(_published(roster_id), Where(None))
    rows = [
        (
            line.shift.day.isoformat(), *hours_of(line.shift).split("–"), line.shift.site,
            line.shift.area, line.number, line.name, line.answer or "",
        )
        for line in found.lines
    ]  # fmt: skip
    return pages.csv_download(f"roster-{found.first.isoformat()}.csv", HEADER, rows)


@bp.get("/my-shifts/sheet.pdf")
@requires(Permission.MEMBER)
def my_sheet() -> FileResponse:
    """Print the signed-in member’s own weeks; large, if that is how they read."""
    person = member(access.current_member_id(), today())
    shifts = [each.shift for week in my_weeks(person.id) for each in week.shifts]
    values: dict[str, object] = {
        "cooperative": the_cooperative().name,
        "name": person.name,
        "number": str(person.number),
        "as_at": day(today()),
        "large_print": person.large_print or _wants_large(),
        "weeks": weeks_of(shifts),
    }
    return _pdf(
        typeset("roster_own.typ", values, at=clock.now(), title=_("My shifts")), "shifts.pdf"
    )


def _published(roster_id: UUID) -> RosterView:
    found = roster(roster_id)
    if not found.version:
        raise NotFound(N_("published roster"))
    return found


def _wants_large() -> bool:
    return request.args.get("large") == "1"


def _asked_where() -> Where:
    """Read which week and which place is asked for; without a place, nothing is printed."""
    week = request.args.get("week", type=_day_of)
    for name in ("site", "establishment"):
        wanted = request.args.get(name, type=UUID)
        if wanted is not None:
            return Where(week, site_id=wanted) if name == "site" else Where(week, None, wanted)
    raise NotFound(N_("site"))


def _day_of(told: str) -> date:
    return date.fromisoformat(told)


def _pdf(content: bytes, filename: str) -> FileResponse:
    answer = make_response(content)
    answer.headers["Content-Type"] = "application/pdf"
    answer.headers["Content-Disposition"] = f'inline; filename="{filename}"'
    return answer

"""The site’s sheet of paper: printed for a shift, signed there, and keyed by a clerk."""

from datetime import timedelta
from uuid import UUID

from flask import Response as FileResponse
from flask import flash, make_response, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop.core import access, clock
from coop.core.access import Permission, requires
from coop.core.db import transaction
from coop.core.documents import typeset
from coop.core.wording import day
from coop.membership.forms.parts import all_valid
from coop.membership.queries import the_cooperative, today
from coop.rostering import actions
from coop.rostering.doors.attendance import marks_of, written_down
from coop.rostering.doors.door import bp
from coop.rostering.doors.hours_words import ABSENCES, from_to, hours_page, said_break
from coop.rostering.forms.attendance import MarkForm, SheetForm, sheet_forms
from coop.rostering.reading.attendance_lists import (
    AttendanceList,
    attendance_days,
    attendance_list,
)

SPARE_LINES = 2
LOOKED_BACK = timedelta(days=28)


@bp.get("/attendance/<uuid:shift_id>/sheet.pdf")
@requires(Permission.PLAN_WORK, Permission.KEY_PAPER)
def day_sheet(shift_id: UUID) -> FileResponse:
    """Print the sheet that everybody of a shift signs."""
    found = attendance_list(shift_id)
    paper = typeset("day_sheet.typ", _values(found), at=clock.now(), title=_("Sheet of a shift"))
    answer = make_response(paper)
    answer.headers["Content-Type"] = "application/pdf"
    answer.headers.set("Content-Disposition", "inline", filename=f"sheet-{found.shift.day}.pdf")
    return answer


@bp.get("/desk/attendance")
@requires(Permission.KEY_PAPER)
def key_sheets() -> Response:
    """List the shifts of which a sheet can be keyed: those over and not all marked."""
    now, until = clock.now(), today()
    days = attendance_days(until - LOOKED_BACK, until)
    waiting = [one for each in reversed(days) for one in each.shifts if one.waits(now)]
    return hours_page("attendance_sheets.html", waiting=waiting)


@bp.route("/desk/attendance/<uuid:shift_id>", methods=["GET", "POST"])
@requires(Permission.KEY_PAPER)
def key_sheet(shift_id: UUID) -> Response:
    """Key a signed sheet; it is the clerk’s record, and names where the paper is kept."""
    found, sheet = attendance_list(shift_id), SheetForm()
    forms = sheet_forms(found)
    if not all_valid([sheet, *forms.values()]):
        return _sheet_page(found, forms, sheet)
    clerk = access.keyed_hand(access.current_member_id(), sheet.evidence.data or "")
    with transaction():
        count = actions.mark_attendance(shift_id, marks_of(found, forms), hand=clerk)
    flash(written_down(count))
    return redirect(url_for("rostering.key_sheets"))


def _sheet_page(found: AttendanceList, forms: dict[UUID, MarkForm], sheet: SheetForm) -> Response:
    return hours_page(
        "attendance_sheet.html",
        status=422 if sheet.is_submitted() else 200,
        list=found,
        forms=forms,
        sheet=sheet,
        is_over=found.shift.span.end <= clock.now(),
    )


def _values(found: AttendanceList) -> dict[str, object]:
    shift = found.shift
    return {
        "cooperative": the_cooperative().name,
        "area": shift.area,
        "site": shift.site,
        "day": day(shift.day),
        "hours": from_to(shift.span),
        "people": [
            {"number": str(line.number), "name": line.name}
            for line in found.lines
            if line.has_place
        ],
        "spare": SPARE_LINES,
        "causes": [str(words) for words in ABSENCES.values()],
        "owed": said_break(shift),
        "is_called_off": shift.is_called_off,
    }

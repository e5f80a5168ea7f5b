"""Who came: the days with what is unmarked, the list of a shift, and its corrections."""

from datetime import date, timedelta
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from coop.core import access, clock, pages
from coop.core.access import Permission, requires
from coop.core.db import transaction
from coop.core.errors import N_, NotFound
from coop.membership.forms.parts import all_valid
from coop.membership.queries import member_numbered, name_of, the_cooperative, today
from coop.rostering import actions
from coop.rostering.doors.door import bp
from coop.rostering.doors.hours_words import hours_page, monday_of
from coop.rostering.forms.attendance import AddForm, CorrectionForm, MarkForm, line_forms
from coop.rostering.reading.attendance_lists import (
    AttendanceList,
    attendance_list,
    attendance_week,
)
from coop.rostering.reading.attended import Record, record, records_in, shift_of
from coop.rostering.rules.attending import Mark

pages.register_nav(
    pages.NavItem(N_("Attendance"), "rostering.attendance", Permission.PLAN_WORK, 58)
)

WEEK = timedelta(weeks=1)


@bp.get("/attendance")
@requires(Permission.PLAN_WORK)
def attendance() -> Response:
    """Show the days of a week, each shift with how many people are not marked."""
    monday = monday_of(_asked_day())
    return hours_page(
        "attendance.html",
        days=attendance_week(monday),
        now=clock.now(),
        monday=monday,
        earlier=monday - WEEK,
        later=monday + WEEK,
    )


@bp.get("/attendance/<uuid:shift_id>")
@requires(Permission.PLAN_WORK)
def attendance_of(shift_id: UUID) -> Response:
    """Show the list of a shift: who is marked how, and a line for everybody who is not."""
    found = attendance_list(shift_id)
    return list_page(found, line_forms(found))


@bp.post("/attendance/<uuid:shift_id>/mark")
@requires(Permission.PLAN_WORK)
def mark_list(shift_id: UUID) -> Response:
    """Write the list down, as planned but for the exceptions."""
    found = attendance_list(shift_id)
    forms = line_forms(found)
    if not all_valid(forms.values()):
        return list_page(found, forms, status=422)
    with transaction():
        count = actions.mark_attendance(shift_id, marks_of(found, forms), hand=access.hand())
    flash(written_down(count))
    return redirect(url_for("rostering.attendance_of", shift_id=shift_id))


@bp.post("/attendance/<uuid:shift_id>/as-planned")
@requires(Permission.PLAN_WORK)
def mark_as_planned(shift_id: UUID) -> Response:
    """Write down that everybody not yet marked came as planned."""
    with transaction():
        count = actions.mark_all_as_planned(shift_id, hand=access.hand())
    flash(written_down(count))
    return redirect(url_for("rostering.attendance_of", shift_id=shift_id))


@bp.route("/attendance/<uuid:shift_id>/correct/<uuid:record_id>", methods=["GET", "POST"])
@requires(Permission.PLAN_WORK)
def correct(shift_id: UUID, record_id: UUID) -> Response:
    """Put a record right with a new one that names it."""
    old, form = _record_of(shift_id, record_id), CorrectionForm()
    form.offer()
    if not form.validate_on_submit():
        return _correction_page(shift_id, old, form)
    mark = form.mark(shift_of(shift_id).span, _zone())
    with transaction():
        actions.correct_attendance(old.id, mark, form.because.data or "", hand=access.hand())
    flash(_("The record is corrected. The old one stays and is named."))
    return redirect(url_for("rostering.attendance_of", shift_id=shift_id))


@bp.route("/attendance/<uuid:shift_id>/add", methods=["GET", "POST"])
@requires(Permission.PLAN_WORK)
def add_person(shift_id: UUID) -> Response:
    """Write down somebody who came without a place, if they fit."""
    shift, form = shift_of(shift_id), AddForm()
    form.offer(only_came=True)
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return hours_page("attendance_add.html", shift=shift, form=form, status=status)
    member_id = member_numbered(form.member_number.data or 0)
    with transaction():
        actions.add_to_list(shift_id, member_id, form.mark(shift.span, _zone()), hand=access.hand())
    flash(_("%(name)s is on the list.", name=name_of(member_id)))
    return redirect(url_for("rostering.attendance_of", shift_id=shift_id))


def list_page(found: AttendanceList, forms: dict[UUID, MarkForm], *, status: int = 200) -> Response:
    """Answer with a list and the lines still to fill."""
    return hours_page(
        "attendance_list.html",
        status=status,
        list=found,
        forms=forms,
        now=clock.now(),
        is_over=found.shift.span.end <= clock.now(),
        is_terminal_used=any(line.clocked.came for line in found.lines),
        names={line.recorded_by: name_of(line.recorded_by) for each in found.marked
               for line in each.records},
    )  # fmt: skip


def marks_of(found: AttendanceList, forms: dict[UUID, MarkForm]) -> dict[UUID, Mark]:
    """Give what was filled in for each person, who came as planned too."""
    zone = _zone()
    return {
        line.member_id: forms[line.member_id].mark(found.shift.span, zone, line.clocked.span)
        for line in found.unmarked
    }


def written_down(count: int) -> str:
    """Say how many people were written down."""
    return ngettext("%(num)d person is written down.", "%(num)d people are written down.", count)


def _record_of(shift_id: UUID, record_id: UUID) -> Record:
    found = record(record_id)
    if found.shift_id != shift_id:
        raise NotFound(N_("record of attendance"))
    return found


def _correction_page(shift_id: UUID, old: Record, form: CorrectionForm) -> Response:
    shift = shift_of(shift_id)
    if not form.is_submitted():
        form.show(old.mark, _zone())
    return hours_page(
        "attendance_correct.html",
        status=422 if form.is_submitted() else 200,
        shift=shift,
        name=name_of(old.member_id),
        records=records_in(shift_id).get(old.member_id, ()),
        names={old.recorded_by: name_of(old.recorded_by)},
        form=form,
    )


def _zone() -> str:
    return the_cooperative().timezone


def _asked_day() -> date:
    try:
        return date.fromisoformat(request.args.get("week", ""))
    except ValueError:
        return today()

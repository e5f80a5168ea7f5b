"""Work areas: places, kind of time, supervision, needs, tools, and the work that comes back."""

from collections.abc import Sequence
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from coop.core import access, pages
from coop.core.access import Permission, requires
from coop.core.db import transaction
from coop.membership.queries import today
from coop.rostering import actions, queries
from coop.rostering.doors.door import bp
from coop.rostering.doors.work_places import said_called_off, to_site, work_form
from coop.rostering.forms.work_parts import all_sent_well
from coop.rostering.forms.work_places import (
    MEANINGS,
    AreaForm,
    EndForm,
    need_forms,
    tool_forms,
)
from coop.rostering.reading.work_state import FORECAST

NEXT_SHIFTS = 10


@bp.route("/work-places/sites/<uuid:site_id>/areas/new", methods=["GET", "POST"])
@requires(Permission.PLAN_WORK)
def new_area(site_id: UUID) -> Response:
    """Add a work area to a site."""
    site, form = queries.site(site_id), AreaForm()
    form.prepare()
    if not form.validate_on_submit():
        return _area_form(form, _("Add a work area"), to_site(site))
    with transaction():
        made = actions.add_area(site_id, form.wanted(), hand=access.hand())
    flash(_("The work area is there. Now say when people are needed."))
    return redirect(url_for("rostering.area", area_id=made))


@bp.get("/work-places/areas/<uuid:area_id>")
@requires(Permission.PLAN_WORK)
def area(area_id: UUID) -> Response:
    """Show a work area: what it takes, what is planned, and its next shifts."""
    found, day = queries.area(area_id), today()
    coming = queries.shifts_between(day, day + FORECAST, area_id=area_id)
    planned = queries.demand_of(area_id)
    return pages.page(
        "rostering/area.html",
        area=found,
        meaning=MEANINGS[found.kind],
        needs=queries.needs_of(area_id),
        tools=queries.tools_of(area_id),
        demand=[each for each in planned if each.until is None or each.until >= day],
        ended=[each for each in planned if each.until is not None and each.until < day],
        shifts=coming[:NEXT_SHIFTS],
        cut={each.id for each in queries.shifts_cut(day, day + FORECAST)},
        day=day,
    )


@bp.route("/work-places/areas/<uuid:area_id>/change", methods=["GET", "POST"])
@requires(Permission.PLAN_WORK)
def change_area(area_id: UUID) -> Response:
    """Put right what is known of a work area."""
    known, form = queries.area(area_id), AreaForm()
    form.prepare(known)
    if not form.validate_on_submit():
        return _area_form(form, _("Change a work area"), to_area(known))
    with transaction():
        actions.change_area(area_id, form.wanted(), hand=access.hand())
    flash(_("The work area is changed. A shift keeps the kind of time it was made with."))
    return redirect(url_for("rostering.area", area_id=area_id))


@bp.route("/work-places/areas/<uuid:area_id>/needs", methods=["GET", "POST"])
@requires(Permission.PLAN_WORK)
def needs(area_id: UUID) -> Response:
    """Say how many in each shift must have which skill."""
    known = queries.area(area_id)
    lines = need_forms({each.skill_id: each.count for each in queries.needs_of(area_id)})
    if not all_sent_well([form for _skill, form in lines]):
        return _lines_page("rostering/needs.html", known, [form for _skill, form in lines])
    with transaction():
        wanted = {skill.id: form.count.data or 0 for skill, form in lines}
        actions.set_needs(area_id, wanted, hand=access.hand())
    flash(_("The skills are set. Shifts to come need them at once."))
    return redirect(url_for("rostering.area", area_id=area_id))


@bp.route("/work-places/areas/<uuid:area_id>/tools", methods=["GET", "POST"])
@requires(Permission.PLAN_WORK)
def tools(area_id: UUID) -> Response:
    """Say how many sets of tools there are."""
    known, lines = queries.area(area_id), tool_forms(queries.tools_of(area_id))
    if not all_sent_well(lines):
        return _lines_page("rostering/tools.html", known, lines)
    with transaction():
        named = [(form.name.data or "", form.count.data) for form in lines]
        wanted = [(name, count) for name, count in named if count]
        actions.set_tools(area_id, wanted, hand=access.hand())
    flash(_("The tools are set. Shifts hold no more people than the scarcest tool allows."))
    return redirect(url_for("rostering.area", area_id=area_id))


@bp.route("/work-places/areas/<uuid:area_id>/close", methods=["GET", "POST"])
@requires(Permission.PLAN_WORK)
def close_area(area_id: UUID) -> Response:
    """End the work of an area."""
    known, form = queries.area(area_id), EndForm(data={"last": today()})
    if not form.validate_on_submit():
        title = _("End work in an area")
        return work_form(form, title, to_area(known), label=_("End the work"))
    with transaction():
        last, why = form.last.data or today(), form.because.data or ""
        gone = actions.close_area(area_id, last=last, because=why, hand=access.hand())
    flash(said_called_off(gone))
    return redirect(url_for("rostering.area", area_id=area_id))


@bp.post("/work-places/areas/<uuid:area_id>/open")
@requires(Permission.PLAN_WORK)
def open_area(area_id: UUID) -> Response:
    """Open a work area again."""
    with transaction():
        actions.open_area_again(area_id, hand=access.hand())
    flash(_("The work area is open again. Plan its work anew."))
    return redirect(url_for("rostering.area", area_id=area_id))


def to_area(area: queries.AreaView) -> tuple[str, str]:
    """Give the way back to a work area."""
    return area.name, url_for("rostering.area", area_id=area.id)


def _area_form(form: AreaForm, title: str, way_back: tuple[str, str]) -> Response:
    status = 422 if form.is_submitted() else 200
    hints = {kind.value: meaning for kind, meaning in MEANINGS.items()}
    return pages.page(
        "rostering/area_form.html",
        form=form,
        title=title,
        way_back=way_back,
        hints=hints,
        status=status,
    )


def _lines_page(template: str, area: queries.AreaView, forms: Sequence[FlaskForm]) -> Response:
    status = 422 if request.method == "POST" else 200
    return pages.page(template, area=area, lines=forms, way_back=to_area(area), status=status)

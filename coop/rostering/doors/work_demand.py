"""Work that comes back: begun, changed, ended."""

from uuid import UUID

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from coop.core import access
from coop.core.access import Permission, requires
from coop.core.db import transaction
from coop.membership.queries import today
from coop.rostering import actions, queries
from coop.rostering.doors.door import bp
from coop.rostering.doors.work_areas import to_area
from coop.rostering.doors.work_places import said_called_off, work_form
from coop.rostering.forms.shifts import DemandCoverForm, DemandForm
from coop.rostering.forms.work_places import EndForm


@bp.route("/work-places/areas/<uuid:area_id>/demand", methods=["GET", "POST"])
@requires(Permission.PLAN_WORK)
def new_demand(area_id: UUID) -> Response:
    """Plan work that comes back."""
    known, form = queries.area(area_id), DemandForm()
    if not form.validate_on_submit():
        return work_form(form, _("Plan work that comes back"), to_area(known))
    with transaction():
        actions.add_demand(area_id, form.wanted(), hand=access.hand())
    flash(_("It is planned. Make the shifts when the week looks right."))
    return redirect(url_for("rostering.area", area_id=area_id))


@bp.route("/work-places/demand/<uuid:demand_id>/change", methods=["GET", "POST"])
@requires(Permission.PLAN_WORK)
def change_demand(demand_id: UUID) -> Response:
    """Ask for more or fewer people in work that comes back."""
    known = queries.demand(demand_id)
    form = DemandCoverForm(data={"least": known.least, "wanted": known.wanted})
    if not form.validate_on_submit():
        return work_form(form, _("Change how many people come"), _back(known))
    with transaction():
        least, wanted = form.least.data or 0, form.wanted.data or 0
        count = actions.change_demand(demand_id, least=least, wanted=wanted, hand=access.hand())
    flash(ngettext("%(num)d shift to come follows.", "%(num)d shifts to come follow.", count))
    return redirect(_back(known)[1])


@bp.route("/work-places/demand/<uuid:demand_id>/end", methods=["GET", "POST"])
@requires(Permission.PLAN_WORK)
def end_demand(demand_id: UUID) -> Response:
    """End work that comes back."""
    known, form = queries.demand(demand_id), EndForm(data={"last": today()})
    if not form.validate_on_submit():
        title = _("End work that comes back")
        return work_form(form, title, _back(known), label=_("End the work"))
    with transaction():
        last, why = form.last.data or today(), form.because.data or ""
        gone = actions.end_demand(demand_id, last=last, because=why, hand=access.hand())
    flash(said_called_off(gone))
    return redirect(_back(known)[1])


def _back(demand: queries.DemandView) -> tuple[str, str]:
    return demand.area, url_for("rostering.area", area_id=demand.area_id)

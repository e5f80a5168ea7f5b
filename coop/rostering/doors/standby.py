"""Standby: one’s own sessions, and for the co-ordinator who can be called on when."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop.core import access, pages
from coop.core.access import Permission, requires
from coop.core.db import transaction
from coop.membership.queries import today
from coop.rostering import actions
from coop.rostering.doors.door import bp
from coop.rostering.forms.week import StandbyForm
from coop.rostering.reading.standby import AHEAD, by_day, standby_between, standby_of
from coop.rostering.rules.nouns import Session


@bp.route("/standby", methods=["GET", "POST"])
@requires(Permission.MEMBER)
def standby() -> Response:
    """Show one’s own standby, and to a co-ordinator everybody’s; offer one session more."""
    form = StandbyForm(data={"day": today()})
    if not form.validate_on_submit():
        return _standby_page(form)
    with transaction():
        actions.stand_by(form.day.data or today(), Session(form.session.data), hand=access.hand())
    flash(_("You are on standby. The co-ordinator calls you if somebody is needed."))
    return redirect(url_for("rostering.standby"))


@bp.post("/standby/end")
@requires(Permission.MEMBER)
def end_standby() -> Response:
    """Take one’s standby for a session back."""
    form = StandbyForm()
    if not form.validate_on_submit() or form.day.data is None:
        return redirect(url_for("rostering.standby"))
    with transaction():
        actions.stop_standing_by(form.day.data, Session(form.session.data), hand=access.hand())
    flash(_("You are no longer on standby for it."))
    return redirect(url_for("rostering.standby"))


def _standby_page(form: StandbyForm) -> Response:
    everybody = (
        standby_between(today(), today() + AHEAD) if access.may(Permission.PLAN_WORK) else []
    )
    return pages.page(
        "rostering/standby.html",
        form=form,
        mine=standby_of(access.current_member_id()),
        everybody=by_day(everybody),
        status=422 if form.is_submitted() else 200,
    )

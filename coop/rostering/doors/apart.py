"""The keep-apart list: one officer’s page, and nobody else’s."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop.core import access, pages
from coop.core.access import Permission, requires
from coop.core.db import transaction
from coop.core.errors import N_
from coop.membership.queries import today
from coop.rostering import actions, queries
from coop.rostering.doors.door import bp
from coop.rostering.doors.workers import sent_id
from coop.rostering.forms.apart import GRAINS, ApartForm

pages.register_nav(
    pages.NavItem(N_("Keep-apart list"), "rostering.keep_apart", Permission.KEEP_APART, 66)
)


@bp.route("/keep-apart", methods=["GET", "POST"])
@requires(Permission.KEEP_APART)
def keep_apart() -> Response:
    """Show who is kept apart at work, and keep two more members apart."""
    form = ApartForm()
    form.prepare()
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        day, pairs = today(), queries.kept_apart_on(today())
        return pages.page(
            "rostering/keep_apart.html",
            form=form,
            pairs=pairs,
            grains=GRAINS,
            day=day,
            status=status,
        )
    with transaction():
        form.carry_out(access.hand())
    flash(_("Recorded. Rosters keep the two apart from now on."))
    return redirect(url_for("rostering.keep_apart"))


@bp.post("/keep-apart/end")
@requires(Permission.KEEP_APART)
def end_keep_apart() -> Response:
    """End a pair: today is the last day on which it holds."""
    with transaction():
        actions.end_keep_apart(sent_id(N_("pair")), last_on=today(), hand=access.hand())
    flash(_("Ended. Today is the last day on which it holds."))
    return redirect(url_for("rostering.keep_apart"))

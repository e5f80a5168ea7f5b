"""The rosters and their boards: begin one, look at a week, and see every edit."""

from datetime import date, timedelta
from uuid import UUID

from flask import flash, url_for
from flask_babel import gettext as _
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from coop.core import access, pages
from coop.core.access import Permission, requires
from coop.core.db import transaction
from coop.core.errors import N_
from coop.core.headers import WITH_OUR_SCRIPT
from coop.core.listings import asked, portion
from coop.core.pages import page
from coop.membership.queries import today
from coop.rostering import actions, queries
from coop.rostering.doors.door import bp
from coop.rostering.doors.edit_words import to_undo, told_edits
from coop.rostering.doors.roster_shared import SORTS, chosen
from coop.rostering.forms.rosters import RosterForm
from coop.rostering.reading.board import board as draw_board

pages.register_nav(pages.NavItem(N_("Rosters"), "rostering.rosters", Permission.PLAN_WORK, 57))

LOOK_BACK = 60
"""So many edits back one press on Undo may reach."""


@bp.route("/rosters", methods=["GET", "POST"])
@requires(Permission.PLAN_WORK)
def rosters() -> Response:
    """List the rosters, and begin the next one."""
    found = queries.rosters()
    form = RosterForm(data={"first_on": _next_monday([one.last_on for one in found])})
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return page("rostering/rosters.html", rosters=found, form=form, status=status)
    with transaction():
        roster_id = actions.start_roster(*form.days, hand=access.hand())
        made = actions.make_shifts(*form.days, hand=access.hand())
    flash(_("The roster is begun. Shifts made from recurring work: %(made)s.", made=made))
    return redirect(url_for("rostering.board", roster_id=roster_id))


@bp.get("/rosters/<uuid:roster_id>")
@requires(Permission.PLAN_WORK)
def board(roster_id: UUID) -> Response:
    """Show one week of a roster as a wall chart, with what it lacks and what breaks a rule."""
    view = draw_board(roster_id, chosen())
    answer = page(
        "rostering/board.html",
        board=view,
        sites=queries.sites(),
        areas=queries.areas(view.chosen.site_id),
        sorts=SORTS,
        undo=to_undo(queries.edits_of(roster_id, most=LOOK_BACK)),
        place=view.weeks.index(view.week),
        today=today(),
    )
    answer.headers["Content-Security-Policy"] = WITH_OUR_SCRIPT
    return answer


@bp.get("/rosters/<uuid:roster_id>/edits")
@requires(Permission.PLAN_WORK)
def edits(roster_id: UUID) -> Response:
    """List every edit of a draft, with a way to undo each."""
    found = queries.roster(roster_id)
    part = portion(queries.edits_of(roster_id), asked("number").part)
    return page(
        "rostering/edits.html",
        roster=found,
        portion=part,
        edits=told_edits(part.rows, found.first_on, found.last_on),
    )


def _next_monday(last_days: list[date]) -> date:
    """Suggest the day after the last roster, or the Monday after today."""
    if last_days and max(last_days) >= today():
        return max(last_days) + timedelta(days=1)
    return today() + timedelta(days=7 - today().weekday())

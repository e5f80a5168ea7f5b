"""Search for a roster: ask, watch the bar, stop, and put what was found into the draft."""

from datetime import date, timedelta
from uuid import UUID

from flask import flash, request, url_for
from flask_babel import gettext as _
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from coop.core import access, clock
from coop.core.access import Permission, requires
from coop.core.db import transaction
from coop.core.doorbell import bell
from coop.core.pages import page
from coop.membership.queries import members_on, names_on, the_cooperative
from coop.rostering import actions, queries
from coop.rostering.doors.door import bp
from coop.rostering.doors.left_out import say_left_out
from coop.rostering.doors.roster_shared import places_said
from coop.rostering.forms.rosters import AwayForm, SearchForm
from coop.rostering.reading.solves import SolveView, solve_view, solves_of
from coop.rostering.rules.nouns import Span

AGAIN_SECONDS = "3"
REPLAN_SECONDS = 8


@bp.route("/rosters/<uuid:roster_id>/solve", methods=["GET", "POST"])
@requires(Permission.PLAN_WORK)
def search(roster_id: UUID) -> Response:
    """Ask for a search, and list the searches there were."""
    form = SearchForm()
    form.offer(waits=not bell().is_wired)
    if not form.validate_on_submit():
        return _search_page(roster_id, form)
    wanted = actions.Wanted(seconds=int(form.seconds.data or 1))
    with transaction():
        solve_id = actions.ask_solve(roster_id, wanted, hand=access.hand())
    return redirect(url_for("rostering.search_progress", roster_id=roster_id, solve_id=solve_id))


@bp.route("/rosters/<uuid:roster_id>/away", methods=["GET", "POST"])
@requires(Permission.PLAN_WORK)
def replan(roster_id: UUID) -> Response:
    """Fill in for people who are away, changing as few published places as possible."""
    found = queries.roster(roster_id)
    form = AwayForm()
    form.offer(_told_people(found))
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return page("rostering/replan.html", roster=found, form=form, status=status)
    with transaction():
        solve_id = actions.ask_solve(roster_id, _wanted(form), hand=access.hand())
    return redirect(url_for("rostering.search_progress", roster_id=roster_id, solve_id=solve_id))


@bp.get("/rosters/<uuid:roster_id>/solve/<uuid:solve_id>")
@requires(Permission.PLAN_WORK)
def search_progress(roster_id: UUID, solve_id: UUID) -> Response:
    """Show how a search stands; while it goes on, the page asks again by itself."""
    view = solve_view(roster_id, solve_id)
    is_still = request.args.get("still") == "1"
    answer = page(
        "rostering/search_progress.html",
        roster=queries.roster(roster_id),
        solve=view,
        percent=_percent(view),
        is_still=is_still,
    )
    if view.is_open and not is_still:
        answer.headers["Refresh"] = AGAIN_SECONDS
    return answer


@bp.post("/rosters/<uuid:roster_id>/solve/<uuid:solve_id>/stop")
@requires(Permission.PLAN_WORK)
def stop_search(roster_id: UUID, solve_id: UUID) -> Response:
    """Stop a search; the best so far is kept."""
    solve_view(roster_id, solve_id)
    with transaction():
        actions.stop_solve(solve_id, hand=access.hand())
    flash(_("The search stops in a moment. The best that it found is kept."))
    return redirect(url_for("rostering.search_progress", roster_id=roster_id, solve_id=solve_id))


@bp.post("/rosters/<uuid:roster_id>/solve/<uuid:solve_id>/use")
@requires(Permission.PLAN_WORK)
def use_search(roster_id: UUID, solve_id: UUID) -> Response:
    """Put what a search found into the draft, as far as it still fits."""
    solve_view(roster_id, solve_id)
    with transaction():
        made = actions.use_solve(solve_id, hand=access.hand())
    added, taken = len(made.changes.added), len(made.changes.taken)
    flash(_("Put into the draft: %(places)s.", places=places_said(added)))
    flash(_("Taken out of the draft: %(places)s.", places=places_said(taken)))
    say_left_out(made.left_out)
    return redirect(url_for("rostering.board", roster_id=roster_id))


def _search_page(roster_id: UUID, form: SearchForm) -> Response:
    return page(
        "rostering/search.html",
        status=422 if form.is_submitted() else 200,
        roster=queries.roster(roster_id),
        form=form,
        solves=solves_of(roster_id),
        waits=not bell().is_wired,
        names=names_on(),
    )


def _told_people(found: queries.RosterView) -> dict[UUID, str]:
    """Give everybody with a published place, as people sort names."""
    told = {one.person for one in queries.published_places(found.first_on, found.last_on)}
    return {row.id: row.name for row in members_on(found.last_on) if row.id in told}


def _wanted(form: AwayForm) -> actions.Wanted:
    zone = the_cooperative().timezone
    first, last = form.first_on.data or date.min, form.last_on.data or date.min
    span = Span(
        clock.at_local(first, 0, 0, zone), clock.at_local(last + timedelta(days=1), 0, 0, zone)
    )
    absent = tuple((UUID(one), span) for one in form.people.data or ())
    return actions.Wanted(seconds=REPLAN_SECONDS, absent=absent)


def _percent(view: SolveView) -> int:
    """Say how much of the time has passed."""
    if not view.is_open:
        return 100
    passed = (clock.now() - view.asked_at).total_seconds()
    return max(0, min(99, int(100 * passed // view.seconds)))

"""Publish a roster, look at its versions, and lay two of them side by side."""

from uuid import UUID

from flask import flash, request, url_for
from flask_babel import gettext as _
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from coop.core import access
from coop.core.access import Permission, requires
from coop.core.db import transaction
from coop.core.pages import page
from coop.membership.queries import names_on
from coop.rostering import actions, queries
from coop.rostering.doors.door import bp
from coop.rostering.forms.rosters import PublishForm
from coop.rostering.reading.comparing import comparison, draft_comparison, places_at
from coop.rostering.reading.faults import faults_in
from coop.rostering.reading.roster_facts import facts_of


@bp.route("/rosters/<uuid:roster_id>/publish", methods=["GET", "POST"])
@requires(Permission.PLAN_WORK)
def publish(roster_id: UUID) -> Response:
    """Look once more at what changes and for whom, then tell the members."""
    form = PublishForm()
    if not form.validate_on_submit():
        return _publish_page(roster_id, form)
    with transaction():
        number = actions.publish(roster_id, form.because.data or "", hand=access.hand())
    flash(_("Version %(number)s is published. Members can see their shifts now.", number=number))
    return redirect(url_for("rostering.board", roster_id=roster_id))


@bp.get("/rosters/<uuid:roster_id>/versions")
@requires(Permission.PLAN_WORK)
def versions(roster_id: UUID) -> Response:
    """List every version of a roster."""
    return page(
        "rostering/versions.html",
        roster=queries.roster(roster_id),
        versions=queries.versions(roster_id),
        names=names_on(),
    )


@bp.get("/rosters/<uuid:roster_id>/versions/<int:number>")
@requires(Permission.PLAN_WORK)
def roster_version(roster_id: UUID, number: int) -> Response:
    """Show a version, and how it differs from the one before."""
    found = queries.roster(roster_id)
    return page(
        "rostering/version.html",
        roster=found,
        version=queries.version(roster_id, number),
        changes=comparison(found, places_at(found, number - 1), places_at(found, number)),
        names=names_on(),
    )


@bp.get("/rosters/<uuid:roster_id>/compare")
@requires(Permission.PLAN_WORK)
def compare(roster_id: UUID) -> Response:
    """Lay two versions side by side, or a version and the draft."""
    found = queries.roster(roster_id)
    before, after = _number("before"), _number("after")
    return page(
        "rostering/compare.html",
        roster=found,
        versions=queries.versions(roster_id),
        before=before or 0,
        after=after,
        changes=comparison(found, places_at(found, before or 0), places_at(found, after)),
    )


def _publish_page(roster_id: UUID, form: PublishForm) -> Response:
    found = queries.roster(roster_id)
    facts = facts_of(found)
    return page(
        "rostering/publish.html",
        status=422 if form.is_submitted() else 200,
        roster=found,
        form=form,
        faults=faults_in(facts.places, facts),
        changes=draft_comparison(found),
    )


def _number(name: str) -> int | None:
    """Read which version is meant; no number is the draft."""
    return request.args.get(name, type=int)

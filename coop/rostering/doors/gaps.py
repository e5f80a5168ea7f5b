"""Gaps: which shifts lack people, why in words with counts, and who gets less than their share."""

from uuid import UUID

from flask import flash, request, url_for
from flask_babel import gettext as _
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from coop.core import access
from coop.core.access import Permission, requires
from coop.core.db import transaction
from coop.core.pages import page
from coop.rostering import actions, queries
from coop.rostering.doors.door import bp
from coop.rostering.reading.why import repair_of, short_people, whole_gaps, why
from coop.rostering.rules.edits import Changes, Pair

GAP = "/rosters/<uuid:roster_id>/gaps/<uuid:shift_id>"


@bp.get("/rosters/<uuid:roster_id>/gaps")
@requires(Permission.PLAN_WORK)
def gaps(roster_id: UUID) -> Response:
    """List every gap of a roster, the worst first, and who has less than their share."""
    found = queries.roster(roster_id)
    return page(
        "rostering/gaps.html",
        roster=found,
        gaps=whole_gaps(found),
        short=short_people(found),
    )


@bp.get(GAP)
@requires(Permission.PLAN_WORK)
def gap(roster_id: UUID, shift_id: UUID) -> Response:
    """Say why a shift is not filled; each question is written down and counted."""
    with transaction():
        actions.ask_what_if("why", shift_id, hand=access.hand())
    return page("rostering/gap.html", why=why(roster_id, shift_id))


@bp.get(GAP + "/repair")
@requires(Permission.PLAN_WORK)
def repair(roster_id: UUID, shift_id: UUID) -> Response:
    """Compute the smallest change that closes a gap, and offer it as one button."""
    with transaction():
        actions.ask_what_if("why", shift_id, hand=access.hand())
    return page("rostering/repair.html", found=repair_of(roster_id, shift_id))


@bp.post(GAP + "/repair")
@requires(Permission.PLAN_WORK)
def apply_repair(roster_id: UUID, shift_id: UUID) -> Response:
    """Make the changes of a repair in one edit, as long as they still fit."""
    changes = Changes(added=_pairs("added"), taken=_pairs("taken"))
    if changes.is_empty:
        return redirect(url_for("rostering.gap", roster_id=roster_id, shift_id=shift_id))
    with transaction():
        actions.change_places(roster_id, changes, hand=access.hand())
    flash(_("Done. One press on Undo takes all of it back."))
    return redirect(url_for("rostering.board_shift", roster_id=roster_id, shift_id=shift_id))


def _pairs(name: str) -> tuple[Pair, ...]:
    """Read places from a form: shift and member, parted by a space."""
    found = []
    for told in request.form.getlist(name):
        shift, _space, person = told.partition(" ")
        try:
            found.append((UUID(shift), UUID(person)))
        except ValueError:
            continue
    return tuple(found)

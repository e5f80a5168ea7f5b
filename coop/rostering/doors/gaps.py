"""Gaps: which shifts lack people, why in words with counts, and who gets less than their share."""

from uuid import UUID

from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from coop.core import access
from coop.core.access import Permission, requires
from coop.core.db import transaction
from coop.core.pages import page
from coop.rostering import actions, queries
from coop.rostering.doors.door import bp
from coop.rostering.reading.choosing import ShiftDesk, shift_desk
from coop.rostering.reading.why import grouped, short_people, whole_gaps


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


@bp.get("/rosters/<uuid:roster_id>/gaps/<uuid:shift_id>")
@requires(Permission.PLAN_WORK)
def gap(roster_id: UUID, shift_id: UUID) -> Response:
    """Say why a shift is not filled; each question is written down and counted."""
    with transaction():
        actions.ask_what_if("why", shift_id, hand=access.hand())
    desk = shift_desk(roster_id, shift_id)
    return page(
        "rostering/gap.html",
        roster=desk.roster,
        desk=desk,
        groups=grouped(desk.others),
        summary=_summary(desk),
    )


def _summary(desk: ShiftDesk) -> str:
    """Say in one sentence whether anybody could take the shift."""
    if not desk.fits:
        return _("Nobody can be put in as the roster is now.")
    return ngettext(
        "%(num)d person fits and could be put in now.",
        "%(num)d people fit and could be put in now.",
        len(desk.fits),
    )

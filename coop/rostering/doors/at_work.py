"""Signing in and out at work, on the terminal that stands there."""

from datetime import timedelta
from uuid import UUID

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop.core import access, clock
from coop.core.access import Permission, requires
from coop.core.db import transaction
from coop.membership.queries import today
from coop.rostering import actions
from coop.rostering.doors.door import bp
from coop.rostering.doors.hours_words import hours_page, wall
from coop.rostering.reading.hours_own import own_clocks

DAY = timedelta(days=1)


@bp.get("/at-work")
@requires(Permission.MEMBER)
def at_work() -> Response:
    """Show today’s shifts of the member, each with what can be pressed now."""
    day, now = today(), clock.now()
    return hours_page(
        "at_work.html",
        clocks=own_clocks(access.current_member_id(), day - DAY, day + DAY, now),
        is_here=access.on_terminal(),
    )


@bp.post("/at-work/<uuid:shift_id>/in")
@requires(Permission.MEMBER)
def sign_in_at_work(shift_id: UUID) -> Response:
    """Sign in."""
    with transaction():
        at = actions.sign_in_at_work(shift_id, hand=access.hand())
    flash(_("You signed in at %(time)s.", time=wall(at)))
    return redirect(url_for("rostering.at_work"))


@bp.post("/at-work/<uuid:shift_id>/out")
@requires(Permission.MEMBER)
def sign_out_at_work(shift_id: UUID) -> Response:
    """Sign out."""
    with transaction():
        at = actions.sign_out_at_work(shift_id, hand=access.hand())
    flash(_("You signed out at %(time)s.", time=wall(at)))
    return redirect(url_for("rostering.at_work"))

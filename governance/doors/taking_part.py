"""Second a motion, speak on it, withdraw it."""

from uuid import UUID

from flask import flash
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop.core import access
from coop.core.access import Permission, requires
from coop.core.db import transaction
from coop.core.errors import refuse_if
from coop.core.pages import page
from governance.actions import contribute, second_motion, withdraw_motion
from governance.doors.door import bp
from governance.doors.motion_page import motion_page
from governance.doors.shared import readable, to_motion
from governance.forms.motions import ContributionForm, WithdrawForm
from governance.rules.motions import refusals_to_withdraw
from governance.rules.states import State


@bp.post("/motions/<uuid:motion_id>/second")
@requires(Permission.MEMBER)
def second(motion_id: UUID) -> Response:
    """Second the motion."""
    readable(motion_id)
    with transaction():
        second_motion(motion_id, hand=access.hand())
    flash(_("You have seconded this motion."))
    return to_motion(motion_id)


@bp.post("/motions/<uuid:motion_id>/say")
@requires(Permission.MEMBER)
def say(motion_id: UUID) -> Response:
    """Speak in the discussion."""
    row, form = readable(motion_id), ContributionForm()
    if not form.validate_on_submit():
        return motion_page(row, said=form, status=422)
    with transaction():
        contribute(motion_id, form.words.data or "", hand=access.hand())
    flash(_("Your words stand in the discussion."))
    return to_motion(motion_id)


@bp.route("/motions/<uuid:motion_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.MEMBER)
def withdraw(motion_id: UUID) -> Response:
    """Take one’s own motion back, with a reason."""
    row, form = readable(motion_id), WithdrawForm()
    is_mover = row.mover_id == access.current_member_id()
    refuse_if(refusals_to_withdraw(State(row.state), is_mover=is_mover))
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return page("governance/withdraw.html", row=row, form=form, status=status)
    with transaction():
        withdraw_motion(motion_id, form.because.data or "", hand=access.hand())
    flash(_("The motion is withdrawn."))
    return to_motion(motion_id)

"""Hearing, carrying out, and following up: we said, we did."""

from uuid import UUID

from flask import flash
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop.core import access
from coop.core.access import Permission, requires
from coop.core.db import transaction
from coop.core.pages import page
from coop.membership.queries import today
from governance.actions import (
    Heard,
    agree_follow_up,
    carry_out_expulsion,
    record_hearing,
    report_follow_up,
)
from governance.doors.door import bp
from governance.doors.shared import readable, to_motion
from governance.forms.motions import FollowUpForm, HearingForm, ReportForm

SECRETARY = (Permission.RUN_BALLOTS, Permission.KEEP_REGISTER)


@bp.route("/motions/<uuid:motion_id>/hearing", methods=["GET", "POST"])
@requires(*SECRETARY)
def hear(motion_id: UUID) -> Response:
    """Record how the member concerned was heard."""
    row, form = readable(motion_id), HearingForm()
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return page("governance/hearing.html", row=row, form=form, status=status)
    with transaction():
        record_hearing(motion_id, _heard(form), hand=access.hand())
    flash(_("The hearing is recorded."))
    return to_motion(motion_id)


@bp.post("/motions/<uuid:motion_id>/carry-out")
@requires(Permission.KEEP_REGISTER)
def carry_out(motion_id: UUID) -> Response:
    """Enter a carried expulsion in the register."""
    with transaction():
        carry_out_expulsion(motion_id, hand=access.hand())
    flash(_("The decision is in the register."))
    return to_motion(motion_id)


@bp.route("/motions/<uuid:motion_id>/follow-up", methods=["GET", "POST"])
@requires(*SECRETARY)
def follow_up(motion_id: UUID) -> Response:
    """Say who will do what by when."""
    row, form = readable(motion_id), FollowUpForm()
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return page("governance/follow_up.html", row=row, form=form, status=status)
    what, who, due = form.what.data or "", form.who.data or "", form.due_on.data or today()
    with transaction():
        agree_follow_up(motion_id, what, who, due, hand=access.hand())
    flash(_("Everyone can now see who will do this."))
    return to_motion(motion_id)


@bp.route("/motions/<uuid:motion_id>/follow-up/<uuid:follow_up_id>", methods=["GET", "POST"])
@requires(*SECRETARY)
def report(motion_id: UUID, follow_up_id: UUID) -> Response:
    """Report whether it was done, or why not."""
    row, form = readable(motion_id), ReportForm()
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return page("governance/report.html", row=row, form=form, status=status)
    is_done = form.is_done.data == "yes"
    with transaction():
        report_follow_up(follow_up_id, form.words.data or "", is_done=is_done, hand=access.hand())
    flash(_("The report is there for everyone to read."))
    return to_motion(motion_id)


def _heard(form: HearingForm) -> Heard:
    return Heard(
        offered_on=form.offered_on.data or today(),
        held_on=form.held_on.data,
        was_present=form.was_present.data,
        representative=form.representative.data or "",
        statement=form.statement.data or "",
    )

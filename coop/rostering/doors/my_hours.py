"""A member’s own hours, and the way to say that they are wrong, by page and on paper."""

from datetime import timedelta
from uuid import UUID

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop.core import access, pages
from coop.core.access import Permission, requires
from coop.core.audit import Hand
from coop.core.db import transaction
from coop.core.errors import N_, NotFound
from coop.membership.forms.parts import all_valid
from coop.membership.queries import member_numbered, today
from coop.rostering import actions
from coop.rostering.doors.door import bp
from coop.rostering.doors.hours_words import hours_page, monday_of
from coop.rostering.forms.attendance import WrongForm
from coop.rostering.forms.keyed_hours import WrongPart
from coop.rostering.forms.work_places import KINDS
from coop.rostering.reading.attended import records_in, shift_of, told_to
from coop.rostering.reading.hours_own import by_kind, own_weeks, questions_of

pages.register_nav(pages.NavItem(N_("My hours"), "rostering.my_hours", Permission.MEMBER, 36))

WEEKS_SHOWN = timedelta(weeks=8)


@bp.get("/my-hours")
@requires(Permission.MEMBER)
def my_hours() -> Response:
    """Show a member their hours: planned, come and approved, by week and by kind."""
    member_id, day = access.current_member_id(), today()
    weeks = own_weeks(member_id, monday_of(day) - WEEKS_SHOWN, day)
    return hours_page(
        "my_hours.html",
        weeks=weeks,
        sums=[(KINDS[kind], minutes) for kind, minutes in by_kind(weeks).items()],
        questions=questions_of(member_id),
    )


@bp.route("/my-hours/<uuid:shift_id>/wrong", methods=["GET", "POST"])
@requires(Permission.MEMBER)
def hours_wrong(shift_id: UUID) -> Response:
    """Say that the hours of one’s own shift are wrong."""
    shift, form, hand = shift_of(shift_id), WrongForm(), access.hand()
    if hand.by not in told_to(shift_id) | records_in(shift_id).keys():
        raise NotFound(N_("shift of yours"))
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return hours_page("hours_wrong.html", shift=shift, form=form, status=status)
    with transaction():
        actions.question_hours(shift.day, form.words.data or "", hand=hand, shift_id=shift_id)
    flash(_("A co-ordinator reads it and answers here."))
    return redirect(url_for("rostering.my_hours"))


@bp.route("/desk/hours-wrong", methods=["GET", "POST"])
@requires(Permission.KEY_PAPER)
def key_hours_wrong() -> Response:
    """Key the form on which a member says that their hours are wrong."""
    form, words = WrongPart(), WrongForm()
    if not all_valid((form, words)):
        status = 422 if form.is_submitted() else 200
        return hours_page("hours_wrong_keyed.html", form=form, words=words, status=status)
    hand = _keyed(form)
    with transaction():
        actions.question_hours(form.day.data or today(), words.words.data or "", hand=hand)
    flash(_("It is recorded in the member’s name. A co-ordinator answers it."))
    return redirect(url_for("post.desk"))


def _keyed(form: WrongPart) -> Hand:
    member_id = member_numbered(form.member_number.data or 0)
    return access.keyed_hand(member_id, form.evidence.data or "")

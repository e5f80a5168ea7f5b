"""Approving hours, closing a period, and answering members who say that hours are wrong."""

from datetime import date, timedelta
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from coop.core import access, clock, listings, pages
from coop.core.access import Permission, requires
from coop.core.db import transaction
from coop.core.errors import N_
from coop.membership.queries import name_of, today
from coop.rostering import actions, queries
from coop.rostering.doors.door import bp
from coop.rostering.doors.hours_words import hours_page
from coop.rostering.forms.attendance import AnswerForm
from coop.rostering.forms.closing import CloseForm
from coop.rostering.reading.hours_own import open_questions, question

pages.register_nav(
    pages.NavItem(
        N_("Hours"), "rostering.hours", Permission.PLAN_WORK, 59, or_else=(Permission.RUN_PAY,)
    )
)

CLOSERS = (Permission.PLAN_WORK, Permission.RUN_PAY)
FORTNIGHT = timedelta(days=13)


@bp.get("/hours")
@requires(*CLOSERS)
def hours() -> Response:
    """Show what waits to be approved: the odd ones one by one, the plain ones summed."""
    waiting = queries.waiting_for(access.current_member_id())
    odd = listings.portion(waiting.odd, listings.asked("shift").part)
    return hours_page(
        "hours.html",
        waiting=waiting,
        odd=odd,
        names={line.record.recorded_by: name_of(line.record.recorded_by) for line in odd.rows},
        questions=open_questions() if access.may(Permission.PLAN_WORK) else (),
        still_open=queries.open_of(today() - 2 * FORTNIGHT, today(), ended_by=clock.now()),
        periods=queries.closed_periods()[:3],
    )


@bp.post("/hours/approve")
@requires(Permission.PLAN_WORK)
def approve() -> Response:
    """Approve the records that were sent: one, or all the plain ones that were shown."""
    sent = request.form.get("records", "").split()
    wanted = [UUID(text) for text in sent if _is_id(text)]
    with transaction():
        count = actions.approve_hours(wanted, hand=access.hand())
    flash(_approved(count))
    return redirect(url_for("rostering.hours"))


@bp.route("/hours/close", methods=["GET", "POST"])
@requires(*CLOSERS)
def close_hours() -> Response:
    """Close a period for pay; what is still open is counted, and must be said."""
    first, last = _offered()
    form = CloseForm(data={"first": first, "last": last})
    if not form.validate_on_submit():
        return _close_page(form)
    first, last = form.first.data or first, form.last.data or last
    with transaction():
        left = actions.close_period(first, last, form.because.data or "", hand=access.hand())
    flash(_closed(left))
    return redirect(url_for("rostering.close_hours"))


@bp.route("/hours/questions/<uuid:question_id>", methods=["GET", "POST"])
@requires(Permission.PLAN_WORK)
def answer_question(question_id: UUID) -> Response:
    """Answer a member who says that their hours are wrong."""
    asked, form = question(question_id), AnswerForm()
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return hours_page("hours_question.html", asked=asked, form=form, status=status)
    with transaction():
        actions.answer_question(question_id, form.answer.data or "", hand=access.hand())
    flash(_("The member can read your answer."))
    return redirect(url_for("rostering.hours"))


def _close_page(form: CloseForm) -> Response:
    first, last = form.first.data, form.last.data
    return hours_page(
        "hours_close.html",
        status=422 if form.is_submitted() else 200,
        form=form,
        still_open=queries.open_of(first, last) if first and last else None,
        hours=queries.approved_hours(first, last) if first and last else None,
        periods=[(each, name_of(each.closed_by)) for each in queries.closed_periods()],
    )


def _offered() -> tuple[date, date]:
    """Offer the fortnight after the last close; before any, the two weeks that are over."""
    until = queries.closed_until()
    if until is not None:
        return until + timedelta(days=1), until + timedelta(days=1) + FORTNIGHT
    monday = today() - timedelta(days=today().weekday())
    return monday - timedelta(days=14), monday - timedelta(days=1)


def _approved(count: int) -> str:
    if not count:
        return _("Nothing was left to approve: a colleague had done it.")
    return ngettext("%(num)d record is approved.", "%(num)d records are approved.", count)


def _closed(left: int) -> str:
    if not left:
        return _("The period is closed. Everything in it is approved.")
    return ngettext(
        "The period is closed. One place was left open, and this is said.",
        "The period is closed. %(num)d places were left open, and this is said.",
        left,
    )


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True

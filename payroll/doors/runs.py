"""Pay runs: the hub, a new run, one run with its life, and each step on it."""

from datetime import timedelta
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop.core import access, listings, pages
from coop.core.access import Permission, may, requires
from coop.core.db import session, transaction
from coop.core.errors import N_
from coop.membership.queries import today
from coop.rostering.queries import is_closed, open_of, unpaid_work
from payroll import actions, queries
from payroll.doors.door import bp
from payroll.doors.run_words import CALENDARS, run_page
from payroll.forms.runs import CorrectForm, NewRunForm, ReasonForm, SeenForm
from payroll.models.runs import PayRun
from payroll.reading.run_state import is_stale
from payroll.reading.runs import later_revision
from payroll.rules.runs.life import Calendar, next_days
from payroll.rules.runs.pay_facts import LEAVE_OUT
from payroll.wording import hours_said

pages.register_nav(
    pages.NavItem(N_("Pay"), "payroll.pay", Permission.RUN_PAY, 61, (Permission.APPROVE_PAY,))
)
RUNNERS = (Permission.RUN_PAY, Permission.APPROVE_PAY)
AGAIN_SECONDS = "2"
PAID_AFTER = timedelta(days=5)


@bp.get("/pay")
@requires(*RUNNERS)
def pay() -> Response:
    """List the pay runs, the latest first, each with what it comes to."""
    asked = listings.asked("period")
    rows = [one for one in queries.runs() if asked.matches(one.code)]
    portion = listings.portion(rows, asked.part)
    sums = queries.sums_of_runs([one.id for one in portion.rows])
    released = queries.released_with_money(today()) if may(Permission.RUN_PAY) else []
    return run_page("pay.html", portion=portion, sums=sums, asked=asked, released=released)


@bp.route("/pay/runs/new", methods=["GET", "POST"])
@requires(Permission.RUN_PAY)
def new_run() -> Response:
    """Begin the pay of a period."""
    form = _new_form()
    if not form.validate_on_submit() or not (form.first.data and form.last.data):
        return run_page("run_new.html", form=form, status=422 if form.is_submitted() else 200)
    days, paid = (form.first.data, form.last.data), form.pays_on.data or form.last.data
    with transaction():
        run_id = actions.begin_run(form.calendar.data, *days, pays_on=paid, hand=access.hand())
    flash(_("The run is begun. The draft is being made."))
    return redirect(url_for("payroll.run", run_id=run_id))


@bp.get("/pay/runs/<uuid:run_id>")
@requires(*RUNNERS)
def run(run_id: UUID) -> Response:
    """Show a run: how far it is, what it comes to, and what to look at first."""
    view = queries.run_view(run_id)
    answer = _run_page(view)
    if view.is_working and request.args.get("still") != "1":
        answer.headers["Refresh"] = AGAIN_SECONDS
    return answer


@bp.post("/pay/runs/<uuid:run_id>/draft")
@requires(Permission.RUN_PAY)
def redraft(run_id: UUID) -> Response:
    """Draft a run again."""
    with transaction():
        actions.redraft_run(run_id, hand=access.hand())
    flash(_("The draft is being made again."))
    return _back(run_id)


@bp.post("/pay/runs/<uuid:run_id>/check")
@requires(Permission.RUN_PAY)
def check(run_id: UUID) -> Response:
    """Say that the draft was looked through."""
    with transaction():
        actions.check_run(run_id, hand=access.hand())
    flash(_("Checked. Another person can approve it now."))
    return _back(run_id)


@bp.post("/pay/runs/<uuid:run_id>/approve")
@requires(Permission.APPROVE_PAY)
def approve(run_id: UUID) -> Response:
    """Approve exactly the drafts that were on the page."""
    with transaction():
        actions.approve_run(run_id, SeenForm().digest.data or "", hand=access.hand())
    flash(_("Approved. The statements can be issued now."))
    return _back(run_id)


@bp.post("/pay/runs/<uuid:run_id>/issue")
@requires(Permission.RUN_PAY)
def issue(run_id: UUID) -> Response:
    """Order the statements to be issued."""
    with transaction():
        actions.issue_run(run_id, hand=access.hand())
    flash(_("The statements are being issued."))
    return _back(run_id)


@bp.route("/pay/runs/<uuid:run_id>/back", methods=["GET", "POST"])
@requires(*RUNNERS)
def send_run_back(run_id: UUID) -> Response:
    """Send a checked run back, with what is wrong."""
    form = ReasonForm()
    if not form.validate_on_submit():
        return _reason_page(run_id, form, "back")
    with transaction():
        actions.send_back(run_id, form.because.data or "", hand=access.hand())
    flash(_("Sent back. Whoever runs pay reads why."))
    return _back(run_id)


@bp.route("/pay/runs/<uuid:run_id>/drop", methods=["GET", "POST"])
@requires(Permission.RUN_PAY)
def drop_run(run_id: UUID) -> Response:
    """Drop a run that is not issued."""
    form = ReasonForm()
    if not form.validate_on_submit():
        return _reason_page(run_id, form, "drop")
    with transaction():
        actions.drop_run(run_id, form.because.data or "", hand=access.hand())
    flash(_("Dropped. Nothing of it was issued."))
    return redirect(url_for("payroll.pay"))


@bp.route("/pay/runs/<uuid:run_id>/correct", methods=["GET", "POST"])
@requires(Permission.RUN_PAY)
def correct(run_id: UUID) -> Response:
    """Begin the next revision of an issued run."""
    form = CorrectForm(data={"pays_on": today()})
    if not form.validate_on_submit():
        return _reason_page(run_id, form, "correct")
    because, paid = form.because.data or "", form.pays_on.data
    with transaction():
        new_id = actions.correct_run(run_id, because, pays_on=paid, hand=access.hand())
    flash(_("The period is being worked out again. Only differences will be entered."))
    return _back(new_id)


def _new_form() -> NewRunForm:
    last = queries.newest_end(Calendar.WEEK)
    monday = today() - timedelta(days=today().weekday())
    days = next_days(Calendar.WEEK, last or monday - timedelta(days=8))
    offered = {"calendar": Calendar.WEEK, "first": days[0], "last": days[1]}
    form = NewRunForm(data={**offered, "pays_on": days[1] + PAID_AFTER})
    form.offer(dict(CALENDARS))
    return form


def _run_page(view: queries.RunView) -> Response:
    row = session().get_one(PayRun, view.id)
    # The page looks again every two seconds while the worker is at it, so it shows less then.
    odd = [] if view.is_working else queries.odd_lines(view.id)
    return run_page(
        "run.html",
        run=view,
        sums=queries.sums_of_run(view.id),
        odd=listings.portion(odd, listings.asked("member").part),
        progress=queries.progress_of(view) if view.is_working else None,
        is_closed=is_closed(view.first, view.last),
        left_open=open_of(view.first, view.last).total,
        is_stale=is_stale(row),
        later_id=later_revision(view.id),
        steps=queries.steps_of_run(view.id),
        left_out=[one for one in queries.figures_of(view.id) if one.code == LEAVE_OUT],
        unpaid=_unpaid(view),
        is_still=request.args.get("still") == "1",
        me=access.current_member_id(),
    )


def _unpaid(view: queries.RunView) -> list[tuple[str, str, int, str]]:
    """Name whose unpaid work the rules of work call paid: a run lists it and never hides it."""
    if view.is_working:
        # The page looks again every two seconds then; what is unpaid does not change meanwhile.
        return []
    return [
        (name, hours_said(one.most), one.weeks_over, hours_said(one.beside_paid))
        for name, one in unpaid_work(min(view.last, today()))
    ]


def _reason_page(run_id: UUID, form: ReasonForm, what: str) -> Response:
    status = 422 if form.is_submitted() else 200
    view = queries.run_view(run_id)
    return run_page("run_reason.html", run=view, form=form, what=what, status=status)


def _back(run_id: UUID) -> Response:
    return redirect(url_for("payroll.run", run_id=run_id))

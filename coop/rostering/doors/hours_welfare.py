"""Workload and welfare: for whoever plans work, and for the board that decides “pay or stop”."""

from datetime import date, timedelta

from flask import Response as FileResponse
from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from coop.core import access
from coop.core.access import Permission, requires
from coop.core.db import transaction
from coop.core.pages import csv_download
from coop.membership.queries import member_numbered, today
from coop.rostering import actions
from coop.rostering.doors.door import bp
from coop.rostering.doors.hours_words import hours_page
from coop.rostering.forms.closing import RestForm
from coop.rostering.forms.work_places import KINDS
from coop.rostering.reading.hours_welfare import Band, Welfare, class_shares, welfare
from coop.rostering.rules.nouns import Kind

BOARD = (Permission.PLAN_WORK, Permission.GRANT_OFFICES)
BANDS = {
    Band.LESS: _l("less than their fair share"),
    Band.FAIR: _l("about their fair share"),
    Band.MORE: _l("more than their fair share"),
}


@bp.get("/hours/welfare")
@requires(*BOARD)
def hours_welfare() -> Response:
    """Show hours by kind against limits, unpaid hours, rest, overtime, and fair shares."""
    return _welfare_page(RestForm())


@bp.get("/hours/welfare.csv")
@requires(*BOARD)
def hours_welfare_csv() -> FileResponse:
    """Download the workload of thirteen weeks, in minutes; no class and no cause stands in it."""
    found = _asked()
    head = ["number", "name", *Kind, "most_a_week", "weeks_over", "fair_share"]
    rows = [
        [
            one.number,
            one.name,
            *(one.kinds.get(kind, 0) for kind in Kind),
            one.most_a_week,
            one.weeks_over,
            one.share.fair if one.share else None,
        ]
        for one in found.loads
    ]
    return csv_download(f"workload-{found.last}.csv", head, rows)


@bp.post("/hours/welfare/rest")
@requires(Permission.PLAN_WORK)
def set_rest() -> Response:
    """Keep a week free of peer support for a member."""
    form = RestForm()
    if not form.validate_on_submit():
        return _welfare_page(form, status=422)
    member_id, monday = member_numbered(form.member_number.data or 0), form.monday.data or today()
    with transaction():
        actions.set_rest_week(member_id, monday, hand=access.hand())
    flash(_("The week of rest is kept."))
    return redirect(url_for("rostering.hours_welfare"))


@bp.post("/hours/welfare/rest/lift")
@requires(Permission.PLAN_WORK)
def lift_rest() -> Response:
    """Take a week of rest back."""
    form = RestForm()
    if not form.validate_on_submit():
        return _welfare_page(form, status=422)
    member_id, monday = member_numbered(form.member_number.data or 0), form.monday.data or today()
    with transaction():
        actions.lift_rest_week(member_id, monday, hand=access.hand())
    flash(_("The week of rest is lifted."))
    return redirect(url_for("rostering.hours_welfare"))


def _welfare_page(form: RestForm, *, status: int = 200) -> Response:
    return hours_page(
        "hours_welfare.html",
        status=status,
        welfare=_asked(),
        classes=class_shares(_quarter_end(today())),
        quarter_end=_quarter_end(today()),
        kinds=KINDS,
        bands=BANDS,
        form=form,
    )


def _asked() -> Welfare:
    return welfare(_day(request.args.get("until", "")))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return today()


def _quarter_end(day: date) -> date:
    """Give the last day of the quarter that ended before a day."""
    month = 3 * ((day.month - 1) // 3) + 1
    return date(day.year, month, 1) - timedelta(days=1)

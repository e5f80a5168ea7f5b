"""Interest on shares and loans: worked out first, given by a motion, once for each day."""

import json
from datetime import date
from uuid import UUID

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop.core import access, pages, wording
from coop.core.access import Permission, requires
from coop.core.db import transaction
from coop.core.errors import N_, NotFound, refuse_if
from coop.membership.queries import today
from payroll import actions
from payroll.deeds.paying_interest import NewInterest, interest_of, refusals_of_interest
from payroll.doors.books_words import figures
from payroll.doors.door import bp
from payroll.doors.owned_matters import is_sure, sent_again
from payroll.doors.owned_shared import owned_page, sure_page
from payroll.forms.owned import sum_of
from payroll.forms.owned_officers import InterestForm, rate_words
from payroll.reading.loans import interest_given
from payroll.reading.owned_rules import owned_rules_on
from payroll.told import refusals_of_motion


@bp.route("/loans/interest", methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def new_interest() -> Response:
    """Give interest by a carried motion: fill in, look at the sums, give it."""
    form = InterestForm()
    form.ask(owned_rules_on(today()).rules.cap)
    form.offer()
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return owned_page("interest_new.html", form=form, status=status)
    if not is_sure():
        return _look_at(form)
    motion = form.motion.data or ""
    with transaction():
        actions.give_interest(_wanted(form), form.limit, motion_number=motion, hand=access.hand())
    return _given()


@bp.get("/loans/interest/<uuid:interest_id>.csv")
@requires(Permission.KEEP_BOOKS)
def interest_csv(interest_id: UUID) -> Response:
    """Give the working of interest for a spreadsheet: one row a stretch, members by number."""
    found = next((one for one in interest_given() if one.id == interest_id), None)
    if found is None:
        raise NotFound(N_("interest"))
    header = [_("Member"), _("First day"), _("Last day"), _("Days"), _("Stood there"),
              _("Per cent"), _("Days of the year"), _("Interest together")]  # fmt: skip
    rows = (
        (row["number"], one["first"], one["last"], one["days"], figures(one["balance"]),
         one["rate"], one["year_days"], figures(row["amount"]))
        for row in json.loads(found.document)["members"]
        for one in row["stretches"]
    )  # fmt: skip
    return pages.csv_download(f"interest-{found.first.isoformat()}.csv", header, rows)


def _wanted(form: InterestForm) -> NewInterest:
    first, last = form.first.data or date.max, form.last.data or date.max
    return NewInterest(form.on_what.data, first, last, form.rate.ppm or 0)


def _look_at(form: InterestForm) -> Response:
    wanted = _wanted(form)
    refuse_if(refusals_of_interest(wanted, form.limit) + refusals_of_motion(form.motion.data or ""))
    earned = interest_of(wanted)
    lines = [
        (_("Interest on"), _("shares") if wanted.on_what == "shares" else _("loans")),
        (_("Days"), f"{wording.short_day(wanted.first)} – {wording.short_day(wanted.last)}"),
        (_("Rate"), rate_words(wanted.rate_ppm) if form.rate.ppm is not None else _("as agreed")),
        (_("Members who have some"), wording.number(len(earned))),
        (_("Together"), sum_of(sum(one.amount for one in earned.values()))),
        (_("Motion"), form.motion.data or ""),
    ]
    title, back_url = _("Give this interest?"), url_for("payroll.new_interest")
    return sure_page(title, lines, sent_again(), act=_("Give it"), back_url=back_url)


def _given() -> Response:
    flash(_("Given. It is owed to each member from today."))
    return redirect(url_for("payroll.all_loans"))

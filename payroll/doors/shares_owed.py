"""What is owed and paid out, and what would become of everything if the co-operative ended."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from coop.core import access, audit, pages, wording
from coop.core.access import Permission, requires
from coop.core.db import transaction
from coop.core.errors import N_, NotFound
from coop.membership.queries import called, holdings_on, today
from payroll import actions, acts
from payroll.deeds.paying_owed import payable_together
from payroll.doors.books_words import figures
from payroll.doors.door import bp
from payroll.doors.owned_matters import is_sure, sent_again
from payroll.doors.owned_shared import OFFICERS, owned_page, sure_page
from payroll.forms.owned import sum_of
from payroll.forms.owned_officers import PayOwedForm, account_words
from payroll.reading.leavers import Owing, means_on, owing
from payroll.reading.owned_rules import owned_rules_on
from payroll.reading.shares import nominee_of
from payroll.reading.surpluses import pay_between
from payroll.rules.owned.asset_lock import ended, refusals_to_end

SIX_YEARS = timedelta(days=6 * 365 + 2)
"""The years in which members of a co-owned co-operative contributed to what is left."""
RESIDUES = {
    "mutual_fund": _l("the mutual fund for co-operation"),
    "common_ownership": _l("another co-operative"),
    "co_ownership": _l("the members of the last six years, by what each contributed"),
    "general_interest": _l("a body that serves the general interest"),
    "": _l("nobody yet: the rules of ownership must be chosen first"),
}


@bp.get("/shares/owed.csv")
@requires(*OFFICERS)
def owed_csv() -> Response:
    """Give what is owed for a spreadsheet: people by number."""
    header = [_("Member"), _("For shares"), _("Other"), _("Pay by")]
    rows = (
        (one.number, figures(one.for_shares), figures(one.other),
         one.pay_by.isoformat() if one.pay_by else "")
        for one in owing(today())
    )  # fmt: skip
    return pages.csv_download("owed.csv", header, rows)


@bp.route("/shares/owed/<uuid:member_id>", methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def pay_owed(member_id: UUID) -> Response:
    """Pay all that is owed to one person: look once more, then pay."""
    line, form = _owed_to(member_id), PayOwedForm()
    if not form.validate_on_submit():
        return _owed_page(line, form)
    if not is_sure():
        return _look_at_payment(line, form)
    amount = int(form.amount.data or 0)
    with transaction():
        actions.pay_owed(member_id, amount, account=form.account.data, hand=access.hand())
    flash(_("Paid. It is in the books."))
    return redirect(url_for("payroll.shares"))


@bp.route("/shares/owed", methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def pay_everybody() -> Response:
    """Pay all that is owed to members at once: look once more, then pay."""
    form, lines = PayOwedForm(), payable_together(access.current_member_id())
    if not form.validate_on_submit():
        return _everybody_page(lines, form)
    if not is_sure():
        return _look_at_everybody(lines, form)
    total, account = int(form.amount.data or 0), form.account.data
    with transaction():
        actions.pay_everybody(total, account=account, hand=access.hand())
    return _all_paid()


@bp.post("/shares/owed/<uuid:member_id>/nominee")
@requires(Permission.KEEP_BOOKS)
def read_nominee(member_id: UUID) -> Response:
    """Show whom somebody who died had named; the look is written in the log."""
    line = _owed_to(member_id)
    if not line.has_died:
        raise NotFound(N_("nomination"))
    with transaction():
        audit.record(acts.NOMINEE_READ, member_id, hand=access.hand())
    return owned_page("nominee.html", line=line, nominee=nominee_of(member_id))


@bp.get("/shares/asset-lock")
@requires(Permission.KEEP_BOOKS)
def asset_lock() -> Response:
    """Work out what would become of everything if the co-operative ended today (PAY-77)."""
    means, rules = means_on(today()), owned_rules_on(today())
    paid, contributed = _paid_in(), _contributed()
    return owned_page(
        "asset_lock.html",
        means=means,
        rules=rules,
        refusals=refusals_to_end(rules.residue, contributed, means),
        end=ended(means, paid, rules.residue, contributed),
        to=str(RESIDUES[rules.residue]),
        today=today(),
    )


def _paid_in() -> dict[int, int]:
    held = holdings_on(today())
    numbers = called(list(held))
    return {numbers[who].number: one.paid_minor for who, one in held.items()}


def _contributed() -> dict[int, int]:
    """Give everybody’s gross pay of the last six years: what we measure a contribution by."""
    pay = pay_between(today() - SIX_YEARS, today())
    numbers = called(list(pay))
    return {numbers[who].number: gross for who, gross in pay.items()}


def _owed_to(member_id: UUID) -> Owing:
    found = next((one for one in owing(today()) if one.member_id == member_id), None)
    if found is None:
        raise NotFound(N_("anything owed to this person"))
    return found


def _everybody_page(lines: Sequence[Owing], form: PayOwedForm) -> Response:
    status = 422 if form.is_submitted() else 200
    form.amount.data = str(sum(one.total for one in lines))
    return owned_page("pay_everybody.html", lines=lines, form=form, status=status)


def _look_at_everybody(lines: Sequence[Owing], form: PayOwedForm) -> Response:
    told = [
        (_("Members"), wording.number(len(lines))),
        (_("For shares"), sum_of(sum(one.for_shares for one in lines))),
        (_("Other"), sum_of(sum(one.other for one in lines))),
        (_("Together"), sum_of(sum(one.total for one in lines))),
        (_("From"), account_words(form.account.data)),
    ]
    title, back_url = _("Pay all of this out?"), url_for("payroll.shares")
    return sure_page(title, told, sent_again(), act=_("Pay it out"), back_url=back_url)


def _all_paid() -> Response:
    flash(_("Paid. It is in the books, one entry for each member."))
    return redirect(url_for("payroll.shares"))


def _owed_page(line: Owing, form: PayOwedForm) -> Response:
    status = 422 if form.is_submitted() else 200
    form.amount.data = str(line.total)
    return owned_page("pay_owed.html", line=line, form=form, status=status)


def _look_at_payment(line: Owing, form: PayOwedForm) -> Response:
    lines = [
        (_("Person"), _("%(name)s, number %(number)s", name=line.name, number=line.number)),
        (_("For shares"), sum_of(line.for_shares)),
        (_("Other"), sum_of(line.other)),
        (_("Together"), sum_of(line.total)),
        (_("From"), account_words(form.account.data)),
        (_("Pay by"), wording.day(line.pay_by) or _("no last day")),
    ]
    title, back_url = _("Pay this out?"), url_for("payroll.shares")
    return sure_page(title, lines, sent_again(), act=_("Pay it out"), back_url=back_url)

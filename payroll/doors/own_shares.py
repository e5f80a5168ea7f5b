"""What one member owns: held, on order, in the queue, lent, owed; today and on any past day."""

from datetime import date
from uuid import UUID

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from coop.core import access, pages, wording
from coop.core.access import Permission, requires
from coop.core.db import transaction
from coop.membership.queries import share_moves, shares_of, today
from payroll import actions
from payroll.doors.books_words import asked_day, figures
from payroll.doors.door import bp
from payroll.forms.owned import sum_of
from payroll.reading.balances import owed_to
from payroll.reading.gains import gains_of
from payroll.reading.loans import LoanView, loans
from payroll.reading.shares import (
    bounds_on,
    nominee_of,
    orders_of,
    requests_of,
    suspension_on,
)
from payroll.rules.nouns import Amount
from payroll.rules.owned.interest import percent

STATES = {
    "asked": _l("waits for a decision"),
    "agreed": _l("agreed"),
    "refused": _l("refused"),
    "done": _l("done"),
    "withdrawn": _l("taken back"),
    "waiting": _l("in the queue"),
    "paid": _l("paid out"),
}
KINDS = {
    "bought": _l("Bought"),
    "transferred_in": _l("Passed to you"),
    "transferred_out": _l("Passed on"),
    "withdrawn": _l("Paid out"),
    "forfeited": _l("Forfeited"),
}
"""What may have happened to shares, and what became of an order or a request."""


@bp.get("/me/shares")
@requires(Permission.SIGNED_IN)
def my_shares() -> Response:
    """Show the signed-in person what they own, today or on a day that they choose."""
    member_id, day = access.current_member_id(), asked_day("on", today())
    return pages.page(
        "payroll/my_shares.html",
        day=day,
        today=today(),
        held=shares_of(member_id, day),
        owed=owed_to([member_id], day)[member_id],
        price=bounds_on(today()).price,
        moves=[one for one in reversed(share_moves(member_id)) if one.from_on <= day],
        loan_rows=[_loan_row(one, one.left_on(day)) for one in loans(member_id)],
        gains=[
            (_days(one.first, one.last), _gained(one.what), sum_of(one.amount))
            for one in gains_of(member_id)
        ],
        orders=orders_of(member_id),
        requests=requests_of(member_id),
        nominee=nominee_of(member_id),
        suspension=suspension_on(today()),
        states=STATES,
        kinds=KINDS,
    )


@bp.get("/me/shares.csv")
@requires(Permission.SIGNED_IN)
def my_shares_csv() -> Response:
    """Give the signed-in person every movement of their shares for a spreadsheet."""
    held, rows = 0, []
    for one in share_moves(access.current_member_id()):
        held += one.shares
        rows.append(
            (one.from_on.isoformat(), str(KINDS[one.kind]), one.shares, figures(one.paid_minor),
             held)
        )  # fmt: skip
    header = [_("Day"), _("What happened"), _("Shares"), _("Paid"), _("Held after")]
    return pages.csv_download("my-shares.csv", header, rows)


@bp.post("/me/shares/orders/<uuid:order_id>/take-back")
@requires(Permission.MEMBER)
def take_back_order(order_id: UUID) -> Response:
    """Take one’s own order back."""
    with transaction():
        actions.take_back_order(order_id, hand=access.hand())
    flash(_("Your order is taken back. What was saved is owed to you."))
    return redirect(url_for("payroll.my_shares"))


@bp.post("/me/shares/requests/<uuid:withdrawal_id>/take-back")
@requires(Permission.MEMBER)
def take_back_withdrawal(withdrawal_id: UUID) -> Response:
    """Take one’s own request back."""
    with transaction():
        actions.take_back_withdrawal(withdrawal_id, hand=access.hand())
    flash(_("Your notice is taken back. You keep your shares."))
    return redirect(url_for("payroll.my_shares"))


def _loan_row(loan: LoanView, left: Amount) -> tuple[str, str, str, str]:
    rate = f"{percent(loan.rate_ppm)} %"
    return wording.short_day(loan.until_on), sum_of(loan.amount), sum_of(left), rate


def _days(first: date, last: date) -> str:
    return f"{wording.short_day(first)} – {wording.short_day(last)}"


def _gained(what: str) -> str:
    words = {
        "shares": _("interest on shares"),
        "loans": _("interest on loans"),
        "surplus": _("part of the surplus"),
    }
    return words[what]

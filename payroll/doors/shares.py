"""Shares, for the officers: orders to decide, the queue to pay, and the board that stops it."""

from uuid import UUID

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop.core import access, listings, pages, wording
from coop.core.access import Permission, requires
from coop.core.db import transaction
from coop.core.errors import N_, refuse_if
from coop.membership.queries import called, today
from payroll import actions
from payroll.doors.books_words import figures
from payroll.doors.door import bp
from payroll.doors.owned_matters import is_sure, sent_again
from payroll.doors.owned_shared import OFFICERS, owned_page, sure_page
from payroll.forms.owned import sum_of
from payroll.forms.owned_officers import (
    DecideForm,
    FromForm,
    OutForm,
    SuspendForm,
    account_words,
)
from payroll.reading.leavers import owing
from payroll.reading.shares import (
    OrderView,
    QueueLine,
    bounds_on,
    open_orders,
    queue,
    queue_line,
    share_order,
    suspension_on,
    waiting,
)
from payroll.rules.owned.shares import refusals_to_pay_back

pages.register_nav(
    pages.NavItem(
        N_("Shares"), "payroll.shares", Permission.KEEP_BOOKS, 66,
        or_else=(Permission.DECIDE_APPLICATIONS,),
    )
)  # fmt: skip


@bp.get("/shares")
@requires(*OFFICERS)
def shares() -> Response:
    """Show the orders, the queue, and what is owed to members and to those who left."""
    orders, waits, owes = open_orders(), queue(), owing(today())
    people = called({one.member_id for one in orders} | {one.member_id for one in waits})
    return owned_page(
        "shares.html",
        orders=orders,
        waits=listings.portion(waits, listings.asked("place").part),
        owes=owes,
        people=people,
        suspension=suspension_on(today()),
        today=today(),
    )


@bp.get("/shares/orders.csv")
@requires(*OFFICERS)
def orders_csv() -> Response:
    """Give the open orders for a spreadsheet: members by number, and no instalment beside it."""
    numbers = called({one.member_id for one in open_orders()})
    header = [_("Member"), _("Shares"), _("Still to come"), _("State"), _("Asked on")]
    rows = (
        (numbers[one.member_id].number, one.shares, one.to_come, one.state,
         one.asked_at.date().isoformat())
        for one in open_orders()
    )  # fmt: skip
    return pages.csv_download("share-orders.csv", header, rows)


@bp.get("/shares/queue.csv")
@requires(*OFFICERS)
def queue_csv() -> Response:
    """Give the queue for a spreadsheet: members by number."""
    numbers = called({one.member_id for one in queue()})
    header = [_("Place"), _("Member"), _("Shares"), _("Amount"), _("Paid out from")]
    price = bounds_on(today()).price
    rows = (
        (one.place, numbers[one.member_id].number, one.shares, figures(one.shares * price),
         one.payable_from.isoformat())
        for one in queue()
    )  # fmt: skip
    return pages.csv_download("share-queue.csv", header, rows)


@bp.route("/shares/orders/<uuid:order_id>", methods=["GET", "POST"])
@requires(*OFFICERS)
def decide_order(order_id: UUID) -> Response:
    """Show an order; agree to it, or refuse it and say why."""
    form, order = DecideForm(), share_order(order_id)
    if not form.validate_on_submit():
        return _order_page(order, form)
    agrees, because = form.answer.data == "agree", form.because.data or ""
    with transaction():
        actions.decide_order(order_id, agrees=agrees, because=because, hand=access.hand())
    flash(_("Agreed. The member can read it.") if agrees else _("Refused, with your reason."))
    return redirect(url_for("payroll.shares"))


@bp.post("/shares/orders/<uuid:order_id>/paid")
@requires(Permission.KEEP_BOOKS)
def pay_up_order(order_id: UUID) -> Response:
    """Record that an order was paid at once; its shares are written."""
    form = FromForm()
    if not form.validate_on_submit():
        return _order_page(share_order(order_id), DecideForm(formdata=None), paying=form)
    with transaction():
        actions.pay_up_order(order_id, account=form.account.data, hand=access.hand())
    flash(_("The shares are in the register and in the books."))
    return redirect(url_for("payroll.shares"))


@bp.route("/shares/queue/<uuid:withdrawal_id>", methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def pay_withdrawal(withdrawal_id: UUID) -> Response:
    """Pay the first of the queue: choose from where, look once more, pay."""
    line, form = queue_line(withdrawal_id), OutForm()
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return owned_page(
            "pay_withdrawal.html", line=line, form=form, amount=_worth(line), status=status
        )
    if not is_sure():
        return _look_at_payment(line, form)
    with transaction():
        actions.pay_withdrawal(withdrawal_id, account=form.account.data, hand=access.hand())
    flash(_("Paid out. Register and books are changed."))
    return redirect(url_for("payroll.shares"))


@bp.route("/shares/suspension", methods=["GET", "POST"])
@requires(Permission.DECIDE_APPLICATIONS)
def suspend_shares() -> Response:
    """Stop paying shares out, or go on with it."""
    now, form = suspension_on(today()), SuspendForm(data={"from_on": today()})
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return owned_page("suspend_shares.html", suspension=now, form=form, status=status)
    wanted, from_on = not now.is_suspended, form.from_on.data or today()
    with transaction():
        actions.suspend_withdrawals(
            suspended=wanted, because=form.because.data or "", from_on=from_on, hand=access.hand()
        )
    flash(_("Stopped. Every place is kept.") if wanted else _("Paying out goes on."))
    return redirect(url_for("payroll.shares"))


def _order_page(order: OrderView, form: DecideForm, paying: FromForm | None = None) -> Response:
    wrong = form.errors or (paying and paying.errors)
    return owned_page(
        "share_order.html",
        order=order,
        form=form,
        paying=paying or FromForm(formdata=None),
        who=called([order.member_id])[order.member_id],
        price=bounds_on(today()).price,
        status=422 if wrong else 200,
    )


def _worth(line: QueueLine) -> int:
    return line.shares * bounds_on(today()).price


def _look_at_payment(line: QueueLine, form: OutForm) -> Response:
    suspended = suspension_on(today()).is_suspended
    by = access.current_member_id()
    refuse_if(refusals_to_pay_back(line.id, waiting(), today=today(), suspended=suspended, by=by))
    who = called([line.member_id])[line.member_id]
    lines = [
        (_("Member"), _("%(name)s, number %(number)s", name=who.name, number=who.number)),
        (_("Shares"), wording.number(line.shares)),
        (_("Amount"), sum_of(_worth(line))),
        (_("From"), account_words(form.account.data)),
    ]
    title, back_url = _("Pay these shares out?"), url_for("payroll.shares")
    return sure_page(title, lines, sent_again(), act=_("Pay them out"), back_url=back_url)

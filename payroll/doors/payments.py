"""Paying a run out: by bank, in cash, through finance offices; files, lists and what is paid."""

from uuid import UUID

from flask import flash, make_response, redirect, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from coop.core import access, clock, pages
from coop.core.access import Permission, requires
from coop.core.db import session, transaction
from coop.core.documents import typeset
from coop.core.errors import N_, NotFound, Refusal, Refused
from coop.membership.queries import establishments, the_cooperative, today
from payroll import actions, queries
from payroll.bank_file import EURO, Payer, credit_transfer
from payroll.deeds.paying import sent_to
from payroll.doors.books_words import figures
from payroll.doors.door import bp
from payroll.doors.run_words import money, run_page
from payroll.forms.runs import BankFileForm, PaidForm
from payroll.models.runs import PayRun
from payroll.rules.runs.paying_out import Due, by_office, is_settled, total
from payroll.rules.runs.terms import Way, plain_account
from payroll.wording import period_of_days


@bp.get("/pay/runs/<uuid:run_id>/payments")
@requires(Permission.RUN_PAY)
def payments(run_id: UUID) -> Response:
    """Show what a run pays out by each way: what is paid, and what waits."""
    return _page(run_id, BankFileForm(data={"on": today()}))


@bp.post("/pay/runs/<uuid:run_id>/payments/<string:way>")
@requires(Permission.RUN_PAY)
def pay_by(run_id: UUID, way: str) -> Response:
    """Record that the bank payments, or the cash, were paid out."""
    form = PaidForm()
    if way not in {Way.BANK, Way.CASH}:
        raise NotFound(N_("way of payment"))
    _want_day(form)
    with transaction():
        count = actions.pay_way(run_id, Way(way), on=form.on.data or today(), hand=access.hand())
    flash(ngettext("%(num)d payment is recorded.", "%(num)d payments are recorded.", count))
    return _back(run_id)


@bp.post("/pay/runs/<uuid:run_id>/offices/<uuid:place_id>/send")
@requires(Permission.RUN_PAY)
def send_office(run_id: UUID, place_id: UUID) -> Response:
    """Record that the money for one finance office left the bank."""
    form = PaidForm()
    _want_day(form)
    with transaction():
        amount = actions.send_to_office(
            run_id, place_id, on=form.on.data or today(), hand=access.hand()
        )
    flash(_("Recorded: %(amount)s are on their way.", amount=money(amount)))
    return _back(run_id)


@bp.post("/pay/runs/<uuid:run_id>/offices/<uuid:place_id>/confirm")
@requires(Permission.RUN_PAY)
def confirm_office(run_id: UUID, place_id: UUID) -> Response:
    """Record that a finance office has given each member their money."""
    form = PaidForm()
    _want_day(form)
    reference, day, hand = form.reference.data or "", form.on.data or today(), access.hand()
    with transaction():
        count = actions.confirm_office(run_id, place_id, reference, on=day, hand=hand)
    flash(ngettext("%(num)d payment is recorded.", "%(num)d payments are recorded.", count))
    return _back(run_id)


@bp.post("/pay/runs/<uuid:run_id>/payments/close")
@requires(Permission.RUN_PAY)
def close_payments(run_id: UUID) -> Response:
    """Call a run paid that has nothing left to pay."""
    with transaction():
        actions.close_payment(run_id, hand=access.hand())
    flash(_("The run is paid."))
    return _back(run_id)


@bp.get("/pay/runs/<uuid:run_id>/payments.csv")
@requires(Permission.RUN_PAY)
def payments_csv(run_id: UUID) -> Response:
    """Give the bank payments that wait, for a bank’s own page."""
    return pages.csv_download(
        "payments.csv",
        [_("Name of the account"), _("IBAN"), _("BIC"), _("Amount"), _("Currency"), _("Reference")],
        (
            [paid.holder, paid.iban, paid.bic, figures(one.amount), _currency(), one.reference]
            for one in _waiting_at_the_bank(run_id)
            if (paid := one.paid_by) is not None
        ),
    )


@bp.post("/pay/runs/<uuid:run_id>/payments.xml")
@requires(Permission.RUN_PAY)
def bank_file(run_id: UUID) -> Response:
    """Give the order for the bank as a file; the co-operative’s own account is not kept."""
    form, dues = BankFileForm(), _waiting_at_the_bank(run_id)
    if not form.validate_on_submit() or not dues or _currency() != EURO:
        return _page(run_id, form, status=422)
    answer = make_response(credit_transfer(_payer(form), dues))
    answer.headers["Content-Type"] = "application/xml"
    answer.headers.set("Content-Disposition", "attachment", filename="payments.xml")
    return answer


@bp.get("/pay/runs/<uuid:run_id>/offices/<uuid:place_id>/list.csv")
@requires(Permission.RUN_PAY)
def office_csv(run_id: UUID, place_id: UUID) -> Response:
    """Give one finance office its list: numbers and amounts only."""
    rows = _list_for(run_id, place_id)
    head = [_("Membership number"), _("Amount"), _("Currency")]
    return pages.csv_download("transfer-list.csv", head, [[*row, _currency()] for row in rows])


@bp.get("/pay/runs/<uuid:run_id>/offices/<uuid:place_id>/list.pdf")
@requires(Permission.RUN_PAY)
def office_paper(run_id: UUID, place_id: UUID) -> Response:
    """Print one finance office’s list: numbers and amounts only."""
    title = _("Transfer list")
    values = _paper_values(run_id, place_id)
    answer = make_response(typeset("transfer_list.typ", values, at=clock.now(), title=title))
    answer.headers["Content-Type"] = "application/pdf"
    answer.headers.set("Content-Disposition", "inline", filename="transfer-list.pdf")
    return answer


def _want_day(form: PaidForm) -> None:
    if not form.validate_on_submit():
        todo = N_("Go back and give the day, and a reference of no more than 60 letters.")
        raise Refused(Refusal("PAY-43", N_("The day of the payment is missing."), {}, todo))


def _page(run_id: UUID, form: BankFileForm, *, status: int = 200) -> Response:
    run, dues = queries.run_view(run_id), _dues(run_id)
    names = {place.id: place.name for place in establishments()}
    offices = [
        (place, names[place], due, sent_to(run.id, place)[0])
        for place, due in by_office(dues).items()
    ]
    return run_page(
        "run_payments.html",
        status=status,
        run=run,
        form=form,
        groups=[(way, [one for one in dues if one.way is way]) for way in (Way.BANK, Way.CASH)],
        offices=sorted(offices, key=lambda one: one[1]),
        held=[one for one in dues if one.way is Way.HOLD and not one.is_paid],
        lost=[one for one in dues if one.way is None and not one.is_paid],
        total=total,
        is_settled=is_settled(dues),
        is_euro=_currency() == EURO,
        day=today(),
    )


def _dues(run_id: UUID) -> list[Due]:
    view = queries.run_view(run_id)
    return queries.dues_of_run(session().get_one(PayRun, view.id))


def _waiting_at_the_bank(run_id: UUID) -> list[Due]:
    return [one for one in _dues(run_id) if one.way is Way.BANK and not one.is_paid]


def _payer(form: BankFileForm) -> Payer:
    return Payer(
        the_cooperative().name,
        plain_account(form.iban.data or ""),
        plain_account(form.bic.data or ""),
        form.on.data or today(),
    )


def _list_for(run_id: UUID, place_id: UUID) -> list[tuple[int, str]]:
    """Add up what one office passes on to each member."""
    sums: dict[int, int] = {}
    for one in by_office(_dues(run_id)).get(place_id, []):
        sums[one.number] = sums.get(one.number, 0) + one.amount
    return [(number, figures(amount)) for number, amount in sorted(sums.items())]


def _paper_values(run_id: UUID, place_id: UUID) -> dict[str, object]:
    run, house = queries.run_view(run_id), the_cooperative()
    office = next((one for one in establishments() if one.id == place_id), None)
    if office is None:
        raise NotFound(N_("establishment"))
    due = by_office(_dues(run_id)).get(place_id, [])
    return {
        "cooperative": house.name,
        "address": house.address,
        "office": office.name,
        "period": period_of_days(run.first, run.last),
        "currency": house.currency,
        "rows": [{"number": n, "amount": amount} for n, amount in _list_for(run_id, place_id)],
        "total": figures(total(due)),
    }


def _currency() -> str:
    return the_cooperative().currency


def _back(run_id: UUID) -> Response:
    return redirect(url_for("payroll.payments", run_id=run_id))

"""Loans from members and interest, for whoever keeps the books."""

from uuid import UUID

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop.core import access, listings, pages, wording
from coop.core.access import Permission, requires
from coop.core.db import transaction
from coop.core.errors import refuse_if
from coop.membership.queries import called, member_numbered, name_of, today
from payroll import actions
from payroll.deeds.loans import NewLoan
from payroll.doors.books_words import figures
from payroll.doors.door import bp
from payroll.doors.owned_matters import is_sure, sent_again
from payroll.doors.owned_shared import owned_page, sure_page
from payroll.forms.owned import sum_of
from payroll.forms.owned_officers import LoanForm, RepayForm, rate_words
from payroll.reading.loans import LoanView, interest_given, loan, loans
from payroll.reading.owned_rules import owned_rules_on
from payroll.rules.owned.interest import percent, refusals_of_rate
from payroll.rules.owned.loans import refusals_to_lend


@bp.get("/loans")
@requires(Permission.KEEP_BOOKS)
def all_loans() -> Response:
    """List the loans, and the interest that was given."""
    asked = listings.asked("until", "name", "left")
    people = called([one.member_id for one in loans()])
    fitting = [
        one
        for one in loans()
        if asked.matches(people[one.member_id].name, str(people[one.member_id].number))
    ]
    orders = {
        "until": lambda one: (one.until_on, one.id),
        "name": lambda one: (people[one.member_id].name.casefold(), one.until_on),
        "left": lambda one: (one.left, one.until_on),
    }
    rows = sorted(fitting, key=orders[asked.sort], reverse=asked.descending)
    portion = listings.portion(rows, asked.part)
    given = interest_given()
    return owned_page("loans.html", portion=portion, asked=asked, people=people, given=given)


@bp.get("/loans.csv")
@requires(Permission.KEEP_BOOKS)
def loans_csv() -> Response:
    """Give the loans for a spreadsheet: members by number."""
    numbers = called([one.member_id for one in loans()])
    header = [_("Member"), _("Lent"), _("Still lent"), _("Per cent"), _("From"), _("Until")]
    rows = (
        (numbers[one.member_id].number, figures(one.amount), figures(one.left),
         percent(one.rate_ppm), one.from_on.isoformat(), one.until_on.isoformat())
        for one in loans()
    )  # fmt: skip
    return pages.csv_download("loans.csv", header, rows)


@bp.route("/loans/new", methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def new_loan() -> Response:
    """Agree to a loan: fill in, look once more, agree."""
    form = LoanForm(data={"from_on": today()})
    form.ask(owned_rules_on(today()).rules.cap)
    if not form.validate_on_submit():
        return owned_page("loan_new.html", form=form, status=422 if form.is_submitted() else 200)
    wanted = _wanted(form)
    if not is_sure():
        return _look_at(wanted, form)
    with transaction():
        loan_id = actions.agree_loan(wanted, form.limit, hand=access.hand())
    return _agreed(loan_id)


@bp.route("/loans/<uuid:loan_id>", methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def one_loan(loan_id: UUID) -> Response:
    """Show a loan; pay a part of it back, or all."""
    found, form = loan(loan_id), RepayForm()
    if not form.validate_on_submit():
        return _loan_page(found, form)
    amount, account = form.amount.data or 0, form.account.data
    with transaction():
        actions.repay_loan(loan_id, amount, account=account, hand=access.hand())
    flash(_("Paid back. It is in the books."))
    return redirect(url_for("payroll.one_loan", loan_id=loan_id))


def _wanted(form: LoanForm) -> NewLoan:
    return NewLoan(
        member_id=member_numbered(form.member_number.data or 0),
        amount=form.amount.data or 0,
        rate_ppm=form.rate.ppm or 0,
        from_on=form.from_on.data or today(),
        until_on=form.until_on.data or today(),
        account=form.account.data,
    )


def _look_at(wanted: NewLoan, form: LoanForm) -> Response:
    own = access.current_member_id() == wanted.member_id
    found = refusals_to_lend(wanted.amount, wanted.from_on, wanted.until_on, own=own)
    refuse_if(found + refusals_of_rate(wanted.rate_ppm, form.limit.highest(wanted.from_on)))
    number = form.member_number.data
    who = _("%(name)s, number %(number)s", name=name_of(wanted.member_id), number=number)
    lines = [
        (_("Lender"), who),
        (_("Amount"), sum_of(wanted.amount)),
        (_("Interest a year"), rate_words(wanted.rate_ppm)),
        (_("At most allowed"), rate_words(form.limit.highest(wanted.from_on) or 0)),
        (_("From"), wording.day(wanted.from_on)),
        (_("Until"), wording.day(wanted.until_on)),
    ]
    title, back_url = _("Agree to this loan?"), url_for("payroll.new_loan")
    return sure_page(title, lines, sent_again(), act=_("Agree to it"), back_url=back_url)


def _agreed(loan_id: UUID) -> Response:
    flash(_("Agreed. The money is in the books."))
    return redirect(url_for("payroll.one_loan", loan_id=loan_id))


def _loan_page(found: LoanView, form: RepayForm) -> Response:
    who = called([found.member_id])[found.member_id]
    status = 422 if form.is_submitted() else 200
    return owned_page("loan.html", loan=found, who=who, form=form, status=status)

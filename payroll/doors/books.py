"""The books in the words of members, and the budget."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop.core import access, pages
from coop.core.access import Permission, may, requires
from coop.core.db import transaction
from coop.core.errors import N_
from coop.membership.queries import today
from payroll.deeds.budgeting import set_budget
from payroll.deeds.chart import open_books
from payroll.doors.books_words import asked_day, books_page, figures
from payroll.doors.door import bp
from payroll.forms.books import BeginBooksForm, BudgetForm, budget_form
from payroll.reading.accounts import accounts, budgetable
from payroll.reading.balances import trial_balance
from payroll.reading.bank import waiting_count
from payroll.reading.budget import BudgetView, budget, year_of, year_to_show, years
from payroll.reading.entries import locked_until
from payroll.rules.books.budget import BudgetRow, Year, for_members
from payroll.rules.books.plain_books import HAS, OWES, OWNS, standing

pages.register_nav(pages.NavItem(N_("Books"), "payroll.books", Permission.MEMBER, 38))


@bp.get("/books")
@requires(Permission.MEMBER)
def books() -> Response:
    """Show where the co-operative stands, in words that every member reads."""
    return _standing_page(BeginBooksForm(data={"day": today().replace(month=1, day=1)}))


@bp.post("/books/begin")
@requires(Permission.KEEP_BOOKS)
def begin_books() -> Response:
    """Open the books with every account of the chart, from a day on."""
    form = BeginBooksForm()
    if not form.validate_on_submit() or form.day.data is None:
        return _standing_page(form, status=422)
    with transaction():
        open_books(form.day.data, hand=access.hand())
    flash(_("The books are open. Shares that members hold already come in by themselves."))
    return redirect(url_for("payroll.books"))


def _standing_page(form: BeginBooksForm, *, status: int = 200) -> Response:
    on = min(asked_day("on", today()), today())
    keeps = may(Permission.KEEP_BOOKS)
    return books_page(
        "books.html",
        status=status,
        form=form if keeps and not accounts() else None,
        standing=standing(trial_balance(on)),
        on=on,
        groups=(HAS, OWES, OWNS),
        locked=locked_until(),
        waiting=waiting_count() if keeps else 0,
    )


@bp.get("/books/budget")
@requires(Permission.MEMBER)
def budget_page() -> Response:
    """Show what was planned for a year beside what happened; small areas are told together."""
    year = year_to_show(asked_day("on", today()))
    found = budget(year)
    rows = _shown(found)
    return books_page(
        "books_budget.html",
        found=found,
        rows=rows,
        over=year.hundredths_over(today()),
        years=years(),
        came=sum(row.actual for row in rows if row.is_income),
        spent=sum(row.actual for row in rows if not row.is_income),
    )


@bp.get("/books/budget.csv")
@requires(Permission.MEMBER)
def budget_csv() -> Response:
    """Give the budget of a year for a spreadsheet."""
    rows = _shown(budget(year_to_show(asked_day("on", today()))))
    return pages.csv_download(
        "budget.csv",
        [_("Account"), _("Planned"), _("So far"), _("Left")],
        (
            (_(row.account.title), *map(figures, (row.planned or 0, row.actual, row.left)))
            for row in rows
        ),
    )


@bp.route("/books/budget/plan", methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def plan_budget() -> Response:
    """Write down the budget that the members carried."""
    form, named = budget_form(budgetable())
    year = year_of(asked_day("on", today()))
    if not form.validate_on_submit():
        _prefill(form, named, budget(year))
        status = 422 if form.is_submitted() else 200
        return books_page("books_plan.html", status=status, form=form, named=named)
    lines = {code: form[name].data for code, name in named.items() if form[name].data is not None}
    year = Year(form.first.data or year.first, form.last.data or year.last)
    with transaction():
        set_budget(year, lines, motion_number=form.motion.data or "", hand=access.hand())
    flash(_("The budget is written down. Every member can read it."))
    return redirect(url_for("payroll.budget_page", on=year.first.isoformat()))


def _shown(found: BudgetView) -> list[BudgetRow]:
    sees_all = may(Permission.KEEP_BOOKS) or may(Permission.RUN_PAY)
    return list(found.rows) if sees_all else for_members(found.rows)


def _prefill(form: BudgetForm, named: dict[str, str], found: BudgetView) -> None:
    """Begin with the plan as it is now; what somebody just typed stays."""
    if form.is_submitted():
        return
    planned = {row.account.code: row.planned for row in found.rows}
    form.first.data, form.last.data = found.year.first, found.year.last
    for code, name in named.items():
        form[name].data = planned.get(code)

"""A member’s own pay: every statement with its working, on the page, on paper, as a record."""

from datetime import date
from uuid import UUID

from flask import flash, make_response, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop.core import access, pages
from coop.core.access import Permission, requires
from coop.core.db import transaction
from coop.core.errors import N_
from coop.membership.queries import today
from payroll.deeds.questioning import ask_about_pay
from payroll.doors.books_words import asked_day
from payroll.doors.door import bp
from payroll.forms.statements import PayWrongForm
from payroll.paper_parts import values_of
from payroll.papers import typeset_statement
from payroll.reading.accounts import accounts
from payroll.reading.balances import owed_to
from payroll.reading.statements import (
    pay_questions_of,
    purse_names,
    statement,
    statement_paper,
    statement_text,
    statements_of,
)
from payroll.wording import days_of_period, period_of_days

pages.register_nav(pages.NavItem(N_("My pay"), "payroll.my_pay", Permission.MEMBER, 37))

KEPT = ("purse:", "owed", "overpaid")


@bp.get("/me/pay")
@requires(Permission.MEMBER)
def my_pay() -> Response:
    """Show a member every statement, and what is kept for them on any day."""
    me, on = access.current_member_id(), min(asked_day("on", today()), today())
    rows = [(row, period_of_days(row.first_on, row.last_on)) for row in statements_of(me)]
    return pages.page(
        "payroll/my_pay.html", rows=rows, on=on, kept=_kept(me, on), questions=pay_questions_of(me)
    )


@bp.get("/me/pay/<uuid:statement_id>")
@requires(Permission.MEMBER)
def my_statement(statement_id: UUID) -> Response:
    """Show one’s own statement, with the picture from gross to net and every sum."""
    found = statement(statement_id, access.current_member_id())
    return pages.page(
        "payroll/my_statement.html",
        row=found.row,
        slip=values_of(found.document),
        later_id=found.later_id,
    )


@bp.get("/me/pay/<uuid:statement_id>.pdf")
@requires(Permission.MEMBER)
def my_statement_pdf(statement_id: UUID) -> Response:
    """Give one’s own statement as it was handed out."""
    return _file(statement_paper(statement_id, access.current_member_id()), "application/pdf")


@bp.get("/me/pay/<uuid:statement_id>/large.pdf")
@requires(Permission.MEMBER)
def my_statement_large(statement_id: UUID) -> Response:
    """Give one’s own statement in large print."""
    found = statement(statement_id, access.current_member_id())
    paper = typeset_statement(found.document, at=found.row.issued_at, large=True)
    return _file(paper, "application/pdf")


@bp.get("/me/pay/<uuid:statement_id>.json")
@requires(Permission.MEMBER)
def my_statement_record(statement_id: UUID) -> Response:
    """Give one’s own statement as a record that a computer can check."""
    record = statement_text(statement_id, access.current_member_id())
    return _file(record.encode("ascii"), "application/json")


@bp.route("/me/pay/<uuid:statement_id>/wrong", methods=["GET", "POST"])
@requires(Permission.MEMBER)
def pay_wrong(statement_id: UUID) -> Response:
    """Say that one’s own pay is wrong."""
    found, form = statement(statement_id, access.current_member_id()), PayWrongForm()
    if not form.validate_on_submit():
        period = period_of_days(*days_of_period(found.document))
        status = 422 if form.is_submitted() else 200
        shown = {"form": form, "statement_id": statement_id, "period": period}
        return pages.page("payroll/pay_wrong.html", status=status, **shown)
    with transaction():
        ask_about_pay(statement_id, form.words.data or "", hand=access.hand())
    flash(_("Somebody who runs pay reads it and answers here."))
    return redirect(url_for("payroll.my_pay"))


def _kept(member_id: UUID, on: date) -> list[tuple[str, int]]:
    """Name what the co-operative keeps for a member, purse by purse, as statements call it."""
    titles = {each.code: _(each.title) for each in accounts()} | purse_names(member_id)
    titles["owed"] = _("Your part of a surplus or interest, not yet paid")
    owed = owed_to([member_id], on)[member_id]
    return [
        (titles.get(code, code), amount) for code, amount in owed.items() if code.startswith(KEPT)
    ]


def _file(content: bytes, kind: str) -> Response:
    """Answer with a file whose name tells nothing."""
    answer = make_response(content)
    answer.headers["Content-Type"] = kind
    ending = kind.rpartition("/")[2]
    answer.headers["Content-Disposition"] = f'inline; filename="statement.{ending}"'
    return answer

"""The accounts, the trial balance, and what is owed to each member."""

from collections.abc import Iterable
from uuid import UUID

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop.core import access, listings, pages
from coop.core.access import Permission, may, requires
from coop.core.db import transaction
from coop.core.listings import Asked
from coop.membership.queries import MemberRow, everyone_on, member, today
from payroll.deeds.spending import open_spending
from payroll.doors.books_words import (
    KINDS,
    asked_day,
    asked_days,
    books_page,
    figures,
    titles,
)
from payroll.doors.door import bp
from payroll.forms.books import AccountForm
from payroll.reading.accounts import accounts
from payroll.reading.balances import owed_to, trial_balance
from payroll.reading.statements_of_account import account_statement, member_ledger
from payroll.rules.books.book import trial_for_auditors
from payroll.rules.books.ledger import TrialLine


@bp.get("/books/accounts")
@requires(Permission.KEEP_BOOKS)
def all_accounts() -> Response:
    """List the accounts with what stands on each."""
    asked = listings.asked("title", "kind", "amount")
    rows = _sorted(_with_empty(), asked)
    return books_page(
        "books_accounts.html",
        portion=listings.portion(rows, asked.part),
        asked=asked,
        form=AccountForm(),
    )


@bp.get("/books/accounts.csv")
@requires(Permission.KEEP_BOOKS)
def accounts_csv() -> Response:
    """Give the accounts for a spreadsheet."""
    return _trial_csv("accounts.csv", _with_empty())


@bp.post("/books/accounts")
@requires(Permission.KEEP_BOOKS)
def open_account() -> Response:
    """Open an account for a new kind of spending."""
    form = AccountForm()
    if not form.validate_on_submit():
        asked = listings.asked("title", "kind", "amount")
        portion = listings.portion(_with_empty(), asked.part)
        return books_page(
            "books_accounts.html", status=422, portion=portion, asked=asked, form=form
        )
    with transaction():
        code = open_spending(form.name.data or "", hand=access.hand())
    flash(_("The account is open."))
    return redirect(url_for("payroll.account_page", account_code=code))


@bp.get("/books/accounts/<account_code>")
@requires(Permission.KEEP_BOOKS)
def account_page(account_code: str) -> Response:
    """Show one account, move by move."""
    first, last = asked_days()
    statement = account_statement(account_code, first, last)
    return books_page(
        "books_account.html",
        statement=statement,
        first=first,
        last=last,
        titles=titles(),
    )


@bp.get("/books/trial")
@requires(Permission.KEEP_BOOKS, Permission.AUDIT)
def trial() -> Response:
    """Show the trial balance on a day; auditors read it without what marks a member."""
    on = asked_day("on", today())
    lines = _trial(trial_balance(on))
    return books_page(
        "books_trial.html",
        lines=lines,
        on=on,
        debits=sum(max(line.balance, 0) for line in lines),
        credits=sum(max(-line.balance, 0) for line in lines),
    )


@bp.get("/books/trial.csv")
@requires(Permission.KEEP_BOOKS, Permission.AUDIT)
def trial_csv() -> Response:
    """Give the trial balance for a spreadsheet."""
    return _trial_csv("trial-balance.csv", _trial(trial_balance(asked_day("on", today()))))


@bp.get("/books/members")
@requires(Permission.KEEP_BOOKS)
def members_books() -> Response:
    """List the members with what is owed to each."""
    asked = listings.asked("name", "number", "owed")
    rows = _owed(asked)
    return books_page("books_members.html", portion=listings.portion(rows, asked.part), asked=asked)


@bp.get("/books/members.csv")
@requires(Permission.KEEP_BOOKS)
def members_books_csv() -> Response:
    """Give what is owed to each member for a spreadsheet, by number only."""
    rows = _owed(listings.asked("number"))
    return pages.csv_download(
        "owed-to-members.csv",
        [_("Number"), _("Owed")],
        ((row.number, figures(amount)) for row, amount in rows),
    )


@bp.get("/books/members/<uuid:member_id>")
@requires(Permission.KEEP_BOOKS)
def member_books(member_id: UUID) -> Response:
    """Show every account of one member up to a day."""
    on = asked_day("on", today())
    return books_page(
        "books_member.html",
        member=member(member_id, today()),
        statements=member_ledger(member_id, on),
        on=on,
        titles=titles(),
    )


def _trial(lines: list[TrialLine]) -> list[TrialLine]:
    return lines if may(Permission.KEEP_BOOKS) else trial_for_auditors(lines)


def _with_empty() -> list[TrialLine]:
    moved = {line.account.code: line for line in trial_balance(today())}
    return [moved.get(each.code, TrialLine(each, 0, 0)) for each in accounts()]


def _sorted(lines: list[TrialLine], asked: Asked) -> list[TrialLine]:
    keys = {
        "title": lambda line: (line.account.title.casefold(),),
        "kind": lambda line: (line.account.kind, line.account.title),
        "amount": lambda line: (line.in_words,),
    }
    found = [line for line in lines if asked.matches(line.account.title, line.account.code)]
    return sorted(found, key=keys[asked.sort], reverse=asked.descending)


def _trial_csv(filename: str, lines: Iterable[TrialLine]) -> Response:
    return pages.csv_download(
        filename,
        [_("Code"), _("Account"), _("Kind"), _("Debited"), _("Credited"), _("Balance")],
        (
            (
                line.account.code,
                line.account.title,
                KINDS[line.account.kind],
                *map(figures, (line.debited, line.credited, line.balance)),
            )
            for line in lines
        ),
    )


def _owed(asked: Asked) -> list[tuple[MemberRow, int]]:
    people = [row for row in everyone_on(today()) if asked.matches(row.name, str(row.number))]
    owed = owed_to([row.id for row in people], today())
    rows = [(row, sum(owed[row.id].values())) for row in people]
    keys = {
        "name": lambda row: (row[0].sort_name.casefold(), row[0].number),
        "number": lambda row: (row[0].number,),
        "owed": lambda row: (row[1],),
    }
    return sorted(rows, key=keys[asked.sort], reverse=asked.descending)

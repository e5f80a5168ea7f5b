"""Locking the books, and taking them along in files that other programs read."""

from datetime import date

from flask import flash, make_response, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop.core import access, audit, pages
from coop.core.access import Permission, may, requires
from coop.core.db import transaction
from coop.core.errors import refuse_if
from coop.membership.queries import today
from payroll import acts
from payroll.deeds.locking import lock_books
from payroll.deeds.year_end import close_year
from payroll.doors.books_words import asked_day, books_page, who
from payroll.doors.door import bp
from payroll.forms.books import CloseForm, LockForm
from payroll.reading.balances import trial_balance
from payroll.reading.bank import reconciled
from payroll.reading.book import book
from payroll.reading.entries import count_entries, locked_until, locks
from payroll.rules.books.beancount_text import beancount_text
from payroll.rules.books.book import Book, for_auditors
from payroll.rules.books.book_rows import HEADER, book_rows
from payroll.rules.books.hledger_text import hledger_text
from payroll.rules.books.locks import refusals_to_lock
from payroll.rules.books.plain_books import Part, standing


@bp.route("/books/lock", methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def lock() -> Response:
    """Lock the books up to a day, for good, after a second look."""
    form = LockForm()
    if not form.validate_on_submit():
        return _lock_page(form, CloseForm(formdata=None))
    until, because = form.until.data or today(), form.because.data or ""
    if not form.sure.data:
        return _lock_review(until, because)
    with transaction():
        lock_books(until, because, hand=access.hand())
    flash(_("The books are locked."))
    return redirect(url_for("payroll.lock"))


@bp.post("/books/close")
@requires(Permission.KEEP_BOOKS)
def close_books_year() -> Response:
    """Close a year: its income and spending become its result."""
    form = CloseForm()
    if not form.validate_on_submit():
        return _lock_page(LockForm(formdata=None), form)
    with transaction():
        made = close_year(form.last.data or today(), hand=access.hand())
    flash(_("The year is closed. The members decide what becomes of its result."))
    return redirect(url_for("payroll.entry_page", entry_id=made))


@bp.get("/books/export")
@requires(Permission.KEEP_BOOKS, Permission.AUDIT)
def export() -> Response:
    """Say what can be taken along, and what each file is for."""
    return books_page("books_export.html", on=asked_day("on", today()))


@bp.get("/books/export.beancount")
@requires(Permission.KEEP_BOOKS, Permission.AUDIT)
def export_beancount() -> Response:
    """Give the books for Beancount."""
    return _file(beancount_text(_book()), "books.beancount")


@bp.get("/books/export.hledger")
@requires(Permission.KEEP_BOOKS, Permission.AUDIT)
def export_hledger() -> Response:
    """Give the books for hledger."""
    return _file(hledger_text(_book()), "books.journal")


@bp.get("/books/export.csv")
@requires(Permission.KEEP_BOOKS, Permission.AUDIT)
def export_csv() -> Response:
    """Give the books for a spreadsheet: one row a posting."""
    return pages.csv_download("books.csv", HEADER, book_rows(_book()))


def _lock_page(form: LockForm, close_form: CloseForm) -> Response:
    found = [(each, who(each.by)) for each in locks()]
    is_wrong = bool(form.errors or close_form.errors)
    return books_page(
        "books_lock.html",
        status=422 if is_wrong else 200,
        form=form,
        close_form=close_form,
        locks=found,
    )


def _lock_review(until: date, because: str) -> Response:
    """Show what the lock is about, unless it stands in its own way already."""
    refuse_if(refusals_to_lock(until, because, locked_until=locked_until(), today=today()))
    lines = trial_balance(until)
    return books_page(
        "books_lock_review.html",
        until=until,
        because=because,
        entries=count_entries(until),
        both=sum(max(line.balance, 0) for line in lines),
        found=reconciled(until),
        result=standing(lines).parts.get(Part.RESULT, 0),
    )


def _book() -> Book:
    """Give the whole book to who keeps it, unless for auditors; to auditors what they may read."""
    is_whole = may(Permission.KEEP_BOOKS) and request.args.get("for") != "auditors"
    with transaction():
        audit.record(acts.BOOKS_TAKEN, "books", hand=access.hand(), whole=is_whole)
    found = book(asked_day("on", today()))
    return found if is_whole else for_auditors(found)


def _file(text: str, filename: str) -> Response:
    answer = make_response(text.encode("utf-8"))
    answer.headers["Content-Type"] = "text/plain; charset=utf-8"
    answer.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    return answer

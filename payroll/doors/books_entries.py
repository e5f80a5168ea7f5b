"""Entries of the books: all of them, one, a new one by hand, and taking one back."""

from uuid import UUID

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop.core import access, listings, pages
from coop.core.access import Permission, requires
from coop.core.db import new_id, transaction
from coop.core.listings import Asked
from coop.membership.queries import names_on, today
from payroll.deeds.by_hand import BY_HAND, ByHand, enter_by_hand, reverse_by_hand
from payroll.doors.books_words import (
    asked_days,
    books_page,
    figures,
    source_word,
    titles,
    who,
    written_by_hand,
)
from payroll.doors.door import bp
from payroll.forms.books import BecauseForm, EntryForm
from payroll.reading.entries import EntryView, entries, entry


@bp.get("/books/entries")
@requires(Permission.KEEP_BOOKS)
def all_entries() -> Response:
    """List the entries of some days, the newest first."""
    first, last = asked_days()
    asked = listings.asked("day", "amount", "says", descending=True)
    rows = _sorted(entries(first, last), asked)
    return books_page(
        "books_entries.html",
        portion=listings.portion(rows, asked.part),
        asked=asked,
        first=first,
        last=last,
        titles=titles(),
    )


@bp.get("/books/entries.csv")
@requires(Permission.KEEP_BOOKS)
def entries_csv() -> Response:
    """Give the entries of some days for a spreadsheet: one row a movement, nobody’s name."""
    named = titles()
    return pages.csv_download(
        "entries.csv",
        [_("Day"), _("From"), _("What happened"), _("Goes to"), _("Comes from"), _("Amount")],
        (
            (
                each.day.isoformat(),
                source_word(each.source),
                each.says,
                named[moved.debit],
                named[moved.credit],
                figures(moved.amount),
            )
            for each in entries(*asked_days())
            for moved in each.movements
        ),
    )


@bp.get("/books/entries/<uuid:entry_id>")
@requires(Permission.KEEP_BOOKS)
def entry_page(entry_id: UUID) -> Response:
    """Show one entry, where it comes from, and how to take it back."""
    return _entry_page(entry_id, BecauseForm())


@bp.post("/books/entries/<uuid:entry_id>")
@requires(Permission.KEEP_BOOKS)
def reverse_entry(entry_id: UUID) -> Response:
    """Take back what was written by hand."""
    form = BecauseForm()
    if not form.validate_on_submit():
        return _entry_page(entry_id, form, status=422)
    with transaction():
        made = reverse_by_hand(entry_id, because=form.because.data or "", hand=access.hand())
    flash(_("The entry is taken back. Both stay in the books."))
    return redirect(url_for("payroll.entry_page", entry_id=made))


@bp.route("/books/entries/new", methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def new_entry() -> Response:
    """Write down what was bought, sold, paid in or passed on."""
    form = EntryForm()
    form.offer(written_by_hand())
    if not form.validate_on_submit():
        form.day.data = form.day.data or (None if form.is_submitted() else today())
        form.token.data = form.token.data or str(new_id())
        return books_page("books_entry_new.html", status=422 if form.errors else 200, form=form)
    with transaction():
        made = enter_by_hand(_wanted(form), source_id=form.token.data or "", hand=access.hand())
    flash(_("It is in the books."))
    return redirect(url_for("payroll.entry_page", entry_id=made))


def _wanted(form: EntryForm) -> ByHand:
    return ByHand(
        day=form.day.data or today(),
        debit=form.debit.data,
        credit=form.credit.data,
        amount=form.amount.data or 0,
        says=form.says.data or "",
    )


def _entry_page(entry_id: UUID, form: BecauseForm, *, status: int = 200) -> Response:
    found = entry(entry_id)
    return books_page(
        "books_entry.html",
        status=status,
        entry=found,
        form=form,
        names=names_on(),
        entered_by=who(found.entered_by),
        titles=titles(),
        may_reverse=found.source in BY_HAND and not found.reversed_by_id,
    )


def _sorted(rows: tuple[EntryView, ...], asked: Asked) -> list[EntryView]:
    keys = {
        "day": lambda row: (row.day, row.entered_at),
        "amount": lambda row: (row.amount,),
        "says": lambda row: (row.says.casefold(),),
    }
    found = [row for row in rows if asked.matches(row.says, source_word(row.source))]
    return sorted(found, key=keys[asked.sort], reverse=asked.descending)

"""The bank: its statement taken in, matched with the books, and both put side by side."""

from uuid import UUID

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from coop.core import access, listings, pages
from coop.core.access import Permission, requires
from coop.core.db import transaction
from coop.core.errors import N_, Refusal, Refused
from coop.core.money import minor
from coop.core.wording import money_in, short_day
from coop.membership.queries import the_cooperative, today
from payroll.deeds.banking import enter_from_bank, import_bank, match, unmatch
from payroll.doors.books_words import asked_day, books_page, figures, written_by_hand
from payroll.doors.door import bp
from payroll.forms.books import BankFileForm, FromBankForm, MatchForm
from payroll.reading.balances import balance
from payroll.reading.bank import (
    BankLineView,
    bank_line,
    bank_lines,
    entries_to_match,
    proposed,
    reconciled,
)
from payroll.reading.entries import entry
from payroll.rules.books.bank_file import BankFile


@bp.get("/books/bank")
@requires(Permission.KEEP_BOOKS)
def bank() -> Response:
    """Show what waits, and whether the books and the bank meet on a day."""
    on = asked_day("on", today())
    waiting = [line for line in bank_lines() if not line.entry_ids]
    return books_page(
        "books_bank.html",
        on=on,
        found=reconciled(on),
        says=_given("bank"),
        cash=balance("cash", on=on),
        counted=_given("cash"),
        waiting=listings.portion(waiting, listings.asked("day").part),
        proposals=proposed(),
        form=BankFileForm(),
    )


@bp.post("/books/bank")
@requires(Permission.KEEP_BOOKS)
def take_in() -> Response:
    """Take the bank’s file in, whole or not at all."""
    form = BankFileForm()
    file = form.file.data if form.validate_on_submit() else None
    if file is None:
        flash(_("Choose the bank’s file first."))
        return redirect(url_for("payroll.bank"))
    with transaction():
        new, found = import_bank(file.read(), hand=access.hand())
    flash(_taken_in(new, len(found.rows)))
    return redirect(_with_closing(found))


@bp.get("/books/bank/lines")
@requires(Permission.KEEP_BOOKS)
def all_bank_lines() -> Response:
    """List the bank’s lines, those that are matched too."""
    asked = listings.asked("day", "amount", "text", descending=True)
    keys = {
        "day": lambda row: (row.day, row.text),
        "amount": lambda row: (row.amount,),
        "text": lambda row: (row.text.casefold(),),
    }
    rows = [row for row in bank_lines() if asked.matches(row.text, row.reference)]
    rows.sort(key=keys[asked.sort], reverse=asked.descending)
    return books_page(
        "books_bank_lines.html", portion=listings.portion(rows, asked.part), asked=asked
    )


@bp.get("/books/bank.csv")
@requires(Permission.KEEP_BOOKS)
def bank_csv() -> Response:
    """Give the bank’s lines for a spreadsheet, each with whether it is matched."""
    return pages.csv_download(
        "bank.csv",
        [_("Day"), _("Text"), _("Reference"), _("Amount"), _("Matched")],
        (
            (
                row.day.isoformat(), row.text, row.reference, figures(row.amount),
                _("yes") if row.entry_ids else _("no"),
            )
            for row in bank_lines()
        ),
    )  # fmt: skip


@bp.get("/books/bank/<uuid:line_id>")
@requires(Permission.KEEP_BOOKS)
def bank_line_page(line_id: UUID) -> Response:
    """Show one line of the bank: what it may be in the books, or how to enter it."""
    return _line_page(line_id)


@bp.post("/books/bank/<uuid:line_id>/match")
@requires(Permission.KEEP_BOOKS)
def match_line(line_id: UUID) -> Response:
    """Say that entries of the books are this line."""
    bank_line(line_id)
    chosen = [UUID(text) for text in request.form.getlist("entries") if _is_id(text)]
    with transaction():
        match(line_id, chosen, hand=access.hand())
    flash(_("The line is matched."))
    return redirect(url_for("payroll.bank"))


@bp.post("/books/bank/<uuid:line_id>/unmatch")
@requires(Permission.KEEP_BOOKS)
def unmatch_line(line_id: UUID) -> Response:
    """Part a line from its entries again."""
    with transaction():
        unmatch(line_id, hand=access.hand())
    flash(_("The line is no longer matched."))
    return redirect(url_for("payroll.bank_line_page", line_id=line_id))


@bp.post("/books/bank/<uuid:line_id>/enter")
@requires(Permission.KEEP_BOOKS)
def enter_line(line_id: UUID) -> Response:
    """Enter what the bank says and the books do not yet."""
    form = FromBankForm()
    form.offer(written_by_hand())
    if not form.validate_on_submit():
        return _line_page(line_id, form)
    with transaction():
        enter_from_bank(line_id, form.account.data, form.says.data or "", hand=access.hand())
    flash(_("It is in the books, and matched."))
    return redirect(url_for("payroll.bank"))


def _line_page(line_id: UUID, form: FromBankForm | None = None) -> Response:
    line, begun = bank_line(line_id), form or FromBankForm(formdata=None)
    begun.offer(written_by_hand())
    if form is None:
        begun.says.data = line.text
    return books_page(
        "books_bank_line.html",
        status=422 if form else 200,
        line=line,
        form=begun,
        match_form=_match_form(line),
        entries=[entry(each) for each in line.entry_ids],
    )


def _match_form(line: BankLineView) -> MatchForm:
    """Offer the entries that wait, the nearest first, with what is proposed chosen already."""
    form, money = MatchForm(formdata=None), money_in(lambda: the_cooperative().currency)
    waiting = sorted(
        entries_to_match(), key=lambda one: (one.amount != line.amount, abs(one.day - line.day))
    )
    form.offer(
        {one.id: f"{short_day(one.day)}: {money(one.amount)}, {one.text}" for one in waiting[:50]}
    )
    found = proposed().get(line.id)
    form.entries.data = [str(each) for each in found.entry_ids] if found else []
    return form


def _given(name: str) -> int | None:
    """Read what the reader says that the bank’s statement ends with, or that they counted."""
    given = request.args.get(name, "").strip()
    if not given:
        return None
    try:
        return minor(given, the_cooperative().currency)
    except ValueError as wrong:
        text = N_("Write the amount in figures, such as 1234.56.")
        raise Refused(Refusal("PAY-90", text)) from wrong


def _taken_in(new: int, lines: int) -> str:
    if not new:
        return _("Every line of this file was there already.")
    said = ngettext("%(num)d line is new.", "%(num)d lines are new.", new)
    if new == lines:
        return said
    return f"{said} {_('%(num)s were there already.', num=lines - new)}"


def _with_closing(found: BankFile) -> str:
    """Go back to the bank, with the closing balance filled in where the file says one."""
    if found.closing is None or found.closing_on is None:
        return url_for("payroll.bank")
    return url_for("payroll.bank", on=found.closing_on.isoformat(), bank=figures(found.closing))


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True

"""The books as a journal for hledger, another reader of plain-text books."""

from collections.abc import Iterator, Mapping

from coop.core.money import decimals, plain
from payroll.rules.books.book import Book, BookEntry
from payroll.rules.books.book_names import name_of, names_of, one_line
from payroll.rules.books.ledger import AccountKind

TYPES: Mapping[AccountKind, str] = {
    AccountKind.ASSET: "A",
    AccountKind.LIABILITY: "L",
    AccountKind.EQUITY: "E",
    AccountKind.INCOME: "R",
    AccountKind.EXPENSE: "X",
}


def hledger_text(book: Book) -> str:
    """Write a book for hledger: its accounts with their types, then the entries by day."""
    names = names_of(book)
    parts = [*_head(book), *_accounts(book, names), ""]
    for entry in book.entries:
        parts += [*_transaction(entry, names, book.currency), ""]
    return "\n".join(parts) + "\n"


def _head(book: Book) -> list[str]:
    about = [f"; {one_line(book.title)}", "; A debit is more than nothing, a credit less."]
    if book.is_for_auditors:
        about += ["; For auditors: what touches members is put together by pay run or by day."]
    shown = "1000." + "0" * decimals(book.currency)
    return [*about, "decimal-mark .", f"commodity {shown} {book.currency}", ""]


def _accounts(book: Book, names: Mapping[str, str]) -> list[str]:
    return [
        f"account {names[each.code]}  ; type: {TYPES[each.kind]}, title: {_said(each.title)}"
        for each in sorted(book.accounts, key=lambda one: names[one.code])
    ]


def _transaction(entry: BookEntry, names: Mapping[str, str], currency: str) -> Iterator[str]:
    yield f"{entry.day.isoformat()} * {_said(entry.says)}"
    yield f"    ; source: {_said(entry.source)}, source-id: {_said(entry.source_id)}"
    yield f"    ; entry: {_said(entry.id)}"
    if entry.reverses:
        yield f"    ; takes-back: {_said(entry.reverses)}"
    for each in entry.postings:
        yield f"    {name_of(each, names)}  {plain(each.amount, currency)} {currency}"


def _said(text: str) -> str:
    # A semicolon begins a comment, a comma ends a tag, a bar parts the payee from the note.
    return one_line(text, without=(";", ",", "|"))

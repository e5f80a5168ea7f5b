"""The books as a Beancount file: plain text that `bean-check` accepts and adds up again."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from coop.core.money import plain
from payroll.rules.books.book import Book, BookEntry
from payroll.rules.books.book_names import name_of, names_of, one_line

DAY = timedelta(days=1)


def beancount_text(book: Book) -> str:
    """Write a book for Beancount 3: accounts, entries with their sources, and closing balances."""
    names = names_of(book)
    parts = [*_head(book), *_opens(book, names), ""]
    for entry in book.entries:
        parts += [*_transaction(entry, names, book.currency), ""]
    parts += _checks(book, names)
    return "\n".join(parts) + "\n"


def _head(book: Book) -> list[str]:
    shown = one_line(book.title, without=('"', "\\"))
    about = ["; A debit is more than nothing, a credit less."]
    if book.is_for_auditors:
        about += [
            "; For auditors: what touches members is put together by pay run or by day.",
            "; Money on its way through finance offices is told with the bank.",
        ]
    return [
        f'option "title" "{shown}"',
        f'option "operating_currency" "{book.currency}"',
        *about,
        "",
    ]


def _opens(book: Book, names: Mapping[str, str]) -> list[str]:
    titles = {names[each.code]: each.title for each in book.accounts}
    lines = []
    for name, day in sorted(_first_days(book, names).items(), key=lambda one: (one[1], one[0])):
        lines.append(f"{day.isoformat()} open {name} {book.currency}")
        lines += [f'  title: "{_quoted(titles[name])}"'] if name in titles else []
    return lines


def _first_days(book: Book, names: Mapping[str, str]) -> dict[str, date]:
    """Say when each name is first used, or was opened, whichever is earlier."""
    first = {names[each.code]: each.opened_on for each in book.accounts if each.opened_on}
    for entry in book.entries:
        for each in entry.postings:
            name = name_of(each, names)
            first[name] = min(entry.day, first.get(name, entry.day))
    return first


def _transaction(entry: BookEntry, names: Mapping[str, str], currency: str) -> Iterator[str]:
    yield f'{entry.day.isoformat()} * "{_quoted(entry.says)}"'
    yield f'  source: "{_quoted(entry.source)}"'
    yield f'  source_id: "{_quoted(entry.source_id)}"'
    yield f'  entry: "{_quoted(entry.id)}"'
    if entry.reverses:
        yield f'  takes_back: "{_quoted(entry.reverses)}"'
    for each in entry.postings:
        yield f"  {name_of(each, names)}  {plain(each.amount, currency)} {currency}"


def _checks(book: Book, names: Mapping[str, str]) -> list[str]:
    """Say what each name must stand at on the day after the last, so that the file proves itself.

    A balance of Beancount holds the accounts below with it.
    """
    if not book.entries:
        return []
    day = max(entry.day for entry in book.entries) + DAY
    own: dict[str, int] = {}
    for entry in book.entries:
        for each in entry.postings:
            name = name_of(each, names)
            own[name] = own.get(name, 0) + each.amount
    whole = {
        name: sum(amount for other, amount in own.items() if f"{other}:".startswith(f"{name}:"))
        for name in own
    }
    return [
        f"{day.isoformat()} balance {name}  {plain(amount, book.currency)} {book.currency}"
        for name, amount in sorted(whole.items())
    ]


def _quoted(text: str) -> str:
    return one_line(text).replace("\\", "\\\\").replace('"', '\\"')

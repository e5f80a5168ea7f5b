"""The books as rows for a spreadsheet: one row a posting."""

from collections.abc import Iterator

from coop.core.money import plain
from payroll.rules.books.book import Book

HEADER = (
    "day",
    "entry",
    "source",
    "source id",
    "text",
    "takes back",
    "account",
    "title",
    "member number",
    "debit",
    "credit",
    "currency",
)


def book_rows(book: Book) -> Iterator[tuple[object, ...]]:
    """Give one row for each posting, with the whole entry repeated beside it."""
    accounts = book.by_code
    for entry in book.entries:
        for each in entry.postings:
            shown = plain(abs(each.amount), book.currency)
            yield (
                entry.day.isoformat(),
                entry.id,
                entry.source,
                entry.source_id,
                entry.says,
                entry.reverses,
                each.code,
                accounts[each.code].title,
                each.member,
                shown if each.amount > 0 else "",
                shown if each.amount < 0 else "",
                book.currency,
            )

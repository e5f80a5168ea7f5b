"""What accounts are called in files that other programs read."""

import re
from collections.abc import Mapping, Sequence

from payroll.rules.books.book import Book, Posting
from payroll.rules.books.ledger import AccountKind

ROOTS: Mapping[AccountKind, str] = {
    AccountKind.ASSET: "Assets",
    AccountKind.LIABILITY: "Liabilities",
    AccountKind.EQUITY: "Equity",
    AccountKind.INCOME: "Income",
    AccountKind.EXPENSE: "Expenses",
}
_OTHER = re.compile(r"[^A-Za-z0-9]+")


def names_of(book: Book) -> dict[str, str]:
    """Give each account a name such as “Expenses:Wages:Laundry”; no two have the same."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for each in sorted(book.accounts, key=lambda one: one.code):
        wanted = ":".join([ROOTS[each.kind], *_parts(each.code)])
        name, number = wanted, 2
        while name in taken:
            name, number = f"{wanted}-{number}", number + 1
        taken.add(name)
        found[each.code] = name
    return found


def name_of(posting: Posting, names: Mapping[str, str]) -> str:
    """Give the name that a posting goes to: a member has one below the account’s own."""
    own = names[posting.code]
    return own if posting.member is None else f"{own}:M{posting.member}"


def one_line(text: str, *, without: Sequence[str] = ()) -> str:
    """Write a text on one line, without signs that would end it in the file."""
    for sign in without:
        text = text.replace(sign, " ")
    if not text.isprintable():
        text = "".join(each if each.isprintable() else " " for each in text)
    return " ".join(text.split())


def _parts(code: str) -> list[str]:
    # Names must begin with a capital or a figure, and hold no other signs than a hyphen.
    parts = [_OTHER.sub("-", part).strip("-") or "Other" for part in code.split(":")]
    return [part[0].upper() + part[1:] for part in parts]

"""Words that the pages of the books share, and how their accounts are named."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from flask import request
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from coop.core import pages
from coop.core.money import plain
from coop.membership.queries import name_of, the_cooperative, today
from payroll.reading.accounts import accounts
from payroll.rules.books.budget import Pace
from payroll.rules.books.ledger import Account, AccountKind
from payroll.rules.books.plain_books import Part

KINDS: Mapping[str, str] = {
    AccountKind.ASSET: _l("What we have"),
    AccountKind.LIABILITY: _l("What we owe"),
    AccountKind.EQUITY: _l("What is our own"),
    AccountKind.INCOME: _l("What comes in"),
    AccountKind.EXPENSE: _l("What is spent"),
}
SOURCES: Mapping[str, str] = {
    "statement": _l("Statement of pay"),
    "payment": _l("Payment of pay"),
    "purse": _l("Money kept for a member"),
    "share": _l("Shares"),
    "loan": _l("Loan"),
    "loan_repayment": _l("Loan paid back"),
    "interest": _l("Interest"),
    "surplus": _l("Surplus shared"),
    "year": _l("Year closed"),
    "share_savings": _l("Savings towards a share"),
    "transfer": _l("Handed to a finance office"),
    "owed_paid": _l("Paid out to a member"),
    "bank": _l("From the bank’s statement"),
    "hand": _l("Written by hand"),
    "reversal": _l("Takes another entry back"),
}
PARTS: Mapping[str, str] = {
    Part.MONEY: _l("Money in the bank, in the cash box and on its way"),
    Part.MEMBERS_OWE: _l("What members were paid too much"),
    Part.OWED_TO_MEMBERS: _l("Owed to members: pay kept for them, savings, loans"),
    Part.OWED_TO_OTHERS: _l("Owed to others: tax and what was taken from pay"),
    Part.SHARES: _l("Members’ shares"),
    Part.RESERVES: _l("Kept from earlier years"),
    Part.RESULT: _l("Left over so far"),
}
PACES: Mapping[str, str] = {
    Pace.NOT_PLANNED: _l("Nobody planned this."),
    Pace.OVER: _l("That is more than planned."),
    Pace.AHEAD: _l("It goes faster than the year."),
    Pace.AS_PLANNED: _l("It goes as planned."),
    Pace.BEHIND: _l("It goes slower than the year."),
}


def source_word(source: str) -> str:
    """Say where an entry comes from; a source without words says itself."""
    return str(SOURCES.get(source, source.replace("_", " ").capitalize()))


def titles() -> dict[str, str]:
    """Give the title of each account by its code."""
    return {each.code: each.title for each in accounts()}


def written_by_hand() -> list[Account]:
    """List the accounts that may be written by hand: those of members may not (PAY-86)."""
    return [each for each in accounts() if not each.is_of_members and each.closed_on is None]


def asked_day(name: str, usual: date) -> date:
    """Read a day from the address; whatever is no day gives the usual one."""
    try:
        return date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return usual


def asked_days() -> tuple[date, date]:
    """Read the first and the last day of a list; without any, the year up to today."""
    last = asked_day("last", today())
    return asked_day("first", last.replace(month=1, day=1)), last


def figures(amount: int) -> str:
    """Write an amount for a spreadsheet."""
    return plain(amount, the_cooperative().currency)


def who(member_id: UUID | None) -> str:
    """Name whoever entered something; the co-operative’s own clockwork has no name."""
    return name_of(member_id) if member_id else ""


def books_page(template: str, *, status: int = 200, **values: object) -> Response:
    """Answer with a page of the books, which sees these words too."""
    words = {"kinds": KINDS, "parts": PARTS, "paces": PACES, "source_word": source_word}
    return pages.page(f"payroll/{template}", status=status, **values, **words)

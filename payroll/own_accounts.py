"""Statements that a member takes along: shares, hours and credits, a year, all on leaving."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from coop.core.money import decimals
from coop.membership.queries import member, share_moves, shares_of, the_cooperative, today
from coop.rostering.queries import approved_lines
from payroll.reading.accounts import accounts
from payroll.reading.balances import owed_to
from payroll.reading.statements import latest_in, purse_names
from payroll.reading.statements_of_account import AccountStatement, member_ledger
from payroll.rules.statements.account import (
    AccountFacts,
    AccountRow,
    Section,
    Unit,
    account_document,
)
from payroll.rules.statements.document_shape import part, parts, text, whole
from payroll.wording import days_of_period, period_of_days


class Kind(StrEnum):
    """Which statement."""

    SHARES = "shares"
    HOURS = "hours"
    YEAR = "year"
    LEAVING = "leaving"


TITLES: Mapping[Kind, str] = {
    Kind.SHARES: _l("Statement of shares"),
    Kind.HOURS: _l("Statement of hours and time credits"),
    Kind.YEAR: _l("Statement of the year"),
    Kind.LEAVING: _l("Statement on leaving"),
}
HOURS: Mapping[str, str] = {
    "paid": _l("Paid work"),
    "training": _l("Training"),
    "governance": _l("Member governance"),
    "volunteer": _l("Volunteer time"),
    "time_bank": _l("Time credits"),
}
MOVES: Mapping[str, str] = {
    "bought": _l("Bought"),
    "transferred_in": _l("Came from another member"),
    "transferred_out": _l("Went to another member"),
    "withdrawn": _l("Given back"),
    "forfeited": _l("Fell away"),
}
CAPITAL = ("shares_paying", "shares_leaving", "loans")
STILL_OWED = ("purse:", "owed", "shares_paying", "shares_leaving", "loans")


def own_account(kind: Kind, member_id: UUID, first: date, last: date) -> dict[str, object]:
    """Write one of the statements for a member, from one day to another, both included."""
    coop, who = the_cooperative(), member(member_id, today())
    made = _MAKERS[kind](member_id, first, last)
    return account_document(
        AccountFacts(
            title=str(TITLES[kind]),
            cooperative=coop.name,
            currency=coop.currency,
            decimals=decimals(coop.currency),
            member_number=who.number,
            member_name=who.name,
            first=first,
            last=last,
            sections=tuple(one for one in made if one.rows),
            notes=tuple(_notes(kind)),
        )
    )


def _notes(kind: Kind) -> list[str]:
    if kind is Kind.LEAVING:
        return [
            _("What is still owed to you stays yours. It is paid by your own way."),
            _("Your membership number, shares and hours stay with you, wherever you live."),
        ]
    return []


def _shares(member_id: UUID, _first: date, last: date) -> list[Section]:
    moves = [one for one in share_moves(member_id) if one.from_on <= last]
    held = [AccountRow(str(MOVES[one.kind]), one.shares, one.from_on) for one in moves]
    paid = [AccountRow(str(MOVES[one.kind]), one.paid_minor, one.from_on) for one in moves]
    return [
        Section(_("Shares that you hold"), Unit.SHARES, tuple(held)),
        Section(_("What was paid for them"), Unit.MONEY, tuple(paid)),
        *_ledger(member_ledger(member_id, last), CAPITAL),
    ]


def _ledger(found: Iterable[AccountStatement], codes: tuple[str, ...]) -> list[Section]:
    return [
        Section(
            _(one.account.title),
            Unit.MONEY,
            tuple(AccountRow(move.says, move.amount, move.day) for move in one.moves),
        )
        for one in found
        if one.account.code in codes
    ]


def _hours(member_id: UUID, first: date, last: date) -> list[Section]:
    by_kind: dict[str, list[AccountRow]] = defaultdict(list)
    lines = approved_lines(first, last, [member_id])
    for line in sorted(lines, key=lambda one: (one.day, one.area)):
        by_kind[line.kind.value].append(AccountRow(line.area, line.minutes, line.day))
    return [
        Section(str(words), Unit.MINUTES, tuple(by_kind[kind])) for kind, words in HOURS.items()
    ]


def _hour_sums(member_id: UUID, first: date, last: date) -> Section:
    rows = [
        AccountRow(one.title, sum(row.amount for row in one.rows))
        for one in _hours(member_id, first, last)
        if one.rows
    ]
    return Section(_("Your hours"), Unit.MINUTES, tuple(rows))


def _year(member_id: UUID, first: date, last: date) -> list[Section]:
    documents = latest_in(member_id, first, last)
    sections = [_by_period(_("Gross pay"), documents, "gross")]
    sections += [Section(says, Unit.MONEY, tuple(rows)) for says, rows in _taken(documents).items()]
    return [*sections, _by_period(_("Net pay"), documents, "net"), *_kept(documents)]


def _by_period(title: str, documents: list[Mapping[str, object]], key: str) -> Section:
    rows = [AccountRow(_period(one), whole(one, key)) for one in documents]
    return Section(title, Unit.MONEY, tuple(rows))


def _taken(documents: list[Mapping[str, object]]) -> dict[str, list[AccountRow]]:
    found: dict[str, list[AccountRow]] = defaultdict(list)
    for document in documents:
        for stretch in parts(document, "stretches"):
            for line in parts(stretch, "lines"):
                row = AccountRow(_period(document), whole(line, "amount"))
                found[text(line, "says")].append(row)
    return found


def _kept(documents: list[Mapping[str, object]]) -> list[Section]:
    found: dict[str, list[AccountRow]] = defaultdict(list)
    for document in documents:
        for purse in parts(document, "purses"):
            row = AccountRow(_period(document), whole(purse, "pay"))
            found[_("Put into: %(purse)s", purse=text(purse, "says"))].append(row)
    return [Section(title, Unit.MONEY, tuple(rows)) for title, rows in found.items()]


def _period(document: Mapping[str, object]) -> str:
    said = period_of_days(*days_of_period(document))
    number = text(part(document, "corrects"), "number")
    return _("%(period)s, corrected", period=said) if number else said


def _leaving(member_id: UUID, first: date, last: date) -> list[Section]:
    names = {each.code: _(each.title) for each in accounts()} | purse_names(member_id)
    owed = owed_to([member_id], last)[member_id]
    rows = [
        AccountRow(names.get(code, code), amount)
        for code, amount in owed.items()
        if code.startswith(STILL_OWED)
    ]
    held = shares_of(member_id, last)
    shares = [AccountRow(_("Shares"), held.shares)] if held.shares else []
    return [
        Section(_("What we still owe you"), Unit.MONEY, tuple(rows)),
        Section(_("Shares that you hold"), Unit.SHARES, tuple(shares)),
        *_year(member_id, first, last)[:1],
        _by_period(_("Net pay"), latest_in(member_id, first, last), "net"),
        _hour_sums(member_id, first, last),
    ]


_MAKERS: Mapping[Kind, Callable[[UUID, date, date], list[Section]]] = {
    Kind.SHARES: _shares,
    Kind.HOURS: _hours,
    Kind.YEAR: _year,
    Kind.LEAVING: _leaving,
}

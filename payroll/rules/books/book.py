"""The books as they are handed out: entries with postings, whole or as auditors may read them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from uuid import UUID

from payroll.rules.books.ledger import Account, AccountKind, Movement, TrialLine
from payroll.rules.nouns import Amount

BANK = Account("bank", "Money in the bank", AccountKind.ASSET)
MEMBERS = Account("members", "Owed to members, less what they owe", AccountKind.LIABILITY)
LEAST = 3
"""So many members an entry must name before auditors read any of their numbers."""


@dataclass(frozen=True, slots=True)
class Posting:
    """So much on one account, and perhaps of one member: debits are more than nothing."""

    code: str
    member: int | None
    amount: Amount


@dataclass(frozen=True, slots=True)
class BookEntry:
    """One entry of the books with its source; what it posts adds up to nothing."""

    id: str
    day: date
    source: str
    source_id: str
    says: str
    postings: tuple[Posting, ...]
    reverses: str = ""
    group: str = ""
    """What auditors read it under: a pay run, or else the day."""


@dataclass(frozen=True, slots=True)
class Book:
    """A whole book: its accounts and entries, in the order of the days."""

    title: str
    currency: str
    accounts: tuple[Account, ...]
    entries: tuple[BookEntry, ...]
    is_for_auditors: bool = False

    @property
    def by_code(self) -> Mapping[str, Account]:
        """Give the accounts by their codes."""
        return {each.code: each for each in self.accounts}


def postings_of(movements: Iterable[Movement], numbers: Mapping[UUID, int]) -> tuple[Posting, ...]:
    """Add movements up by account and member; what comes to nothing is left out."""
    sides = [
        Posting(code, numbers[member] if member else None, amount)
        for each in movements
        for (code, member), amount in zip(each.sides, (each.amount, -each.amount), strict=True)
    ]
    return summed(sides)


def summed(postings: Iterable[Posting]) -> tuple[Posting, ...]:
    """Add postings up by account and member, in their order."""
    found: dict[tuple[str, int], Amount] = {}
    for each in postings:
        key = (each.code, each.member or 0)
        found[key] = found.get(key, 0) + each.amount
    return tuple(
        Posting(code, member or None, amount)
        for (code, member), amount in sorted(found.items())
        if amount
    )


def for_auditors(book: Book) -> Book:
    """Give the books as auditors read them: they balance, and mark nobody (PAY-93).

    What touches members is put together by pay run, or by day. A member is a number with one
    account, and no number stands where fewer than three members are named. Members’ shares and
    the money on its way through finance offices are told in sum.
    """
    accounts = book.by_code
    own = [each for each in book.entries if not _touches(each, accounts)]
    touching = sorted((each for each in book.entries if _touches(each, accounts)), key=_together)
    made = [_merged(list(rows), accounts) for _, rows in groupby(touching, key=_together)]
    plain = [replace(each, postings=_plainly(each.postings, accounts)) for each in own]
    kept = tuple(
        each
        for each in sorted([*plain, *made], key=lambda one: (one.day, one.source, one.id))
        if each.postings
    )
    left = tuple(each for each in book.accounts if _read_as(each) == each.code)
    return replace(book, accounts=(*left, MEMBERS), entries=kept, is_for_auditors=True)


def read_as(code: str, accounts: Mapping[str, Account]) -> str:
    """Give the code under which auditors read an account."""
    return _read_as(accounts[code])


def _read_as(account: Account) -> str:
    if account.code == "offices":
        # A sum handed to an office on a day may be one member’s, and would tell where they live.
        return "bank"
    is_owned = account.is_of_members and account.kind is not AccountKind.EQUITY
    return MEMBERS.code if is_owned else account.code


def _touches(entry: BookEntry, accounts: Mapping[str, Account]) -> bool:
    return any(
        accounts[each.code].is_of_members or each.code == "offices" for each in entry.postings
    )


def _together(entry: BookEntry) -> tuple[date, str, str]:
    return entry.day, entry.source, entry.group


def _merged(entries: Sequence[BookEntry], accounts: Mapping[str, Account]) -> BookEntry:
    first = entries[0]
    postings = _plainly([row for each in entries for row in each.postings], accounts)
    name = f"{first.source} {first.group or first.day.isoformat()}"
    return BookEntry(
        id=name,
        day=first.day,
        source=first.source,
        source_id=first.group,
        says=f"{first.source.capitalize()}: {len(entries)} together",
        postings=postings,
        group=first.group,
    )


def _plainly(postings: Iterable[Posting], accounts: Mapping[str, Account]) -> tuple[Posting, ...]:
    rows = [_plain(each, read_as(each.code, accounts)) for each in postings]
    found = summed(rows)
    named = {each.member for each in found} - {None}
    if len(named) >= LEAST:
        return found
    return summed(replace(each, member=None) for each in found)


def _plain(posting: Posting, code: str) -> Posting:
    return replace(posting, code=code, member=posting.member if code == MEMBERS.code else None)


def trial_for_auditors(lines: Iterable[TrialLine]) -> list[TrialLine]:
    """Give a trial balance as auditors read it: members’ accounts as one, offices with the bank."""
    told = list(lines)
    accounts = {MEMBERS.code: MEMBERS} | {line.account.code: line.account for line in told}
    accounts.setdefault(BANK.code, BANK)
    found: dict[str, TrialLine] = {}
    for line in told:
        account = accounts[_read_as(line.account)]
        before = found.get(account.code, TrialLine(account, 0, 0))
        found[account.code] = TrialLine(
            account, before.debited + line.debited, before.credited + line.credited
        )
    return [found[code] for code in sorted(found)]

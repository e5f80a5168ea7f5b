"""The books as pure sums: movements, what an account stands at, and the trial balance."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from coop.core.errors import N_, Refusal
from payroll.rules.nouns import Amount


class AccountKind(StrEnum):
    """What an account is; assets and expenses grow when they are debited."""

    ASSET = "asset"
    LIABILITY = "liability"
    EQUITY = "equity"
    INCOME = "income"
    EXPENSE = "expense"


GROWS_BY_DEBIT = frozenset({AccountKind.ASSET, AccountKind.EXPENSE})


@dataclass(frozen=True, slots=True)
class Account:
    """An account of the books; `is_of_members`: each movement on it names a member."""

    code: str
    title: str
    kind: AccountKind
    is_of_members: bool = False
    opened_on: date | None = None
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Movement:
    """So much goes from the credited account to the debited one; the amount is more than none."""

    debit: str
    credit: str
    amount: Amount
    debit_member: UUID | None = None
    credit_member: UUID | None = None

    @property
    def sides(self) -> tuple[tuple[str, UUID | None], tuple[str, UUID | None]]:
        """Give both sides, each an account and perhaps a member: who receives, who gives."""
        return (self.debit, self.debit_member), (self.credit, self.credit_member)

    def turned(self) -> "Movement":
        """Give the movement that takes this one back (PAY-84)."""
        return Movement(self.credit, self.debit, self.amount, self.credit_member, self.debit_member)


@dataclass(frozen=True, slots=True)
class TrialLine:
    """All that was debited and credited to one account, up to a day."""

    account: Account
    debited: Amount
    credited: Amount

    @property
    def balance(self) -> Amount:
        """Give debits minus credits."""
        return self.debited - self.credited

    @property
    def in_words(self) -> Amount:
        """Give the balance as people say it: what is there, owed, put in, come in or spent."""
        return self.balance if self.account.kind in GROWS_BY_DEBIT else -self.balance


def refusals_to_enter(
    movements: Sequence[Movement], accounts: Mapping[str, Account], *, day: date
) -> list[Refusal]:
    """Say everything that is wrong with an entry (PAY-80, PAY-81)."""
    if not movements:
        return [Refusal("PAY-80", N_("An entry needs at least one movement."))]
    found = [refusal for each in movements for refusal in _wrong_with(each)]
    for code, member in sorted({side for each in movements for side in each.sides}, key=str):
        found += _wrong_side(code, member, accounts.get(code), day)
    return found


def _wrong_with(movement: Movement) -> list[Refusal]:
    found = []
    if movement.amount <= 0:
        found.append(Refusal("PAY-80", N_("An amount must be more than nothing.")))
    debit, credit = movement.sides
    if debit == credit:
        found.append(Refusal("PAY-80", N_("Money must move between two different accounts.")))
    return found


def _wrong_side(
    code: str, member: UUID | None, account: Account | None, day: date
) -> list[Refusal]:
    said = {"code": code}
    if account is None:
        todo = N_("Choose an account of the chart.")
        return [Refusal("PAY-81", N_("There is no account “%(code)s”."), said, todo)]
    found = []
    if account.is_of_members and member is None:
        found.append(Refusal("PAY-81", N_("“%(code)s” belongs to members: name one."), said))
    if member is not None and not account.is_of_members:
        found.append(Refusal("PAY-81", N_("“%(code)s” belongs to no member."), said))
    if account.closed_on is not None and day > account.closed_on:
        found.append(Refusal("PAY-81", N_("The account “%(code)s” is closed."), said))
    return found


def refusals_of_lock(day: date, locked_until: date | None) -> list[Refusal]:
    """Refuse an entry on a day that the books are locked for (PAY-82)."""
    if locked_until is None or day > locked_until:
        return []
    return [
        Refusal(
            "PAY-82",
            N_("The books are locked up to and on %(day)s."),
            {"day": locked_until},
            N_("Enter it on a later day, and say in the text which day it belongs to."),
        )
    ]


def balances(movements: Iterable[Movement]) -> dict[tuple[str, UUID | None], Amount]:
    """Add movements up: debits minus credits for each account and member."""
    found: dict[tuple[str, UUID | None], Amount] = {}
    for each in movements:
        debit, credit = each.sides
        found[debit] = found.get(debit, 0) + each.amount
        found[credit] = found.get(credit, 0) - each.amount
    return found


def trial(movements: Iterable[Movement], accounts: Mapping[str, Account]) -> list[TrialLine]:
    """Give the trial balance of movements: an account each, in the order of the codes."""
    debited: dict[str, Amount] = {}
    credited: dict[str, Amount] = {}
    for each in movements:
        debited[each.debit] = debited.get(each.debit, 0) + each.amount
        credited[each.credit] = credited.get(each.credit, 0) + each.amount
    return [
        TrialLine(accounts[code], debited.get(code, 0), credited.get(code, 0))
        for code in sorted(debited.keys() | credited.keys())
    ]


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry that is to be made; the same source and id are entered once only (PAY-83)."""

    day: date
    source: str
    """What kind of thing it comes from: statement, payment, share, loan, surplus, bank, hand."""
    source_id: str
    says: str
    movements: Sequence[Movement]
    reverses: UUID | None = None

    @property
    def named(self) -> tuple[str, str]:
        """Give what the entry is known by."""
        return self.source, self.source_id

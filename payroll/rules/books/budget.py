"""What the members meant to spend and earn, beside what happened, in words (PAY-91, PAY-92)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coop.core.errors import N_, Refusal
from payroll.rules.books.ledger import Account, AccountKind
from payroll.rules.nouns import Amount

BUDGETED = frozenset({AccountKind.INCOME, AccountKind.EXPENSE})
WAGES = "wages"
LEAST_PAID = 3
"""So many people must be paid in a work area before its pay is told by itself."""
SLACK = 10
"""So many parts of a hundred a budget may run ahead of the year before anybody is told."""


class Pace(StrEnum):
    """How an account goes, beside how much of the year is over."""

    NOT_PLANNED = "not_planned"
    OVER = "over"
    AHEAD = "ahead"
    AS_PLANNED = "as_planned"
    BEHIND = "behind"


@dataclass(frozen=True, slots=True)
class Year:
    """The days that a budget is for, both included."""

    first: date
    last: date

    def hundredths_over(self, today: date) -> int:
        """Say how many parts of a hundred of the days are over."""
        days = (self.last - self.first).days + 1
        gone = (min(today, self.last) - self.first).days + 1
        return max(0, 100 * gone // days)


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """One account in a year: what was planned, what happened, and how many people it paid."""

    account: Account
    planned: Amount | None
    actual: Amount
    people: int = 0

    @property
    def left(self) -> Amount:
        """Give what is left of the plan; less than nothing when more happened."""
        return (self.planned or 0) - self.actual

    @property
    def hundredths(self) -> int | None:
        """Say how many parts of a hundred of the plan have happened; None without a plan."""
        return 100 * self.actual // self.planned if self.planned else None

    def pace(self, over: int) -> Pace:
        """Say how it goes when so many parts of a hundred of the year are over."""
        so_far = self.hundredths
        if so_far is None:
            return Pace.NOT_PLANNED
        if self.planned is not None and self.actual > self.planned:
            return Pace.OVER
        if so_far > over + SLACK:
            return Pace.AHEAD
        return Pace.BEHIND if so_far < over - SLACK else Pace.AS_PLANNED

    @property
    def is_pay(self) -> bool:
        """Say whether it is pay for work in one area."""
        return self.account.code.partition(":")[0] == WAGES

    @property
    def is_income(self) -> bool:
        """Say whether it is money that comes in."""
        return self.account.kind is AccountKind.INCOME


def for_members(rows: Iterable[BudgetRow]) -> list[BudgetRow]:
    """Give the rows as every member may read them: no pay of an area with few people (PAY-92).

    Areas in which fewer than three people were paid are told together. Where only one area is
    so small, the next smallest goes with it, since the sum would tell the one.
    """
    told = list(rows)
    pay = sorted(
        (row for row in told if row.is_pay), key=lambda row: (row.people, row.account.code)
    )
    hidden = [row for row in pay if row.people < LEAST_PAID and row.actual]
    if len(hidden) == 1 or sum(row.people for row in hidden) < LEAST_PAID:
        wider = [row for row in pay if row not in hidden and row.actual][:1]
        hidden += wider if hidden else []
    return [row for row in told if row not in hidden] + _together(hidden)


def _together(rows: list[BudgetRow]) -> list[BudgetRow]:
    if not rows:
        return []
    planned = [row.planned for row in rows if row.planned is not None]
    return [
        BudgetRow(
            Account(f"{WAGES}:", N_("Pay for work: small areas together"), AccountKind.EXPENSE),
            sum(planned) if planned else None,
            sum(row.actual for row in rows),
            sum(row.people for row in rows),
        )
    ]


def refusals_to_budget(
    year: Year, lines: Mapping[str, Amount], accounts: Mapping[str, Account]
) -> list[Refusal]:
    """Say what is wrong with a budget (PAY-91)."""
    found = []
    if year.last < year.first:
        found.append(Refusal("PAY-91", N_("The last day must not be before the first.")))
    if not lines:
        found.append(Refusal("PAY-91", N_("Plan at least one account.")))
    for code, amount in lines.items():
        known = accounts.get(code)
        if known is None or known.kind not in BUDGETED:
            text = N_("“%(code)s” is neither income nor spending.")
            found.append(Refusal("PAY-91", text, {"code": code}))
        if amount < 0:
            text = N_("The plan for “%(code)s” must not be less than nothing.")
            found.append(Refusal("PAY-91", text, {"code": code}))
    return found

"""Loans from members: what is left of each on any day, and what earned interest."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from coop.core.db import session
from coop.core.errors import N_, NotFound
from payroll.models.owned import Interest, Loan, LoanRepayment
from payroll.rules.nouns import Amount
from payroll.rules.owned.interest import Stood


@dataclass(frozen=True, slots=True)
class Repaid:
    """A part of a loan that was paid back."""

    part: int
    amount: Amount
    paid_on: date


@dataclass(frozen=True, slots=True)
class LoanView:
    """A loan as it was agreed, with what was paid back so far."""

    id: UUID
    member_id: UUID
    amount: Amount
    rate_ppm: int
    from_on: date
    until_on: date
    repaid: tuple[Repaid, ...]

    @property
    def left(self) -> Amount:
        """Give what is still to be paid back."""
        return self.amount - sum(one.amount for one in self.repaid)

    def left_on(self, day: date) -> Amount:
        """Give what was still to be paid back at the end of a day; nothing before it began."""
        if day < self.from_on:
            return 0
        return self.amount - sum(one.amount for one in self.repaid if one.paid_on <= day)

    @property
    def stood(self) -> tuple[Stood, ...]:
        """Give what stood there from each day on, until the last day agreed."""
        days = sorted({self.from_on, *(one.paid_on for one in self.repaid)})
        rows = [Stood(day, self.left_on(day)) for day in days if day < self.until_on]
        return (*rows, Stood(self.until_on, 0))


@dataclass(frozen=True, slots=True)
class InterestView:
    """Interest that was given, as everybody may read it: the rate and the days."""

    id: UUID
    on_what: str
    first: date
    last: date
    rate_ppm: int
    motion_number: str
    document: str


def loans(member_id: UUID | None = None) -> tuple[LoanView, ...]:
    """List loans, everybody’s or one member’s, those that end first at the top."""
    asked = select(Loan).order_by(Loan.until_on, Loan.id)
    if member_id is not None:
        asked = asked.where(Loan.member_id == member_id)
    repaid = _repaid()
    return tuple(
        LoanView(
            row.id, row.member_id, row.amount_minor, row.rate_ppm, row.from_on, row.until_on,
            tuple(repaid[row.id]),
        )
        for row in session().scalars(asked)
    )  # fmt: skip


def loan(loan_id: UUID) -> LoanView:
    """Give one loan; `NotFound` when there is none."""
    found = next((one for one in loans() if one.id == loan_id), None)
    if found is None:
        raise NotFound(N_("loan"))
    return found


def interest_given(on_what: str | None = None) -> tuple[InterestView, ...]:
    """List the interest that was given, the latest first."""
    asked = select(Interest).order_by(Interest.first_on.desc(), Interest.on_what)
    if on_what is not None:
        asked = asked.where(Interest.on_what == on_what)
    return tuple(
        InterestView(
            row.id, row.on_what, row.first_on, row.last_on, row.rate_ppm, row.motion_number,
            row.document,
        )
        for row in session().scalars(asked)
    )  # fmt: skip


def _repaid() -> dict[UUID, list[Repaid]]:
    found: dict[UUID, list[Repaid]] = defaultdict(list)
    for row in session().scalars(select(LoanRepayment).order_by(LoanRepayment.part)):
        found[row.loan_id].append(Repaid(row.part, row.amount_minor, row.paid_on))
    return found

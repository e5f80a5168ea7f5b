"""Loans from members: agreed within the cap by another person, and paid back (PAY-69, PAY-71)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from coop.core import audit, clock
from coop.core.audit import Hand
from coop.core.db import new_id, session
from coop.core.errors import N_, NotFound, Refusal, refuse_if
from coop.membership.actions import hold_member
from coop.membership.queries import today
from payroll import acts
from payroll.deeds.entering import enter
from payroll.deeds.own import member_of
from payroll.deeds.share_books import books_day
from payroll.models.owned import Loan, LoanRepayment
from payroll.reading.loans import loan as loan_view
from payroll.reading.owned_rules import owned_rules_on
from payroll.rules.books.ledger import Movement
from payroll.rules.nouns import Amount
from payroll.rules.owned.interest import highest_ppm, percent, refusals_of_rate
from payroll.rules.owned.loans import refusals_to_lend, refusals_to_repay

ACCOUNTS = ("bank", "cash")


@dataclass(frozen=True, slots=True)
class RateLimit:
    """What the highest rate is measured by: another rate, or the limit where it is asked for."""

    reference_ppm: int | None = None
    told_ppm: int | None = None
    where: str = ""
    """Where it was read."""

    @property
    def says(self) -> str:
        """Say it in one line, to be kept."""
        ppm = self.told_ppm if self.reference_ppm is None else self.reference_ppm
        rate = "" if ppm is None else f"{percent(ppm)} %"
        return ", ".join(part for part in (rate, self.where.strip()) if part)

    def highest(self, day: date) -> int | None:
        """Give the highest rate by the rules of a day; None where it is not known."""
        cap = owned_rules_on(day).rules.cap
        return highest_ppm(cap, reference_ppm=self.reference_ppm, told_ppm=self.told_ppm)


@dataclass(frozen=True, slots=True)
class NewLoan:
    """What a member lends: how much, at which rate, from when until when, and where it came in."""

    member_id: UUID
    amount: Amount
    rate_ppm: int
    from_on: date
    until_on: date
    account: str


def agree_loan(wanted: NewLoan, limit: RateLimit, *, hand: Hand) -> UUID:
    """Agree to a loan whose money came in; another person than the lender does (PAY-71)."""
    hold_member(wanted.member_id)
    agreed_by = member_of(hand)
    own = agreed_by == wanted.member_id
    refuse_if(
        refusals_to_lend(wanted.amount, wanted.from_on, wanted.until_on, own=own)
        + refusals_of_rate(wanted.rate_ppm, limit.highest(wanted.from_on))
        + _of_account(wanted.account)
    )
    row = Loan(
        id=new_id(), member_id=wanted.member_id, amount_minor=wanted.amount,
        rate_ppm=wanted.rate_ppm, from_on=wanted.from_on, until_on=wanted.until_on,
        agreed_at=clock.now(), agreed_by=agreed_by,
    )  # fmt: skip
    session().add(row)
    session().flush()
    movement = Movement(wanted.account, "loans", wanted.amount, None, wanted.member_id)
    _enter("loan", str(row.id), "A member’s loan came in", movement, hand, on=wanted.from_on)
    until = wanted.until_on.isoformat()
    audit.record(acts.LOAN_AGREED, row.id, hand=hand, until=until, limit=limit.says)
    return row.id


def repay_loan(loan_id: UUID, amount: Amount, *, account: str, hand: Hand) -> int:
    """Pay a part of a loan back, or all that is left; give which part it was (PAY-71)."""
    row = session().scalar(select(Loan).where(Loan.id == loan_id).with_for_update(key_share=True))
    if row is None:
        raise NotFound(N_("loan"))
    left, own = loan_view(loan_id).left, hand.by == row.member_id
    refuse_if(
        refusals_to_repay(amount, left, paid_on=today(), from_on=row.from_on, own=own)
        + _of_account(account)
    )
    asked = select(func.max(LoanRepayment.part)).where(LoanRepayment.loan_id == loan_id)
    part = (session().scalar(asked) or 0) + 1
    session().add(
        LoanRepayment(
            id=new_id(), loan_id=loan_id, part=part, amount_minor=amount, paid_on=today(),
            account=account, recorded_at=clock.now(), recorded_by=member_of(hand),
        )
    )  # fmt: skip
    session().flush()
    movement = Movement("loans", account, amount, row.member_id)
    name = f"{loan_id}:{part}"
    _enter("loan_repayment", name, "A member’s loan paid back", movement, hand, on=today())
    audit.record(acts.LOAN_REPAID, loan_id, hand=hand, part=part)
    return part


def _enter(source: str, name: str, says: str, movement: Movement, hand: Hand, *, on: date) -> None:
    enter(
        day=books_day(on), source=source, source_id=name, says=says, movements=[movement], hand=hand
    )


def _of_account(account: str) -> list[Refusal]:
    if account in ACCOUNTS:
        return []
    return [Refusal("PAY-71", N_("Choose the bank or the cash box."))]

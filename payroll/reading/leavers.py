"""What is owed to members and to those who left, and by when it must be paid."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from coop.core.db import session
from coop.membership.queries import everyone_on, holdings_on
from payroll.models.books import LedgerLine
from payroll.reading.balances import balance, owed_to, trial_balance
from payroll.reading.owned_rules import owned_rules_on
from payroll.rules.books.ledger import AccountKind
from payroll.rules.nouns import Amount
from payroll.rules.owned.asset_lock import Means, last_day_to_pay

LEAVING, OWED = "shares_leaving", "owed"


@dataclass(frozen=True, slots=True)
class Owing:
    """What one person is to be paid: for shares they gave back, and all else that is owed."""

    member_id: UUID
    number: int
    name: str
    has_left: bool
    has_died: bool
    for_shares: Amount
    other: Amount
    pay_by: date | None
    """The last day to pay somebody who left; None for members."""

    @property
    def total(self) -> Amount:
        """Give all of it."""
        return self.for_shares + self.other


def owing(today: date) -> tuple[Owing, ...]:
    """List everybody to whom something is owed, those who left first and by their last day."""
    people = {row.id: row for row in everyone_on(today)}
    amounts = owed_to(_ever_owed())
    found = []
    for who, accounts in amounts.items():
        row = people.get(who)
        shares, other = accounts.get(LEAVING, 0), accounts.get(OWED, 0)
        if row is None or shares + other <= 0:
            continue
        years = owned_rules_on(row.step_on).rules.leavers_years
        by = None if row.is_member else last_day_to_pay(row.step_on, years)
        died = row.step == "died"
        found.append(Owing(who, row.number, row.name, not row.is_member, died, shares, other, by))
    return tuple(sorted(found, key=lambda one: (one.pay_by or date.max, one.number)))


def means_on(day: date) -> Means:
    """Give what the co-operative has and owes on a day, as the books and the register say."""
    lines = trial_balance(day)
    assets = sum(one.balance for one in lines if one.account.kind is AccountKind.ASSET)
    debts = -sum(one.balance for one in lines if one.account.kind is AccountKind.LIABILITY)
    shares = sum(one.paid_minor for one in holdings_on(day).values())
    return Means(assets, debts, shares)


def owed_now(member_id: UUID) -> tuple[Amount, Amount]:
    """Give what one person is to be paid: for shares given back, and all else."""
    shares = -balance(LEAVING, member_id=member_id)
    return shares, -balance(OWED, member_id=member_id)


def _ever_owed() -> set[UUID]:
    accounts = (LEAVING, OWED)
    asked = select(LedgerLine.credit_member_id).where(LedgerLine.credit.in_(accounts)).distinct()
    return {who for who in session().scalars(asked) if who is not None}

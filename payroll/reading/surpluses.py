"""Surpluses: what each member did in a year, proposals, and what became of them."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from coop.core.db import session
from coop.core.errors import N_, NotFound
from coop.membership.queries import called, holdings_on, member_numbered, members_on
from coop.rostering.queries import approved_hours
from payroll.models.owned import Surplus
from payroll.models.runs import PayRun, Statement
from payroll.rules.nouns import Amount
from payroll.rules.owned.surplus import Claim, Shared
from payroll.rules.owned.surplus_document import shared_in


class Basis(StrEnum):
    """What a rebate follows."""

    WORK = "work"
    PAY = "pay"
    TRADE = "trade"


DID: Mapping[Basis, str] = {
    Basis.WORK: N_("Minutes of approved paid work"),
    Basis.PAY: N_("Gross pay of the year, in minor units"),
    Basis.TRADE: N_("Trade with the co-operative, in minor units"),
}


@dataclass(frozen=True, slots=True)
class SurplusView:
    """A proposal as it was made, and what became of it."""

    id: UUID
    first: date
    last: date
    amount: Amount
    digest: str
    state: str
    motion_number: str
    document: dict[str, object]

    @property
    def shared(self) -> Shared:
        """Give its parts, worked out again from its own facts."""
        return shared_in(self.document)


def claims_for(
    first: date, last: date, basis: Basis, trade: Mapping[int, int] | None = None
) -> tuple[Claim, ...]:
    """Gather what everybody brings to a rebate and a dividend, by membership number.

    Who worked in the year has a rebate, members or not by now; a dividend is for members of
    the last day. `trade` is told by number where a rebate follows trade; `NotFound` for a number
    that nobody has.
    """
    pay = pay_between(first, last)
    told = {member_numbered(number): done for number, done in (trade or {}).items()}
    done = Counter(told) if basis is Basis.TRADE else _did(first, last, basis, pay)
    members = {row.id for row in members_on(last)}
    held = holdings_on(last)
    known = called({*done, *members})
    return tuple(
        Claim(
            known[who].number,
            max(done[who], 0),
            has_dividend=who in members,
            paid_in=held[who].paid_minor if who in held else 0,
            pay=pay[who],
        )
        for who in sorted(known, key=lambda one: known[one].number)
        if done[who] > 0 or who in members
    )


def pay_between(first: date, last: date) -> Counter[UUID]:
    """Give everybody’s gross pay for the periods that end in these days, corrections counted."""
    later = aliased(Statement)
    asked = (
        select(Statement.member_id, func.sum(Statement.gross_minor))
        .join(PayRun, PayRun.id == Statement.run_id)
        .outerjoin(later, later.corrects_id == Statement.id)
        .where(PayRun.last_on.between(first, last), later.id.is_(None))
        .group_by(Statement.member_id)
    )
    return Counter({who: int(gross) for who, gross in session().execute(asked)})


def surpluses() -> tuple[SurplusView, ...]:
    """List every proposal, the latest year first and in it the latest proposal."""
    order = (Surplus.first_on.desc(), Surplus.proposed_at.desc())
    return tuple(_view(row) for row in session().scalars(select(Surplus).order_by(*order)))


def surplus(surplus_id: UUID) -> SurplusView:
    """Give one proposal; `NotFound` when there is none."""
    row = session().get(Surplus, surplus_id)
    if row is None:
        raise NotFound(N_("proposal for a surplus"))
    return _view(row)


def _did(first: date, last: date, basis: Basis, pay: Counter[UUID]) -> Counter[UUID]:
    if basis is Basis.PAY:
        return pay
    found: Counter[UUID] = Counter()
    if basis is Basis.WORK:
        for line in approved_hours(first, last).hours:
            if line.is_paid:
                found[line.member_id] += line.minutes
    return found


def _view(row: Surplus) -> SurplusView:
    document: dict[str, object] = json.loads(row.document)
    return SurplusView(
        row.id, row.first_on, row.last_on, row.amount_minor, row.digest, row.state,
        row.motion_number, document,
    )  # fmt: skip

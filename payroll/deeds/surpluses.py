"""A surplus proposed, then shared once, as proposed, by a carried motion (PAY-73, PAY-76)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import select

from coop.core import audit, canonical, clock
from coop.core.audit import Hand
from coop.core.db import new_id, session
from coop.core.errors import N_, NotFound, Refusal, refuse_if
from coop.membership.actions import take_turns
from coop.membership.queries import member_numbered, the_cooperative, today
from payroll import acts
from payroll.deeds.entering import enter
from payroll.deeds.loans import RateLimit
from payroll.deeds.own import member_of
from payroll.deeds.share_books import books_day
from payroll.models.owned import Surplus
from payroll.reading.owned_rules import OwnedInForce, owned_rules_on
from payroll.reading.surpluses import DID, Basis, claims_for
from payroll.reading.surpluses import surplus as surplus_view
from payroll.rules.books.ledger import Movement
from payroll.rules.nouns import Amount
from payroll.rules.owned.surplus import (
    TO_MEMBERS,
    Shared,
    Use,
    Wish,
    refusals_of_surplus,
    share_surplus,
)
from payroll.rules.owned.surplus_document import Setting, faults_in_surplus, surplus_document
from payroll.told import refusals_of_motion

RESULT = "result"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What an officer proposes to the members for a year’s surplus."""

    first: date
    last: date
    amount: Amount
    uses: Mapping[Use, int]
    basis: Basis = Basis.WORK
    trade: Mapping[int, int] = field(default_factory=dict)
    limit: RateLimit = field(default_factory=RateLimit)


def worked_out(plan: Plan) -> dict[str, object]:
    """Work a plan out as a document that anybody can check; refused where it cannot be."""
    rules = owned_rules_on(plan.last)
    wish = Wish(
        amount=plan.amount,
        uses=plan.uses,
        claims=claims_for(plan.first, plan.last, plan.basis, plan.trade),
        currency=the_cooperative().currency,
        switches=rules.switches,
        highest_ppm=plan.limit.highest(plan.last),
    )
    refuse_if(_of_days(plan) + refusals_of_surplus(wish, rules.rules))
    shared = share_surplus(wish, rules.rules.reserves)
    return surplus_document(wish, shared, _setting(plan, rules))


def propose_surplus(plan: Plan, *, hand: Hand) -> UUID:
    """Propose how a surplus is to be used; members decide on exactly this document (PAY-76)."""
    document = worked_out(plan)
    row = Surplus(
        id=new_id(), first_on=plan.first, last_on=plan.last, amount_minor=plan.amount,
        document=canonical.canonical(document), digest=canonical.digest(document),
        state="proposed", motion_number="", proposed_at=clock.now(), proposed_by=member_of(hand),
        shared_at=None, shared_by=None,
    )  # fmt: skip
    session().add(row)
    session().flush()
    audit.record(
        acts.SURPLUS_PROPOSED, row.id, hand=hand, digest=row.digest,
        first=plan.first.isoformat(), last=plan.last.isoformat(),
    )  # fmt: skip
    return row.id


def carry_out_surplus(surplus_id: UUID, *, motion_number: str, hand: Hand) -> None:
    """Share a surplus as it was proposed, by the motion that carried it, once (PAY-76)."""
    # Two officers take turns, and the second finds the year’s surplus shared.
    take_turns()
    row = _locked(surplus_id)
    refuse_if(_refusals_to_share(row) + refusals_of_motion(motion_number))
    shared = surplus_view(surplus_id).shared
    enter(
        day=books_day(today()), source="surplus", source_id=str(row.id),
        says="Surplus shared by the members’ decision", movements=_movements(shared), hand=hand,
    )  # fmt: skip
    row.state, row.motion_number = "shared", motion_number.strip()
    row.shared_at, row.shared_by = clock.now(), member_of(hand)
    session().flush()
    audit.record(
        acts.SURPLUS_SHARED, row.id, hand=hand, motion=row.motion_number,
        first=row.first_on.isoformat(), last=row.last_on.isoformat(),
    )  # fmt: skip


def drop_surplus(surplus_id: UUID, *, hand: Hand) -> None:
    """Drop a proposal that the members did not want; it stays to be read."""
    row = _locked(surplus_id)
    if row.state != "proposed":
        refuse_if([_settled()])
    row.state = "dropped"
    session().flush()
    audit.record(acts.SURPLUS_DROPPED, row.id, hand=hand)


def _of_days(plan: Plan) -> list[Refusal]:
    found = []
    if plan.last < plan.first:
        found.append(Refusal("PAY-73", N_("The last day comes before the first.")))
    if plan.last >= today():
        todo = N_("Wait until the last day is over.")
        found.append(Refusal("PAY-73", N_("The year is not over yet."), {}, todo))
    return found


def _setting(plan: Plan, rules: OwnedInForce) -> Setting:
    chosen = ", ".join(f"{key}: {value}" for key, value in sorted(rules.switches.items()))
    limit = f"; limit: {plan.limit.says}" if plan.limit.says else ""
    by = f", motion {rules.motion_number}" if rules.motion_number else ""
    named = f"{rules.rules.code}, version {rules.version}{by}, {rules.rules.digest}"
    return Setting(
        cooperative=the_cooperative().name,
        first=plan.first,
        last=plan.last,
        rules=(f"{named}; {chosen}" if chosen else named) + limit,
        reserves=rules.rules.reserves,
        did=DID[plan.basis],
    )


def _refusals_to_share(row: Surplus) -> list[Refusal]:
    found = []
    if row.state != "proposed":
        found.append(_settled())
    asked = select(Surplus.id).where(
        Surplus.state == "shared",
        Surplus.id != row.id,
        Surplus.first_on <= row.last_on,
        Surplus.last_on >= row.first_on,
    )
    if session().scalar(asked) is not None:
        found.append(Refusal("PAY-76", N_("The surplus of these days was shared already.")))
    if faults_in_surplus(surplus_view(row.id).document):
        found.append(Refusal("PAY-76", N_("This proposal does not add up. Make it anew.")))
    return found


def _settled() -> Refusal:
    return Refusal("PAY-76", N_("This proposal was shared or dropped already."))


def _movements(shared: Shared) -> list[Movement]:
    parts = [
        Movement(RESULT, part.code, part.amount)
        for part in shared.parts
        if part.amount and part.code not in {use.value for use in TO_MEMBERS}
    ]
    owed = {member_numbered(one.number): one.rebate + one.dividend for one in shared.members}
    # By id, as every deed that touches several members goes, so that nobody waits in a ring.
    return parts + [Movement(RESULT, "owed", owed[who], None, who) for who in sorted(owed)]


def _locked(surplus_id: UUID) -> Surplus:
    row = session().scalar(select(Surplus).where(Surplus.id == surplus_id).with_for_update())
    if row is None:
        raise NotFound(N_("proposal for a surplus"))
    return row

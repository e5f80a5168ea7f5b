"""Shares bought and transferred, within what the rules let one member hold."""

from datetime import date
from uuid import UUID

from coop.core import audit, clock
from coop.core.audit import Hand
from coop.core.db import session
from coop.core.errors import N_, Refusal, refuse_if
from coop.membership import acts, rulebook
from coop.membership.deeds.enrolment import buy, held_shares
from coop.membership.deeds.facts import locked_member, times_of
from coop.membership.models.member import ShareEntry
from coop.membership.register_rules import refusals_to_change, refusals_to_hold


def buy_shares(member_id: UUID, *, shares: int, from_on: date, hand: Hand) -> None:
    """Buy more shares at the price that the rules give, up to the most they allow (REG-8)."""
    member = locked_member(member_id)
    rule = rulebook.rules_on(from_on).shares
    refuse_if(
        refusals_to_change(from_on, times_of(member_id))
        + refusals_to_hold(
            held_shares(member_id)[0], max(shares, 0), least=rule.least, most=rule.most
        )
    )
    buy(member_id, shares=shares, paid_minor=shares * rule.price, from_on=from_on)
    session().flush()
    audit.record(acts.SHARES_BOUGHT, member_id, hand=hand, number=member.number, shares=shares)


def transfer_shares(
    giver_id: UUID, *, taker_id: UUID, shares: int, from_on: date, hand: Hand
) -> None:
    """Pass shares to another member at the price that the rules give (REG-8)."""
    # The lower id first, so that two transfers between two people never wait for each other.
    for member_id in sorted({giver_id, taker_id}):
        locked_member(member_id)
    giver, taker = locked_member(giver_id), locked_member(taker_id)
    refuse_if(_refusals_to_transfer(giver_id, taker_id, shares, from_on))
    price = rulebook.rules_on(from_on).shares.price
    for member_id, kind, signed in (
        (giver_id, "transferred_out", -shares),
        (taker_id, "transferred_in", shares),
    ):
        session().add(
            ShareEntry(
                member_id=member_id,
                from_on=from_on,
                recorded_at=clock.now(),
                kind=kind,
                shares=signed,
                paid_minor=signed * price,
            )
        )
    session().flush()
    audit.record(
        acts.SHARES_TRANSFERRED,
        giver_id,
        hand=hand,
        number=giver.number,
        to_number=taker.number,
        shares=shares,
    )


def _refusals_to_transfer(
    giver_id: UUID, taker_id: UUID, shares: int, from_on: date
) -> list[Refusal]:
    rule = rulebook.rules_on(from_on).shares
    given = max(shares, 0)
    found = refusals_to_change(from_on, times_of(giver_id))
    found += refusals_to_change(from_on, times_of(taker_id))
    found += refusals_to_hold(held_shares(giver_id)[0], -given, least=rule.least, most=rule.most)
    found += refusals_to_hold(held_shares(taker_id)[0], given, least=rule.least, most=rule.most)
    if giver_id == taker_id:
        found.append(Refusal("REG-8", N_("Choose another member to pass the shares to.")))
    return found

"""Shares bought, given back and transferred, within what the rules let one member hold."""

from datetime import date
from uuid import UUID

from coop.core import audit
from coop.core.audit import Hand
from coop.core.errors import N_, Refusal, refuse_if
from coop.membership import acts, rulebook
from coop.membership.deeds.enrolment import buy, held_shares, tell_of, write_shares
from coop.membership.deeds.facts import locked_member, times_of
from coop.membership.register_rules import refusals_to_change, refusals_to_hold


def buy_shares(
    member_id: UUID, *, shares: int, from_on: date, hand: Hand, through: str = ""
) -> None:
    """Buy more shares at the price that the rules give, up to the most they allow (REG-8).

    `through` says how they were paid, in a word of whoever keeps the books.
    """
    member = locked_member(member_id)
    rule = rulebook.rules_on(from_on).shares
    refuse_if(
        refusals_to_change(from_on, times_of(member_id))
        + refusals_to_hold(
            held_shares(member_id)[0], max(shares, 0), least=rule.least, most=rule.most
        )
    )
    paid = shares * rule.price
    buy(member_id, shares=shares, paid_minor=paid, from_on=from_on, through=through)
    audit.record(acts.SHARES_BOUGHT, member_id, hand=hand, number=member.number, shares=shares)


def withdraw_shares(
    member_id: UUID, *, shares: int, from_on: date, hand: Hand, through: str
) -> int:
    """Take shares back from a member who stays, down to the fewest; give what was paid for them.

    Of shares that were bought at several prices each is worth the same part (REG-8).
    """
    member = locked_member(member_id)
    rule, (held, paid) = rulebook.rules_on(from_on).shares, held_shares(member_id)
    refuse_if(
        refusals_to_change(from_on, times_of(member_id))
        + refusals_to_hold(held, -max(shares, 0), least=rule.least, most=rule.most)
    )
    worth = paid * shares // held
    row = write_shares(
        member_id, kind="withdrawn", shares=-shares, paid_minor=-worth, from_on=from_on
    )
    tell_of(row, through=through)
    audit.record(acts.SHARES_WITHDRAWN, member_id, hand=hand, number=member.number, shares=shares)
    return worth


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
    given = write_shares(
        giver_id, kind="transferred_out", shares=-shares, paid_minor=-shares * price,
        from_on=from_on,
    )  # fmt: skip
    write_shares(
        taker_id, kind="transferred_in", shares=shares, paid_minor=shares * price, from_on=from_on
    )
    tell_of(given, to_member_id=taker_id)
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

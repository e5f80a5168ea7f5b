"""Write in the books by hand: what was bought, sold, paid in or passed on."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from coop.core import audit
from coop.core.audit import Hand
from coop.core.errors import N_, Refusal, refuse_if
from coop.membership.queries import today
from payroll import acts
from payroll.deeds.chart import accounts_for
from payroll.deeds.entering import enter, reverse
from payroll.deeds.locking import writer_of
from payroll.reading.entries import entry
from payroll.rules.books.ledger import Movement
from payroll.rules.nouns import Amount


@dataclass(frozen=True, slots=True)
class ByHand:
    """What somebody writes in the books: so much from one account to another, and what it was."""

    day: date
    debit: str
    credit: str
    amount: Amount
    says: str


def enter_by_hand(what: ByHand, *, source_id: str, hand: Hand, source: str = "hand") -> UUID:
    """Enter what happened outside pay and shares (PAY-86); one page sent twice is one entry."""
    writer_of(hand)
    refuse_if(_refusals(what))
    made = enter(
        day=what.day,
        source=source,
        source_id=source_id,
        says=what.says.strip(),
        movements=[Movement(what.debit, what.credit, what.amount)],
        hand=hand,
    )
    audit.record(acts.ENTRY_WRITTEN, made, hand=hand, day=what.day.isoformat())
    return made


def reverse_by_hand(entry_id: UUID, *, because: str, hand: Hand) -> UUID:
    """Take back today what somebody wrote by hand; pay and shares correct themselves (PAY-86)."""
    writer_of(hand)
    found = entry(entry_id)
    if found.source not in BY_HAND:
        todo = N_("Correct it where it comes from: the pay run, the share or the loan.")
        refuse_if([Refusal("PAY-86", N_("This was not written by hand."), todo=todo)])
    return reverse(entry_id, day=max(today(), found.day), because=because, hand=hand)


BY_HAND = frozenset({"hand", "bank"})


def _refusals(what: ByHand) -> list[Refusal]:
    found = []
    if not what.says.strip():
        found.append(Refusal("PAY-86", N_("Say what happened, such as “Flour from the mill”.")))
    if what.day > today():
        found.append(Refusal("PAY-86", N_("It has not happened yet.")))
    return found + _of_members({what.debit, what.credit}, what.day)


def _of_members(codes: Collection[str], day: date) -> list[Refusal]:
    return [
        Refusal(
            "PAY-86",
            N_("“%(title)s” belongs to members and is not written by hand."),
            {"title": each.title},
            N_("Pay, shares and loans move it."),
        )
        for each in accounts_for(codes, day).values()
        if each.is_of_members
    ]

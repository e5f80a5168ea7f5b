"""Whose hand it is: pay is run by people, so each deed about it names one."""

from uuid import UUID

from coop.core.audit import Hand
from coop.core.errors import N_, Refusal, Refused


def writer_of(hand: Hand) -> UUID:
    """Give the person who writes it down: the clerk for paper, else whose deed it is."""
    writer = hand.keyed_by or hand.by
    if writer is None:
        raise Refused(Refusal("PAY-30", N_("A person must do this.")))
    return writer

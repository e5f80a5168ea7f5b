"""Whose deed it is: what a member does for themselves needs a member’s hand."""

from uuid import UUID

from coop.core.audit import Hand
from coop.core.errors import N_, Refusal, Refused


def member_of(hand: Hand) -> UUID:
    """Give the member whose hand it is; the clockwork has no shifts of its own."""
    if hand.by is None:
        raise Refused(Refusal("ROS-100", N_("A member must say this.")))
    return hand.by

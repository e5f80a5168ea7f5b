"""Whose deed it is: what members do with what they own needs a member’s own hand."""

from datetime import datetime, timedelta
from uuid import UUID

from coop.core import clock
from coop.core.audit import Channel, Hand
from coop.core.errors import N_, Refusal, Refused

_DOORS = {Channel.WEB: "web", Channel.TERMINAL: "terminal", Channel.PAPER: "paper"}


def member_of(hand: Hand) -> UUID:
    """Give the member whose hand it is; the clockwork owns nothing."""
    if hand.by is None:
        raise Refused(Refusal("PAY-62", N_("A member must say this.")))
    return hand.by


def channel_of(hand: Hand) -> str:
    """Name the door that something came through, as it is kept."""
    return _DOORS.get(hand.via, "paper")


def recorded_after(last: datetime | None) -> datetime:
    """Give the moment to write on a new row: now, but always after the row before it.

    A machine’s clock may be set back; which of two rows was recorded last may not.
    """
    now = clock.now()
    return now if last is None or last < now else last + timedelta(microseconds=1)

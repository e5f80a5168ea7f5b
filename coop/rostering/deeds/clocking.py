"""Sign in and out at work, by one’s own hand, on a shared terminal."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from coop.core import audit, clock
from coop.core.audit import Channel, Hand
from coop.core.db import session
from coop.core.errors import N_, Refusal, Refused, refuse_if
from coop.rostering import acts
from coop.rostering.deeds.hours_book import locked_shift, writer_of
from coop.rostering.models.attendance import Clocking
from coop.rostering.models.work import ShiftRow
from coop.rostering.reading.attended import Clocked, clocked_in, told_to
from coop.rostering.rules.attending import refusals_to_sign_in, refusals_to_sign_out
from coop.rostering.rules.nouns import Span


def sign_in_at_work(shift_id: UUID, *, hand: Hand) -> datetime:
    """Sign in, from half an hour before the shift until its end (ROS-84)."""
    shift, member_id, seen = _begun(shift_id, hand)
    refuse_if(refusals_to_sign_in(_span(shift), clock.now(), seen.came))
    audit.record(acts.SIGNED_IN_AT_WORK, member_id, hand=hand, shift=str(shift_id))
    return _clock(shift_id, member_id, "in")


def sign_out_at_work(shift_id: UUID, *, hand: Hand) -> datetime:
    """Sign out of a shift that one signed in to (ROS-84)."""
    shift, member_id, seen = _begun(shift_id, hand)
    refuse_if(refusals_to_sign_out(_span(shift), clock.now(), seen.came, seen.left))
    audit.record(acts.SIGNED_OUT_AT_WORK, member_id, hand=hand, shift=str(shift_id))
    return _clock(shift_id, member_id, "out")


def _begun(shift_id: UUID, hand: Hand) -> tuple[ShiftRow, UUID, Clocked]:
    shift, member_id = locked_shift(shift_id), writer_of(hand)
    if hand.via is not Channel.TERMINAL:
        raise Refused(
            Refusal(
                "ROS-84",
                N_("This is done on the terminal where you work."),
                todo=N_("Sign in there with your number and your PIN."),
            )
        )
    if shift.called_off_at is not None or member_id not in told_to(shift_id):
        raise Refused(Refusal("ROS-84", N_("You have no place in this shift.")))
    return shift, member_id, clocked_in(shift_id).get(member_id, Clocked())


def _clock(shift_id: UUID, member_id: UUID, way: str) -> datetime:
    now = clock.now()
    session().add(Clocking(shift_id=shift_id, member_id=member_id, way=way, at=now))
    try:
        session().flush()
    except IntegrityError as twice:
        raise Refused(Refusal("ROS-84", N_("You have done this already."))) from twice
    return now


def _span(shift: ShiftRow) -> Span:
    return Span(shift.starts_at, shift.ends_at)

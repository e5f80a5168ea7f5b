"""Answer for a published place: I come, or I cannot come. Nobody is asked why (ROS-100)."""

from collections.abc import Iterable
from uuid import UUID

from coop.core import audit, clock
from coop.core.audit import Hand
from coop.core.db import session
from coop.core.errors import refuse_if
from coop.rostering import acts
from coop.rostering.deeds.hands import member_of
from coop.rostering.models.rosters import PlaceReply
from coop.rostering.reading.published import published_places
from coop.rostering.reading.shifts import ShiftView
from coop.rostering.reading.shifts import shift as shift_view
from coop.rostering.rules.exchange import Answer, refusals_to_reply

_ACTS = {Answer.ACCEPTED: acts.PLACE_ACCEPTED, Answer.CANNOT: acts.CANNOT_COME}


def accept_places(shift_ids: Iterable[UUID], *, hand: Hand) -> None:
    """Say of some shifts that one comes."""
    for shift_id in shift_ids:
        reply(shift_id, Answer.ACCEPTED, hand=hand)


def say_cannot(shift_id: UUID, *, hand: Hand) -> None:
    """Say that one cannot come: from now on the shift shows a gap to the co-ordinator."""
    reply(shift_id, Answer.CANNOT, hand=hand)


def reply(shift_id: UUID, answer: Answer, *, hand: Hand) -> None:
    """Keep a member’s answer; the last one counts."""
    view, member_id = shift_view(shift_id), member_of(hand)
    begun = view.starts_at <= clock.now()
    refuse_if(refusals_to_reply(is_theirs=is_told(view, member_id), has_begun=begun))
    write_reply(shift_id, member_id, answer)
    audit.record(_ACTS[answer], shift_id, hand=hand)


def write_reply(shift_id: UUID, member_id: UUID, answer: Answer) -> None:
    """Write an answer that another deed brought with it, as when a swap is agreed."""
    session().add(
        PlaceReply(shift_id=shift_id, member_id=member_id, answer=answer.value, at=clock.now())
    )
    session().flush()


def is_told(view: ShiftView, member_id: UUID) -> bool:
    """Say whether a member was told to come to a shift."""
    places = published_places(view.day, view.day)
    return any(each.shift == view.id and each.person == member_id for each in places)

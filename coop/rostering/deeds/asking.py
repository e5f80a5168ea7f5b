"""What-if questions are written down and counted, so that nobody can fish for what is hidden."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, select

from coop.core import audit, clock
from coop.core.audit import Hand
from coop.core.db import session
from coop.core.errors import N_, Refusal, Refused, refuse_if
from coop.rostering import acts
from coop.rostering.models.rosters import WhyAsked
from coop.rostering.reading.shifts import shift

HOUR = timedelta(hours=1)
MOST_AN_HOUR = {"why": 60, "fits": 600}
"""Whoever plans by hand asks often who fits; few need to ask why sixty times in one hour."""


def ask_what_if(question: str, shift_id: UUID | None, *, hand: Hand) -> None:
    """Write down that somebody asks why, or who fits; refuse it after too many (ROS-47).

    `NotFound` when there is no such shift.
    """
    if hand.by is None:
        raise Refused(Refusal("ROS-47", N_("Only people may ask this.")))
    most = MOST_AN_HOUR[question]
    if shift_id is not None:
        shift(shift_id)
    refuse_if(_too_many(_asked_by(hand.by, question), most))
    session().add(WhyAsked(by_id=hand.by, question=question, shift_id=shift_id, at=clock.now()))
    session().flush()
    audit.record(acts.WHAT_IF_ASKED, shift_id or "week", hand=hand, question=question)


def _asked_by(member_id: UUID, question: str) -> int:
    wanted = select(func.count()).where(
        WhyAsked.by_id == member_id,
        WhyAsked.question == question,
        WhyAsked.at > clock.now() - HOUR,
    )
    return session().scalar(wanted) or 0


def _too_many(asked: int, most: int) -> list[Refusal]:
    if asked < most:
        return []
    return [
        Refusal(
            "ROS-47",
            N_("You have asked %(most)s questions of this kind in one hour."),
            {"most": most},
            N_("Wait a while, then ask again. Each question is written in the log."),
        )
    ]

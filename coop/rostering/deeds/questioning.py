"""“My hours are wrong”: a member says so, and somebody else who plans work answers."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from coop.core import audit, clock
from coop.core.audit import Hand
from coop.core.db import session
from coop.core.errors import N_, NotFound, Refusal, Refused, refuse_if
from coop.membership.queries import today
from coop.rostering import acts
from coop.rostering.deeds.hours_book import writer_of
from coop.rostering.models.attendance import HoursQuestion

LONGEST = 2000


def question_hours(day: date, words: str, *, hand: Hand, shift_id: UUID | None = None) -> UUID:
    """Say in one’s own words what is wrong with the hours of a day (ROS-90)."""
    if hand.by is None:
        raise Refused(Refusal("ROS-90", N_("Only members can do this.")))
    refuse_if(_refusals(day, words))
    row = HoursQuestion(
        member_id=hand.by,
        day=day,
        shift_id=shift_id,
        words=words.strip(),
        said_at=clock.now(),
        channel=hand.via,
        evidence=hand.evidence,
        answered_at=None,
        answered_by=None,
        answer="",
    )
    session().add(row)
    session().flush()
    audit.record(acts.HOURS_QUESTIONED, hand.by, hand=hand, day=day.isoformat())
    return row.id


def answer_question(question_id: UUID, answer: str, *, hand: Hand) -> None:
    """Answer a member’s question about hours, once, and never one’s own (ROS-90)."""
    row = _locked(question_id)
    found = []
    if row.answered_at is not None:
        found.append(Refusal("ROS-90", N_("Somebody has answered this already.")))
    if hand.by == row.member_id:
        found.append(Refusal("ROS-90", N_("Somebody else must answer your question.")))
    if not answer.strip():
        found.append(Refusal("ROS-90", N_("Say what you found.")))
    refuse_if(found)
    row.answered_at, row.answered_by = clock.now(), writer_of(hand)
    row.answer = answer.strip()
    audit.record(acts.HOURS_ANSWERED, row.member_id, hand=hand, day=row.day.isoformat())


def _refusals(day: date, words: str) -> list[Refusal]:
    found = []
    if not words.strip():
        found.append(Refusal("ROS-90", N_("Say what is wrong.")))
    if len(words) > LONGEST:
        found.append(Refusal("ROS-90", N_("Say it in fewer words.")))
    if day > today():
        found.append(Refusal("ROS-90", N_("This day has not come yet.")))
    return found


def _locked(question_id: UUID) -> HoursQuestion:
    wanted = select(HoursQuestion).where(HoursQuestion.id == question_id).with_for_update()
    found = session().scalars(wanted.execution_options(populate_existing=True)).one_or_none()
    if found is None:
        raise NotFound(N_("question about hours"))
    return found

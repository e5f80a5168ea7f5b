"""What the deeds about members’ work share: one hand at a time, each row later than the last."""

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select

from coop.core import audit, clock
from coop.core.audit import Act, Hand
from coop.core.db import session
from coop.core.errors import refuse_if
from coop.membership import actions
from coop.membership.queries import is_member_on, today
from coop.rostering.models.people import UsualWeek, WorkTerms
from coop.rostering.reading.dated import Agreed, agreed_up_to, held_on
from coop.rostering.rules.people import refusals_of_member


def hold_member(member_id: UUID) -> None:
    """Hold a member until the deed is done; `Refused` when they do not belong today (ROS-70)."""
    actions.hold_member(member_id)
    refuse_if(refusals_of_member(is_member=is_member_on(member_id, today())))


def agreed_with(member_id: UUID, day: date) -> Agreed | None:
    """Give what is agreed with a member on a day, None when nothing is."""
    return held_on(agreed_up_to(day).get(member_id, ()), day)


def recorded_now(model: type[WorkTerms] | type[UsualWeek], member_id: UUID) -> datetime:
    """Give the moment to write on a new row: now, but always after the row before it."""
    now = clock.now()
    last = session().scalar(select(func.max(model.recorded_at)).where(model.member_id == member_id))
    return now if last is None or last < now else last + timedelta(microseconds=1)


def said(what: Act, member_id: UUID, hand: Hand, **details: str) -> None:
    """Send what was written to the database, and record the deed about this member."""
    session().flush()
    audit.record(what, member_id, hand=hand, **details)

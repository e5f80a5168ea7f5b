"""Weeks of rest for members who give peer support."""

from datetime import date
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from coop.core import audit, clock
from coop.core.audit import Hand
from coop.core.db import session
from coop.core.errors import N_, Refusal, Refused
from coop.membership.queries import is_member_on, today
from coop.rostering import acts
from coop.rostering.models.people import RestWeek


def set_rest_week(member_id: UUID, monday: date, *, hand: Hand) -> None:
    """Keep a week free of peer support for a member (ROS-91)."""
    if monday.weekday() != 0:
        raise Refused(Refusal("ROS-91", N_("A week of rest begins on a Monday.")))
    if not is_member_on(member_id, today()):
        raise Refused(Refusal("ROS-91", N_("Only members have weeks of rest.")))
    session().add(RestWeek(member_id=member_id, monday=monday, recorded_at=clock.now()))
    try:
        session().flush()
    except IntegrityError as twice:
        raise Refused(Refusal("ROS-91", N_("This week is a week of rest already."))) from twice
    audit.record(acts.REST_WEEK_SET, member_id, hand=hand, monday=monday.isoformat())


def lift_rest_week(member_id: UUID, monday: date, *, hand: Hand) -> None:
    """Take a week of rest back before it begins (ROS-91)."""
    which = (RestWeek.member_id == member_id, RestWeek.monday == monday)
    if session().scalar(select(RestWeek.id).where(*which)) is None:
        raise Refused(Refusal("ROS-91", N_("There is no such week of rest.")))
    if monday <= today():
        raise Refused(Refusal("ROS-91", N_("This week of rest has begun.")))
    session().execute(delete(RestWeek).where(*which))
    audit.record(acts.REST_WEEK_LIFTED, member_id, hand=hand, monday=monday.isoformat())

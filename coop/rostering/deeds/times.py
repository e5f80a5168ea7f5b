"""When a member can come: the usual week, times besides it, and time that is taken."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from coop.core import clock
from coop.core.audit import Hand
from coop.core.db import session
from coop.core.errors import N_, NotFound, refuse_if
from coop.membership.queries import today
from coop.rostering import acts
from coop.rostering.deeds.people_facts import hold_member, recorded_now, said
from coop.rostering.models.people import Commitment, ExtraTime, UsualWeek
from coop.rostering.reading.dated import hours_text
from coop.rostering.rules.calendar import Weekly
from coop.rostering.rules.nouns import Cause, Span
from coop.rostering.rules.people import (
    refusals_of_span,
    refusals_of_start,
    refusals_of_week,
    refusals_to_take_back,
)


def set_usual_week(
    member_id: UUID, pattern: Sequence[Weekly], *, from_on: date, hand: Hand
) -> None:
    """Write when a member can come in a usual week, from a day on; nothing is never (ROS-72)."""
    hold_member(member_id)
    refuse_if(refusals_of_week(pattern) + refusals_of_start(from_on, today()))
    session().add(
        UsualWeek(
            member_id=member_id,
            from_on=from_on,
            recorded_at=recorded_now(UsualWeek, member_id),
            hours=hours_text(pattern),
        )
    )
    said(acts.TIMES_TOLD, member_id, hand)


def can_come(member_id: UUID, span: Span, *, hand: Hand) -> UUID:
    """Write a time outside the usual week when a member can come after all (ROS-73)."""
    hold_member(member_id)
    refuse_if(refusals_of_span(span, clock.now()))
    row = ExtraTime(member_id=member_id, starts_at=span.start, ends_at=span.end, withdrawn_at=None)
    session().add(row)
    said(acts.TIMES_TOLD, member_id, hand)
    return row.id


def cannot_come(member_id: UUID, span: Span, *, cause: Cause, hand: Hand) -> UUID:
    """Write a time that belongs to something else; work yields to it (ROS-22, ROS-73)."""
    hold_member(member_id)
    refuse_if(refusals_of_span(span, clock.now()))
    row = Commitment(
        member_id=member_id,
        starts_at=span.start,
        ends_at=span.end,
        cause=cause.value,
        recorded_at=clock.now(),
        withdrawn_at=None,
    )
    session().add(row)
    said(acts.TIMES_TOLD, member_id, hand)
    return row.id


def take_back_time(member_id: UUID, time_id: UUID, *, hand: Hand) -> None:
    """Take back a time that a member told, whichever sort it is; the row stays, and when."""
    hold_member(member_id)
    row: ExtraTime | Commitment | None = session().get(ExtraTime, time_id)
    row = row or session().get(Commitment, time_id)
    if row is None or row.member_id != member_id or row.withdrawn_at is not None:
        raise NotFound(N_("time"))
    cause = Cause(row.cause) if isinstance(row, Commitment) else None
    refuse_if(refusals_to_take_back(cause, is_own=hand.by == member_id))
    row.withdrawn_at = clock.now()
    said(acts.TIMES_TOLD, member_id, hand)

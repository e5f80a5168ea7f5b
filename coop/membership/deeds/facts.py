"""Writing dated facts: one person at a time, each row later than the last."""

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select

from coop.core import clock
from coop.core.db import session
from coop.core.errors import N_, NotFound
from coop.membership.models.member import Member, Standing
from coop.membership.reading.cooperative import today
from coop.membership.reading.facts import ENTRIES, Fact
from coop.membership.register_rules import Times


def locked_member(member_id: UUID) -> Member:
    """Fetch a person on the register and hold the row, so that two deeds take turns."""
    found = session().scalar(select(Member).where(Member.id == member_id).with_for_update())
    if found is None:
        raise NotFound(N_("member"))
    return found


def times_of(member_id: UUID) -> Times:
    """Give the days by which a fact about this person is judged, the end still to come too."""
    steps = session().execute(
        select(Standing.step, Standing.from_on)
        .where(Standing.member_id == member_id)
        .order_by(Standing.from_on, Standing.recorded_at)
    )
    entered, ended, end = date.max, None, ""
    for step, from_on in steps:
        if step in ENTRIES:
            entered, ended, end = min(entered, from_on), None, ""
        else:
            ended, end = from_on, step
    return Times(today=today(), entered_on=entered, ended_on=ended, end=end)


def recorded_now(model: type[Fact], member_id: UUID) -> datetime:
    """Give the moment to write on a new row: now, but always after the row before it.

    A machine’s clock may be set back; which of two facts was recorded last may not.
    """
    now = clock.now()
    last = session().scalar(select(func.max(model.recorded_at)).where(model.member_id == member_id))
    return now if last is None or last < now else last + timedelta(microseconds=1)


def write(fact: Fact) -> None:
    """Add a fact to the register at the moment it is recorded."""
    fact.recorded_at = recorded_now(type(fact), fact.member_id)
    session().add(fact)
    session().flush()

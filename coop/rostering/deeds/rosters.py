"""Begin a roster: the weeks that one draft plans."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select, text

from coop.core import audit, clock
from coop.core.audit import Hand
from coop.core.db import is_postgresql, new_id, session
from coop.core.errors import N_, Refusal, refuse_if
from coop.membership.queries import today
from coop.rostering import acts
from coop.rostering.models.rosters import Roster

LONGEST = timedelta(days=55)
"""Eight weeks, the first and the last day included."""


def start_roster(first_on: date, last_on: date, *, hand: Hand) -> UUID:
    """Begin a roster for some days that no other roster plans (ROS-40)."""
    _one_at_a_time()
    refuse_if([*_shape(first_on, last_on), *_overlap(first_on, last_on)])
    row = Roster(id=new_id(), first_on=first_on, last_on=last_on, edits=0, made_at=clock.now())
    session().add(row)
    session().flush()
    audit.record(
        acts.ROSTER_STARTED,
        row.id,
        hand=hand,
        first=first_on.isoformat(),
        last=last_on.isoformat(),
    )
    return row.id


def _one_at_a_time() -> None:
    """Let nobody else begin a roster meanwhile: two may overlap without sharing a first day."""
    if is_postgresql():
        session().execute(text("LOCK TABLE roster IN SHARE ROW EXCLUSIVE MODE"))


def _shape(first_on: date, last_on: date) -> list[Refusal]:
    found = []
    if last_on < first_on:
        found.append(Refusal("ROS-40", N_("The last day comes before the first.")))
    elif last_on < today():
        found.append(
            Refusal(
                "ROS-40",
                N_("All of these days are over."),
                todo=N_("Choose a first day that is still to come."),
            )
        )
    if last_on - first_on > LONGEST:
        found.append(Refusal("ROS-40", N_("A roster is at most eight weeks long.")))
    return found


def _overlap(first_on: date, last_on: date) -> list[Refusal]:
    wanted = select(Roster).where(Roster.first_on <= last_on, Roster.last_on >= first_on)
    other = session().scalars(wanted.order_by(Roster.first_on)).first()
    if other is None:
        return []
    return [
        Refusal(
            "ROS-40",
            N_("Another roster plans %(first)s to %(last)s."),
            {"first": _day(other.first_on), "last": _day(other.last_on)},
            N_("Choose days that no roster has yet."),
        )
    ]


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"

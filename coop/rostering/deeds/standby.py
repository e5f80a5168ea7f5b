"""Stand by for a session of a day, and stop standing by (ROS-107)."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from coop.core import audit, clock
from coop.core.audit import Hand
from coop.core.db import session
from coop.core.errors import N_, Refusal, refuse_if
from coop.membership.queries import today
from coop.rostering import acts
from coop.rostering.deeds.hands import member_of
from coop.rostering.models.rosters import Standby
from coop.rostering.reading.standby import AHEAD
from coop.rostering.rules.nouns import Session


def stand_by(day: date, part: Session, *, hand: Hand) -> None:
    """Offer to be called for a session of a day; saying it again changes nothing."""
    member_id = member_of(hand)
    refuse_if(_refusals(day))
    if _row(member_id, day, part) is not None:
        return
    session().add(Standby(member_id=member_id, day=day, session=part.value, offered_at=clock.now()))
    session().flush()
    audit.record(
        acts.STANDBY_OFFERED, member_id, hand=hand, day=day.isoformat(), session=part.value
    )


def stop_standing_by(day: date, part: Session, *, hand: Hand) -> None:
    """Take one’s standby back; without one, nothing happens."""
    member_id = member_of(hand)
    row = _row(member_id, day, part)
    if row is None:
        return
    session().delete(row)
    session().flush()
    audit.record(acts.STANDBY_ENDED, member_id, hand=hand, day=day.isoformat(), session=part.value)


def _row(member_id: UUID, day: date, part: Session) -> Standby | None:
    asked = select(Standby).where(
        Standby.member_id == member_id, Standby.day == day, Standby.session == part.value
    )
    return session().scalars(asked).one_or_none()


def _refusals(day: date) -> list[Refusal]:
    found = []
    if day < today():
        found.append(Refusal("ROS-107", N_("This day is over.")))
    if day > today() + AHEAD:
        found.append(
            Refusal(
                "ROS-107",
                N_("Standby is kept for %(days)s days ahead."),
                {"days": AHEAD.days},
                N_("Choose a nearer day."),
            )
        )
    return found

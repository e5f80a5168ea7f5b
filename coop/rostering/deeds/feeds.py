"""A private calendar address: made, made anew, ended. Only its hash is kept (ROS-108)."""

import secrets

from sqlalchemy import select

from coop.core import audit, clock
from coop.core.audit import Hand
from coop.core.db import session
from coop.rostering import acts
from coop.rostering.deeds.hands import member_of
from coop.rostering.models.rosters import CalendarFeed
from coop.rostering.reading.feeds import hash_of

BYTES = 32


def make_feed(*, says_area: bool, hand: Hand) -> str:
    """Make a calendar address and end the one before; give its token, shown this once."""
    member_id = member_of(hand)
    _end_all(hand)
    token = secrets.token_urlsafe(BYTES)
    session().add(
        CalendarFeed(
            member_id=member_id,
            token_hash=hash_of(token),
            says_area=says_area,
            made_at=clock.now(),
        )
    )
    session().flush()
    audit.record(acts.CALENDAR_MADE, member_id, hand=hand)
    return token


def end_feed(*, hand: Hand) -> None:
    """End a member’s calendar address: from now on nothing is behind it."""
    if _end_all(hand):
        audit.record(acts.CALENDAR_ENDED, member_of(hand), hand=hand)


def _end_all(hand: Hand) -> bool:
    asked = select(CalendarFeed).where(
        CalendarFeed.member_id == member_of(hand), CalendarFeed.ended_at.is_(None)
    )
    rows = session().scalars(asked).all()
    for row in rows:
        row.ended_at = clock.now()
    session().flush()
    return bool(rows)

"""A member’s calendar address: whether there is one, and whose a token is."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy import select

from coop.core.db import session
from coop.membership.queries import is_member_on, today
from coop.rostering.models.rosters import CalendarFeed


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar address that holds; the address itself is known to its member only."""

    member_id: UUID
    says_area: bool
    made_at: datetime


def feed_of(member_id: UUID) -> Feed | None:
    """Give a member’s calendar address, if there is one that was not ended."""
    asked = select(CalendarFeed).where(
        CalendarFeed.member_id == member_id, CalendarFeed.ended_at.is_(None)
    )
    row = session().scalars(asked).first()
    return Feed(row.member_id, row.says_area, row.made_at) if row else None


def feed_behind(token: str) -> Feed | None:
    """Find the calendar behind a token; None when it was ended, or its member has left."""
    asked = select(CalendarFeed).where(
        CalendarFeed.token_hash == hash_of(token), CalendarFeed.ended_at.is_(None)
    )
    row = session().scalars(asked).one_or_none()
    if row is None or not is_member_on(row.member_id, today()):
        return None
    return Feed(row.member_id, row.says_area, row.made_at)


def hash_of(token: str) -> str:
    """Give what is kept of a token: it is long and random, so one plain hash hides it."""
    return sha256(token.encode()).hexdigest()

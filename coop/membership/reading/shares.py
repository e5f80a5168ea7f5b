"""Shares as the register has them: every row, and what everybody held on a day."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select

from coop.core.db import session
from coop.membership.models.member import ShareEntry


@dataclass(frozen=True, slots=True)
class ShareMove:
    """One row of the register about shares; less than none when they went."""

    id: UUID
    member_id: UUID
    kind: str
    from_on: date
    recorded_at: datetime
    shares: int
    paid_minor: int


@dataclass(frozen=True, slots=True)
class Held:
    """The shares that somebody holds, and what was paid for them."""

    shares: int
    paid_minor: int


NOTHING = Held(0, 0)


def share_moves(member_id: UUID | None = None) -> tuple[ShareMove, ...]:
    """List every movement of shares, one person’s or everybody’s, in the order of the days."""
    order = (ShareEntry.from_on, ShareEntry.recorded_at, ShareEntry.id)
    asked = select(ShareEntry).order_by(*order)
    if member_id is not None:
        asked = asked.where(ShareEntry.member_id == member_id)
    return tuple(
        ShareMove(
            row.id, row.member_id, row.kind, row.from_on, row.recorded_at, row.shares,
            row.paid_minor,
        )
        for row in session().scalars(asked)
    )  # fmt: skip


def shares_of(member_id: UUID, on: date) -> Held:
    """Give what one person holds on a day, with what is recorded for it already."""
    return holdings_on(on, member_id).get(member_id, NOTHING)


def holdings_on(on: date, member_id: UUID | None = None) -> dict[UUID, Held]:
    """Give what everybody holds on a day, or one person; who holds none is left out."""
    shares, paid = func.sum(ShareEntry.shares), func.sum(ShareEntry.paid_minor)
    asked = (
        select(ShareEntry.member_id, shares, paid)
        .where(ShareEntry.from_on <= on)
        .group_by(ShareEntry.member_id)
        .having(shares != 0)
    )
    if member_id is not None:
        asked = asked.where(ShareEntry.member_id == member_id)
    return {who: Held(int(held), int(money)) for who, held, money in session().execute(asked)}

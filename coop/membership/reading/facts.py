"""Dated facts as they stand on a day: the latest row up to it, recorded last."""

from datetime import date
from uuid import UUID

from sqlalchemy import BindParameter, Subquery, func, select

from coop.membership.models.member import (
    ClassMembership,
    MemberName,
    Reach,
    ServiceAddress,
    ShareEntry,
    Standing,
    Whereabouts,
)

Day = date | BindParameter[date]
"""A day, or the place in a statement where the day is filled in later."""
Fact = Standing | MemberName | ServiceAddress | ClassMembership | Whereabouts | Reach

ENTRIES = ("admitted", "readmitted")
"""The steps that begin a membership; every other step ends one."""


def as_of(model: type[Fact], day: Day, only: UUID | BindParameter[UUID] | None = None) -> Subquery:
    """Give one row a member: the fact of that kind as it stood on the day."""
    newest = func.row_number().over(
        partition_by=model.member_id,
        order_by=(model.from_on.desc(), model.recorded_at.desc(), model.id.desc()),
    )
    rows = select(model.__table__, newest.label("newest")).where(model.from_on <= day)
    if only is not None:
        rows = rows.where(model.member_id == only)
    inner = rows.subquery()
    return select(inner).where(inner.c.newest == 1).subquery()


def shares_on(day: Day) -> Subquery:
    """Give the shares each member holds on the day, and what was paid for them."""
    return (
        select(
            ShareEntry.member_id,
            func.sum(ShareEntry.shares).label("shares"),
            func.sum(ShareEntry.paid_minor).label("paid"),
        )
        .where(ShareEntry.from_on <= day)
        .group_by(ShareEntry.member_id)
        .subquery()
    )


def entered_on(day: Day) -> Subquery:
    """Give the day on which each person’s membership last began, up to the day."""
    return (
        select(Standing.member_id, func.max(Standing.from_on).label("entered"))
        .where(Standing.from_on <= day, Standing.step.in_(ENTRIES))
        .group_by(Standing.member_id)
        .subquery()
    )

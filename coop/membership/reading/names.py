"""Who is meant: names and numbers for lists that other rooms make."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cache
from uuid import UUID

from sqlalchemy import Date, Select, Uuid, bindparam, select

from coop.core.db import session
from coop.core.errors import N_, NotFound
from coop.membership.models.member import Member, MemberName
from coop.membership.reading.facts import as_of


def names_on(day: date = date.max) -> dict[UUID, str]:
    """Give every person’s name as of the day: one question for a whole list."""
    rows = session().execute(_names(one=False), {"day": day})
    return {row.member_id: row.name for row in rows}


@dataclass(frozen=True, slots=True)
class Called:
    """The number and the name of a person."""

    number: int
    name: str


def called(member_ids: Collection[UUID], day: date = date.max) -> dict[UUID, Called]:
    """Give the numbers and names of these people as of the day: one question for all of them."""
    name = as_of(MemberName, day)
    asked = (
        select(Member.id, Member.number, name.c.name)
        .join(name, name.c.member_id == Member.id)
        .where(Member.id.in_(list(member_ids)))
    )
    return {row.id: Called(row.number, row.name) for row in session().execute(asked)}


def name_of(member_id: UUID) -> str:
    """Give one person’s name as it is last recorded; empty when nobody has that id."""
    row = session().execute(_names(one=True), {"day": date.max, "only": member_id}).one_or_none()
    return row.name if row else ""


def member_of_account(account_id: UUID) -> UUID | None:
    """Say whose account this is; None when it is nobody’s on the register."""
    return session().scalar(select(Member.id).where(Member.account_id == account_id))


def account_of(member_id: UUID) -> UUID | None:
    """Give the account with which a member signs in, if there is one."""
    return session().scalar(select(Member.account_id).where(Member.id == member_id))


def account_numbered(number: int) -> UUID | None:
    """Give the account of the person with a membership number, if there is one."""
    return session().scalar(select(Member.account_id).where(Member.number == number))


def member_numbered(number: int) -> UUID:
    """Find a person by membership number, as it stands on paper."""
    found = session().scalar(select(Member.id).where(Member.number == number))
    if found is None:
        raise NotFound(N_("member with that number"))
    return found


@cache
def _names(*, one: bool) -> Select[UUID, str]:
    """Ask for names as they stood; put together once, with the day filled in each time."""
    only = bindparam("only", type_=Uuid()) if one else None
    name = as_of(MemberName, bindparam("day", type_=Date()), only)
    return select(name.c.member_id, name.c.name)

"""Who is meant: names and numbers for lists that other rooms make."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from coop.core.db import session
from coop.core.errors import N_, NotFound
from coop.membership.models.member import Member, MemberName
from coop.membership.reading.facts import as_of


def names_on(day: date = date.max) -> dict[UUID, str]:
    """Give every person’s name as of the day: one question for a whole list."""
    names = as_of(MemberName, day)
    rows = session().execute(select(names.c.member_id, names.c.name))
    return {row.member_id: row.name for row in rows}


def name_of(member_id: UUID) -> str:
    """Give one person’s name as it is last recorded; empty when nobody has that id."""
    name = as_of(MemberName, date.max, member_id)
    return session().scalar(select(name.c.name)) or ""


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

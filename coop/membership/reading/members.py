"""Members as they stand on a day: one question to the database, however many there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from uuid import UUID

from sqlalchemy import (
    Date,
    FromClause,
    RowMapping,
    Select,
    SQLColumnExpression,
    Subquery,
    Uuid,
    bindparam,
    select,
)

from coop.core.db import session
from coop.core.errors import N_, NotFound
from coop.membership.models.cooperative import Establishment, StakeholderClass
from coop.membership.models.member import (
    ClassMembership,
    Member,
    MemberName,
    Reach,
    ServiceAddress,
    Standing,
    Whereabouts,
)
from coop.membership.names import sort_key
from coop.membership.reading.facts import ENTRIES, as_of, entered_on, shares_on


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A person on the register as they stand on one day; `step` says whether they belong."""

    id: UUID
    number: int
    account_id: UUID | None
    born_on: date | None
    step: str
    step_on: date
    entered_on: date
    name: str
    sort_name: str
    class_id: UUID
    class_name: str
    establishment_id: UUID | None
    move: str | None
    establishment_name: str | None
    establishment_address: str | None
    channel: str
    language: str
    large_print: bool
    email: str
    service_address: str
    is_cooperatives_address: bool
    held_shares: int | None
    paid: int | None

    @property
    def is_member(self) -> bool:
        """Say whether the person belongs on that day."""
        return self.step in ENTRIES

    @property
    def is_on_paper(self) -> bool:
        """Say whether the person is reached by letter."""
        return self.channel == "paper"

    @property
    def is_temporarily_out(self) -> bool:
        """Say whether the person is out for a time and expected back."""
        return self.move == "temporary_release"

    @property
    def shares(self) -> int:
        """Count the shares held."""
        return self.held_shares or 0

    @property
    def paid_minor(self) -> int:
        """Give what was paid for them, in minor units."""
        return self.paid or 0

    @property
    def address_lines(self) -> tuple[str, ...]:
        """Give the lines for a letter: inside, the establishment’s; else the service address."""
        if self.establishment_name is not None:
            lines = (self.establishment_name, *(self.establishment_address or "").splitlines())
        else:
            lines = tuple(self.service_address.splitlines())
        return tuple(line.strip() for line in lines if line.strip())


def members_on(day: date) -> tuple[MemberRow, ...]:
    """List everyone who is a member on the day, as people sort names."""
    return tuple(row for row in everyone_on(day) if row.is_member)


def everyone_on(day: date) -> tuple[MemberRow, ...]:
    """List everyone who was ever admitted up to the day, those who have left too."""
    found = session().execute(_people(one=False), {"day": day}).mappings()
    rows = [_row(each) for each in found]
    return tuple(sorted(rows, key=lambda row: (sort_key(row.sort_name), row.number)))


def voters_on(day: date) -> tuple[MemberRow, ...]:
    """List who has a vote on the day: every member one; the roll is made from this."""
    return members_on(day)


def paper_members_on(day: date) -> tuple[MemberRow, ...]:
    """List the members who are reached by letter on the day."""
    return tuple(row for row in members_on(day) if row.is_on_paper)


def person(member_id: UUID, day: date) -> MemberRow | None:
    """Give one person as they stood on the day; None when not yet admitted."""
    asked = {"day": day, "only": member_id}
    found = session().execute(_people(one=True), asked).mappings().one_or_none()
    return _row(found) if found else None


def member(member_id: UUID, day: date) -> MemberRow:
    """Give one person as they stood on the day; `NotFound` when not yet admitted."""
    found = person(member_id, day)
    if found is None:
        raise NotFound(N_("member"))
    return found


def is_member_on(member_id: UUID, day: date) -> bool:
    """Say whether somebody is a member on the day."""
    return session().scalar(_step(), {"day": day, "only": member_id}) in ENTRIES


def _row(found: RowMapping) -> MemberRow:
    return MemberRow(*found.values())


@cache
def _step() -> Select[str]:
    """Ask for the step at which one person stands; every page asks, so it is put together once."""
    day, only = bindparam("day", type_=Date()), bindparam("only", type_=Uuid())
    return select(as_of(Standing, day, only).c.step)


@cache
def _people(*, one: bool) -> Select[*tuple[object, ...]]:
    """Ask for each person with each fact as it stood; the columns are MemberRow’s.

    The statement is long to put together, so it is made once; the day is filled in each time.
    """
    day = bindparam("day", type_=Date())
    only = bindparam("only", type_=Uuid()) if one else None
    standing, name = as_of(Standing, day, only), as_of(MemberName, day, only)
    belongs, where = as_of(ClassMembership, day, only), as_of(Whereabouts, day, only)
    reach, address = as_of(Reach, day, only), as_of(ServiceAddress, day, only)
    shares, entered = shares_on(day), entered_on(day)
    columns: Sequence[SQLColumnExpression[object]] = [
        Member.id, Member.number, Member.account_id, Member.born_on,
        standing.c.step, standing.c.from_on, entered.c.entered,
        name.c.name, name.c.sort_name,
        belongs.c.class_id, StakeholderClass.name,
        where.c.establishment_id, where.c.move, Establishment.name, Establishment.address,
        reach.c.channel, reach.c.language, reach.c.large_print, reach.c.email,
        address.c.lines, address.c.is_cooperatives_own,
        shares.c.shares, shares.c.paid,
    ]  # fmt: skip
    needed = (standing, name, belongs, reach, address, entered)
    found = select(*columns).select_from(_joined(needed, optional=(where, shares)))
    found = found.join(StakeholderClass, StakeholderClass.id == belongs.c.class_id)
    found = found.outerjoin(Establishment, Establishment.id == where.c.establishment_id)
    return found if only is None else found.where(Member.id == only)


def _joined(needed: Sequence[Subquery], *, optional: Sequence[Subquery]) -> FromClause:
    whole: FromClause = Member.__table__
    for fact in needed:
        whole = whole.join(fact, fact.c.member_id == Member.id)
    for fact in optional:
        whole = whole.outerjoin(fact, fact.c.member_id == Member.id)
    return whole

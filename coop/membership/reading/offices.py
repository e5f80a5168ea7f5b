"""Offices: who holds, held or is proposed for which, from when to when."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from uuid import UUID

from sqlalchemy import Select, Uuid, bindparam, select

from coop.core.db import session
from coop.core.errors import N_, NotFound
from coop.membership.models.member import Member, MemberName
from coop.membership.models.offices import OfficeConfirmation, OfficeEnd, OfficeGrant
from coop.membership.reading.facts import as_of
from coop.membership.reading.members import is_member_on, members_on

_Offices = Select[
    UUID, str, UUID, int, str, date, date | None, date | None, UUID | None, str, bool
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class OfficeView:
    """An office proposed for or held by a member."""

    grant_id: UUID
    office: str
    member_id: UUID
    number: int
    name: str
    from_on: date
    until_on: date | None
    ended_on: date | None
    proposed_by: UUID | None
    because: str
    is_confirmed: bool

    @property
    def left_on(self) -> date | None:
        """Give the day the office ended, or is to end."""
        return self.ended_on or self.until_on

    def is_held_on(self, day: date) -> bool:
        """Say whether the office gives its powers on the day: confirmed, begun, not over."""
        over = (self.until_on and day > self.until_on) or (self.ended_on and day >= self.ended_on)
        return self.is_confirmed and self.from_on <= day and not over

    def awaits_confirmation_on(self, day: date) -> bool:
        """Say whether a second person is still asked for."""
        over = self.ended_on is not None or (self.until_on is not None and day > self.until_on)
        return not self.is_confirmed and not over


def every_office() -> tuple[OfficeView, ...]:
    """List every office ever proposed, in one question."""
    return tuple(OfficeView(*row) for row in session().execute(_offices()))


def office(grant_id: UUID) -> OfficeView:
    """Give one office; `NotFound` when there is none."""
    found = session().execute(_one_office(), {"grant": grant_id}).one_or_none()
    if found is None:
        raise NotFound(N_("office"))
    return OfficeView(*found)


def offices_on(day: date) -> tuple[OfficeView, ...]:
    """List the offices held on the day by people who are members on that day."""
    present = {row.id for row in members_on(day)}
    return tuple(
        each for each in every_office() if each.is_held_on(day) and each.member_id in present
    )


def office_holders(office: str, day: date) -> tuple[OfficeView, ...]:
    """List who holds an office on the day."""
    return tuple(each for each in offices_on(day) if each.office == office)


def offices_of(member_id: UUID, day: date) -> frozenset[str]:
    """Say which offices a member holds on the day; none after leaving the co-operative."""
    rows = session().execute(_offices_of_one(), {"only": member_id})
    held = frozenset(each.office for each in (OfficeView(*r) for r in rows) if each.is_held_on(day))
    return held if held and is_member_on(member_id, day) else frozenset()


def history_of_offices(member_id: UUID) -> tuple[OfficeView, ...]:
    """List every office that one person held or was proposed for, the first first."""
    rows = session().execute(_offices_of_one(), {"only": member_id})
    return tuple(OfficeView(*row) for row in rows)


@cache
def _one_office() -> _Offices:
    return _offices().where(OfficeGrant.id == bindparam("grant", type_=Uuid()))


@cache
def _offices_of_one() -> _Offices:
    return _offices().where(OfficeGrant.member_id == bindparam("only", type_=Uuid()))


@cache
def _offices() -> _Offices:
    """Ask for every office; every page asks for some, so this is put together once."""
    name = as_of(MemberName, date.max)
    return (
        select(
            OfficeGrant.id, OfficeGrant.office, OfficeGrant.member_id, Member.number, name.c.name,
            OfficeGrant.from_on, OfficeGrant.until_on, OfficeEnd.ended_on, OfficeGrant.granted_by,
            OfficeGrant.because, OfficeConfirmation.id.is_not(None),
        )
        .join(Member, Member.id == OfficeGrant.member_id)
        .join(name, name.c.member_id == OfficeGrant.member_id)
        .outerjoin(OfficeConfirmation, OfficeConfirmation.grant_id == OfficeGrant.id)
        .outerjoin(OfficeEnd, OfficeEnd.grant_id == OfficeGrant.id)
        .order_by(OfficeGrant.office, OfficeGrant.from_on, Member.number)
    )  # fmt: skip


def proposal_waiting(member_id: UUID, office: str) -> UUID:
    """Find the proposal of this office for this member that waits for a second person."""
    asked = _offices().where(OfficeGrant.member_id == member_id, OfficeGrant.office == office)
    rows = (OfficeView(*row) for row in session().execute(asked))
    waiting = [row for row in rows if not row.is_confirmed and row.ended_on is None]
    if not waiting:
        raise NotFound(N_("proposal for this office"))
    return waiting[-1].grant_id

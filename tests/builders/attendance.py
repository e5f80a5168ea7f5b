"""Builders of work that people were told of, and of who came to it.

The places are written as a published roster leaves them; everything after that is done
through the deeds of attendance and hours, each in a transaction of its own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count
from uuid import UUID

from sqlalchemy import select

from coop.core import clock
from coop.core.audit import Channel, Hand
from coop.core.db import session, transaction
from coop.rostering.deeds.approving import approve_hours
from coop.rostering.deeds.attending import correct_attendance, mark_attendance
from coop.rostering.models.attendance import ApprovedHours
from coop.rostering.models.rosters import PublishedPlace, Roster, RosterVersion
from coop.rostering.models.work import ShiftRow, Site, WorkArea
from coop.rostering.reading.attended import records_in
from coop.rostering.rules.attending import Mark, as_planned
from coop.rostering.rules.nouns import Span
from tests.builders.membership import House, Person, a_cooperative, a_member
from tests.builders.rostering_facts import a_span
from tests.remembered import remembered

DAY = date(2026, 3, 2)
"""The Monday on which tests begin."""
_numbers: Iterator[int] = count(1)


@dataclass(frozen=True, slots=True)
class Told:
    """A shift, and the people who were told to come to it."""

    id: UUID
    span: Span
    day: date

    @property
    def over(self) -> datetime:
        """Give a moment soon after its end."""
        return self.span.end + timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Workplace:
    """A co-operative with two co-ordinators and a clerk who can sign in, and members who work."""

    house: House
    planner: Person
    other_planner: Person
    clerk: Person
    members: tuple[Person, ...]


@remembered
def a_workplace(*, members: int = 2, sign_in: bool = False) -> Workplace:
    """Found a co-operative in which people work; members sign in only where it is asked for."""
    house = a_cooperative()
    planner = a_member(name="Wren Oakley", office="co_ordinator")
    other = a_member(name="Flint Marsh", office="co_ordinator")
    clerk = a_member(name="Tansy Brook", office="clerk")
    people = tuple(
        a_member(name=f"Worker {letter}", signs_in=sign_in) for letter in "ABCDEFGH"[:members]
    )
    return Workplace(house, planner, other, clerk, people)


@remembered
def a_told_shift(
    *people: Person,
    day: date = DAY,
    starts: str = "08:00",
    ends: str = "12:00",
    kind: str = "paid",
    area: str = "Laundry",
    site: str = "Mill",
    peer_support: bool = False,
) -> Told:
    """Write a shift with a published place for each of these people."""
    span = a_span(day, starts, ends)
    with transaction():
        shift = ShiftRow(
            area_id=_area(area, site, kind, peer_support=peer_support),
            demand_id=None,
            day=day,
            starts_at=span.start,
            ends_at=span.end,
            kind=kind,
            least=1,
            wanted=max(1, len(people)),
            most=12,
            called_off_at=None,
        )
        session().add(shift)
        session().flush()
        _publish(shift.id, people)
        return Told(shift.id, span, day)


def came(
    shift: Told, *, late: int = 0, early: int = 0, over: int = 0, duty: int | None = None
) -> Mark:
    """Give the mark of somebody who came, so many minutes late, early or over."""
    return Mark(
        was_there=True,
        arrived_at=shift.span.start + timedelta(minutes=late),
        left_at=shift.span.end + timedelta(minutes=over - early),
        duty=duty,
    )


def marked(
    shift: Told,
    marks: Mapping[Person, Mark] | None = None,
    *,
    by: Person,
    via: Channel = Channel.WEB,
) -> list[UUID]:
    """Write a list down after the shift; give the ids of the records in the order of the marks."""
    wanted = {person.id: mark for person, mark in (marks or {}).items()}
    with clock.at(max(shift.over, clock.now())), transaction():
        mark_attendance(shift.id, wanted, hand=Hand(by=by.id, via=via))
    known = records_in(shift.id)
    return [known[member_id][-1].id for member_id in wanted]


def came_as_planned(shift: Told, *people: Person, by: Person) -> list[UUID]:
    """Write down that these people came as planned."""
    return marked(shift, dict.fromkeys(people, as_planned(shift.span)), by=by)


def corrected(shift: Told, record_id: UUID, mark: Mark, *, by: Person) -> UUID:
    """Put a record right."""
    with clock.at(max(shift.over, clock.now())), transaction():
        return correct_attendance(record_id, mark, "The sheet says so.", hand=by.hand)


def approved(*record_ids: UUID, by: Person, at: datetime | None = None) -> int:
    """Approve records."""
    with clock.at(at or clock.now()), transaction():
        return approve_hours(record_ids, hand=by.hand)


def all_approved() -> list[ApprovedHours]:
    """Give every approval there is."""
    return list(session().scalars(select(ApprovedHours)))


def _area(name: str, site: str, kind: str, *, peer_support: bool) -> UUID:
    found = session().scalar(select(WorkArea.id).where(WorkArea.name == name))
    if found is not None:
        return found
    area = WorkArea(
        site_id=_site(site), name=name, kind=kind, most=12, supervisors=0, ratio=1,
        is_peer_support=peer_support,
    )  # fmt: skip
    session().add(area)
    session().flush()
    return area.id


def _site(name: str) -> UUID:
    found = session().scalar(select(Site.id).where(Site.name == name))
    if found is not None:
        return found
    site = Site(name=name, travel_minutes=0)
    session().add(site)
    session().flush()
    return site.id


def _publish(shift_id: UUID, people: tuple[Person, ...]) -> None:
    number = next(_numbers)
    first = date(2000, 1, 3) + timedelta(days=number)
    roster = Roster(first_on=first, last_on=first, edits=0, made_at=clock.now())
    session().add(roster)
    session().flush()
    version = RosterVersion(
        roster_id=roster.id, number=1, published_at=clock.now(), published_by=None,
        because="", edit_number=0, digest="",
    )  # fmt: skip
    session().add(version)
    session().flush()
    session().add_all(
        PublishedPlace(version_id=version.id, shift_id=shift_id, member_id=person.id)
        for person in people
    )
    session().flush()

"""Builders of rosters: a co-operative at work, its shifts, a draft, and published places.

work = a_roster(people=6)
put(work, work.shift(0, "08:00"), work.people[0])
publish_it(work)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from uuid import UUID

from coop.core import clock
from coop.core.audit import Hand
from coop.core.db import session, transaction
from coop.membership.queries import cooperative
from coop.rostering.deeds.publishing import publish
from coop.rostering.deeds.roster_edits import put_place
from coop.rostering.deeds.roster_steps import Edited
from coop.rostering.deeds.rosters import start_roster
from coop.rostering.deeds.shifts import NewShift, add_shift
from coop.rostering.deeds.work_areas import NewArea, add_area
from coop.rostering.deeds.work_sites import NewSite, add_site
from coop.rostering.models.people import HeldCertificate, KeepApartPair, WorkTerms
from coop.rostering.models.work import Skill
from coop.rostering.reading.shifts import ShiftView, shifts_between
from tests.builders.membership import Person, a_cooperative, a_member
from tests.remembered import remembered

MONDAY = date(2026, 3, 9)
WEEK = timedelta(days=7)
MORNING, AFTERNOON = ("08:00", "12:00"), ("13:00", "17:00")
HOUR = 60


@dataclass(frozen=True, slots=True)
class Working:
    """A co-operative at work: who plans, who works, and the roster in the making."""

    co_ordinator: Person
    people: tuple[Person, ...]
    site_id: UUID
    areas: tuple[UUID, ...]
    roster_id: UUID
    first: date
    last: date
    skill_id: UUID | None = None
    """The skill of a supervisor, if its shifts need one."""

    @property
    def hand(self) -> Hand:
        """Give the co-ordinator’s hand."""
        return self.co_ordinator.hand

    @property
    def shifts(self) -> list[ShiftView]:
        """Give every shift of the roster in order of time."""
        return shifts_between(self.first, self.last)

    def shift(self, day: int, starts: str = "08:00", *, area: int = 0) -> UUID:
        """Give the shift of an area that begins at an hour, so many days into the roster."""
        wanted = time.fromisoformat(starts)
        return next(
            each.id
            for each in self.shifts
            if each.day == self.first + timedelta(days=day)
            and each.area_id == self.areas[area]
            and clock.local(each.starts_at, "Europe/London").time() == wanted
        )


@remembered
def a_roster(
    *,
    people: int = 4,
    weeks: int = 1,
    areas: Sequence[str] = ("Laundry",),
    hours: Sequence[tuple[str, str]] = (MORNING, AFTERNOON),
    least: int = 1,
    wanted: int = 2,
    most: int = 3,
    wished: int = 20 * HOUR,
    supervisor: str = "",
    first: date = MONDAY,
    signs_in: bool = False,
    channel: str = "web",
) -> Working:
    """Found a co-operative if there is none, and begin a roster with shifts from Monday to Friday.

    With the name of a skill as `supervisor`, one person who holds it must be in each shift.
    """
    if cooperative() is None:
        a_cooperative()
    co_ordinator = a_member(office="co_ordinator", name="Robin Post")
    workers = tuple(a_worker(name=f"{NAMES[n % len(NAMES)]} {n:02}", wished=wished,
                             signs_in=signs_in, channel=channel)
                    for n in range(people))  # fmt: skip
    hand = co_ordinator.hand
    with transaction():
        site_id = add_site(NewSite(name=f"Mill {first:%d %b}"), hand=hand)
    skill_id = a_skill(supervisor) if supervisor else None
    made = tuple(_area(site_id, name, most, skill_id, hand) for name in areas)
    last = first + weeks * WEEK - timedelta(days=1)
    for area_id in made:
        _shifts(area_id, (first, last), hours, NewCover(least, wanted, most), hand)
    with transaction():
        roster_id = start_roster(first, last, hand=hand)
    return Working(co_ordinator, workers, site_id, made, roster_id, first, last, skill_id)


@dataclass(frozen=True, slots=True)
class NewCover:
    """How many people each shift takes."""

    least: int
    wanted: int
    most: int


@remembered
def a_worker(
    *, name: str = "", wished: int = 20 * HOUR, most: int = 48 * HOUR, volunteer: bool = False,
    inside: bool = False, signs_in: bool = False, channel: str = "web",
) -> Person:  # fmt: skip
    """Write a member into the register and agree hours with them."""
    member = a_member(name=name, inside=inside, signs_in=signs_in, channel=channel)
    with transaction():
        session().add(
            WorkTerms(
                member_id=member.id, from_on=date(2026, 1, 1), recorded_at=clock.now(), least=0,
                wished=wished, most=most, most_a_day=None, has_opted_out=False,
                is_volunteer=volunteer, elsewhere=0,
            )
        )  # fmt: skip
    return member


@remembered
def a_skill(name: str = "Forklift") -> UUID:
    """Name a skill."""
    with transaction():
        row = Skill(name=name, closed_on=None)
        session().add(row)
        session().flush()
        return row.id


def certified(person: Person, skill_id: UUID, *, until: date | None = None) -> None:
    """Let somebody see a person’s certificate."""
    with transaction():
        session().add(
            HeldCertificate(
                member_id=person.id, skill_id=skill_id, since=date(2026, 1, 1), until=until,
                seen_by=person.id, recorded_at=clock.now(), withdrawn_at=None,
            )
        )  # fmt: skip


def kept_apart(one: Person, other: Person, *, grain: str = "shift") -> None:
    """Keep two people apart at work."""
    with transaction():
        session().add(
            KeepApartPair(
                first_id=one.id, second_id=other.id, grain=grain, until=None,
                recorded_at=clock.now(),
            )
        )  # fmt: skip


def put(work: Working, shift_id: UUID, person: Person) -> Edited:
    """Put a person into a shift of the draft."""
    with transaction():
        return put_place(work.roster_id, shift_id, person.id, hand=work.hand)


def publish_it(work: Working, because: str = "") -> int:
    """Publish the draft; give the number of the version."""
    with transaction():
        return publish(work.roster_id, because, hand=work.hand)


def a_published_roster(*, people: int = 4, weeks: int = 1, places: int = 5) -> Working:
    """Begin a roster, put the first person into the first mornings, and publish it."""
    work = a_roster(people=people, weeks=weeks)
    mornings = [each for each in work.shifts if clock.local(each.starts_at, "UTC").hour == 8]
    for each in mornings[:places]:
        put(work, each.id, work.people[0])
    publish_it(work)
    return work


def _area(site_id: UUID, name: str, most: int, skill_id: UUID | None, hand: Hand) -> UUID:
    wanted = NewArea(
        name=name, most=most, supervisor_skill_id=skill_id, supervisors=1 if skill_id else 0
    )
    with transaction():
        return add_area(site_id, wanted, hand=hand)


def _shifts(
    area_id: UUID,
    days: tuple[date, date],
    hours: Sequence[tuple[str, str]],
    cover: NewCover,
    hand: Hand,
) -> None:
    day = days[0]
    with transaction():
        while day <= days[1]:
            for starts, ends in hours if day.weekday() < 5 else ():
                add_shift(
                    area_id,
                    NewShift(
                        day=day, starts=time.fromisoformat(starts), ends=time.fromisoformat(ends),
                        least=cover.least, wanted=cover.wanted, most=cover.most,
                    ),
                    hand=hand,
                )  # fmt: skip
            day += timedelta(days=1)


NAMES = (
    "Ada", "Ben", "Cleo", "Dan", "Esme", "Finn", "Gwen", "Hugo", "Iris", "Jude", "Kim", "Leo",
    "Mona", "Nils", "Olga", "Paul", "Quinn", "Rosa", "Sven", "Thea", "Uri", "Vera", "Will", "Yara",
)  # fmt: skip

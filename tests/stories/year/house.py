"""The people of the year: the sixty of the demonstration, their officers, and who works where."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from coop.core import clock
from coop.core.audit import Hand
from coop.core.db import transaction
from coop.core.draw import Draw
from coop.demo.belonging import Company
from coop.demo.deciding import Question, put_motion
from coop.demo.telling import Telling
from coop.membership.deeds.founding import MEETING
from coop.membership.deeds.offices import grant_at_founding
from coop.membership.queries import MemberRow, establishments, members_on, today
from governance.queries import motion_rows
from tests.builders.membership import Person
from tests.stories.sixty import gathered, person
from tests.stories.year.hours import ZONE, Writers
from tests.stories.year.plan import (
    FOUNDED,
    Home,
    Worker,
    moved,
    recall,
    release,
    transfer,
)

SECRETARY, CLERK, PLANNER, PAYROLL, AUDITOR, APPROVER = 0, 4, 5, 6, 7, 9
TREASURER = 18
"""The place of a member of the town, who is given the office of treasurer."""
UNPAID = (1, 2, 8)
"""Places of members who work without pay."""


@dataclass(frozen=True, slots=True)
class House:
    """The co-operative: its people by their places, its officers, and who moves."""

    company: Company
    payroll: Person
    treasurer: Person
    secretary: Person
    auditor: Person
    planner: Person
    workers: Mapping[int, Worker]

    @property
    def members(self) -> dict[int, UUID]:
        """Give each member’s id by their place."""
        return dict(enumerate(self.company.members))

    @property
    def writers(self) -> Writers:
        """Give who writes hours down, who approves them, and who stands in."""
        writer, approver, third = (
            self.company.members[place] for place in (PLANNER, APPROVER, CLERK)
        )
        return Writers(writer, approver, third)

    def row(self, place: int) -> MemberRow:
        """Give somebody’s line in the register."""
        member = self.company.members[place]
        return next(row for row in members_on(today()) if row.id == member)

    def let_in(self, place: int) -> Person:
        """Open a way in for a member."""
        return person(self.company.members[place], self.secretary.hand)

    def movers(self, matter: str) -> list[Worker]:
        """Give those to whom something happens in the year, in the order of its days."""
        found = [
            (move.day, one.place)
            for one in self.workers.values()
            for move in one.moves
            if move.matter == matter
        ]
        return [self.workers[place] for _, place in sorted(found)]


def a_house() -> House:
    """Found the co-operative with all its people; those who pay and keep the books sign in."""
    draw = Draw("sixty")
    company = gathered(draw)
    hand = Hand(company.members[SECRETARY])
    with transaction():
        grant_at_founding(
            company.members[TREASURER], office="treasurer", from_on=today(), hand=MEETING
        )
    payroll, treasurer, auditor, planner = (
        person(company.members[place], hand) for place in (PAYROLL, TREASURER, AUDITOR, PLANNER)
    )
    secretary = Person(company.members[SECRETARY], 1, "", "secretary")
    workers = _workers(company)
    return House(company, payroll, treasurer, secretary, auditor, planner, workers)


def _workers(company: Company) -> dict[int, Worker]:
    names = {each.id: Home(each.name) for each in establishments()}
    rows = {row.id: row for row in members_on(today())}
    homes = {
        place: names[rows[member].establishment_id]  # type: ignore[index]
        if rows[member].establishment_id
        else Home.OUT
        for place, member in enumerate(company.members)
    }
    found = {
        place: Worker(place, home, is_paid=place not in UNPAID) for place, home in homes.items()
    }
    return found | _moving(homes)


def _moving(homes: Mapping[int, Home]) -> dict[int, Worker]:
    """Choose who moves: two transfers, three releases, and one of the released is recalled."""
    north, south, hostel = (
        [place for place, home in homes.items() if home is wanted]
        for wanted in (Home.NORTH, Home.SOUTH, Home.HOSTEL)
    )
    movers = (
        moved(north[2], Home.NORTH, transfer(date(2026, 5, 11), Home.SOUTH)),
        moved(north[3], Home.NORTH, transfer(date(2026, 9, 14), Home.SOUTH)),
        moved(
            north[4], Home.NORTH,
            release(date(2026, 6, 17)), recall(date(2027, 1, 11), Home.NORTH),
        ),
        moved(south[5], Home.SOUTH, release(date(2026, 10, 8))),
        moved(hostel[1], Home.HOSTEL, release(date(2026, 11, 20))),
    )  # fmt: skip
    return {one.place: one for one in movers}


def put(telling: Telling, title: str, text: str, day: date) -> None:
    """Plan a motion that everybody is for, from its first day to its declaration."""
    question = Question(title, "We decide together.", text, 0, lean=100, turnout=95)
    begins = clock.at_local(day, 10, 0, ZONE)
    telling.told.at(begins, lambda: put_motion(telling, question))


def number_of(title: str) -> str:
    """Give the number of a motion that was carried."""
    (row,) = [row for row in motion_rows() if row.title == title]
    assert row.is_carried
    return row.number


def founded() -> House:
    """Found the co-operative on its day."""
    with clock.at(clock.at_local(FOUNDED, 9, 0, ZONE)):
        return a_house()

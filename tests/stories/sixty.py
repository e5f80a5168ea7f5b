"""Sixty members at work: two prisons, a hostel and a workshop; everything but a roster.

The people, the places and the work are those of the demonstration, but written in one day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from coop.core import clock
from coop.core.audit import Hand
from coop.core.db import transaction
from coop.core.draw import Draw
from coop.demo.belonging import Company, class_named, place_named
from coop.demo.stage import FOUNDERS, NORTH, Joiner, founding, joiner_address, joiners
from coop.demo.working import tell_of_workers
from coop.demo.workplaces import open_work
from coop.membership import actions
from coop.membership.deeds.enrolment import Newcomer, enrol
from coop.membership.founding import found
from coop.membership.queries import MemberRow, account_of, members_on, today
from tests.builders.membership import Person
from tests.page import PASSWORD

COUNT = 60
WEEKS = 4
IN_GOOD_TIME = timedelta(days=9)
"""So long before its first day the roster is published: nothing in it is near yet."""
SUNDAY = timedelta(days=13)
"""A Sunday, when few can come."""
SECRETARY, CLERK, PLANNER, APPROVER = 0, 4, 5, 9


@dataclass(frozen=True, slots=True)
class Sixty:
    """The co-operative: who plans, who approves, who keys paper, and the weeks to plan."""

    planner: Person
    approver: Person
    clerk: Person
    secretary: Person
    first: date

    @property
    def last(self) -> date:
        """Give the last day of the four weeks."""
        return self.first + timedelta(weeks=WEEKS, days=-1)

    @property
    def days(self) -> tuple[date, date]:
        """Give the first and the last day."""
        return self.first, self.last

    def row(self, member_id: UUID) -> MemberRow:
        """Give somebody’s line in the register."""
        return next(row for row in members_on(today()) if row.id == member_id)

    def let_in(self, member_id: UUID) -> Person:
        """Open a way in for a member."""
        return person(member_id, self.secretary.hand)


def sixty() -> Sixty:
    """Found the co-operative and write everything that a roster needs, from today on."""
    draw = Draw("sixty")
    company = gathered(draw)
    with transaction():
        tell_of_workers(company, draw)
    hand = Hand(company.members[SECRETARY])
    planner, approver, clerk = (
        person(company.members[place], hand) for place in (PLANNER, APPROVER, CLERK)
    )
    secretary = Person(company.members[SECRETARY], 1, "", "secretary")
    return Sixty(planner, approver, clerk, secretary, _monday())


def gathered(draw: Draw) -> Company:
    """Found the co-operative, let everybody join today, and open its places of work."""
    with transaction():
        began = found(founding(COUNT, clock.today("Europe/London"), PASSWORD, draw))
    company = Company(list(began.member_ids))
    with transaction():
        _join(company, joiners(COUNT, today(), draw), draw)
        open_work(company)
    return company


def inside_at_north() -> list[UUID]:
    """Give those who live in the first prison and are reached on paper."""
    north = place_named(NORTH)
    return [
        row.id
        for row in members_on(today())
        if row.establishment_id == north and row.channel == "paper"
    ]


def _join(company: Company, people: Sequence[Joiner], draw: Draw) -> None:
    for number, who in enumerate(people, start=len(FOUNDERS) + 1):
        newcomer = Newcomer(
            name=who.name, sort_name=who.sort_name, born_on=who.born_on,
            class_id=class_named(who.class_name), address=joiner_address(who, number, draw),
            use_cooperatives_address=bool(who.place),
            establishment_id=place_named(who.place) if who.place else None,
            channel=who.channel, large_print=who.large_print, shares=1, paid_minor=100,
        )  # fmt: skip
        company.members.append(enrol(newcomer, from_on=today()).id)


def person(member_id: UUID, secretary: Hand) -> Person:
    """Give a member who can sign in, opening a way in where there is none."""
    row = next(row for row in members_on(today()) if row.id == member_id)
    name = f"member{row.number}"
    if account_of(member_id) is None:
        with transaction():
            actions.open_way_in(member_id, name=name, password=PASSWORD, hand=secretary)
    return Person(member_id, row.number, row.name, name)


def _monday() -> date:
    near = today() + IN_GOOD_TIME
    return near + timedelta(days=-near.weekday() % 7)

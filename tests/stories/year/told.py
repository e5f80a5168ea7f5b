"""The year as it is told: each month through the pages, and what it must come to beside it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from uuid import UUID

from flask import Flask

from coop.core import clock
from coop.core.db import transaction
from coop.core.draw import Draw
from coop.demo.belonging import place_named
from coop.demo.paying import OWN
from coop.demo.telling import Telling
from coop.demo.timeline import Timeline
from payroll.actions import set_pay_terms, set_pay_way
from payroll.rules.runs.life import Calendar
from payroll.rules.runs.terms import Employer, PaidBy, Terms, Way
from tests.stories.telling import Days, work_due
from tests.stories.year.expected import Year
from tests.stories.year.figures import given, standing
from tests.stories.year.hours import ZONE, Hour, hours_of, late_in, write
from tests.stories.year.house import House, founded, number_of, put
from tests.stories.year.office import Office, later
from tests.stories.year.plan import BEGINS, MORE_FROM, OWN_FROM, Home, Move, Worker
from tests.stories.year.sums import MORE, RATES, Rates, pounds

PAID_AFTER = timedelta(days=5)
RATE_ROWS = {
    code: [(area, pounds(amount)) for _, area, amount in rows] for code, rows in RATES.items()
}
SCHEMES, LAUNDRY, AWARD, SURPLUS = (
    "Write our pay down as schemes", "Our own pay in the laundry",
    "A rise in plain pay from August", "Share the surplus of the year",
)  # fmt: skip
MOTIONS = {
    SCHEMES: date(2026, 1, 12),
    LAUNDRY: date(2026, 4, 13),
    AWARD: date(2026, 8, 20),
    SURPLUS: date(2027, 4, 12),
}
"""What the members decide, and when each is put."""
AWARDED_ON = date(2026, 10, 12)
FOLLOWED_UP = date(2027, 7, 1)
EMPLOYERS = {"ew-prison": Employer.PRISON, "ew-levy": Employer.OUTSIDE}


@dataclass(slots=True)
class Story:
    """The co-operative, its days, the runs so far, and what each month must come to."""

    house: House
    days: Days
    telling: Telling
    year: Year
    runs: dict[date, UUID] = field(default_factory=dict)
    corrections: dict[date, UUID] = field(default_factory=dict)
    hours: dict[date, list[Hour]] = field(default_factory=dict)

    @contextmanager
    def on(self, day: date, hour: int = 9) -> Iterator[Office]:
        """Come to an hour of a day, all motions gone on till then, and sit down at the desk."""
        moment = clock.at_local(day, hour, 0, ZONE)
        self.telling.told.tell(moment)
        with self.days.on(moment) as page:
            yield Office(page, self.house)

    def place_of(self, member: UUID) -> int:
        """Give the place of a member among the sixty."""
        return self.house.company.members.index(member)


def begun(app: Flask) -> Story:
    """Found the co-operative, plan its motions, adopt the schemes, agree the terms."""
    house = founded()
    ends = clock.at_local(FOLLOWED_UP, 9, 0, ZONE)
    telling = Telling(Timeline(), house.company, ZONE, ends, Draw("a year of pay"))
    story = Story(house, Days(app), telling, Year(house.workers))
    for title, day in MOTIONS.items():
        put(telling, title, f"That it be done: {title}.", day)
    with story.on(BEGINS - timedelta(days=3)) as office:
        motion = number_of(SCHEMES)
        office.adopts("plain", RATE_ROWS["plain"], BEGINS, motion)
        office.adopts("ew-prison", RATE_ROWS["ew-prison"], BEGINS, motion, rest_minimums="none")
        office.adopts("ew-levy", RATE_ROWS["ew-levy"], BEGINS, motion, minimum_wage="does_not_hold")
        agreed(story, BEGINS)
    return story


def agreed(story: Story, day: date) -> None:
    """Agree terms with everybody whose scheme changes on a day, and how they are paid."""
    house = story.house
    with transaction():
        for worker in house.workers.values():
            scheme = worker.scheme_on(day)
            if scheme and (day == BEGINS or scheme != worker.scheme_on(day - timedelta(days=1))):
                member = house.members[worker.place]
                set_pay_terms(
                    member, terms_of(worker, scheme), from_on=day, hand=house.payroll.hand
                )
                set_pay_way(member, way_of(worker, day), from_on=day, hand=house.payroll.hand)


def terms_of(worker: Worker, scheme: str) -> Terms:
    """Give the terms of a member under a scheme."""
    return Terms(
        scheme,
        employer=EMPLOYERS.get(scheme, Employer.CO_OPERATIVE),
        calendar=Calendar.MONTH,
        settings=standing(worker, scheme),
    )


def way_of(worker: Worker, day: date) -> PaidBy:
    """Give how somebody is paid: by the office inside, by bank or in cash outside."""
    if worker.home_on(day) is not Home.OUT:
        return PaidBy(Way.OFFICE)
    if worker.place % 4 == 1:
        return PaidBy(Way.CASH)
    return PaidBy(Way.BANK, iban="GB33BUKB20201555555555", holder=f"Member {worker.place + 1}")


def month_paid(story: Story, first: date, last: date, rates: Rates | None = None) -> None:
    """Work a month, close its hours, run its pay through every step, and pay it."""
    hours = hours_of(story.house.workers.values(), first, last) + late_in(first)
    with clock.at(clock.at_local(last, 20, 0, ZONE)):
        write(hours, story.house.members, story.house.writers)
    story.hours[first] = hours
    story.year.month(first, last, hours, rates)
    with story.on(last + PAID_AFTER) as office:
        office.closes_hours(first, last)
        run = story.runs[first] = office.begins(first, last, last + PAID_AFTER)
        office.takes_in(run, figures_of(story, first, last))
        work_due()
        _paid_out(office, run)


def _paid_out(office: Office, run: UUID) -> None:
    """Take a drafted run through the rest of its life; the officers take some minutes for it."""
    office.checks(run)
    with later(5):
        office.approves(run)
    with later(10):
        office.issues(run)
    with later(15):
        office.pays(run)


def figures_of(story: Story, first: date, last: date) -> list[tuple[int, str, str]]:
    """Give the figures of a month by membership number."""
    return [
        (place + 1, code, value)
        for place, worker in story.house.workers.items()
        for code, value in given(worker, first, last).items()
    ]


def moves(first: date, last: date, story: Story) -> list[tuple[date, Callable[[Story], None]]]:
    """Give who moves on these days, as scenes: the secretary records it, then the terms change."""
    return [
        (move.day, partial(_moved, worker, move))
        for worker in story.house.workers.values()
        for move in worker.moves
        if first <= move.day <= last
    ]


def _moved(worker: Worker, move: Move, story: Story) -> None:
    to = place_named(move.home) if move.home is not Home.OUT else None
    with story.on(move.day) as office:
        office.moves(worker.place, move.matter, move.day, to)
        agreed(story, move.day)


def own_scheme(story: Story) -> None:
    """Bring the laundry’s own scheme as a file, adopt it, and agree the new terms."""
    with story.on(OWN_FROM - timedelta(days=2)) as office:
        office.adopts_own(OWN.read_bytes(), OWN_FROM, number_of(LAUNDRY))
    with story.on(OWN_FROM):
        agreed(story, OWN_FROM)


def awarded(story: Story) -> None:
    """Adopt the rise that was voted for, from two months back, and correct what was paid."""
    with story.on(AWARDED_ON) as office:
        rates = [(area, pounds(amount)) for _, area, amount in MORE]
        office.adopts("plain", rates, MORE_FROM, number_of(AWARD))
    for days, first in enumerate((MORE_FROM, AWARDED_ON.replace(month=9, day=1)), start=1):
        with story.on(AWARDED_ON + timedelta(days=days)) as office:
            run = office.corrects(story.runs[first], "The members voted for a rise.")
            story.corrections[first] = run
            _paid_out(office, run)

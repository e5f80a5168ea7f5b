"""What the demonstration knows of its members as workers: hours, times, certificates, releases."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from uuid import UUID

from coop.core.audit import Channel, Hand
from coop.core.draw import Draw
from coop.demo.belonging import Company, place_named
from coop.demo.stage import HOSTEL, TRADE
from coop.membership.queries import MemberRow, members_on, the_cooperative, today
from coop.rostering import actions
from coop.rostering.queries import sites, skills
from coop.rostering.rules.calendar import Hours, Weekly, span_on
from coop.rostering.rules.nouns import Cause, Grain, Span, Terms
from coop.rostering.rules.people import Hold

HOUR = 60
MILL = "The Workshop"
SUPERVISOR = "Workshop supervisor"
CHANCES = {SUPERVISOR: 30, "Machine safety": 40, "Food hygiene": 25, "Peer listener": 12}
"""How many of a hundred hold each certificate; those of the trade mostly supervise."""
TRADE_SUPERVISES = 90
RELEASE_WEEKS = 9
WORKING_DAYS = 5
OUT = Hours(time(8), time(18))
OPEN_WEEK = [Weekly(day, time(8), time(18)) for day in range(WORKING_DAYS)]


@dataclass(frozen=True, slots=True)
class Crew:
    """Everybody who works, the hands that write, and the draw."""

    company: Company
    people: tuple[MemberRow, ...]
    draw: Draw
    tells: Draw = field(default_factory=lambda: Draw("usual weeks"))
    """Who tells a usual week."""

    @property
    def hand(self) -> Hand:
        """Give the co-ordinator’s hand."""
        return Hand(self.company.officer("co_ordinator"))

    def own(self, row: MemberRow) -> Hand:
        """Give a member’s own hand, by the door they use; paper is keyed by the clerk."""
        if row.channel != "paper":
            return Hand(row.id)
        clerk = self.company.officer("clerk")
        return Hand(row.id, Channel.PAPER, clerk, f"Box {today().year}, hours {row.number}")


def tell_of_workers(company: Company, draw: Draw) -> None:
    """Agree hours with everybody, and write what they tell and what others saw."""
    crew = Crew(company, tuple(members_on(today())), draw)
    for row in crew.people:
        _agree(crew, row)
    _certify(crew)
    for row in crew.people:
        if row.establishment_id == place_named(HOSTEL):
            _let_out(crew, row)
    _restrain(crew)


def _agree(crew: Crew, row: MemberRow) -> None:
    """Agree hours: inside as far as the regime goes, outside by what people want."""
    wished = crew.draw.pick((9, 12, 15, 18) if row.establishment_id else (8, 12, 16, 21, 28))
    volunteers = not row.establishment_id and row.class_name != TRADE and crew.draw.chance(15)
    terms = Terms(0, wished * HOUR, (wished + 9) * HOUR, volunteer=volunteers)
    actions.agree_terms(row.id, terms, from_on=today(), hand=crew.hand)
    # Who told a usual week must say nothing about where anybody lives.
    week = _week(crew.draw) if row.establishment_id is None else OPEN_WEEK
    if crew.tells.chance(70):
        actions.set_usual_week(row.id, week, from_on=today(), hand=crew.own(row))


def _week(draw: Draw) -> list[Weekly]:
    """Draw the days of a usual week: most of the working days, sometimes a Saturday."""
    days = sorted(draw.shuffled(range(5))[: 3 + draw.below(3)])
    return [Weekly(day, time(8), time(18)) for day in (*days, *((5,) if draw.chance(40) else ()))]


def _certify(crew: Crew) -> None:
    """Show certificates: those of the trade supervise, others learn; some run out soon."""
    known = {skill.name: skill.id for skill in skills()}
    for row in crew.people:
        for name in _learnt(crew.draw, row):
            until = today() + timedelta(days=crew.draw.pick((40, 75, 200, 500, 900)))
            actions.see_certificate(
                row.id, known[name], hold=Hold(today() - timedelta(days=90), until),
                seen_by=crew.company.officer("co_ordinator"), hand=crew.hand,
            )  # fmt: skip


def _learnt(draw: Draw, row: MemberRow) -> Iterator[str]:
    chances = CHANCES | ({SUPERVISOR: TRADE_SUPERVISES} if row.class_name == TRADE else {})
    yield from (name for name, chance in chances.items() if draw.chance(chance))


def _let_out(crew: Crew, row: MemberRow) -> None:
    """Write the releases of somebody in the hostel: working days, to the workshop."""
    mill = next(site.id for site in sites() if site.name == MILL)
    for day in _working_days(today()):
        actions.record_release(
            row.id, span_on(day, OUT, the_cooperative().timezone), travel=20, sites=(mill,),
            hand=crew.hand,
        )  # fmt: skip


def _working_days(first: date) -> Iterator[date]:
    days = (first + timedelta(days=n) for n in range(1, 7 * RELEASE_WEEKS))
    yield from (day for day in days if day.weekday() < WORKING_DAYS)


def _restrain(crew: Crew) -> None:
    """Write what takes time: visits and appointments; and two pairs to be kept apart."""
    for row in crew.draw.shuffled(crew.people)[:14]:
        day = today() + timedelta(days=10 + crew.draw.below(40))
        cause = Cause.VISIT if row.establishment_id else Cause.APPOINTMENT
        actions.cannot_come(row.id, _afternoon(day), cause=cause, hand=crew.own(row))
    officer = Hand(crew.company.officer("separation_officer"))
    inside = [row.id for row in crew.people if row.establishment_id]
    for first, second in _pairs(crew.draw.shuffled(inside)[:4]):
        actions.keep_apart(first, second, grain=Grain.SESSION, until=None, hand=officer)


def _afternoon(day: date) -> Span:
    return span_on(day, Hours(time(13), time(17)), the_cooperative().timezone)


def _pairs(people: list[UUID]) -> Iterator[tuple[UUID, UUID]]:
    yield from zip(people[::2], people[1::2], strict=False)

"""How the demonstration plans its weeks, works them, and approves the hours."""

from datetime import date, datetime, timedelta
from functools import partial
from uuid import UUID

from coop.core import clock
from coop.core.audit import Hand
from coop.demo.coming import plan_coming
from coop.demo.telling import Telling
from coop.demo.working import tell_of_workers
from coop.demo.workplaces import open_work
from coop.membership.queries import today
from coop.rostering.deeds.approving import approve_hours
from coop.rostering.deeds.attending import mark_attendance
from coop.rostering.deeds.publishing import publish
from coop.rostering.deeds.roster_steps import desk_of
from coop.rostering.deeds.roster_weeks import fill
from coop.rostering.deeds.rosters import start_roster
from coop.rostering.deeds.shifts import make_shifts
from coop.rostering.reading.attended import told_to
from coop.rostering.reading.facts import facts_for
from coop.rostering.reading.hours_waiting import waiting_for
from coop.rostering.reading.rosters import roster_on
from coop.rostering.reading.shifts import shifts_between
from coop.rostering.rules.attending import Absence, Mark, absent
from coop.rostering.rules.nouns import Span
from coop.rostering.solving.cooperative.solve import solve
from coop.rostering.solving.search import Limits

WEEK = timedelta(days=7)
WEEKS = 4
PLANNED = timedelta(days=12)
PUBLISHED = timedelta(days=10)
EVENING = 20
SEARCH = Limits(seconds=1, workers=1, seed=1, repeatable=True)
OF = 40
ABSENT = {0: Absence.SICK, 1: Absence.CLASH}
LATE = {2: timedelta(minutes=10), 3: timedelta(minutes=25)}
"""Of forty marks, one is sick, one has a clash, and two come late."""
APPROVED_AFTER = timedelta(days=9)
"""How many days after its Monday the hours of a week are approved; the last ones wait."""


def plan_weeks(telling: Telling) -> None:
    """Plan two rosters: four weeks that were worked, and four that have begun."""
    this_monday = telling.ends.date() - timedelta(days=telling.ends.weekday())
    first = this_monday - WEEKS * WEEK
    opens = _evening(first - 4 * WEEK, telling.zone)
    told = telling.told
    told.at(opens, partial(open_work, telling.company))
    told.at(opens + timedelta(days=2), partial(tell_of_workers, telling.company, telling.draw))
    for monday in (first, this_monday):
        told.at(_evening(monday - PLANNED, telling.zone), partial(_draft, telling, monday))
        told.at(_evening(monday - PUBLISHED, telling.zone), partial(_publish, telling, monday))
    day = first
    while day < telling.ends.date() - timedelta(days=1):
        told.at(_evening(day, telling.zone), partial(_mark, telling))
        day += timedelta(days=1)
    for week in range(WEEKS):
        monday = first + week * WEEK
        told.at(_evening(monday + APPROVED_AFTER, telling.zone), partial(_approve, telling, monday))
    plan_coming(telling)


def _evening(day: date, zone: str) -> datetime:
    return clock.at_local(day, EVENING, 0, zone)


def _draft(telling: Telling, monday: date) -> None:
    """Make the shifts of four weeks, search for a roster, and take it."""
    hand, last = _planner(telling), monday + WEEKS * WEEK - timedelta(days=1)
    make_shifts(monday, last, hand=hand)
    roster_id = start_roster(monday, last, hand=hand)
    found = solve(facts_for(monday, last), SEARCH)
    pairs = [(place.shift, place.person) for place in found.places]
    fill(desk_of(roster_id), pairs, hand=hand)


def _publish(telling: Telling, monday: date) -> None:
    roster = roster_on(monday)
    if roster is not None:
        publish(roster.id, hand=_planner(telling))


def _mark(telling: Telling) -> None:
    """Mark the shifts of the day: most came as planned, some late, a few did not come."""
    for shift in shifts_between(today(), today()):
        people = told_to(shift.id)
        if people and not shift.is_called_off:
            span = Span(shift.starts_at, shift.ends_at)
            marks = {who: _mark_of(telling, span) for who in sorted(people)}
            mark_attendance(shift.id, marks, hand=_planner(telling))


def _mark_of(telling: Telling, span: Span) -> Mark:
    drawn = telling.draw.below(OF)
    if drawn in ABSENT:
        return absent(ABSENT[drawn])
    arrived = span.start + LATE.get(drawn, timedelta())
    return Mark(was_there=True, arrived_at=arrived, left_at=span.end)


def _approve(telling: Telling, monday: date) -> None:
    """Let the second co-ordinator approve a week, but for what is their own."""
    approver = telling.company.officer("co_ordinator", 1)
    waiting = waiting_for(approver)
    lines = (*waiting.odd, *waiting.plain)
    chosen = [line.record.id for line in lines if monday <= line.shift.day < monday + WEEK]
    if chosen:
        approve_hours(chosen, hand=Hand(approver))


def _planner(telling: Telling) -> Hand:
    return Hand(_co_ordinator(telling))


def _co_ordinator(telling: Telling) -> UUID:
    return telling.company.officer("co_ordinator")

"""Work in the household: places, a roster, its week, its hours, and what fences Robin’s time.

Robin’s curfew, court hour, release and avoided site stand at odd times and under a name that
nothing else bears. With a colleague Robin is kept apart until an odd day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from coop.core import clock
from coop.core.db import transaction
from coop.membership import queries as register
from coop.rostering import actions, queries
from coop.rostering.reading.attended import records_in
from coop.rostering.rules.attending import as_planned
from coop.rostering.rules.nouns import Cause, Grain, Session, Span
from tests.builders.governance import Someone
from tests.builders.work import a_demand, a_regime, a_site, a_skill, an_area, shifts_made
from tests.builders.workers import (
    a_certificate,
    a_commitment,
    a_curfew,
    a_release,
    a_time,
    an_avoided_site,
    kept_apart,
    works,
)

WEEK = timedelta(days=7)
AVOIDED = "Cormorant Quay"
APART_UNTIL = date(2031, 10, 17)
WORK_MARKS: Mapping[str, tuple[str, ...]] = {
    "curfew": ("19:37", "06:13"),
    "commitment": ("10:41", "11:29"),
    "release": ("11:23", "15:52"),
    "avoided site": (AVOIDED,),
    "keep-apart": ("17 October 2031", "17 Oct 2031", "2031-10-17"),
}
"""What each private fact about Robin’s work looks like."""

Ids = dict[str, tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Worked:
    """The roster, and three of its shifts: Robin’s last, Robin’s next, and an open one."""

    roster_id: UUID
    past: UUID
    coming: UUID
    open: UUID


def put_to_work(people: Mapping[str, Someone], place: str) -> Ids:
    """Let the household plan and work for two weeks; give an id of everything in an address."""
    with clock.at(clock.now() - WEEK):
        ids = _workplaces(place)
        _fences(people)
        worked = _rostered(people)
    return {
        **ids,
        **_attended(people, worked),
        **_asked(people, worked),
        **_ids_of_roster(people, worked),
    }


def _workplaces(place: str) -> Ids:
    skill = a_skill("Forklift")
    inside = a_site("Long room", inside=place, capacity=9)
    an_area(inside, "Sewing", supervisor=skill, supervisors=1)
    a_regime(place)
    mill = a_site("Alder Mill", travel=20)
    laundry = an_area(mill, "Laundry", needs={skill: 1}, tools={"Press": 2})
    planned = a_demand(laundry, starts="13:00", ends="17:00", wanted=2)
    return {
        "skill_id": (skill.id,), "site_id": (inside.id, mill.id), "area_id": (laundry.id,),
        "demand_id": (planned.id,),
        "establishment_id": tuple(each.id for each in register.establishments()),
    }  # fmt: skip


def _fences(people: Mapping[str, Someone]) -> None:
    robin, other, today = people["robin"], people["second_board"], register.today()
    (skill,) = queries.skills()
    for each in (robin, other, people["member"]):
        works(each)
        a_certificate(each, skill.id, seen_by=people["co_ordinator"])
    avoided = a_site(AVOIDED)
    a_curfew(robin, starts="19:37", ends="06:13")
    a_commitment(robin, a_time(today + timedelta(days=10), "10:41", "11:29"), cause=Cause.COURT)
    out = a_time(today + timedelta(days=11), "11:23", "15:52")
    a_release(robin, out, sites=[avoided.id])
    an_avoided_site(robin, avoided.id)
    kept_apart(robin, other, grain=Grain.SHIFT, until=APART_UNTIL, by=people["separation_officer"])


def _rostered(people: Mapping[str, Someone]) -> Worked:
    first, hand = register.today(), people["co_ordinator"].hand
    last = first + 3 * WEEK - timedelta(days=1)
    shifts_made(first, last)
    by_day = {each.day: each.id for each in queries.shifts_between(first, last)}
    past, coming, free = (by_day[first + timedelta(days=days)] for days in (3, 9, 14))
    with transaction():
        roster_id = actions.start_roster(first, last, hand=hand)
    for shift_id, role in ((past, "robin"), (past, "member"), (coming, "robin")):
        with transaction():
            actions.put_place(roster_id, shift_id, people[role].id, hand=hand)
    with transaction():
        actions.publish(roster_id, hand=hand)
    return Worked(roster_id, past, coming, free)


def _attended(people: Mapping[str, Someone], worked: Worked) -> Ids:
    robin, hand = people["robin"], people["co_ordinator"].hand
    shift = queries.shift(worked.past)
    came = as_planned(Span(shift.starts_at, shift.ends_at))
    with transaction():
        actions.mark_attendance(worked.past, {robin.id: came, people["member"].id: came}, hand=hand)
    records = {who: written[-1].id for who, written in records_in(worked.past).items()}
    with transaction():
        # Only one of the two, so that hours are left to approve.
        actions.approve_hours([records[robin.id]], hand=people["payroll_officer"].hand)
        question = actions.question_hours(
            shift.day, "I stayed longer.", hand=robin.hand, shift_id=shift.id
        )
    return {"record_id": (records[robin.id],), "question_id": (question,)}


def _asked(people: Mapping[str, Someone], worked: Worked) -> Ids:
    robin, member = people["robin"], people["member"]
    with transaction():
        actions.stand_by(register.today() + WEEK, Session.AM, hand=robin.hand)
        actions.offer_for(worked.open, hand=member.hand)
        swap_id = actions.ask_swap(worked.coming, member.id, None, hand=robin.hand)
        token = actions.make_feed(says_area=True, hand=robin.hand)
    return {"swap_id": (swap_id,), "token": (token,)}


def _ids_of_roster(people: Mapping[str, Someone], worked: Worked) -> Ids:
    with transaction():
        solve_id = actions.ask_solve(
            worked.roster_id, actions.Wanted(seconds=1), hand=people["co_ordinator"].hand
        )
    return {
        "roster_id": (worked.roster_id,), "solve_id": (solve_id,), "number": (1,),
        "edit_id": (queries.edits_of(worked.roster_id)[-1].id,),
        "shift_id": (worked.coming, worked.past, worked.open),
        "to_shift": (worked.open,), "to_member": (people["member"].id,),
    }  # fmt: skip

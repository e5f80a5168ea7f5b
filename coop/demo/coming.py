"""What waits in the demonstration for whoever tries it: a gap, a swap, offers, a question."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from coop.core import clock
from coop.demo.belonging import place_named
from coop.demo.stage import NORTH
from coop.demo.telling import Telling
from coop.demo.working import MILL, OUT, Crew
from coop.membership.queries import MemberRow, members_on, the_cooperative, today
from coop.rostering import actions, queries
from coop.rostering.queries import Cover, ShiftView
from coop.rostering.reading.candidates import who_fits
from coop.rostering.rules.calendar import span_on
from coop.rostering.rules.nouns import Session
from coop.rostering.rules.people import Hold

DAY = timedelta(days=1)
EVENING = 21
LOCKED_DOWN = timedelta(days=8)
"""The Tuesday of next week, counted from this Monday."""
NEAR = (3, 6)
"""A swap of these days, counted from yesterday, waits for a co-ordinator."""
LATER = (5, 12)
OFFERS = 2
RUNS_OUT = timedelta(days=12)
HYGIENE = "Food hygiene"
WRONG = "I stayed until everything was put away. Please look at the time again."
Scene = Callable[[Crew], None]


@dataclass(frozen=True, slots=True)
class Chance:
    """A place of somebody’s, and those who could come instead."""

    shift: ShiftView
    who: MemberRow
    others: Sequence[MemberRow]


def plan_coming(telling: Telling) -> None:
    """Tell, on the evening before, what waits for whoever plans."""
    yesterday = telling.ends.date() - DAY
    evening = clock.at_local(yesterday, EVENING, 0, telling.zone)
    scenes: tuple[Scene, ...] = (
        _lock_down, _show_certificate, _let_out, _agree_and_offer, _stand_by, _question,
    )  # fmt: skip
    for minutes, scene in enumerate(scenes):
        telling.told.at(evening + timedelta(minutes=minutes), partial(_told, telling, scene))


def _told(telling: Telling, scene: Scene) -> None:
    scene(Crew(telling.company, tuple(members_on(today())), telling.draw))


def _lock_down(crew: Crew) -> None:
    """Nobody is unlocked in the first prison on an afternoon: the board shows it at once."""
    tomorrow = today() + DAY
    day = tomorrow - timedelta(days=tomorrow.weekday()) + LOCKED_DOWN
    actions.lock_down(place_named(NORTH), day, sessions=(Session.PM,), hand=crew.hand)


def _show_certificate(crew: Crew) -> None:
    """See a certificate that runs out soon, of somebody who had none."""
    ending = queries.certificates_ending(today(), today() + 2000 * DAY)
    held = {each.member_id for each in ending if each.skill == HYGIENE}
    skill = next(each.id for each in queries.skills() if each.name == HYGIENE)
    planner = crew.company.officer("co_ordinator")
    for row in [row for row in crew.people if row.id not in held][-1:]:
        hold = Hold(today() - 353 * DAY, today() + RUNS_OUT)
        actions.see_certificate(row.id, skill, hold=hold, seen_by=planner, hand=crew.hand)


def _let_out(crew: Crew) -> None:
    """Record a release of somebody inside to the workshop, on a day without a shift."""
    mill = next(site.id for site in queries.sites() if site.name == MILL)
    north = place_named(NORTH)
    for row in [row for row in crew.people if row.establishment_id == north][:1]:
        days = {each.day for each in queries.places_of(row.id, today(), today() + 40 * DAY)}
        free = next(day for day in _days(LATER[0], 40) if day not in days)
        span = span_on(free, OUT, the_cooperative().timezone)
        actions.record_release(row.id, span, travel=30, sites=(mill,), hand=crew.hand)


def _agree_and_offer(crew: Crew) -> None:
    """Let two agree on a shift that is near, and two others offer for one that lacks somebody."""
    cover = queries.cover_on(today() + DAY)
    if cover is None:
        return
    for near in _chances(crew, cover, NEAR, 1):
        wish = actions.ask_swap(near.shift.id, near.others[0].id, None, hand=crew.own(near.who))
        actions.agree_swap(wish, hand=crew.own(near.others[0]))
        break
    for gap in _chances(crew, cover, LATER, OFFERS):
        actions.say_cannot(gap.shift.id, hand=crew.own(gap.who))
        for row in gap.others[:OFFERS]:
            actions.offer_for(gap.shift.id, hand=crew.own(row))
        break


def _stand_by(crew: Crew) -> None:
    """Let two members say that they may be called."""
    outside = [row for row in crew.people if row.channel == "web"]
    for part, row in zip((Session.AM, Session.PM), outside[-2:], strict=False):
        actions.stand_by(today() + LATER[0] * DAY, part, hand=crew.own(row))


def _question(crew: Crew) -> None:
    """Let a member say that their hours of last week are wrong."""
    rows = {row.id: row for row in crew.people}
    for back in range(1, 8):
        day = today() - back * DAY
        worked = [one for one in queries.published_places(day, day) if one.person in rows]
        for place in worked[:1]:
            hand = crew.own(rows[place.person])
            actions.question_hours(day, WRONG, hand=hand, shift_id=place.shift)
            return


def _chances(crew: Crew, cover: Cover, window: tuple[int, int], least: int) -> Iterator[Chance]:
    """Find places of these days for which so many others would fit, at the workshop first."""
    rows = {row.id: row for row in crew.people}
    first, last = window
    shifts = queries.shifts_between(today() + first * DAY, today() + last * DAY)
    views = {each.id: each for each in shifts}
    likely = [one for one in cover.coming if one.shift in views and one.person in rows]
    for place in sorted(likely, key=lambda one: views[one.shift].site != MILL):
        fitting = who_fits(cover, place.shift, instead_of=place.person)
        if len(fitting) >= least:
            others = [rows[each] for each in fitting if each in rows]
            yield Chance(views[place.shift], rows[place.person], others)


def _days(first: int, last: int) -> Iterator[date]:
    yield from (today() + n * DAY for n in range(first, last))

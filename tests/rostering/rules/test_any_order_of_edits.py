"""No order of accepted edits ever breaks a rule: not over midnights, clock changes, or weeks."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coop.rostering.rules.nouns import (
    Busy,
    Cause,
    Facts,
    Grain,
    KeepApart,
    Kind,
    Limits,
    Need,
    Person,
    Place,
    Shift,
    Stay,
    Supervision,
    Terms,
    Worked,
)
from coop.rostering.rules.place import stands_for_all, stands_to_place, stands_to_take
from coop.rostering.rules.reasons import NEUTRAL, Reason, is_hidden, said
from coop.rostering.rules.roster import faults
from tests.builders.rostering_facts import (
    a_certificate,
    a_person,
    a_release,
    a_shift,
    a_span,
    an_id,
    facts_of,
)

# Two weeks around each change of clocks, a leap day, and a plain summer.
FIRSTS = [date(2026, 3, 23), date(2026, 10, 19), date(2028, 2, 21), date(2026, 6, 1)]
HOURS = [
    ("06:00", "10:00"),
    ("09:00", "13:00"),
    ("13:00", "19:00"),
    ("19:00", "23:30"),
    ("22:00", "00:00"),
    ("00:00", "06:00"),
    ("22:00", "06:00"),
    ("00:30", "02:30"),
]
SITES = ["workshop", "garden"]
SKILLS = ["supervising", "forklift"]
DAYS = 14
firsts = st.sampled_from(FIRSTS)
rarely = st.integers(0, 4).map(lambda number: number == 0)


@st.composite
def a_drawn_shift(draw, first: date, number: int) -> Shift:
    day = first + timedelta(days=draw(st.integers(0, DAYS - 1)))
    starts, ends = draw(st.sampled_from(HOURS))
    inside = "north" if draw(rarely) else None
    return a_shift(
        f"shift {number}",
        day=day,
        starts=starts,
        ends=ends,
        site=draw(st.sampled_from(SITES)),
        kind=draw(st.sampled_from([Kind.PAID, Kind.PAID, Kind.PAID, Kind.VOLUNTEER])),
        most=draw(st.integers(1, 3)),
        needs=(Need(an_id("forklift"), 1),) if draw(rarely) else (),
        supervision=Supervision(an_id("supervising"), 1, 1) if draw(rarely) else None,
        inside=inside,
        travel=draw(st.sampled_from([0, 0, 20, 60])),
    )


@st.composite
def a_drawn_person(draw, first: date, name: str) -> Person:
    def a_day():
        return first + timedelta(days=draw(st.integers(-3, DAYS)))

    certificates = tuple(
        a_certificate(skill, until=draw(st.none() | st.just(a_day()))) for skill in SKILLS
    )
    stays = draw(
        st.sampled_from(
            [
                (Stay(date.min, None),),
                (Stay(date.min, an_id("north")),),
                (Stay(date.min, an_id("north")), Stay(a_day(), None)),
            ]
        )
    )
    return a_person(
        name,
        terms=Terms(0, 1200, draw(st.sampled_from([960, 2880, 4000])), opted_out=draw(rarely)),
        stays=stays,
        certificates=certificates[: draw(st.integers(0, 2))],
        busy=(Busy(a_span(a_day(), "10:00", "12:00"), Cause.VISIT),) if draw(rarely) else (),
        releases=tuple(
            a_release(
                a_span(first + timedelta(days=passed), "07:00", "20:00"), sites=SITES, travel=30
            )
            for passed in range(DAYS)
        )
        if draw(rarely)
        else (),
        worked=(Worked(a_span(a_day(), "12:00", "20:00"), an_id("garden"), an_id("told")),)
        if draw(rarely)
        else (),
        weeks_before=draw(st.sampled_from([(), (2880,) * 16, (2800,) * 20])),
        elsewhere=draw(st.sampled_from([0, 0, 600])),
        born_on=draw(st.sampled_from([None, None, first - timedelta(days=18 * 365)])),
    )


@st.composite
def co_operatives(draw) -> Facts:
    first = draw(firsts)
    shifts = [draw(a_drawn_shift(first, number)) for number in range(draw(st.integers(3, 14)))]
    names = ["Ash", "Birch", "Cedar", "Dove"]
    people = [draw(a_drawn_person(first, name)) for name in names]
    limits = Limits(
        fortnight_rest=draw(st.sampled_from([None, 2880])),
        inside_day=draw(st.sampled_from([None, 420])),
        inside_week=draw(st.sampled_from([None, 1200])),
        inside_days=draw(st.sampled_from([7, 4])),
        young_nights=True,
    )
    return facts_of(
        people=people,
        shifts=shifts,
        first=first,
        last=first + timedelta(days=DAYS - 1),
        unlocked={
            "north": tuple(
                a_span(first + timedelta(days=passed), "06:00", "23:00") for passed in range(DAYS)
            )
        },
        capacity={"workshop": 2} if draw(rarely) else {},
        keep_apart=(
            KeepApart(
                frozenset({people[0].id, people[1].id}),
                draw(st.sampled_from(Grain)),
                draw(st.none() | st.just(first + timedelta(days=6))),
            ),
        ),
        limits=limits,
    )


@st.composite
def edited_rosters(draw) -> tuple[Facts, list[Place], set]:
    """Draw any edits: what is accepted goes in, anything may be taken out again."""
    facts = draw(co_operatives())
    places: list[Place] = []
    warned = set()
    for _ in range(draw(st.integers(1, 40))):
        shift = draw(st.sampled_from(facts.shifts))
        person = draw(st.sampled_from(facts.people))
        place = Place(shift.id, person.id)
        if place not in places:
            if not stands_to_place(person.id, shift.id, places, facts):
                places.append(place)
        elif draw(st.booleans()):
            if stands_to_take(person.id, shift.id, places, facts):
                warned.add(shift.id)
            places.remove(place)
    return facts, places, warned


quietly = settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))


@quietly
@given(edited_rosters())
def test_accepted_edits_in_any_order_leave_no_fault(edited):
    facts, places, warned = edited

    found = faults(places, facts)

    assert {fault.shift for fault in found} <= warned
    assert all([one.reason for one in fault.stands] == [Reason.SUPERVISION] for fault in found)


@quietly
@given(edited_rosters(), st.randoms(use_true_random=False))
def test_a_good_roster_can_be_put_together_in_any_order(edited, order):
    facts, places, _ = edited
    supervised = {shift.id for shift in facts.shifts if shift.supervision}
    left = [place for place in places if place.shift not in supervised]
    order.shuffle(left)

    placed: list[Place] = []
    for place in left:
        assert stands_to_place(place.person, place.shift, placed, facts) == []
        placed.append(place)


@quietly
@given(edited_rosters(), st.data())
def test_taking_any_place_away_never_breaks_another_but_supervision(edited, data):
    facts, places, _ = edited
    if not places:
        return
    gone = data.draw(st.sampled_from(places))

    found = faults([place for place in places if place != gone], facts)

    assert {one.reason for fault in found for one in fault.stands} <= {Reason.SUPERVISION}


@quietly
@given(edited_rosters(), st.data())
def test_whoever_is_kept_back_by_what_is_hidden_hears_what_the_unavailable_hear(edited, data):
    facts, places, _ = edited
    shift = data.draw(st.sampled_from(facts.shifts))
    never = replace(facts, people=tuple(replace(person, available=()) for person in facts.people))

    found = stands_for_all(shift.id, places, facts)
    unavailable = stands_for_all(shift.id, places, never)

    for person, stands in found.items():
        told = said(stands)
        assert told.count(NEUTRAL) <= 1
        assert (NEUTRAL in told) == any(is_hidden(one.reason) for one in stands)
        if NEUTRAL in told:
            assert told == said(unavailable[person])


@quietly
@given(edited_rosters())
def test_nobody_is_in_two_places_or_has_less_than_eleven_hours_between_days(edited):
    facts, places, _ = edited
    shifts = {shift.id: shift for shift in facts.shifts}
    rest = timedelta(hours=11)
    for person in facts.people:
        own = sorted(
            (shifts[place.shift] for place in places if place.person == person.id),
            key=lambda shift: shift.span,
        )
        for one, other in pairwise(own):
            gap = other.span.start - one.span.end
            assert gap >= timedelta(0)
            assert one.day == other.day or gap >= rest or not gap

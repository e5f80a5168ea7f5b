"""The weeks before a roster: approved hours where there are any, published places where not."""

from datetime import date, timedelta

import pytest

from coop.core.db import transaction
from coop.rostering import actions
from coop.rostering.queries import facts_for
from coop.rostering.rules.attending import Mark
from coop.rostering.rules.nouns import Kind, Person, Worked
from tests.builders import attendance, workers
from tests.builders.attendance import DAY, a_told_shift, a_workplace, approved, came, marked

FIRST = date(2026, 3, 9)
LAST = date(2026, 3, 15)


@pytest.fixture
def place(app):
    made = a_workplace()
    for who in made.members:
        workers.works(who)
    return made


def known(who, first=FIRST) -> Person:
    facts = facts_for(first, first + timedelta(days=6))
    return next(one for one in facts.people if one.id == who.id)


def test_a_published_place_counts_as_long_as_it_was_planned(place):
    ash, bo = place.members
    a_told_shift(ash, starts="08:00", ends="12:00")

    assert known(ash).weeks_before == (240,)
    assert known(bo).weeks_before == (0,)


def test_each_week_stands_by_itself_the_latest_last(place):
    ash, _bo = place.members
    a_told_shift(ash)
    a_told_shift(ash, day=DAY + timedelta(days=7), ends="10:00")

    assert known(ash, date(2026, 3, 16)).weeks_before == (240, 120)


def test_approved_hours_count_instead_of_the_plan(place):
    ash, _bo = place.members
    shift = a_told_shift(ash, starts="08:00", ends="12:00")
    records = marked(shift, {ash: came(shift, late=60)}, by=place.planner)
    assert known(ash).weeks_before[-1] == 240

    approved(*records, by=place.other_planner, at=shift.over)

    assert known(ash).weeks_before[-1] == 180


def test_whoever_was_not_there_has_not_worked(place):
    ash, _bo = place.members
    shift = a_told_shift(ash)
    absent = Mark(was_there=False, reason="clash")
    (record,) = marked(shift, {ash: absent}, by=place.planner)
    assert known(ash).weeks_before[-1] == 0

    attendance.corrected(shift, record, came(shift), by=place.planner)

    assert known(ash).weeks_before[-1] == 240


def test_time_that_is_no_work_does_not_count(place):
    ash, _bo = place.members
    a_told_shift(ash, kind="governance", area="Meeting")

    assert known(ash).weeks_before[-1] == 0


def test_hours_for_others_are_added_to_every_week(place):
    ash, _bo = place.members
    workers.works(ash, elsewhere=600)
    a_told_shift(ash)

    one = known(ash)

    assert one.elsewhere == 600
    assert one.weeks_before == (840,)


def test_published_work_on_both_sides_is_seen_with_its_shift(place):
    ash, _bo = place.members
    before = a_told_shift(ash, day=FIRST - timedelta(days=1), starts="18:00", ends="22:00")
    within = a_told_shift(ash, day=FIRST)
    after = a_told_shift(ash, day=LAST + timedelta(days=1))
    a_told_shift(ash, day=LAST + timedelta(days=15))

    worked = known(ash).worked

    assert [(one.span, one.shift, one.kind) for one in worked] == [
        (before.span, before.id, Kind.PAID),
        (after.span, after.id, Kind.PAID),
    ]
    assert all(isinstance(one, Worked) and one.shift != within.id for one in worked)


def test_a_shift_called_off_is_no_work(place):
    ash, _bo = place.members
    shift = a_told_shift(ash, day=DAY + timedelta(days=2))
    with transaction():
        actions.call_off_shift(shift.id, because="No thread.", hand=place.planner.hand)

    one = known(ash)

    assert one.worked == ()
    assert one.weeks_before[-1] == 0


def test_what_one_had_too_much_is_owed_to_the_other(place):
    ash, bo = place.members
    for number in range(3):
        a_told_shift(ash, day=DAY + timedelta(days=number))
    later = DAY + timedelta(days=28)

    owed = {one.id: one.carried for one in facts_for(later, later + timedelta(days=6)).people}

    assert owed == {ash.id: -360, bo.id: 360}

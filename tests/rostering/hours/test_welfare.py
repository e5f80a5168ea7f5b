"""Workload and welfare: unpaid hours over their ceiling, rest, overtime, and fair shares."""

from datetime import date, timedelta

import pytest

from coop.core.db import transaction
from coop.core.errors import Refused
from coop.rostering.deeds.resting import lift_rest_week, set_rest_week
from coop.rostering.reading.hours_welfare import Band, class_shares, welfare
from coop.rostering.rules.nouns import Kind, Terms
from tests.builders.attendance import a_told_shift, a_workplace, approved, came_as_planned
from tests.builders.membership import HOME, INSIDE, TOWN, TRADE
from tests.builders.workers import a_worker, works

MONDAY = date(2026, 3, 2)
WEEK = timedelta(weeks=1)


def worked(work, *people, day=MONDAY, **shift):
    """Let people work a shift as planned, written down and approved."""
    told = a_told_shift(*people, day=day, **shift)
    approved(*came_as_planned(told, *people, by=work.planner), by=work.other_planner)


def test_hours_by_kind_are_added_up_from_what_is_approved(app):
    work = a_workplace(members=1)
    who = work.members[0]
    worked(work, who)
    worked(work, who, day=MONDAY + WEEK)
    worked(work, who, day=MONDAY + timedelta(days=1), area="Meeting", kind="governance")
    came_as_planned(a_told_shift(who, day=MONDAY + timedelta(days=2)), who, by=work.planner)

    [load] = [one for one in welfare(MONDAY + WEEK).loads if one.member_id == who.id]

    assert load.kinds == {Kind.PAID: 480, Kind.GOVERNANCE: 240}


def test_unpaid_hours_over_the_ceiling_go_to_the_board(app):
    work = a_workplace(members=2)
    much, little = work.members
    for day in range(3):
        worked(
            work, much, day=MONDAY + timedelta(days=day), starts="08:00", ends="14:00",
            kind="volunteer", area="Garden",
        )  # fmt: skip
    worked(work, little, kind="volunteer", area="Garden")

    found = welfare(MONDAY)

    assert [(name, one.weeks_over, one.most) for name, one in found.stops] == [
        ("Worker A", 1, 18 * 60)
    ]
    assert found.ceiling == 16 * 60


def test_a_week_over_what_was_agreed_is_named(app):
    work = a_workplace(members=1)
    who = work.members[0]
    works(who, Terms(least=0, wished=200, most=300), from_on=MONDAY)
    worked(work, who)
    worked(work, who, day=MONDAY + timedelta(days=1))

    found = welfare(MONDAY)

    assert [(name, one.minutes, one.most) for name, one in found.overs] == [("Worker A", 480, 300)]
    assert dict(found.overtime)[MONDAY] == 180


def test_six_weeks_of_peer_support_ask_for_a_week_of_rest(app):
    work = a_workplace(members=2)
    giver, other = work.members
    for week in range(6):
        worked(work, giver, day=MONDAY + week * WEEK, area="Listening", peer_support=True)
    worked(work, other, day=MONDAY + 5 * WEEK, area="Listening", peer_support=True)
    now = MONDAY + 6 * WEEK

    before = {one.name: one.is_rest_due for one in welfare(now).supporters}
    with transaction():
        set_rest_week(giver.id, now, hand=work.planner.hand)
    after = {one.name: (one.is_rest_due, one.rests) for one in welfare(now).supporters}

    assert before == {"Worker A": True, "Worker B": False}
    assert after["Worker A"] == (False, (now,))


@pytest.mark.parametrize(
    ("monday", "sentence"),
    [
        pytest.param(MONDAY + timedelta(days=1), "begins on a Monday", id="a Tuesday"),
        pytest.param(MONDAY, "already", id="twice"),
    ],
)
def test_a_week_of_rest_is_one_week_from_monday(app, monday, sentence):
    work = a_workplace(members=1)
    with transaction():
        set_rest_week(work.members[0].id, MONDAY, hand=work.planner.hand)

    with pytest.raises(Refused, match=sentence), transaction():
        set_rest_week(work.members[0].id, monday, hand=work.planner.hand)


def test_a_week_of_rest_that_has_begun_stays(app):
    work = a_workplace(members=1)
    with transaction():
        set_rest_week(work.members[0].id, MONDAY, hand=work.planner.hand)

    with pytest.raises(Refused, match="has begun"), transaction():
        lift_rest_week(work.members[0].id, MONDAY, hand=work.planner.hand)


def test_a_fair_share_goes_by_what_was_wished(app):
    work = a_workplace(members=2)
    a, b = work.members
    for who, wished in ((a, 100), (b, 300)):
        works(who, Terms(least=0, wished=wished, most=2400), from_on=MONDAY)
    worked(work, a)
    worked(work, b)

    found = {one.name: one.share for one in welfare(MONDAY).loads}

    shares = {name: (share.minutes, share.fair) for name, share in found.items() if share}
    assert shares == {"Worker A": (240, 120), "Worker B": (240, 360)}


def classes(work, **sizes):
    """Let so many people of each class work, those of the first class twice as long."""
    long = True
    for name, size in sizes.items():
        people = [a_worker(class_=name.replace("_", " "), from_on=MONDAY) for _ in range(size)]
        worked(work, *people, starts="08:00", ends="16:00" if long else "10:00")
        long = False
    return class_shares(MONDAY)


def test_a_small_class_is_held_back_and_never_alone(app):
    work = a_workplace(members=0)

    found = classes(work, **{INSIDE: 6, HOME: 6, TOWN: 7, TRADE: 2})

    assert found[TRADE] is None
    assert list(found.values()).count(None) >= 2


def test_large_classes_are_told_by_a_rough_word_only(app):
    work = a_workplace(members=0)

    found = classes(work, **{INSIDE: 6, HOME: 6})

    assert found == {INSIDE: Band.MORE, HOME: Band.LESS}


def test_no_class_is_named_when_all_are_small(app):
    work = a_workplace(members=0)

    found = classes(work, **{INSIDE: 3, HOME: 4})

    assert set(found.values()) == {None}


def test_without_approved_hours_nothing_is_said_by_class(app):
    a_workplace(members=0)
    a_worker(from_on=MONDAY)

    assert class_shares(MONDAY) == {}

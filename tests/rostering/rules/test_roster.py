"""A whole roster: its faults, its gaps, its loads, and what changed in it since it was told."""

from dataclasses import replace
from datetime import timedelta

import pytest

from coop.rostering.rules.calendar import instant
from coop.rostering.rules.notice import (
    Changes,
    Move,
    changes,
    is_short_notice,
)
from coop.rostering.rules.nouns import Kind, Need, Place, Supervision, Terms
from coop.rostering.rules.reasons import Reason
from coop.rostering.rules.roster import Gap, faults, gaps, loads
from tests.builders.rostering_facts import (
    LONDON,
    MONDAY,
    a_person,
    a_place,
    a_shift,
    an_id,
    at,
    facts_of,
)

ASH, BIRCH = a_person("Ash"), a_person("Birch")
TRAINED = a_person("Elm", skills=["supervising"])


def test_a_good_roster_has_no_faults():
    shift = a_shift()
    facts = facts_of(people=[ASH, BIRCH], shifts=[shift])

    assert faults([a_place(shift, ASH), a_place(shift, BIRCH)], facts) == []


def test_both_places_of_a_clash_are_faults_in_order_of_time():
    early, late = a_shift(area="a"), a_shift(area="b", starts="11:00", ends="14:00")
    facts = facts_of(people=[ASH], shifts=[late, early])

    found = faults([a_place(late, ASH), a_place(early, ASH)], facts)

    assert [(fault.shift, fault.person) for fault in found] == [
        (early.id, ASH.id),
        (late.id, ASH.id),
    ]
    assert all([one.reason for one in fault.stands] == [Reason.CLASH] for fault in found)


def test_places_of_shifts_called_off_are_no_faults():
    facts = facts_of(people=[ASH], shifts=[a_shift()])

    assert (
        faults([Place(an_id("called off"), ASH.id), Place(a_shift().id, an_id("gone"))], facts)
        == []
    )


def test_a_place_told_twice_is_one_place():
    shift = a_shift()
    facts = facts_of(people=[ASH], shifts=[shift])

    assert faults([a_place(shift, ASH), a_place(shift, ASH, pinned=True)], facts) == []


@pytest.mark.parametrize(
    ("people", "gap"),
    [
        pytest.param([], (2, 1), id="nobody"),
        pytest.param([ASH], (1, 1), id="one of three"),
        pytest.param([ASH, BIRCH], (0, 1), id="the least"),
        pytest.param([ASH, BIRCH, TRAINED], None, id="all"),
    ],
)
def test_a_gap_tells_the_least_apart_from_the_wished(people, gap):
    shift = a_shift(least=2, wanted=3)
    facts = facts_of(people=[ASH, BIRCH, TRAINED], shifts=[shift])

    found = gaps([a_place(shift, person) for person in people], facts)

    assert [(one.missing_least, one.missing_wanted) for one in found] == ([gap] if gap else [])


def test_a_gap_names_certificates_and_supervisors_that_are_missing():
    shift = a_shift(
        least=1,
        needs=(Need(an_id("forklift"), 1), Need(an_id("supervising"), 1)),
        supervision=Supervision(an_id("supervising"), least=2, ratio=4),
    )
    facts = facts_of(people=[ASH, TRAINED], shifts=[shift])

    assert gaps([a_place(shift, TRAINED)], facts) == [
        Gap(shift.id, 0, 0, needs=(Need(an_id("forklift"), 1),), supervisors=1)
    ]


def test_gaps_come_in_order_of_time():
    shifts = [a_shift(day=MONDAY + timedelta(days=number)) for number in (2, 0, 1)]

    assert [one.shift for one in gaps([], facts_of(shifts=shifts))] == [
        shifts[1].id,
        shifts[2].id,
        shifts[0].id,
    ]


def test_a_load_is_work_beside_a_fair_share():
    person = a_person(terms=Terms(0, 600, 2880), carried=-100)
    work, meeting = a_shift(), a_shift(day=MONDAY + timedelta(days=1), kind=Kind.GOVERNANCE)
    free = a_shift(day=MONDAY + timedelta(days=2), kind=Kind.VOLUNTEER)
    facts = facts_of(people=[person, BIRCH], shifts=[work, meeting, free])

    load, other = loads([a_place(each, person) for each in (work, meeting, free)], facts)

    assert (load.minutes, load.unpaid, load.places) == (480, 480, 3)
    assert (load.fair, load.short) == (2300, 1820)
    assert (other.minutes, other.places) == (0, 0)


def test_a_change_is_added_taken_or_moved_within_a_day():
    early, late = a_shift(area="a"), a_shift(area="b", starts="13:00", ends="17:00")
    tomorrow = a_shift(day=MONDAY + timedelta(days=1))
    before = [a_place(early, ASH), a_place(early, BIRCH)]
    after = [a_place(late, ASH), a_place(tomorrow, BIRCH)]

    found = changes(before, after, [early, late, tomorrow])

    assert found == Changes(
        added=(a_place(tomorrow, BIRCH),),
        taken=(a_place(early, BIRCH),),
        moved=(Move(ASH.id, early.id, late.id),),
    )
    assert set(found.people) == {ASH.id, BIRCH.id}
    assert set(found.shifts) == {early.id, late.id, tomorrow.id}


def test_without_the_shifts_nothing_is_a_move():
    early, late = a_shift(area="a"), a_shift(area="b", starts="13:00", ends="17:00")

    found = changes([a_place(early, ASH)], [a_place(late, ASH)])

    assert (found.added, found.taken, found.moved) == (
        (a_place(late, ASH),),
        (a_place(early, ASH),),
        (),
    )


def test_a_pin_changes_nothing_for_anybody():
    shift = a_shift()

    assert changes([a_place(shift, ASH)], [a_place(shift, ASH, pinned=True)]) == Changes()


@pytest.mark.parametrize(
    ("days", "hour", "short"),
    [
        pytest.param(7, "23:59", False, id="seven days before, at any hour"),
        pytest.param(6, "00:00", True, id="six days before"),
        pytest.param(0, "08:00", True, id="on the day"),
    ],
)
def test_notice_is_counted_in_local_days(days, hour, short):
    shift, facts = a_shift(), facts_of()
    told = at(MONDAY - timedelta(days=days), hour)

    assert is_short_notice(shift, told, facts) is short


def test_the_days_of_notice_are_the_rule_sets_own():
    facts = facts_of()
    told = instant(MONDAY - timedelta(days=3), at(MONDAY, "09:00").time(), LONDON)
    facts = replace(facts, limits=replace(facts.limits, notice_days=3))

    assert not is_short_notice(a_shift(), told, facts)

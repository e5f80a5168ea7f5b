"""Reasons, conflicts and repairs: computed, checked, and silent about what must stay hidden."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bench.cooperatives.draw import TWO_WEEKS, cooperative
from coop.rostering.rules.nouns import Busy, Cause, Grain, KeepApart
from coop.rostering.rules.place import stands_to_place
from coop.rostering.rules.reasons import NOT_AVAILABLE
from coop.rostering.rules.roster import faults
from coop.rostering.solving.cooperative.conflict import conflict
from coop.rostering.solving.cooperative.cost import shares
from coop.rostering.solving.cooperative.repair import Change, cheapest_repair
from coop.rostering.solving.cooperative.solve import solve
from coop.rostering.solving.cooperative.why import holders, why_not_filled
from coop.rostering.solving.nouns import Limits
from tests.builders.rostering_facts import MONDAY, a_person, a_place, a_shift, facts_of


@pytest.fixture(scope="module")
def drawn():
    facts = cooperative("explained", TWO_WEEKS)
    return facts, solve(facts, Limits(3)).places


def gaps_of(facts, places):
    filled = [place.shift for place in places]
    return [shift for shift in facts.shifts if filled.count(shift.id) < shift.wanted]


def test_everybody_is_in_one_group_whose_reason_a_rule_gives(drawn):
    facts, places = drawn
    shift = gaps_of(facts, places)[0]

    groups = why_not_filled(shift.id, places, facts)

    grouped = [person for group in groups for person in group.people]
    assert len(grouped) == len(set(grouped))
    assert all(group.count == len(group.people) for group in groups)
    for group in groups:
        for person in group.people:
            stands = stands_to_place(person, shift.id, places, facts)
            assert (group.reason is None) == (stands == [])


def test_how_many_hold_a_certificate_is_counted(drawn):
    facts, places = drawn
    shift = next(shift for shift in facts.shifts if shift.supervision)

    (held,) = [one for one in holders(shift.id, places, facts) if one.needed]

    assert held.skill == shift.supervision.skill
    assert 0 <= held.there <= held.count <= len(facts.people)


def test_a_court_day_a_keep_apart_and_plain_unavailability_are_one_group():
    shift = a_shift(wanted=4, most=4)
    court = a_person("Bo", busy=(Busy(shift.span, Cause.COURT),))
    away = a_person("Cas", available=())
    apart, there = a_person("Dee"), a_person("Eli")
    facts = facts_of(people=[court, away, apart, there], shifts=[shift])
    rule = KeepApart(frozenset({apart.id, there.id}), Grain.SHIFT, None)
    facts = replace(facts, keep_apart=(rule,))

    groups = why_not_filled(shift.id, [a_place(shift, there)], facts)

    assert [(group.count, group.said.text) for group in groups] == [(3, NOT_AVAILABLE)]
    for person in (court, away, apart):
        found = conflict(person.id, shift.id, [a_place(shift, there)], facts)
        assert found.places == ()
        assert [one.text for one in found.said] == [NOT_AVAILABLE]


def test_a_conflict_names_only_the_places_that_matter():
    early = a_shift("early", starts="06:00", ends="12:00")
    late = a_shift("late", starts="10:00", ends="16:00")
    far = a_shift("far", day=MONDAY + timedelta(days=3))
    ash = a_person("Ash")
    facts = facts_of(people=[ash], shifts=[early, late, far])
    places = [a_place(early, ash), a_place(far, ash)]

    found = conflict(ash.id, late.id, places, facts)

    assert found.places == (a_place(early, ash),)
    assert found.verified
    assert conflict(ash.id, late.id, [a_place(far, ash)], facts) is None


def test_moving_one_person_closes_a_gap_that_nobody_free_can_fill():
    early = a_shift("early", starts="06:00", ends="12:00", wanted=1, most=1)
    late = a_shift("late", starts="10:00", ends="16:00", wanted=1, most=1)
    both, one = a_person("Ash"), a_person("Bo", available=(early.span,))
    facts = facts_of(people=[both, one], shifts=[early, late])

    repair = cheapest_repair(late.id, [a_place(early, both)], facts, Limits(5))

    assert repair.change is Change.PLACES
    assert repair.taken == (a_place(early, both),)
    assert set(repair.added) == {a_place(late, both), a_place(early, one)}
    assert (repair.closed, repair.left, repair.fewest) == (1, 0, True)


def test_a_repair_of_a_drawn_gap_is_sound(drawn):
    facts, places = drawn

    for shift in gaps_of(facts, places)[:2]:
        repair = cheapest_repair(shift.id, places, facts, Limits(4))
        if repair and repair.change is Change.PLACES:
            gone = {(one.shift, one.person) for one in repair.taken}
            after = [one for one in places if (one.shift, one.person) not in gone]
            assert faults([*after, *repair.added], facts) == []
            assert repair.closed > 0


def test_who_has_least_of_their_share_comes_first_with_a_figure(drawn):
    facts, places = drawn

    told = shares(places, facts)

    assert [share.short for share in told] == sorted((s.short for s in told), reverse=True)
    assert len(told) == len(facts.people)
    lengths = {shift.id: shift.span.minutes for shift in facts.shifts}
    worst = told[0]
    assert worst.minutes == sum(lengths[p.shift] for p in places if p.person == worst.person)

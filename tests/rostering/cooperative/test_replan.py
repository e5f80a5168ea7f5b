"""After an absence few published places change, the changes are counted, and rules still hold."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from bench.cooperatives.draw import TWO_WEEKS, cooperative
from bench.cooperatives.nouns import span
from coop.rostering.rules.roster import faults
from coop.rostering.solving.cooperative.replan import replan, without
from coop.rostering.solving.cooperative.solve import solve
from coop.rostering.solving.nouns import Limits
from tests.builders.rostering_facts import a_person, a_place, a_shift, facts_of


@pytest.fixture(scope="module")
def published():
    facts = cooperative("published", TWO_WEEKS)
    return replace(facts, published=solve(facts, Limits(3)).places)


@pytest.mark.parametrize("first", [0, 20, 40])
def test_two_absent_of_sixty_are_replaced_with_the_fewest_changes(published, first):
    day = published.first + timedelta(days=2)
    away = {published.people[first + n].id: [span(day, 0, 3 * 1440)] for n in (0, 7)}

    found = replan(published, away, Limits(6))

    facts = without(published, away)
    assert faults(found.roster.places, facts) == []
    before = {(place.shift, place.person) for place in published.published}
    after = {(place.shift, place.person) for place in found.roster.places}
    lost = {(place.shift, place.person) for place in found.lost}
    assert {person for _, person in lost} <= set(away)
    assert found.changed == len(before - lost - after)
    assert {(place.shift, place.person) for place in found.added} == after - before
    assert found.proved_fewest
    assert found.roster.cost.changes == published.weights.change * (len(lost) + found.changed)


def test_nobody_else_is_moved_when_somebody_free_can_come():
    early, late = a_shift("early"), a_shift("late", starts="13:00", ends="17:00")
    ash, bo, cas = a_person("Ash"), a_person("Bo"), a_person("Cas")
    facts = facts_of(
        people=[ash, bo, cas],
        shifts=[early, late],
        published=(a_place(early, ash), a_place(late, bo)),
    )

    found = replan(facts, {ash.id: [early.span]}, Limits(3))

    assert found.changed == 0
    assert found.proved_fewest
    assert Counter(place.shift for place in found.roster.places) == {early.id: 1, late.id: 1}
    assert a_place(late, bo) in found.roster.places


def test_one_place_changes_when_only_a_move_can_fill_the_gap():
    early = a_shift("early", starts="06:00", ends="12:00")
    late = a_shift("late", starts="10:00", ends="16:00")
    ash, both = a_person("Ash"), a_person("Bo")
    only_early = a_person("Cas", available=(early.span,))
    facts = facts_of(
        people=[ash, both, only_early],
        shifts=[early, late],
        published=(a_place(late, ash), a_place(early, both)),
    )

    found = replan(facts, {ash.id: [late.span]}, Limits(3))

    assert found.taken == (a_place(early, both),)
    assert set(found.added) == {a_place(late, both), a_place(early, only_early)}
    assert (found.changed, found.proved_fewest) == (1, True)

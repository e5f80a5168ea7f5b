"""Rosters of drawn co-operatives are legal by the rules and by the audit, and priced truly."""

import pytest

from bench.cooperatives.draw import TWO_WEEKS, cooperative, wild
from coop.rostering.rules.nouns import Place
from coop.rostering.rules.roster import faults
from coop.rostering.solving.cooperative.audit import audit
from coop.rostering.solving.cooperative.constructor import Constructor
from coop.rostering.solving.cooperative.cost import cost
from coop.rostering.solving.cooperative.model import Model
from coop.rostering.solving.cooperative.solve import solve
from coop.rostering.solving.nouns import Limits


@pytest.mark.parametrize("number", range(100, 125))
def test_a_first_roster_breaks_no_rule_on_odd_days(number):
    facts = wild(number)
    model = Model(facts)

    values = Constructor(model).build()

    places = model.places(values)
    assert places
    assert faults(places, facts) == []
    assert audit(places, facts) == []
    assert model.programme.broken(values) == []
    assert cost(places, facts).total == model.programme.objective(values) + model.offset


@pytest.mark.parametrize("number", range(200, 204))
def test_a_solved_roster_breaks_no_rule_and_costs_no_more_than_the_first(number):
    facts = wild(number)
    first = Model(facts)
    start = first.places(Constructor(first).build())

    roster = solve(facts, Limits(0.6, workers=1))

    assert faults(roster.places, facts) == []
    assert roster.cost == cost(roster.places, facts)
    assert roster.cost.total <= cost(start, facts).total
    assert roster.bound is None or roster.bound <= roster.cost.total


def test_every_better_roster_is_told_and_a_no_ends_the_search():
    facts = cooperative("told", TWO_WEEKS)
    told = []

    def once(better):
        told.append(better)
        return False

    roster = solve(facts, Limits(30), watch=once)

    assert [better.cost for better in told] == [roster.cost]
    assert roster.seconds < 10


def test_the_same_seed_gives_the_same_roster():
    facts = cooperative("again", TWO_WEEKS)

    one, two = (solve(facts, Limits(0.5, seed=7, repeatable=True)) for _ in range(2))

    assert one.places == two.places
    assert (one.cost, one.digest, one.seed) == (two.cost, two.digest, 7)


def test_a_pinned_place_stays_even_where_a_rule_would_not_have_it():
    drawn = wild(3)
    model = Model(drawn)
    legal = set(zip(model.pairs.rows.tolist(), model.pairs.columns.tolist(), strict=True))
    row, column = next(
        (row, column)
        for row in range(len(drawn.people))
        for column in range(len(drawn.shifts))
        if (row, column) not in legal
    )
    pin = Place(drawn.shifts[column].id, drawn.people[row].id, pinned=True)
    facts = wild(3, places=(pin,))

    roster = solve(facts, Limits(0.5, workers=1))

    assert pin in roster.places
    wrong = {(fault.shift, fault.person) for fault in faults(roster.places, facts)}
    assert wrong <= {(pin.shift, pin.person)}

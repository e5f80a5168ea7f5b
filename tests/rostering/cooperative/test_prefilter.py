"""The pre-filter says about everybody and every shift what the rules say, reason by reason."""

import pytest

from bench.cooperatives.draw import TWO_WEEKS, cooperative, wild
from coop.rostering.rules.fitness import stands_against
from coop.rostering.solving.cooperative.pairs import Pairs
from coop.rostering.solving.cooperative.sheet import Sheet


@pytest.mark.parametrize("number", range(12))
def test_everybody_and_every_shift_have_the_reasons_of_the_rules(number):
    facts = wild(number)

    pairs = Pairs(Sheet(facts))

    for row, person in enumerate(facts.people):
        for column, shift in enumerate(facts.shifts):
            by_rule = {stands.reason for stands in stands_against(person, shift, facts)}
            assert set(pairs.reasons(row, column)) == by_rule


def test_the_pairs_that_nothing_stands_against_are_the_unknowns():
    facts = cooperative("prefilter", TWO_WEEKS)

    pairs = Pairs(Sheet(facts))

    legal = [
        (row, column)
        for row, person in enumerate(facts.people)
        for column, shift in enumerate(facts.shifts)
        if not stands_against(person, shift, facts)
    ]
    assert list(zip(pairs.rows.tolist(), pairs.columns.tolist(), strict=True)) == legal
    assert [pairs.number(*pair) for pair in legal] == list(range(len(legal)))

"""A week of rest from peer support holds in the search as it does on the board."""

from dataclasses import replace
from datetime import timedelta

from coop.rostering.rules.reasons import Reason
from coop.rostering.solving.cooperative.pairs import Pairs
from coop.rostering.solving.cooperative.sheet import Sheet
from tests.builders.rostering_facts import MONDAY, a_person, a_shift, facts_of


def test_nobody_is_searched_for_support_in_their_week_of_rest():
    resting = replace(a_person("Ash"), rest_weeks=frozenset({MONDAY + timedelta(days=7)}))
    shifts = [
        replace(a_shift(day=MONDAY + timedelta(days=days)), peer_support=support)
        for days in (6, 7, 13, 14)
        for support in (True, False)
    ]

    pairs = Pairs(Sheet(facts_of(people=[resting], shifts=shifts)))

    refused = {
        ((shift.day - MONDAY).days, shift.peer_support)
        for column, shift in enumerate(shifts)
        if Reason.REST_WEEK in pairs.reasons(0, column)
    }
    assert refused == {(7, True), (13, True)}

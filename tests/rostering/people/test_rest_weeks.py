"""A week of rest that was set keeps its member out of peer support, and of nothing else."""

from datetime import date, timedelta

import pytest

from coop.core.audit import Hand
from coop.core.db import transaction
from coop.rostering import actions
from coop.rostering.queries import facts_for
from coop.rostering.rules.place import stands_to_place
from coop.rostering.rules.reasons import Reason
from tests.builders import membership as people
from tests.builders import work, workers

FIRST = date(2026, 3, 9)
LAST = FIRST + timedelta(days=13)


@pytest.fixture
def house(app):
    return people.a_cooperative()


def test_a_week_of_rest_stands_in_the_facts_of_its_days_alone(house):
    ash, support = workers.a_worker(), work.an_area(peer_support=True)
    shifts = [
        work.a_shift(area, day=FIRST + timedelta(days=days))
        for area in (support, work.an_area())
        for days in (6, 7, 13)
    ]
    with transaction():
        actions.set_rest_week(ash.id, FIRST + timedelta(days=7), hand=Hand(by=None))

    facts = facts_for(FIRST, LAST)
    refused = [
        shift.id
        for shift in shifts
        if Reason.REST_WEEK in {one.reason for one in stands_to_place(ash.id, shift.id, (), facts)}
    ]

    assert refused == [shift.id for shift in shifts[1:3]]
    assert facts_for(FIRST, FIRST + timedelta(days=6)).people[0].rest_weeks == frozenset()

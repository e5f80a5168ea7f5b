"""The average of the law reaches back as far as somebody has worked here, and no further."""

from datetime import date, timedelta

import pytest

from coop.membership.queries import today
from coop.rostering.queries import facts_for
from coop.rostering.rules.nouns import Terms
from tests.builders import membership as people
from tests.builders import workers

FIRST = date(2026, 3, 9)


@pytest.fixture
def house(app):
    return people.a_cooperative()


def weeks_of(who: people.Person, first: date = FIRST) -> tuple[int, ...]:
    facts = facts_for(first, first + timedelta(days=6))
    return next(one for one in facts.people if one.id == who.id).weeks_before


def test_a_new_worker_has_no_weeks_before(house):
    ash = workers.a_worker()
    workers.works(ash, Terms(0, 900, 2400))
    began = today()

    assert weeks_of(ash, began) == ()
    assert weeks_of(ash, began + timedelta(days=1)) == (0,)
    assert weeks_of(ash, began + timedelta(days=7)) == (0,)
    assert weeks_of(ash, began + timedelta(days=8)) == (0, 0)


def test_the_average_reaches_back_seventeen_weeks_at_most(house):
    ash = workers.a_worker()

    assert len(weeks_of(ash, today() + timedelta(days=364))) == 17

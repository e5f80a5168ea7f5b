"""The demonstration tells three years through the same deeds that members do."""

from datetime import timedelta

import pytest

from coop.demo import weeks
from coop.demo.doorstep import found_if_empty, sign_ins
from coop.membership.queries import members_on, today
from coop.rostering import queries
from coop.rostering.rules.nouns import Kind
from coop.rostering.rules.roster import faults
from coop.rostering.solving.search import Limits
from governance.reading.declarations import declared_rows

FEW = 20
A_GLANCE = Limits(seconds=0.1, workers=1, seed=1, repeatable=True)


@pytest.fixture
def told(app, monkeypatch):
    """Tell the demonstration with as few members as it takes, and hardly any search."""
    monkeypatch.setattr(weeks, "SEARCH", A_GLANCE)
    assert found_if_empty(FEW)
    return today()


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_the_demonstration_decides_plans_works_and_approves(told):
    monday = told - timedelta(days=told.weekday())
    month = monday - timedelta(days=28)
    published = queries.published_places(monday, monday + timedelta(days=27))
    facts = queries.facts_for(monday, monday + timedelta(days=27))
    hours = queries.approved_hours(month, monday - timedelta(days=1))

    assert len(members_on(told)) >= FEW // 2
    assert declared_rows()
    assert published
    assert faults(published, facts) == []
    assert sum(line.minutes for line in hours.hours if line.kind is Kind.PAID) > 0
    assert hours.left_open > 0
    assert any("coordinator" in line for line in sign_ins())
    assert not found_if_empty(FEW)

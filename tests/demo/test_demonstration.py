"""The demonstration tells three years through the same deeds that members do."""

from collections import Counter
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from coop.core import canonical
from coop.core.credentials.models import Account
from coop.core.db import session
from coop.demo import weeks
from coop.demo.doorstep import found_if_empty, sign_ins
from coop.membership.queries import members_on, today
from coop.rostering import queries
from coop.rostering.reading.hours_own import open_questions
from coop.rostering.rules.nouns import Kind
from coop.rostering.rules.roster import faults
from coop.rostering.solving.search import Limits
from governance.queries import has_voted, motion_rows
from governance.reading.declarations import declared_rows
from payroll.models.runs import Statement
from payroll.queries import odd_lines, runs
from payroll.reading.balances import balance
from payroll.reading.bank import unmatched_lines
from payroll.reading.shares import open_orders, queue
from payroll.reading.surpluses import surpluses
from payroll.rules.runs.life import State
from payroll.rules.statements.document import faults_in

FEW = 20
A_GLANCE = Limits(seconds=0.1, workers=1, seed=1, repeatable=True)


@pytest.fixture
def told(app, monkeypatch):
    """Tell the demonstration with as few members as it takes, and hardly any search."""
    monkeypatch.setattr(weeks, "SEARCH", A_GLANCE)
    assert found_if_empty(FEW)
    return today()


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_the_demonstration_decides_plans_works_and_leaves_something_to_do(told):
    monday = told - timedelta(days=told.weekday())
    month = monday - timedelta(days=28)
    published = queries.published_places(monday, monday + timedelta(days=27))
    facts = queries.facts_for(monday, monday + timedelta(days=27))
    hours = queries.approved_hours(month, monday - timedelta(days=1))
    said = "\n".join(sign_ins())

    assert len(members_on(told)) >= FEW // 2
    assert declared_rows()
    assert published
    # All but the lock-down, which came later: the board of a demonstration shows it at once.
    cut = {queries.shift(each.shift).day for each in faults(published, facts)}
    assert cut == {monday + timedelta(days=8)}
    assert sum(line.minutes for line in hours.hours if line.kind is Kind.PAID) > 0
    assert hours.left_open > 0
    assert [name for name in ("coordinator", "payroll", "treasurer") if name in said] == [
        "coordinator", "payroll", "treasurer",
    ]  # fmt: skip
    assert len(queries.swaps_waiting()) == 1
    assert [one.offers for one in queries.openings() if one.absent] == [2]
    assert len(queries.standby_between(told, told + timedelta(days=12))) == 2
    assert len(open_questions()) == 1
    assert queries.certificates_ending(told, told + timedelta(days=12))
    assert not found_if_empty(FEW)
    _can_vote()
    _has_paid()


def _can_vote() -> None:
    """Look whether the member whose sign-in is published can still vote on something."""
    member = next(row.id for row in members_on(today()) if _signs_in_as_member(row.account_id))
    ballots = [row.ballot_id for row in motion_rows() if row.state == "open" and row.ballot_id]

    assert any(not has_voted(one, member) for one in ballots)


def _signs_in_as_member(account_id: UUID | None) -> bool:
    return account_id is not None and session().get_one(Account, account_id).name == "member"


def _has_paid() -> None:
    """Look for a year of pay, two months paid again after a rise, the last one in draft."""
    states = Counter((run.state, run.revision) for run in runs())
    newest = max(runs(), key=lambda run: run.first)
    papers = [canonical.read(row.document) for row in session().scalars(select(Statement))]

    assert states == {(State.PAID, 1): 11, (State.PAID, 2): 2, (State.DRAFT, 1): 1}
    assert newest.state is State.DRAFT
    assert odd_lines(newest.id)
    assert [faults_in(paper) for paper in papers if paper and faults_in(paper)] == []
    assert Counter(one.state for one in surpluses()) == {"shared": 1, "proposed": 1}
    assert [one.state for one in open_orders()].count("asked") == 1
    assert [one.state for one in queue()] == ["waiting"]
    assert unmatched_lines()
    assert balance("cash") >= 0
    assert balance("bank") > 0

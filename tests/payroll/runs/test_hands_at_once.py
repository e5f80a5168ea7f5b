"""Many hands at one run at the same moment: one of them does it, and nobody does both halves."""

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from coop.core.db import db, session, transaction
from coop.core.errors import Refused
from payroll.deeds.issuing import issue_run
from payroll.deeds.runs import approve_run, begin_run, check_run, drop_run, redraft_run
from payroll.models.runs import PayRun, PayRunStep
from tests.builders.membership import a_member
from tests.builders.pay import (
    MONDAY,
    PAYDAY,
    SUNDAY,
    a_checked_run,
    a_pay_house,
    a_run,
    an_approved_run,
    done_by_worker,
    hours_closed,
    statements_of,
    worked,
)
from tests.governance.crowd import all_at_once
from tests.payroll.runs.once import run_faults


@pytest.fixture
def pay(app):
    """Give a house of two whose hours are closed."""
    found = a_pay_house(members=2)
    worked(found, *found.members)
    hours_closed(found)
    return found


def steps(run_id, step: str) -> int:
    db.session.rollback()
    asked = select(func.count()).where(PayRunStep.run_id == run_id, PayRunStep.step == step)
    return session().scalar(asked) or 0


def digest(run_id) -> str:
    return session().get_one(PayRun, run_id).digest


def test_two_who_begin_the_same_week_begin_one_run(app, pay):
    hand = pay.officer.hand
    deed = lambda: begin_run("week", MONDAY, SUNDAY, pays_on=PAYDAY, hand=hand)  # noqa: E731

    ends = all_at_once(app, [deed] * 4)

    assert ends.count("done") == 1
    assert session().scalar(select(func.count()).select_from(PayRun)) == 1


def test_two_who_approve_approve_once(app, pay):
    run_id, second = a_checked_run(pay), a_member(office="treasurer")
    seen, hands = digest(run_id), [pay.treasurer.hand, second.hand]

    ends = all_at_once(app, [lambda by=by: approve_run(run_id, seen, hand=by) for by in hands * 2])

    assert ends.count("done") == 1
    assert steps(run_id, "approve") == 1


def test_whoever_checked_does_not_approve(app, pay):
    run_id = a_run(pay)
    with transaction():
        seen = check_run(run_id, hand=pay.treasurer.hand)

    with pytest.raises(Refused) as refused, transaction():
        approve_run(run_id, seen, hand=pay.treasurer.hand)

    assert [one.rule for one in refused.value.refusals] == ["PAY-34"]
    assert steps(run_id, "approve") == 0


def test_the_database_forbids_one_person_both_halves(app, pay):
    run_id = a_checked_run(pay)
    both = update(PayRun).values(state="approved", approved_by=PayRun.checked_by)

    with pytest.raises(IntegrityError), transaction():
        session().execute(both.where(PayRun.id == run_id))


def test_many_who_issue_issue_once(app, pay):
    run_id, hand = an_approved_run(pay), pay.officer.hand

    ends = all_at_once(app, [lambda: issue_run(run_id, hand=hand)] * 5)
    done_by_worker()

    assert ends.count("done") == 1
    assert steps(run_id, "issue") == 1
    assert len(statements_of(run_id)) == 2
    assert run_faults(run_id) == []


@pytest.mark.parametrize("turn", range(2))
def test_a_run_is_issued_or_dropped_or_drafted_again_and_never_two_of_them(app, pay, turn):
    run_id, hand = an_approved_run(pay), pay.officer.hand

    ends = all_at_once(
        app,
        [
            lambda: issue_run(run_id, hand=hand),
            lambda: drop_run(run_id, "Wrong week", hand=hand),
            lambda: redraft_run(run_id, hand=hand),
        ],
    )
    done_by_worker()

    went_on = {"issue": "issued", "drop": "dropped", "redraft": "draft"}
    taken = [step for step in went_on if steps(run_id, step)]
    assert ends.count("done") == len(taken)
    assert session().get_one(PayRun, run_id).state in {went_on[step] for step in taken}
    assert not {"issue", "drop"} <= set(taken)

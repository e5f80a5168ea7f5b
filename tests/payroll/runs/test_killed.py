"""The work on a run is stopped at each of its steps in turn; everything comes once all the same."""

from collections.abc import Sequence

import pytest
from sqlalchemy import func, select

from coop.core.db import db, session, transaction
from payroll.deeds import drafting, issuing
from payroll.deeds.issuing import issue_run
from payroll.deeds.runs import begin_run
from payroll.models.runs import PayDraft, PayRun
from tests.builders.pay import (
    MONDAY,
    PAYDAY,
    SUNDAY,
    a_pay_house,
    an_approved_run,
    done_by_worker,
    hours_closed,
    worked,
)
from tests.payroll.runs.kills import Killed, everything_came_once, stopped_at

DRAFT = (
    ("spread", 1), ("draft", 1), ("draft", 3), ("before", 5), ("look_for_end", 1), ("after", 4),
    ("take_step", 1),
)  # fmt: skip
ISSUE = (
    ("spread", 1), ("typeset_statement", 1), ("typeset_statement", 4), ("enter_many", 1),
    ("before", 4), ("look_for_end", 1), ("after", 2), ("take_step", 1),
)  # fmt: skip
"""Where the work is stopped: at a step of this name, for the nth time since it went on."""


@pytest.fixture
def small_parts(monkeypatch):
    """Cut the work into parts of two members."""
    monkeypatch.setattr(drafting, "AT_ONCE", 2)
    monkeypatch.setattr(issuing, "AT_ONCE", 2)


def killed_at(steps: Sequence[tuple[str, int]]) -> None:
    """Stop the work at each of these steps in turn; then let it go on to its end."""
    for name, nth in steps:
        with pytest.raises(Killed), stopped_at(name, nth, stop):
            done_by_worker()
        db.session.rollback()
    done_by_worker()


def stop() -> None:
    raise Killed


def test_a_draft_and_an_issue_stopped_at_every_step_come_once(app, small_parts):
    pay = a_pay_house(members=7)
    worked(pay, *pay.members)
    hours_closed(pay)
    with transaction():
        run_id = begin_run("week", MONDAY, SUNDAY, pays_on=PAYDAY, hand=pay.officer.hand)

    killed_at(DRAFT)

    drafts = select(func.count()).select_from(PayDraft)
    assert (session().scalar(drafts), session().get_one(PayRun, run_id).state) == (7, "draft")
    an_approved_run(pay, run_id)
    with transaction():
        issue_run(run_id, hand=pay.officer.hand)
    killed_at(ISSUE)

    everything_came_once(run_id, {one.id for one in pay.members}, 4000)

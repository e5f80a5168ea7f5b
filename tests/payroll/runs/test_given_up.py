"""A part that stops each worker is given up, is seen, and comes through when tried again."""

import pytest
from sqlalchemy import select

from coop.core import jobs
from coop.core.db import db, session, transaction
from coop.core.jobbook import Job
from coop.core.jobstarts import KILLED, MOST_STARTS
from payroll.deeds import issuing
from payroll.queries import progress_of, run_view
from tests.builders.pay import a_pay_house, an_approved_run, done_by_worker, hours_closed, worked
from tests.payroll.runs.kills import Killed
from tests.payroll.runs.once import run_faults


def broken_off(*_: object, **__: object) -> None:
    """End the worker at once, as a kill does."""
    raise Killed


def only_job(name: str) -> Job:
    db.session.rollback()
    return session().scalars(select(Job).where(Job.name == name)).one()


def test_a_part_that_stops_every_worker_is_given_up_and_can_be_tried_again(app, monkeypatch):
    pay = a_pay_house()
    worked(pay, *pay.members)
    hours_closed(pay)
    run_id = an_approved_run(pay)
    with transaction():
        issuing.issue_run(run_id, hand=pay.officer.hand)
    jobs.run(str(only_job("payroll.issue").id))
    part = only_job("payroll.issue_part").id

    with monkeypatch.context() as patched:
        patched.setattr(issuing, "enter_many", broken_off)
        for _ in range(MOST_STARTS):
            with pytest.raises(Killed):
                jobs.run(str(part))

    assert jobs.run(str(part)) is jobs.State.FAILED
    assert only_job("payroll.issue_part").fault == KILLED
    assert progress_of(run_view(run_id)).failed == 1
    with transaction():
        jobs.retry(part)
    done_by_worker()
    assert run_faults(run_id) == []

"""Workers killed during a pay run: every statement is issued once, and the books balance."""

import contextlib
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Self
from uuid import UUID

import pytest
from flask import Flask
from redis import Redis
from sqlalchemy import select

from coop.app import create_app
from coop.core import clock, jobs
from coop.core.db import db, session, transaction
from coop.core.doorbell import bell
from coop.core.draw import Draw
from coop.core.jobbook import Job, State
from coop.core.settings import Settings
from payroll.deeds.issuing import issue_run
from payroll.deeds.runs import approve_run, begin_run, check_run
from payroll.models.runs import PayRun
from tests.builders.pay import (
    MONDAY,
    PAYDAY,
    SUNDAY,
    PayHouse,
    a_pay_house,
    hours_closed,
    statements_of,
    worked,
)
from tests.conftest import MORNING
from tests.core.errands import kill
from tests.faults.pay_worker import A_PART, Program, a_pay_worker, horses_of, kill_horse
from tests.payroll.runs.once import run_faults

pytestmark = pytest.mark.faults
MEMBERS, KILLS = 200, 50
WHILE_DRAFTING = 22
WHOLE_WORKERS = 6
"""So many of the kills take a whole worker; the others take the work-horse that is at the job."""
FLUSHED = frozenset({5, 20, 35})
"""After these kills the queue forgets everything as well."""
A_SHIFT = 12
SHORTEST, LONGEST = 8, 250
"""The waits, in milliseconds, after a work-horse is seen at its job."""
PATIENCE = 600.0


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """Give the whole application, since a pay run passes through all of it."""
    app = create_app(settings)
    with app.app_context(), clock.at(MORNING):
        yield app
        db.session.remove()
        db.engine.dispose()


class Killer:
    """Kills what works at a pay run, at drawn moments, so many times and no more."""

    def __init__(self, settings: Settings, seed: str) -> None:
        self.kills = 0
        self._longest = LONGEST
        self._settings = settings
        self._draw = Draw(seed)
        self._open = contextlib.ExitStack()
        self._workers: list[Program] = []
        self._whole = {self._draw.below(KILLS) for _ in range(WHOLE_WORKERS)}

    def __enter__(self) -> Self:
        self._workers = [self._another(), self._another()]
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def until(self, is_so: Callable[[], bool], *, most: int) -> None:
        """Kill until so many are killed; ring for what is lost until it is so."""
        ends = time.monotonic() + PATIENCE
        while not is_so():
            assert time.monotonic() < ends, "It never came about."
            jobs.sweep(quiet=timedelta(0))
            if self.kills < most:
                self._strike()
            else:
                time.sleep(0.05)

    def _another(self) -> Program:
        return self._open.enter_context(a_pay_worker(self._settings, MORNING))

    def _strike(self) -> None:
        """Wait a drawn moment after a work-horse was seen, and kill it if it is still there.

        A machine on which they are often done by then is struck after shorter waits.
        """
        place = self._draw.below(len(self._workers))
        horses = horses_of(self._workers[place])
        if not horses:
            time.sleep(0.01)
            return
        time.sleep(self._draw.below(self._longest) / 1000)
        if horses != horses_of(self._workers[place]):
            self._longest = max(SHORTEST, self._longest * 3 // 4)
            return
        self._longest = min(LONGEST, self._longest * 5 // 4)
        self._kill(place, horses[0])

    def _kill(self, place: int, horse: int) -> None:
        if self.kills in self._whole:
            kill(self._workers[place])
            self._workers[place] = self._another()
        elif not kill_horse(horse):
            return
        self.kills += 1
        if self.kills in FLUSHED:
            Redis.from_url(self._settings.redis_url or "").flushall()


def state_of(run_id: UUID) -> str:
    db.session.rollback()
    return session().get_one(PayRun, run_id).state


def a_house_at_work(members: int) -> PayHouse:
    """Give a house whose members have all worked, with the hours closed."""
    pay = a_pay_house(members=members)
    for first in range(0, members, A_SHIFT):
        worked(pay, *pay.members[first : first + A_SHIFT])
    hours_closed(pay)
    return pay


def begun(pay: PayHouse) -> UUID:
    with transaction():
        return begin_run("week", MONDAY, SUNDAY, pays_on=PAYDAY, hand=pay.officer.hand)


def approved(pay: PayHouse, run_id: UUID) -> None:
    with transaction():
        digest = check_run(run_id, hand=pay.officer.hand)
    with transaction():
        approve_run(run_id, digest, hand=pay.treasurer.hand)


def test_fifty_workers_killed_during_one_run_issue_every_statement_once(app, settings):
    pay = a_house_at_work(MEMBERS)

    with Killer(settings, "fifty kills") as killer:
        run_id = begun(pay)
        killer.until(lambda: state_of(run_id) == "draft", most=WHILE_DRAFTING)
        approved(pay, run_id)
        with transaction():
            issue_run(run_id, hand=pay.officer.hand)
        killer.until(lambda: state_of(run_id) == "issued", most=KILLS)
        killer.until(lambda: not _waiting(), most=0)

    assert killer.kills == KILLS
    assert len(statements_of(run_id)) == MEMBERS
    assert run_faults(run_id) == []
    assert work_done_again() > MEMBERS // A_PART
    assert run_faults(run_id) == []


def test_a_run_that_lost_its_workers_and_its_queue_before_the_issue_is_issued_once(app, settings):
    pay = a_house_at_work(A_SHIFT)
    with Killer(settings, "before the issue") as killer:
        run_id = begun(pay)
        killer.until(lambda: state_of(run_id) == "draft", most=1)
    approved(pay, run_id)

    with transaction():
        issue_run(run_id, hand=pay.officer.hand)
    Redis.from_url(settings.redis_url or "").flushall()
    with Killer(settings, "after the issue") as killer:
        killer.until(lambda: state_of(run_id) == "issued", most=0)
        killer.until(lambda: not _waiting(), most=0)

    assert run_faults(run_id) == []


def test_two_workers_told_of_every_part_three_times_write_it_once(app, settings):
    pay, rung = a_house_at_work(A_SHIFT), set[UUID]()
    with Killer(settings, "rung again") as killer:
        run_id = begun(pay)
        killer.until(lambda: state_of(run_id) == "draft", most=0)
        approved(pay, run_id)
        with transaction():
            issue_run(run_id, hand=pay.officer.hand)
        killer.until(lambda: ring_again(rung) and state_of(run_id) == "issued", most=0)
        killer.until(lambda: not _waiting(), most=0)

    assert run_faults(run_id) == []


def ring_again(rung: set[UUID]) -> bool:
    """Ring twice more for everything that waits and was not rung again yet."""
    for job_id in {job.id for job in _waiting()} - rung:
        rung.add(job_id)
        bell().ring(job_id)
        bell().ring(job_id)
    return True


def work_done_again() -> int:
    """Do the work of every job of pay once more, as if none had been marked done."""
    db.session.rollback()
    found = session().scalars(select(Job).where(Job.name.startswith("payroll."))).all()
    done = [(job.name, job.key, jobs._payload(job)) for job in found]
    for name, key, payload in done:
        with transaction():
            jobs.known_jobs()[name](key, payload)
    return len(done)


def _waiting() -> list[Job]:
    db.session.rollback()
    waiting = select(Job).where(Job.state == State.PROMISED, Job.due_at <= clock.now())
    return list(session().scalars(waiting.where(Job.name.startswith("payroll."))))

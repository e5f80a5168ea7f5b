"""Workers killed fifty times during one pay run: the books balance, every statement comes once."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from coop.app import create_app
from coop.core import clock
from coop.core.db import db, transaction
from coop.core.settings import Settings
from payroll.deeds import drafting, issuing
from payroll.deeds.issuing import issue_run
from payroll.deeds.runs import begin_run
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
from tests.conftest import MORNING
from tests.payroll.runs.kills import everything_came_once

pytestmark = pytest.mark.faults
ROOT = Path(__file__).parents[2]
MEMBERS, KILLS_IN_DRAFT, KILLS = 60, 15, 50


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """Give the whole application, since a run passes through all of it."""
    app = create_app(settings)
    with app.app_context(), clock.at(MORNING):
        yield app
        db.session.remove()
        db.engine.dispose()


def killed(settings: Settings, times: int) -> int:
    """Let workers go at what waits, and kill each; give how many died at it."""
    environ = {
        **os.environ,
        "EVENHAND_DATA": str(settings.data),
        "EVENHAND_DATABASE_URL": settings.database_url,
        "EVENHAND_REDIS_URL": settings.redis_url or "",
    }
    db.session.rollback()
    command = [sys.executable, "-m", "tests.faults.half_a_run", str(times), MORNING.isoformat()]
    program = subprocess.run(command, env=environ, cwd=ROOT, check=True, capture_output=True)
    return int(program.stdout)


def test_fifty_kills_in_one_pay_run_leave_every_statement_once(app, settings, monkeypatch):
    monkeypatch.setattr(drafting, "AT_ONCE", 2)
    monkeypatch.setattr(issuing, "AT_ONCE", 2)
    pay = a_pay_house(members=MEMBERS)
    worked(pay, *pay.members[:12])
    for start in range(12, MEMBERS, 12):
        worked(pay, *pay.members[start : start + 12], area=f"Hall {start}")
    hours_closed(pay)
    with transaction():
        run_id = begin_run("week", MONDAY, SUNDAY, pays_on=PAYDAY, hand=pay.officer.hand)
    done_by_spreading()

    died = killed(settings, KILLS_IN_DRAFT)
    done_by_worker()
    an_approved_run(pay, run_id)
    with transaction():
        issue_run(run_id, hand=pay.officer.hand)
    done_by_spreading()
    died += killed(settings, KILLS - KILLS_IN_DRAFT)
    done_by_worker()

    assert died == KILLS
    everything_came_once(run_id, {one.id for one in pay.members}, 4000)


def done_by_spreading() -> None:
    """Cut the work into its parts here, where the parts are small."""
    done_by_worker(names=("payroll.draft", "payroll.issue"))

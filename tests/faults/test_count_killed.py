"""A worker killed in the middle of a count: the result is declared exactly once."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from coop.app import create_app
from coop.core import clock, jobs
from coop.core.db import db, session
from coop.core.jobbook import Job
from coop.core.settings import Settings
from governance.models.ballots import CountedBox, Declaration, SealedPaper
from governance.queries import declared
from governance.rules.declaration import check_declaration
from tests.builders.governance import a_cooperative, a_motion, after_close, close, the_ballot, votes
from tests.conftest import MORNING
from tests.core.errands import kill, wait_until

pytestmark = pytest.mark.faults
ROOT = Path(__file__).parents[2]


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """Give the whole application, since a count passes through all of it."""
    app = create_app(settings)
    with app.app_context(), clock.at(MORNING):
        yield app
        db.session.remove()
        db.engine.dispose()


def killed_half_way(settings: Settings, job_id: str, moment: str, folder: Path) -> None:
    """Begin the count in a program of its own, and kill it while the box lies open."""
    environ = {
        **os.environ,
        "EVENHAND_DATA": str(settings.data),
        "EVENHAND_DATABASE_URL": settings.database_url,
        "EVENHAND_REDIS_URL": settings.redis_url or "",
    }
    db.session.rollback()
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.half_a_count", job_id, moment, str(folder)],
        env=environ,
        cwd=ROOT,
        start_new_session=True,
    )
    wait_until((folder / "half-way").exists)
    kill(program)


def test_a_worker_killed_in_the_middle_of_a_count_declares_exactly_once(app, settings, tmp_path):
    house = a_cooperative()
    motion = a_motion(house=house)
    votes(motion, "ffffaax", house=house)
    close(motion)
    moment = after_close(motion)
    job_id = str(session().query(Job).filter_by(name="governance.count").one().id)

    killed_half_way(settings, job_id, moment.isoformat(), tmp_path)

    assert session().query(Declaration).count() == 0
    assert session().query(SealedPaper).count() == 7
    with clock.at(moment):
        assert jobs.run(job_id) is jobs.State.DONE
        assert jobs.run(job_id) is jobs.State.DONE
    assert session().query(Declaration).count() == session().query(CountedBox).count() == 1
    assert session().query(SealedPaper).count() == 0
    assert the_ballot(motion).box_sealed_key is None
    assert check_declaration(declared(motion.id).text) == []

"""Work of the tests' own, and real workers that do it.

Each errand notes in the log that it was done: so many entries, so many times done.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

from flask import Flask
from sqlalchemy import func, select

import worker
from coop.core import audit, db, jobs
from coop.core.acts import Hand, act
from coop.core.auditbook import AuditEntry
from coop.core.errors import N_, Refusal, Refused
from coop.core.jobbook import Job
from coop.core.settings import Settings

DONE = act("tests.errand_done", N_("Errand done for a test"))
PATIENCE = 30.0


@jobs.job("tests.errand")
def errand(key: str, payload: dict[str, str]) -> None:
    """Note that it was done; a failed try takes its note with it."""
    audit.record(DONE, key, hand=Hand.system())


@jobs.job("tests.slow")
def slow(key: str, payload: dict[str, str]) -> None:
    """Stop half-way, with the note already written, until the test lets go."""
    audit.record(DONE, key, hand=Hand.system())
    db.session().flush()
    folder = Path(payload["folder"])
    (folder / f"began-{os.getpid()}").touch()
    wait_until((folder / "go").exists)


@jobs.job("tests.failing")
def failing(key: str, payload: dict[str, str]) -> None:
    """Fail as the payload says, after the note was written."""
    audit.record(DONE, key, hand=Hand.system())
    db.session().flush()
    if payload["how"] == "refused":
        raise Refused(Refusal("TST-1", "The test refuses."))
    raise ZeroDivisionError


class Killed(BaseException):
    """What ends a worker at once, as SIGKILL does: nothing that is written to catch faults."""


@jobs.job("tests.deadly")
def deadly(key: str, payload: dict[str, str]) -> None:
    """Take its worker along, after the note was written."""
    audit.record(DONE, key, hand=Hand.system())
    db.session().flush()
    raise Killed


LONG_PARTS: list[str] = []
"""The keys whose long part was begun, in order, each as often as it was."""


def long_part(key: str, payload: dict[str, str], beat: Callable[[], None]) -> None:
    """Note that it was begun, outside any transaction; die, or ring once more, if told so."""
    LONG_PARTS.append(key)
    assert not db.in_transaction()
    beat()
    if payload["how"] == "killed" and LONG_PARTS.count(key) == 1:
        raise Killed
    if payload["how"] == "rung again":
        jobs.run(str(job_called("tests.long", key).id))


@jobs.job("tests.long", first=long_part)
def long(key: str, payload: dict[str, str]) -> None:
    """Note that it was done, once the long part is over."""
    audit.record(DONE, key, hand=Hand.system())


@jobs.job("tests.second")
def second(key: str, payload: dict[str, str]) -> None:
    """Promise another errand from within."""
    jobs.promise("tests.errand", key)


def promised(name: str, key: str, **payload: str) -> str:
    """Promise in a transaction of its own; give the job's id."""
    with db.transaction():
        jobs.promise(name, key, due=None, **payload)
    return str(job_called(name, key).id)


def job_called(name: str, key: str) -> Job:
    """Give the job as it stands in the database now."""
    db.db.session.rollback()
    return db.session().scalars(select(Job).where(Job.name == name, Job.key == key)).one()


def times_done(key: str) -> int:
    """Count how often an errand's work was really done."""
    db.db.session.rollback()
    done = select(func.count()).where(AuditEntry.act == DONE.code, AuditEntry.subject == key)
    return db.session().scalar(done) or 0


def is_done(job_id: str) -> bool:
    """Say whether a job has been done."""
    db.db.session.rollback()
    return db.session().scalars(select(Job.state).where(Job.id == UUID(job_id))).one() == "done"


def wait_until(is_so: Callable[[], bool], patience: float = PATIENCE) -> float:
    """Wait for something; give how many seconds it took."""
    began = time.monotonic()
    while not is_so():
        assert time.monotonic() - began < patience, "It never came about."
        time.sleep(0.02)
    return time.monotonic() - began


@contextlib.contextmanager
def a_worker(settings: Settings, part: str = "answer") -> Iterator["subprocess.Popen[bytes]"]:
    """Run a real worker, forking a work-horse for each job, as a program of its own."""
    environ = {
        **os.environ,
        "EVENHAND_DATA": str(settings.data),
        "EVENHAND_DATABASE_URL": settings.database_url,
        "EVENHAND_REDIS_URL": settings.redis_url or "",
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
    }
    program = subprocess.Popen(
        [sys.executable, "-c", "from tests.core.errands import main; main()", part],
        env=environ,
        start_new_session=True,
    )
    try:
        yield program
    finally:
        kill(program)


def kill(program: "subprocess.Popen[bytes]") -> None:
    """End a worker and its work-horses as the kernel would: at once, without a word."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(program.pid, signal.SIGKILL)
    program.wait()


def ground(settings: Settings) -> Flask:
    """Make an application of the ground alone, which is all that errands need."""
    app = Flask("ground")
    app.config["EVENHAND"] = settings
    db.init_db(app, settings.database_url)
    audit.init_audit(app)
    jobs.init_jobs(app)
    return app


def main() -> None:
    """Be a worker: answer the queue, or keep the timetable."""
    app = ground(Settings.from_environ(os.environ))
    {"answer": worker.answer, "timetable": worker.keep_timetable}[sys.argv[1]](app)

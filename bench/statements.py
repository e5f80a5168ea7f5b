"""Statements of pay, end to end: facts, rules, document, books, typeset and stored."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import IO
from uuid import UUID

from flask import Flask
from sqlalchemy import func, select

from bench.run import Row
from coop.app import create_app
from coop.core import accounts, clock, jobs
from coop.core.db import db, session, transaction
from coop.core.jobbook import Job, State
from coop.core.settings import Settings
from payroll.deeds.issuing import issue_run
from payroll.deeds.runs import begin_run
from payroll.models.runs import PayRun, Statement
from payroll.reading.statements import statement
from tests import services
from tests.builders import pay as builders
from tests.builders.crowd import a_crowd
from tests.builders.membership import QUICK

TITLE = "Statements of pay, from approved hours to the stored paper"
NOTE = (
    "Each member worked five days in two areas under the scheme with the earnings levy; every "
    "name, number and amount differs. “CPU” is processor time of our own programs for one "
    "statement: draft (hours, rules, document, stored) and issue (entries in the books, document, "
    "typeset with the record inside, stored), with SQLite’s own work in it; PostgreSQL’s work is "
    "done by its own programs. Wall time is that of all parts with so many processes, after they "
    "have started. Memory is the most that any process held. WeasyPrint renders our page of the "
    "same statement to PDF in the same run, its own start not counted, the median of nine."
)
VERSIONS = ("typst", "sqlalchemy", "psycopg")
SIZES = tuple(int(one) for one in os.environ.get("BENCH_STATEMENTS", "200 1000").split())
PLANS = (("sqlite", 1), ("postgresql", 1), ("postgresql", 2), ("postgresql", 4))
AT_THE_LARGEST = ("postgresql", 2)
MONDAY = builders.MONDAY
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
PARTS = ("payroll.draft_part", "payroll.issue_part")
PEER_RUNS = 9


def measure() -> list[Row]:
    """Measure every plan at every size but the largest, which takes two processes only."""
    *smaller, largest = SIZES
    rows = [_row(engine, processes, size) for size in smaller for engine, processes in PLANS]
    return [*rows, _row(*AT_THE_LARGEST, largest)]


def found_versions() -> dict[str, str]:
    """Say which WeasyPrint was measured, if one was there."""
    return {"weasyprint": version("weasyprint")} if find_spec("weasyprint") else {}


def _row(engine: str, processes: int, size: int) -> Row:
    with _cooperative(engine) as (app, told):
        run_id, draft = _drafted(size, processes, told)
        issue = _issued(run_id, processes, told)
        written = session().scalar(select(func.count()).select_from(Statement)) or 0
        peer = _peer(app, run_id)
    row: Row = {"engine": engine, "processes": processes, "statements": written}
    cpu = draft["cpu"] + issue["cpu"]
    wall = draft["wall"] + issue["wall"]
    row |= {
        "CPU draft, ms": round(draft["cpu"] / written, 2),
        "CPU issue, ms": round(issue["cpu"] / written, 2),
        "CPU together, ms": round(cpu / written, 2),
        "wall, s": round(wall / 1000, 1),
        "statements a second": round(written / wall * 1000),
        "memory, MB": round(max(draft["memory"], issue["memory"])),
        "WeasyPrint, CPU ms": round(peer, 1) if peer else "not there",
        "times WeasyPrint": round(peer / cpu * written, 1) if peer else "",
    }
    print("  ", *row.values(), flush=True)
    return row


@contextmanager
def _cooperative(engine: str) -> Iterator[tuple[Flask, dict[str, str]]]:
    accounts.use_hasher(QUICK)
    with (
        services.fresh_database(engine) as url,
        services.queue() as queue,
        tempfile.TemporaryDirectory() as folder,
    ):
        told = {
            "EVENHAND_DATA": folder, "EVENHAND_DATABASE_URL": url, "EVENHAND_REDIS_URL": queue,
            "EVENHAND_SECRET": "5e" * 32,
        }  # fmt: skip
        app = create_app(Settings.from_environ(told))
        with app.app_context(), clock.at(NOW):
            yield app, told
            db.session.remove()
            db.engine.dispose()


def _drafted(size: int, processes: int, told: dict[str, str]) -> tuple[UUID, dict[str, float]]:
    """Let members work a week, copy one of them, and draft the run of that week."""
    pay = builders.a_pay_house(members=1, scheme="plain")
    treasurer, worker = pay.treasurer, pay.members[0]
    switches = {"minimum_wage": "does_not_hold"}
    builders.an_adopted_scheme("ew-levy", rate="12.50", switches=switches, by=treasurer)
    settings = {"income_tax": "31.20", "national_insurance": "12.40", "savings_share": "20 %"}
    builders.paid_under(
        worker, "ew-levy", settings=settings, from_on=builders.LONG_AGO, by=pay.officer
    )
    for day in range(5):
        on, area = MONDAY + timedelta(days=day), ("Kitchen", "Laundry")[day % 2]
        builders.worked(pay, worker, day=on, starts="08:00", ends="16:00", area=area)
    a_crowd(worker.id, size - 1)
    builders.hours_closed(pay)
    # Terms were set twice in one moment; a draft begins after all that it is made from.
    with clock.at(NOW + timedelta(minutes=1)):
        with transaction():
            run_id = begin_run(
                "week", MONDAY, builders.SUNDAY, pays_on=builders.PAYDAY, hand=pay.officer.hand
            )
        _all_but_parts()
    found = _in_processes(PARTS[0], processes, told)
    builders.done_by_worker()
    builders.an_approved_run(pay, run_id)
    with transaction():
        issue_run(run_id, hand=pay.officer.hand)
    _all_but_parts()
    return run_id, found


def _issued(run_id: UUID, processes: int, told: dict[str, str]) -> dict[str, float]:
    found = _in_processes(PARTS[1], processes, told)
    builders.done_by_worker()
    if session().get_one(PayRun, run_id).state != "issued":
        message = "The run was not issued."
        raise RuntimeError(message)
    return found


def _waiting(name: str) -> list[UUID]:
    db.session.rollback()
    asked = select(Job.id).where(Job.state == State.PROMISED, Job.name == name)
    return list(session().scalars(asked.order_by(Job.key)))


def _all_but_parts() -> None:
    """Let the parts be promised, and leave them to the processes that are measured."""
    for name in ("payroll.draft", "payroll.issue"):
        for job_id in _waiting(name):
            jobs.run(str(job_id))


def _in_processes(name: str, processes: int, told: dict[str, str]) -> dict[str, float]:
    """Share out the parts; give milliseconds of processor and wall, and megabytes."""
    waiting = [str(one) for one in _waiting(name)]
    db.session.remove()
    started = [_start(told) for _ in range(processes)]
    began = time.monotonic()
    for number, one in enumerate(started):
        _say(one.stdin, waiting[number::processes])
    said = [json.loads(one.communicate()[0].splitlines()[-1]) for one in started]
    wall = (time.monotonic() - began) * 1000
    cpu = sum(each["cpu"] for each in said)
    return {"cpu": cpu, "wall": wall, "memory": max(each["memory"] for each in said)}


def _start(told: dict[str, str]) -> subprocess.Popen[str]:
    """Start a worker, and wait until it is ready."""
    started = subprocess.Popen(  # noqa: S603 - it is a program of ours
        [sys.executable, "-m", "bench.hands.statements", NOW.isoformat()],
        env={**os.environ, **told},
        cwd=Path(__file__).parents[1],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    if started.stdout is None or started.stdout.readline() != "ready\n":
        message = "A worker did not start."
        raise RuntimeError(message)
    return started


def _say(to: IO[str] | None, ids: Sequence[str]) -> None:
    if to is not None:
        to.write(" ".join(ids) + "\n")
        to.flush()


def _peer(app: Flask, run_id: UUID) -> float:
    """Give the processor time that WeasyPrint takes for our page of one statement."""
    if not find_spec("weasyprint"):
        return 0.0
    asked = select(Statement.id).where(Statement.run_id == run_id)
    found = statement(session().scalars(asked.limit(1)).one())
    from bench.peers.payslip import page_of, rendered  # noqa: PLC0415 - it may not be there

    page = page_of(app, found)
    times = []
    for _ in range(PEER_RUNS + 1):
        began = time.process_time()
        rendered(page)
        times.append((time.process_time() - began) * 1000)
    return sorted(times[1:])[PEER_RUNS // 2]

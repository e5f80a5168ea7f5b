"""Work promised to the worker: written with the deed, done once, never lost.

The row in the table `job` is the record. The queue is only a doorbell: what it loses,
`sweep` rings again. `run` does the work and marks it done in one transaction.
"""

import logging
import secrets
import time
from datetime import datetime, timedelta
from uuid import UUID

from flask import Flask, has_app_context
from sqlalchemy import func, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import OperationalError

from coop.core import canonical, clock
from coop.core.db import (
    NotInTransaction,
    after_commit,
    in_transaction,
    is_postgresql,
    new_id,
    session,
    transaction,
)
from coop.core.doorbell import bell, init_doorbell
from coop.core.errors import N_, NotFound
from coop.core.jobbook import Job, State
from coop.core.jobstarts import count_start, forgive_start, lease, let_lease_run
from coop.core.jobworks import first_part, job, known_jobs

__all__ = [
    "init_jobs",
    "job",
    "known_jobs",
    "promise",
    "retry",
    "run",
    "run_here",
    "set_app",
    "sweep",
]

MOST_ATTEMPTS = 5
QUIET = timedelta(seconds=5)
# A job that failed waits longer each time before it is tried again.
WAITS = tuple(timedelta(seconds=s) for s in (0, 5, 30, 120, 600))
# The moments, in seconds, to wait for a lock that somebody else lets go soon.
PATIENCE = (0.05, 0.2, 0.8)
PASSING = frozenset({"40001", "40P01", "55P03"})
SWEEP_AT_ONCE = 1_000

log = logging.getLogger(__name__)
_app: list[Flask] = []


def init_jobs(app: Flask) -> None:
    """Wire the application to its queue."""
    init_doorbell(app)


def set_app(app: Flask) -> None:
    """Say which application `run_here` works in; the worker says it before it forks."""
    _app[:] = [app]


def promise(name: str, key: str, *, due: datetime | None = None, **payload: str) -> None:
    """Promise work in the deed's own transaction; the same name and key is promised once.

    The queue hears of it after the commit, and never if there is none.
    """
    if not in_transaction():
        raise NotInTransaction("Work is promised in the deed’s own transaction.")
    now = clock.now()
    made = _insert(name, key, due or now, canonical.canonical(payload))
    if made is not None and (due is None or due <= now):
        after_commit(lambda: _ring(made))


def run(job_id: str) -> State:
    """Do a promised job and mark it done, in one transaction; give its state.

    A job that another worker holds, or that is done, is left alone. Work that fails
    leaves nothing behind but a counted attempt and a reference. Each start is counted
    before the work, since work that kills its worker counts nothing itself.
    """
    begun = ready = False
    for wait in (*PATIENCE, None):
        try:
            begun = begun or count_start(UUID(job_id))
            ready = ready or (begun and _do_first(UUID(job_id)))
            return _do(UUID(job_id)) if ready else _state_of(UUID(job_id))
        except OperationalError as wrong:
            if not _is_passing(wrong):
                return _count_attempt(UUID(job_id), wrong)
            if wait is None:
                return _put_off(UUID(job_id), begun=begun)
            time.sleep(wait)
        except Exception as wrong:  # noqa: BLE001 - the job is an edge: whatever fails is counted
            return _count_attempt(UUID(job_id), wrong)
    raise AssertionError(job_id)


def _put_off(job_id: UUID, *, begun: bool) -> State:
    """Leave a job to the sweep, because the database is busy."""
    log.info("Job %s: the database is busy; the sweep will ring again.", job_id)
    if begun:
        forgive_start(job_id)
    return State.PROMISED


def run_here(job_id: str) -> None:
    """Run a job where the queue calls it: in the application that is open, or was set."""
    if has_app_context():
        run(job_id)
        return
    with _app[0].app_context():
        run(job_id)


def sweep(*, quiet: timedelta = QUIET) -> int:
    """Ring again for what is due and was neither done nor rung lately; give how many.

    A row that a worker holds is skipped, so only lost work is rung: the queue was
    flushed or down, or the worker died.
    """
    lost = _unrung(clock.now() - quiet)
    if not lost:
        return 0
    try:
        rung = _mark_rung(lost)
    except OperationalError as wrong:
        if not _is_passing(wrong):
            raise
        return 0
    for job_id in rung:
        _ring(job_id)
    return len(rung)


def retry(job_id: UUID) -> None:
    """Promise a failed job anew; the caller's transaction says who asked."""
    row = session().scalars(select(Job).where(Job.id == job_id).with_for_update()).first()
    if row is None:
        raise NotFound(N_("job"))
    if row.state == State.FAILED:
        row.state, row.attempts, row.starts, row.rung_at = State.PROMISED.value, 0, 0, None
        row.due_at = clock.now()
        after_commit(lambda: _ring(job_id))


def _insert(name: str, key: str, due: datetime, payload: str) -> UUID | None:
    """Write the promise; None when it was made before, even by somebody at this moment."""
    insert = postgresql.insert if is_postgresql() else sqlite.insert
    facts = {"id": new_id(), "name": name, "key": key, "payload": payload}
    times = {"promised_at": clock.now(), "due_at": due, "rung_at": None, "done_at": None}
    statement = insert(Job).values(**facts, **times, state=State.PROMISED.value, fault="")
    once = statement.on_conflict_do_nothing(index_elements=["name", "key"]).returning(Job.id)
    return session().execute(once).scalar()


def _ring(job_id: UUID) -> None:
    """Ring for a job; without a queue, do it here and now."""
    if bell().is_wired:
        bell().ring(job_id)
    else:
        run(str(job_id))


def _do_first(job_id: UUID) -> bool:
    """Do the long part of slow work under a lease; False when another worker is at it."""
    row = session().scalars(select(Job).where(Job.id == job_id)).one()
    name, key, payload = row.name, row.key, _payload(row)
    first = first_part(name)
    if first is None:
        return True
    if not lease(job_id):
        forgive_start(job_id)
        return False
    first(key, payload, lambda: let_lease_run(job_id))
    return True


def _payload(row: Job) -> dict[str, str]:
    return {k: str(v) for k, v in (canonical.read(row.payload) or {}).items()}


def _do(job_id: UUID) -> State:
    """Hold the row, do the work, mark it done: all of it or nothing."""
    with transaction():
        row = (
            session()
            .scalars(
                select(Job)
                .where(Job.id == job_id, Job.state == State.PROMISED)
                .with_for_update(skip_locked=True)
            )
            .first()
        )
        if row is None:
            return _state_of(job_id)
        known_jobs()[row.name](row.key, _payload(row))
        row.state, row.done_at, row.fault = State.DONE.value, clock.now(), ""
        return State.DONE


def _state_of(job_id: UUID) -> State:
    """Give the state of a job that somebody else holds or has done."""
    return State(session().scalars(select(Job.state).where(Job.id == job_id)).one())


def _count_attempt(job_id: UUID, wrong: Exception) -> State:
    """Count a failed attempt under a reference, and give up after the last."""
    reference = secrets.token_hex(4).upper()
    log.error("Job %s failed, reference %s.", job_id, reference, exc_info=wrong)
    with transaction():
        row = session().scalars(select(Job).where(Job.id == job_id).with_for_update()).one()
        if row.state == State.PROMISED:
            row.attempts, row.starts = row.attempts + 1, 0
            row.fault = reference
            row.due_at = clock.now() + WAITS[min(row.attempts, len(WAITS) - 1)]
            row.state = (State.FAILED if row.attempts >= MOST_ATTEMPTS else State.PROMISED).value
        return State(row.state)


def _unrung(before: datetime) -> list[UUID]:
    """Give what is due, was not rung since that moment, and waits in no queue."""
    now = clock.now()
    rung = func.coalesce(Job.rung_at, Job.promised_at)
    due = (
        session()
        .scalars(
            select(Job.id)
            .where(Job.state == State.PROMISED, Job.due_at <= now)
            # A clock that was moved back must not mute a job, so a later ring counts as none.
            .where(or_(rung <= before, rung > now))
            .order_by(Job.due_at)
        )
        .all()
    )
    heard = bell().heard() if due else frozenset()
    return [job_id for job_id in due if str(job_id) not in heard][:SWEEP_AT_ONCE]


def _mark_rung(lost: list[UUID]) -> list[UUID]:
    """Note the moment of the ring, passing over whatever a worker holds."""
    with transaction():
        rows = (
            session()
            .scalars(
                select(Job)
                .where(Job.id.in_(lost), Job.state == State.PROMISED)
                .with_for_update(skip_locked=True)
            )
            .all()
        )
        for row in rows:
            row.rung_at = clock.now()
        return [row.id for row in rows]


def _is_passing(wrong: OperationalError) -> bool:
    """Say whether the database was only busy: a lock, a deadlock, a lost race."""
    state = getattr(wrong.orig, "sqlstate", None)
    return state in PASSING or "is locked" in str(wrong.orig)

"""The starts of a job, written before its work: so that work that kills is not begun for ever."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from coop.core import clock
from coop.core.db import session, transaction
from coop.core.errors import N_
from coop.core.jobbook import Job, State

MOST_STARTS = 5
LEASE = timedelta(seconds=30)
KILLED = N_("It stopped its worker each time that it was begun.")
"""What stands in place of a reference: a worker that is killed writes no log."""


def count_start(job_id: UUID) -> bool:
    """Write down that a job is begun; False when it is not to be begun.

    It stands in a transaction of its own, so that it stays when the work takes its worker
    along. After the last start without an end the job counts as failed.
    """
    with transaction():
        row = _free(job_id)
        if row is None:
            return False
        if row.starts >= MOST_STARTS:
            row.state, row.fault = State.FAILED.value, KILLED
            return False
        row.starts += 1
        return True


def forgive_start(job_id: UUID) -> None:
    """Take back a start that came to nothing because the database was busy."""
    try:
        with transaction():
            row = _free(job_id)
            if row is not None:
                row.starts = max(0, row.starts - 1)
    except OperationalError:
        # Still busy: one start more is counted than there was, and the next end clears it.
        return


def lease(job_id: UUID) -> bool:
    """Take slow work for a while; False when another worker has it.

    Its due moment stands ahead while somebody is at it, so the sweep does not ring for it.
    """
    with transaction():
        row = _free(job_id)
        if row is None or row.due_at > clock.now():
            return False
        row.due_at = clock.now() + LEASE
        return True


def let_lease_run(job_id: UUID) -> None:
    """Say that whoever took slow work is still at it."""
    with transaction():
        row = _free(job_id)
        if row is not None:
            row.due_at = clock.now() + LEASE


def _free(job_id: UUID) -> Job | None:
    """Hold a promised job, unless a worker holds it."""
    return (
        session()
        .scalars(
            select(Job)
            .where(Job.id == job_id, Job.state == State.PROMISED)
            .with_for_update(skip_locked=True)
        )
        .first()
    )

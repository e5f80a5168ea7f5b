"""How the promised work stands, for the page that shows it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from coop.core import clock
from coop.core.db import session
from coop.core.jobbook import Job, State
from coop.core.jobstarts import KILLED


@dataclass(frozen=True, slots=True)
class FailedJob:
    """A job that was given up; `fault` is the reference in the log, or says it in words."""

    id: UUID
    name: str
    promised_at: datetime
    attempts: int
    fault: str

    @property
    def is_told(self) -> bool:
        """Say whether the fault is in words."""
        return self.fault == KILLED


@dataclass(frozen=True, slots=True)
class JobStates:
    """How the promised work stands; `late` counts what is due and not done."""

    promised: int
    late: int
    done: int
    failed: tuple[FailedJob, ...]


def states() -> JobStates:
    """Say how the promised work stands, for a page."""
    tally = session().execute(select(Job.state, func.count()).group_by(Job.state))
    counts = {state: count for state, count in tally}  # noqa: C416 - a row is more than a pair
    late = select(func.count()).where(Job.state == State.PROMISED, Job.due_at <= clock.now())
    failed = session().scalars(
        select(Job).where(Job.state == State.FAILED).order_by(Job.promised_at)
    )
    return JobStates(
        promised=counts.get(State.PROMISED, 0),
        late=session().scalar(late) or 0,
        done=counts.get(State.DONE, 0),
        failed=tuple(FailedJob(r.id, r.name, r.promised_at, r.attempts, r.fault) for r in failed),
    )

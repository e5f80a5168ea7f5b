"""A story told in the order of its days: each scene runs at its own moment."""

import heapq
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from coop.core import audit, clock, jobs
from coop.core.db import session, transaction
from coop.core.jobbook import Job, State

Scene = Callable[[], None]


class StoryBroken(RuntimeError):
    """A promised job of the story failed, so the story would not be true."""


class Timeline:
    """Scenes by their moments; a scene may add later ones."""

    def __init__(self) -> None:
        """Begin with no scenes."""
        self._scenes: list[tuple[datetime, int, Scene]] = []
        self._count = 0

    def at(self, moment: datetime, scene: Scene) -> None:
        """Add a scene; scenes of one moment keep the order they were added in."""
        self._count += 1
        heapq.heappush(self._scenes, (moment, self._count, scene))

    def tell(self, until: datetime) -> None:
        """Run every scene up to a moment, each in one transaction, and the work it promised."""
        while self._scenes and self._scenes[0][0] <= until:
            moment, _, scene = heapq.heappop(self._scenes)
            finish_work(moment)
            with clock.at(moment), transaction():
                scene()
        finish_work(until)


def finish_work(moment: datetime) -> None:
    """Seal the log and do all promised work, each at its own hour, as the worker would have."""
    while (found := _next_due(moment)) is not None:
        due_at, job_id = found
        with clock.at(due_at):
            audit.seal()
            if jobs.run(str(job_id)) is not State.DONE:
                raise StoryBroken(str(job_id))


def _next_due(moment: datetime) -> tuple[datetime, UUID] | None:
    wanted = (
        select(Job.due_at, Job.id)
        .where(Job.state == State.PROMISED, Job.due_at <= moment)
        .order_by(Job.due_at, Job.id)
        .limit(1)
    )
    row = session().execute(wanted).first()
    return None if row is None else (row.due_at, row.id)

"""The queue as a doorbell: it tells a worker that a job waits, and may forget it."""

import logging
from uuid import UUID, uuid4

from flask import Flask, current_app
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as QueueGone
from redis.exceptions import TimeoutError as QueueSlow
from redis.retry import Retry
from rq import Queue
from rq.serializers import JSONSerializer

from coop.core.settings import Settings

QUEUE = "evenhand"
TASK = "coop.core.jobs.run_here"
LONGEST_JOB = 3600
KEEP_FAILED = 60
PATIENCE = 2.0
ID_LENGTH = 36

log = logging.getLogger(__name__)


class Doorbell:
    """Rings at one queue; rings nowhere when there is no queue."""

    def __init__(self, url: str | None) -> None:
        self._queue = (
            None
            if url is None
            else Queue(QUEUE, connection=_connect(url), serializer=JSONSerializer)
        )

    @property
    def is_wired(self) -> bool:
        """Say whether there is a queue at all; without one, jobs run where they are promised."""
        return self._queue is not None

    def ring(self, job_id: UUID) -> bool:
        """Ring for a job; False when the queue did not hear. The sweep rings again."""
        if self._queue is None:
            return False
        try:
            self._queue.enqueue_call(
                TASK,
                args=(str(job_id),),
                # Each ring has an id of its own: a dead worker's ring must not mute the next.
                job_id=f"{job_id}-{uuid4().hex[:8]}",
                timeout=LONGEST_JOB,
                result_ttl=0,
                failure_ttl=KEEP_FAILED,
            )
        except (QueueGone, QueueSlow) as gone:
            log.warning("Queue deaf (%s); the sweep will ring again.", type(gone).__name__)
            return False
        return True

    def heard(self) -> frozenset[str]:
        """Give the ids of the jobs whose ring still waits in the queue."""
        if self._queue is None:
            return frozenset()
        try:
            return frozenset(ring[:ID_LENGTH] for ring in self._queue.get_job_ids())
        except (QueueGone, QueueSlow):
            return frozenset()


def init_doorbell(app: Flask) -> None:
    """Wire the application to the queue of its settings."""
    settings: Settings = app.config["EVENHAND"]
    app.extensions["evenhand.doorbell"] = Doorbell(settings.redis_url)


def bell() -> Doorbell:
    """Give the doorbell of this application."""
    found: Doorbell = current_app.extensions["evenhand.doorbell"]
    return found


def _connect(url: str) -> Redis:
    """Connect so that a dead queue costs a deed almost nothing: no retries, short waits."""
    return Redis.from_url(
        url,
        retry=Retry(NoBackoff(), 0),
        socket_connect_timeout=PATIENCE,
        socket_timeout=PATIENCE,
    )

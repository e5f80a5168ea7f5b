"""The worker: it answers the queue, job by job, and keeps the timetable.

Two programs, so that neither can hold up the other: `answer` waits at the queue and forks
a work-horse for each job; `keep_timetable` seals the log and rings again for lost work.
"""

import logging
import signal
from itertools import count
from pathlib import Path
from threading import Event

from flask import Flask
from redis import Redis
from redis.client import Pipeline
from redis.exceptions import RedisError
from rq import Queue, Worker
from rq.job import Job
from rq.serializers import JSONSerializer
from sqlalchemy.exc import SQLAlchemyError

from coop.core import audit, jobs
from coop.core.db import db
from coop.core.doorbell import QUEUE
from coop.core.services import ALIVE_SECONDS, BEAT, WORKER_KEY, die_with_parent
from coop.core.settings import Settings

LISTEN_SECONDS = 2
SEAL_EVERY = 0.5
BEATS_A_SWEEP = 4

log = logging.getLogger(__name__)


class Horses(Worker):
    """An RQ worker that says often that it lives, and whose work-horses die with it."""

    app: Flask

    @property
    def dequeue_timeout(self) -> int:
        """Listen for this many seconds at a time, then give a sign of life."""
        return LISTEN_SECONDS

    def heartbeat(self, timeout: int | None = None, pipeline: "Pipeline | None" = None) -> None:
        """Say that a worker lives, for /healthz as well as for RQ."""
        super().heartbeat(timeout, pipeline)
        (pipeline or self.connection).set(WORKER_KEY, self.name, ex=ALIVE_SECONDS)

    def main_work_horse(self, job: Job, queue: Queue) -> None:
        """Do one job in this new process, with database connections of its own."""
        # A worker that is killed takes its horse along: the sweep gives the job to another.
        die_with_parent()
        with self.app.app_context():
            db.engine.dispose(close=False)
        super().main_work_horse(job, queue)


def answer(app: Flask) -> None:
    """Wait at the queue and do each job in a forked work-horse, until SIGTERM."""
    settings: Settings = app.config["EVENHAND"]
    if settings.redis_url is None:
        raise ValueError("There is no queue to wait at.")
    jobs.set_app(app)
    redis = Redis.from_url(settings.redis_url)
    queue = Queue(QUEUE, connection=redis, serializer=JSONSerializer)
    horses = Horses(
        [queue],
        connection=redis,
        serializer=JSONSerializer,
        worker_ttl=30,
        maintenance_interval=10,
        job_monitoring_interval=LISTEN_SECONDS,
    )
    horses.app = app
    # What RQ warns about, an abandoned ring, the sweep puts right.
    logging.getLogger("rq").setLevel(logging.ERROR)
    horses.work(logging_level="ERROR")


def keep_timetable(app: Flask) -> None:
    """Seal the log twice a second, and look every two seconds for lost work, until SIGTERM."""
    settings: Settings = app.config["EVENHAND"]
    over = Event()
    signal.signal(signal.SIGTERM, lambda *_: over.set())
    signal.signal(signal.SIGINT, lambda *_: over.set())
    for number in count():
        if over.wait(SEAL_EVERY):
            return
        with app.app_context():
            _beat(settings.data / BEAT, sweeping=number % BEATS_A_SWEEP == 0)


def _beat(sign: Path, *, sweeping: bool) -> None:
    """Do what is due now; whatever is away comes back, and the next beat makes up for it."""
    try:
        sign.touch()
        audit.tend()
        if sweeping:
            jobs.sweep()
    except (SQLAlchemyError, RedisError, OSError) as wrong:
        log.warning("The timetable waits: %s.", type(wrong).__name__)

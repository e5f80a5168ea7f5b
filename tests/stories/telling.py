"""What a story needs: the worker’s work done when it is due, and fresh browsers as days pass."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from flask import Flask

from coop.core import clock, jobs
from coop.core.db import session
from coop.core.jobbook import Job, State
from tests.page import Page


class Days:
    """The days of a story: on each of them people open fresh browsers."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._secrets: dict[str, str] = {}

    @contextmanager
    def on(self, moment: datetime) -> Iterator[Page]:
        """Come to a moment, let the worker do what is due, and open a browser."""
        with clock.at(moment):
            work_due()
            page = Page(self._app)
            # Everybody keeps the telephone that shows their codes.
            page._secrets = self._secrets
            yield page


def work_due() -> None:
    """Do every promised job that is due, and the jobs that those promise, as the worker would."""
    while due := _due():
        for job_id in due:
            assert jobs.run(job_id) is State.DONE


def _due() -> list[str]:
    waiting = session().query(Job).filter_by(state=State.PROMISED)
    return [str(job.id) for job in waiting if job.due_at <= clock.now()]

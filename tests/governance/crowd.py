"""Many deeds at the same moment, each in a thread and a connection of its own."""

from collections.abc import Callable, Sequence
from contextvars import copy_context
from threading import Barrier, Thread

from flask import Flask

from coop.core.db import db, transaction
from coop.core.errors import Refused


def all_at_once(app: Flask, deeds: Sequence[Callable[[], object]]) -> list[str]:
    """Let every deed begin at the same moment; give “done” or why each was refused."""
    db.session.rollback()
    start = Barrier(len(deeds))
    ends = [""] * len(deeds)

    def run(place: int) -> None:
        with app.app_context():
            start.wait()
            try:
                with transaction():
                    deeds[place]()
                ends[place] = "done"
            except Refused as refused:
                ends[place] = str(refused)
            finally:
                db.session.remove()

    # A thread begins without the held clock, so each gets a copy of this one's context.
    threads = [Thread(target=copy_context().run, args=(run, place)) for place in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ends

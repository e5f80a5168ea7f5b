"""Workers of the tests’ own, each killed by SIGKILL in the middle of one pay run.

One program keeps the application ready and forks a worker from it, again and again. Each
worker does what waits for it until it comes to its step, says so, and lies still; then the
kernel kills it. No worker is asked, warned, or given time to put anything in order.
"""

import os
import signal
import sys
import time
from collections.abc import Callable
from datetime import datetime

from coop.app import create_app
from coop.core import clock
from coop.core.db import db
from coop.core.settings import Settings
from tests.builders.pay import done_by_worker
from tests.payroll.runs.kills import stopped_at

FURTHEST = 17
"""A worker dies at one of so many steps; the order goes through all of them, not in turn."""
STRIDE = 7


def main() -> None:
    """Kill so many workers, each at a step of its own, at one held moment; print how many."""
    kills, moment = int(sys.argv[1]), datetime.fromisoformat(sys.argv[2])
    app = create_app(Settings.from_environ(os.environ))
    with app.app_context(), clock.at(moment):
        done = sum(killed(number * STRIDE % FURTHEST + 1) for number in range(kills))
    sys.stdout.write(f"{done}\n")


def killed(step: int) -> bool:
    """Fork a worker and kill it at a step; False when it came to the end of the work first."""
    heard, said = os.pipe()
    worker = os.fork()
    if not worker:
        os.close(heard)
        work(step, lambda: lie_still(said))
        os._exit(0)
    os.close(said)
    reached = os.read(heard, 1) == b"x"
    os.close(heard)
    if reached:
        os.kill(worker, signal.SIGKILL)
    _, state = os.waitpid(worker, 0)
    return os.WIFSIGNALED(state)


def work(step: int, stop: Callable[[], None]) -> None:
    """Do what waits, on connections of one’s own."""
    db.engine.dispose(close=False)
    with stopped_at("", step, stop):
        done_by_worker()


def lie_still(said: int) -> None:
    """Say that the step is reached, and wait to be killed."""
    os.write(said, b"x")
    time.sleep(600)


if __name__ == "__main__":
    main()

"""The queue may be flushed, killed or slow: what was promised is done once all the same."""

import contextlib
import os
import signal
import subprocess
import time
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from redis import Redis

from coop.core import jobreport
from coop.core.doorbell import Doorbell
from coop.core.services import queue_answers, queue_program
from tests.core.errands import a_worker, is_done, promised, times_done, wait_until

pytestmark = pytest.mark.faults
DEEDS = 40


@pytest.fixture
def socket():
    with TemporaryDirectory(prefix="evenhand-") as folder:
        yield Path(folder) / "queue.sock"


@contextlib.contextmanager
def a_queue(socket: Path):
    """Run a real Valkey at a socket, and kill it without a word at the end."""
    command = [queue_program(), "--port", "0", "--unixsocket", socket, "--save", ""]
    server = subprocess.Popen([*command, "--dir", socket.parent], stdout=subprocess.DEVNULL)
    try:
        wait_until(lambda: queue_answers(f"unix://{socket}"))
        yield
    finally:
        server.kill()
        server.wait()


def test_work_promised_while_the_queue_is_dead_is_done_when_it_is_back(app, settings, socket):
    settings = replace(settings, redis_url=f"unix://{socket}")
    app.extensions["evenhand.doorbell"] = Doorbell(settings.redis_url)
    with a_queue(socket):
        early = promised("tests.errand", "early")

    began = time.monotonic()
    late = promised("tests.errand", "late")
    assert time.monotonic() - began < 1

    with a_queue(socket), a_worker(settings), a_worker(settings, "timetable"):
        wait_until(lambda: is_done(early) and is_done(late))
    assert (times_done("early"), times_done("late")) == (1, 1)


def test_a_queue_killed_again_and_again_under_work_loses_nothing(app, settings, socket):
    settings = replace(settings, redis_url=f"unix://{socket}")
    app.extensions["evenhand.doorbell"] = Doorbell(settings.redis_url)
    ids = []
    with a_worker(settings, "timetable"):
        for round_ in range(4):
            with a_queue(socket), a_worker(settings):
                ids += [promised("tests.errand", f"{round_}-{n}") for n in range(DEEDS // 4)]
        with a_queue(socket), a_worker(settings):
            wait_until(lambda: all(map(is_done, ids)), 60)

    assert [times_done(f"{r}-{n}") for r in range(4) for n in range(DEEDS // 4)] == [1] * DEEDS


def test_a_queue_flushed_under_work_loses_nothing(app, settings):
    ids = []
    with a_worker(settings), a_worker(settings, "timetable"):
        for number in range(DEEDS):
            ids.append(promised("tests.errand", str(number)))
            if number % 10 == 9:
                Redis.from_url(settings.redis_url).flushall()
        wait_until(lambda: all(map(is_done, ids)), 60)

    assert [times_done(str(number)) for number in range(DEEDS)] == [1] * DEEDS


def test_a_queue_that_hangs_holds_a_deed_up_for_seconds_only(app, settings, socket):
    app.extensions["evenhand.doorbell"] = Doorbell(f"unix://{socket}")
    with a_queue(socket):
        promised("tests.errand", "before")
        pid = int(Redis.from_url(f"unix://{socket}").info()["process_id"])
        os.kill(pid, signal.SIGSTOP)
        began = time.monotonic()

        promised("tests.errand", "during")

        assert time.monotonic() - began < 5
        os.kill(pid, signal.SIGCONT)
    assert jobreport.states().promised == 2

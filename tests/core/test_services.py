"""The keeper: what dies is replaced, what was started is stopped, nothing is left behind."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis

from coop.core import services
from coop.core.settings import Settings

KEEPER = """
import os
import sys
from coop.core import services
from coop.core.services import Keeper, Part

def say(said):
    print(said, flush=True)

services.stop_on_signals()
with services.embedded_queue(services.queue_program()) as url:
    say(url)
    sleeper = ("/bin/sh", "-c", "echo $$ >> " + sys.argv[1] + "; exec sleep 60")
    keeper = Keeper([Part("sleeper", sleeper, dict(os.environ))], say)
    keeper.keep(lambda: True, lambda: say("ready"))
"""


@contextlib.contextmanager
def a_keeper(log: Path) -> Iterator["subprocess.Popen[str]"]:
    """Run a keeper of one sleeping part and one queue, in a program of its own."""
    keeper = subprocess.Popen(
        [sys.executable, "-c", KEEPER, str(log)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    try:
        yield keeper
    finally:
        keeper.kill()
        keeper.communicate()


def lines_until(keeper: "subprocess.Popen[str]", wanted: str) -> list[str]:
    """Read what the keeper says until a line begins as wanted."""
    said = []
    for line in keeper.stdout or ():
        said.append(line.strip())
        if line.startswith(wanted):
            return said
    raise AssertionError(said)


def sleepers(log: Path, count: int) -> list[int]:
    """Give the ids of the programs that played the part, once there are so many."""
    return [int(line) for line in eventually(lambda: _lines(log, count))]


def _lines(log: Path, count: int) -> list[str]:
    lines = log.read_text().split() if log.exists() else []
    return lines if len(lines) >= count else []


def eventually(look, *, seconds=10.0):
    """Give the first true answer, looking for some seconds."""
    deadline = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < deadline, "It did not happen in time."
        time.sleep(0.05)
    return found


def a_place(folder: Path, **more: str) -> Settings:
    """Give the settings of a copy that keeps its records in this folder."""
    return Settings.from_environ({"EVENHAND_DATA": str(folder), **more})


def is_gone(program: int) -> bool:
    """Say whether a program has ended (one that nobody waited for counts as ended)."""
    try:
        state = Path(f"/proc/{program}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return True
    return state == "Z"


def test_a_part_that_is_killed_is_replaced_within_two_seconds(tmp_path):
    log = tmp_path / "log"
    with a_keeper(log) as keeper:
        lines_until(keeper, "ready")
        (first,) = sleepers(log, 1)

        os.kill(first, signal.SIGKILL)
        began = time.monotonic()
        said = lines_until(keeper, "The sleeper stopped (SIGKILL)")
        _, second = sleepers(log, 2)

        assert said
        assert second != first
        assert time.monotonic() - began < 2


@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT])
def test_asked_to_stop_it_stops_all_that_it_started(tmp_path, asked):
    log = tmp_path / "log"
    with a_keeper(log) as keeper:
        said = lines_until(keeper, "ready")
        socket = Path(said[0].removeprefix("unix://"))
        (sleeper,) = sleepers(log, 1)
        assert services.queue_answers(said[0])

        keeper.send_signal(asked)
        keeper.wait(10)

        assert keeper.returncode == 0
        assert is_gone(sleeper)
        assert not services.queue_answers(said[0])
        assert not socket.parent.exists()


# Only Linux tells a program that the one which started it is gone.
if sys.platform == "linux":

    def test_killed_outright_it_leaves_no_orphan(tmp_path):
        log = tmp_path / "log"
        with a_keeper(log) as keeper:
            said = lines_until(keeper, "ready")
            (sleeper,) = sleepers(log, 1)

            keeper.kill()
            keeper.wait(10)

            eventually(lambda: is_gone(sleeper))
            eventually(lambda: not services.queue_answers(said[0]))
            shutil.rmtree(Path(said[0].removeprefix("unix://")).parent)


def test_a_second_start_on_the_same_folder_is_refused_with_a_sentence(tmp_path):
    refused = pytest.raises(services.AlreadyRunning, match=r"^Evenhand is already running on .*\.$")
    with services.alone(tmp_path), refused, services.alone(tmp_path):
        pytest.fail("Two were let in.")

    with services.alone(tmp_path):
        assert (tmp_path / "running.lock").exists()


def test_the_queue_keeps_nothing_and_listens_only_to_its_owner(tmp_path):
    program = services.queue_program()
    assert program

    with services.embedded_queue(program) as url, Redis.from_url(url) as redis:
        assert redis.config_get("save") == {"save": ""}
        assert redis.config_get("appendonly") == {"appendonly": "no"}
        assert redis.config_get("port") == {"port": "0"}
        assert Path(url.removeprefix("unix://")).stat().st_mode & 0o077 == 0


def test_a_worker_is_alive_as_long_as_it_gives_a_sign(tmp_path):
    program = services.queue_program()
    assert program

    with services.embedded_queue(program) as url, Redis.from_url(url) as redis:
        settings = a_place(tmp_path, EVENHAND_REDIS_URL=url)
        assert services.health(settings) == {"queue": True, "worker": False}

        redis.set(services.WORKER_KEY, "one")
        assert services.health(settings) == {"queue": True, "worker": True}

    assert services.health(settings) == {"queue": False, "worker": False}


def test_without_a_queue_the_timetable_is_the_worker(tmp_path):
    settings = a_place(tmp_path)
    assert services.health(settings) == {"queue": True, "worker": False}

    beat = tmp_path / services.BEAT
    beat.touch()
    assert services.health(settings) == {"queue": True, "worker": True}

    long_ago = time.time() - services.ALIVE_SECONDS - 1
    os.utime(beat, (long_ago, long_ago))
    assert services.health(settings) == {"queue": True, "worker": False}


def test_a_program_that_will_not_stop_is_made_to(tmp_path):
    stubborn = services.start(["/bin/sh", "-c", "trap '' TERM; while :; do sleep 0.1; done"])
    time.sleep(0.2)

    services.stop(stubborn, patience=0.3)

    assert stubborn.returncode == -signal.SIGKILL

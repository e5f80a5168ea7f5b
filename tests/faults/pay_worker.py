"""A worker of the tests’ own that drafts and issues pay in small parts, to be killed in them."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import worker
from coop.app import create_app
from coop.core import clock
from coop.core.services import die_with_parent
from coop.core.settings import Settings
from payroll.deeds import drafting, issuing
from tests.core.errands import kill

ROOT = Path(__file__).parents[2]
A_PART = 4
"""So few members a part that a run of two hundred has many."""

Program = subprocess.Popen[bytes]


@contextlib.contextmanager
def a_pay_worker(settings: Settings, moment: datetime) -> Iterator[Program]:
    """Run a real worker of the whole application, its clock held, until the block ends."""
    environ = {
        **os.environ,
        "EVENHAND_DATA": str(settings.data),
        "EVENHAND_DATABASE_URL": settings.database_url,
        "EVENHAND_REDIS_URL": settings.redis_url or "",
        "EVENHAND_SECRET": settings.secret.hex(),
    }
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.pay_worker", moment.isoformat()],
        env=environ,
        cwd=ROOT,
        start_new_session=True,
    )
    try:
        yield program
    finally:
        kill(program)


def horses_of(program: Program) -> list[int]:
    """Give the work-horses of a worker: it has one while it is at a job, and none between."""
    listed = Path(f"/proc/{program.pid}/task/{program.pid}/children")
    with contextlib.suppress(OSError):
        return [int(one) for one in listed.read_text().split()]
    return []


def kill_horse(horse: int) -> bool:
    """Kill a work-horse as the kernel would; False when it was done before."""
    try:
        state = Path(f"/proc/{horse}/stat").read_text().rpartition(")")[2].split()[0]
        os.kill(horse, signal.SIGKILL)
    except OSError:
        return False
    return state not in "ZX"


def main() -> None:
    """Answer the queue at one moment, with parts of a few members each."""
    die_with_parent()
    drafting.AT_ONCE = issuing.AT_ONCE = A_PART
    app = create_app(Settings.from_environ(os.environ))
    with clock.at(datetime.fromisoformat(sys.argv[1])):
        worker.answer(app)


if __name__ == "__main__":
    main()

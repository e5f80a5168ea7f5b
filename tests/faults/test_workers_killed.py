"""A worker killed in the middle of its work is replaced, and the work is done once."""

import os
import signal
from datetime import timedelta
from pathlib import Path

import pytest

from coop.core import jobs
from tests.core.errands import a_worker, is_done, kill, promised, times_done, wait_until

pytestmark = [pytest.mark.faults, pytest.mark.usefixtures("app")]
# The queue alone would take minutes; a busy machine takes some of these seconds to start.
SOON = 20.0


def swept() -> bool:
    """Look for lost work now; a dead worker's row is let go a moment after its death."""
    jobs.sweep(quiet=timedelta(0))
    return True


def began(folder: Path) -> int:
    return len(list(folder.glob("began-*")))


def test_a_worker_killed_in_the_middle_is_replaced_and_the_work_done_once(settings, tmp_path):
    job_id = promised("tests.slow", "a", folder=str(tmp_path))
    with a_worker(settings) as first:
        wait_until(lambda: began(tmp_path) == 1)
        kill(first)
    assert times_done("a") == 0

    (tmp_path / "go").touch()
    with a_worker(settings), a_worker(settings, "timetable"):
        seconds = wait_until(lambda: is_done(job_id))

    assert times_done("a") == 1
    assert began(tmp_path) == 2
    assert seconds < SOON


@pytest.mark.parametrize("kills", [4])
def test_however_often_workers_are_killed_the_work_is_done_once(settings, tmp_path, kills):
    job_id = promised("tests.slow", "a", folder=str(tmp_path))
    for number in range(1, kills + 1):
        with a_worker(settings) as worker:
            wait_until(lambda number=number: swept() and began(tmp_path) == number)
            kill(worker)

    (tmp_path / "go").touch()
    with a_worker(settings):
        wait_until(lambda: swept() and is_done(job_id))

    assert times_done("a") == 1


def test_a_work_horse_killed_alone_is_replaced_by_its_own_worker(settings, tmp_path):
    job_id = promised("tests.slow", "a", folder=str(tmp_path))
    with a_worker(settings), a_worker(settings, "timetable"):
        wait_until(lambda: began(tmp_path) == 1)
        (horse,) = tmp_path.glob("began-*")
        os.kill(int(horse.name.removeprefix("began-")), signal.SIGKILL)
        (tmp_path / "go").touch()

        seconds = wait_until(lambda: is_done(job_id))

    assert times_done("a") == 1
    assert seconds < SOON


def test_a_second_worker_takes_over_while_the_first_lies_dead(settings, tmp_path):
    with a_worker(settings) as first, a_worker(settings, "timetable"):
        job_id = promised("tests.slow", "a", folder=str(tmp_path))
        wait_until(lambda: began(tmp_path) == 1)
        with a_worker(settings):
            kill(first)
            (tmp_path / "go").touch()

            seconds = wait_until(lambda: is_done(job_id))

    assert times_done("a") == 1
    assert seconds < SOON

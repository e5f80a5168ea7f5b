"""Work that takes long holds no transaction, and one worker at a time does it."""

from datetime import timedelta
from uuid import uuid4

import pytest

from coop.core import clock, jobs
from coop.core.jobbook import State
from coop.core.jobstarts import LEASE
from tests.core.errands import LONG_PARTS, Killed, job_called, promised, times_done


def test_the_long_part_comes_first_and_outside_any_transaction(app):
    key = str(uuid4())
    made = promised("tests.long", key, how="well")

    assert jobs.run(made) is State.DONE
    assert LONG_PARTS.count(key) == 1
    assert times_done(key) == 1


def test_a_second_worker_leaves_work_alone_that_another_is_at(app):
    key = str(uuid4())
    made = promised("tests.long", key, how="rung again")

    assert jobs.run(made) is State.DONE
    assert LONG_PARTS.count(key) == 1
    assert times_done(key) == 1
    assert job_called("tests.long", key).starts == 1


def test_work_whose_worker_died_in_the_long_part_is_taken_up_after_a_while(app):
    key = str(uuid4())
    made = promised("tests.long", key, how="killed")
    with pytest.raises(Killed):
        jobs.run(made)

    assert jobs.run(made) is State.PROMISED
    with clock.at(clock.now() + LEASE + timedelta(seconds=1)):
        assert jobs.run(made) is State.DONE

    assert LONG_PARTS.count(key) == 2
    assert times_done(key) == 1

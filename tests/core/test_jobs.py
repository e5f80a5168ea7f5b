"""What was promised is done exactly once, whatever becomes of the queue."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from redis import Redis
from rq import Queue
from rq.serializers import JSONSerializer
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from coop.core import clock, jobreport, jobs
from coop.core.db import NotInTransaction, db, session, transaction
from coop.core.doorbell import QUEUE, Doorbell
from coop.core.errors import NotFound
from coop.core.jobbook import Job, State
from tests.core.errands import (
    Killed,
    a_worker,
    errand,
    is_done,
    job_called,
    promised,
    second,
    times_done,
    wait_until,
)

NOW = timedelta(0)


@pytest.fixture
def rings(settings):
    """Show whose rings wait in the real queue."""
    redis = Redis.from_url(settings.redis_url)
    queue = Queue(QUEUE, connection=redis, serializer=JSONSerializer)
    yield lambda: [ring[:36] for ring in queue.get_job_ids()]
    redis.close()


def fail_while_promising() -> None:
    jobs.promise("tests.errand", "broken")
    raise ZeroDivisionError


def test_a_promise_is_rung_after_the_commit(app, rings):
    with transaction():
        jobs.promise("tests.errand", "a")
        assert rings() == []

    assert rings() == [str(job_called("tests.errand", "a").id)]


def test_a_promise_rolled_back_is_never_sent(app, rings):
    with pytest.raises(ZeroDivisionError), transaction():
        fail_while_promising()

    with clock.at(clock.now() + timedelta(hours=1)):
        assert jobs.sweep() == 0
    assert rings() == []
    assert session().query(Job).count() == 0


def test_nothing_is_promised_outside_a_transaction(app):
    with pytest.raises(NotInTransaction):
        jobs.promise("tests.errand", "a")


def test_the_same_promise_made_twice_is_one(app, rings):
    first = promised("tests.errand", "a", number="1")
    second = promised("tests.errand", "a", number="2")

    assert first == second
    assert rings() == [first]
    assert job_called("tests.errand", "a").payload == '{"number":"1"}'


def test_one_promise_made_by_fifty_at_once_is_one(app, rings):
    def promise(number: int) -> str:
        with app.app_context():
            return promised("tests.errand", "a", number=str(number))

    with ThreadPoolExecutor(50) as pool:
        ids = set(pool.map(promise, range(50)))

    assert len(ids) == 1
    assert rings() == list(ids)


def test_a_job_is_done_once_however_often_it_is_rung(app):
    job_id = promised("tests.errand", "a")

    states = [jobs.run(job_id), jobs.run(job_id), jobs.run(job_id)]

    assert states == [State.DONE] * 3
    assert times_done("a") == 1
    assert job_called("tests.errand", "a").done_at == clock.now()


def test_a_job_run_by_many_at_once_is_done_once(app):
    job_id = promised("tests.errand", "a")

    def run(_: int) -> State:
        with app.app_context():
            return jobs.run(job_id)

    with ThreadPoolExecutor(10) as pool:
        list(pool.map(run, range(10)))

    assert times_done("a") == 1


@pytest.mark.parametrize("how", ["refused", "broken"])
def test_work_that_fails_leaves_only_a_counted_attempt(app, how):
    job_id = promised("tests.failing", "a", how=how)

    state = jobs.run(job_id)

    row = job_called("tests.failing", "a")
    assert (state, row.state, row.attempts) == (State.PROMISED, "promised", 1)
    assert len(row.fault) == 8
    assert times_done("a") == 0


def test_a_job_nobody_knows_is_counted_as_failed(app):
    job_id = promised("tests.unknown", "a")

    assert jobs.run(job_id) is State.PROMISED
    assert job_called("tests.unknown", "a").attempts == 1


def test_after_five_attempts_a_job_is_shown_as_failed_and_can_be_tried_again(app, rings):
    job_id = promised("tests.failing", "a", how="broken")
    states = [jobs.run(job_id) for _ in range(6)]
    assert states == [State.PROMISED] * 4 + [State.FAILED] * 2
    (failed,) = jobreport.states().failed
    assert (str(failed.id), failed.attempts) == (job_id, 5)

    Redis.from_url(jobs_url(app)).flushall()
    with transaction():
        jobs.retry(UUID(job_id))

    row = job_called("tests.failing", "a")
    assert (row.state, row.attempts) == ("promised", 0)
    assert rings() == [job_id]


def start_and_die(job_id: str) -> None:
    with pytest.raises(Killed):
        jobs.run(job_id)


def test_work_that_kills_its_worker_every_time_is_given_up_in_plain_words(app):
    job_id = promised("tests.deadly", "a")
    for _ in range(5):
        start_and_die(job_id)
        assert job_called("tests.deadly", "a").state == "promised"

    assert jobs.run(job_id) is State.FAILED

    (failed,) = jobreport.states().failed
    assert failed.fault == "It stopped its worker each time that it was begun."
    assert failed.is_told
    assert times_done("a") == 0
    with clock.at(clock.now() + timedelta(hours=1)):
        assert jobs.sweep() == 0


def test_tried_again_it_may_kill_five_workers_more(app):
    job_id = promised("tests.deadly", "a")
    for _ in range(5):
        start_and_die(job_id)
    jobs.run(job_id)

    with transaction():
        jobs.retry(UUID(job_id))

    start_and_die(job_id)
    assert job_called("tests.deadly", "a").starts == 1


def test_an_end_however_bad_forgets_the_starts(app):
    job_id = promised("tests.failing", "a", how="broken")
    for _ in range(4):
        jobs.run(job_id)

    assert job_called("tests.failing", "a").starts == 0


def test_a_busy_database_counts_no_start(app, monkeypatch):
    job_id = promised("tests.errand", "a")

    def busy(_job_id: UUID) -> State:
        raise OperationalError("", {}, sqlite3.OperationalError("database is locked"))

    with monkeypatch.context() as held:
        held.setattr(jobs, "_do", busy)
        held.setattr(jobs, "PATIENCE", ())
        for _ in range(7):
            assert jobs.run(job_id) is State.PROMISED

    assert job_called("tests.errand", "a").starts == 0
    assert jobs.run(job_id) is State.DONE


def jobs_url(app) -> str:
    return app.config["EVENHAND"].redis_url


def test_each_failure_makes_the_next_try_wait_longer(app):
    job_id = promised("tests.failing", "a", how="broken")
    waits = []
    for _ in range(4):
        jobs.run(job_id)
        waits.append(job_called("tests.failing", "a").due_at - clock.now())

    assert waits == sorted(waits)
    assert waits[0] == timedelta(seconds=5)


def test_work_due_later_is_rung_when_it_is_due(app, rings):
    due = clock.now() + timedelta(hours=2)
    with transaction():
        jobs.promise("tests.errand", "a", due=due)
    assert jobs.sweep(quiet=NOW) == 0

    with clock.at(due):
        assert jobs.sweep() == 1

    assert len(rings()) == 1


def test_a_flushed_queue_loses_nothing(app, settings, rings):
    ids = {promised("tests.errand", str(number)) for number in range(3)}
    Redis.from_url(settings.redis_url).flushall()

    assert jobs.sweep() == 0
    with clock.at(clock.now() + timedelta(seconds=5)):
        assert jobs.sweep() == 3

    assert set(rings()) == ids


def test_what_waits_in_the_queue_is_not_rung_again(app, rings):
    promised("tests.errand", "a")

    with clock.at(clock.now() + timedelta(minutes=5)):
        assert jobs.sweep() == 0

    assert len(rings()) == 1


def test_what_a_worker_holds_is_not_rung_again(app, settings, rings):
    promised("tests.errand", "a")
    Redis.from_url(settings.redis_url).flushall()
    if db.engine.dialect.name == "sqlite":
        # On SQLite a worker at work holds the one write lock, and the sweep waits for it.
        return
    with db.engine.connect() as holding:
        holding.execute(text("SELECT id FROM job FOR UPDATE"))

        assert jobs.sweep(quiet=NOW) == 0

    assert jobs.sweep(quiet=NOW) == 1


def test_a_deaf_queue_fails_no_deed(app, caplog):
    app.extensions["evenhand.doorbell"] = Doorbell("unix:///nowhere/at-all.sock")

    job_id = promised("tests.errand", "a")

    assert job_called("tests.errand", "a").state == "promised"
    assert "the sweep will ring again" in caplog.text
    assert jobs.run(job_id) is State.DONE


def test_without_a_queue_work_is_done_where_it_is_promised(app):
    app.extensions["evenhand.doorbell"] = Doorbell(None)

    job_id = promised("tests.second", "a")

    assert is_done(job_id)
    assert times_done("a") == 1


def test_without_a_queue_a_failure_does_not_reach_the_deed(app):
    app.extensions["evenhand.doorbell"] = Doorbell(None)

    promised("tests.failing", "a", how="broken")

    assert job_called("tests.failing", "a").attempts == 1


def test_the_states_of_the_work_are_counted(app):
    jobs.run(promised("tests.errand", "a"))
    promised("tests.errand", "b")
    with transaction():
        jobs.promise("tests.errand", "c", due=clock.now() + timedelta(days=1))

    states = jobreport.states()

    assert (states.promised, states.late, states.done, states.failed) == (2, 1, 1, ())


def test_a_name_stands_for_one_work():
    with pytest.raises(ValueError, match="twice"):
        jobs.job("tests.errand")(second)

    assert jobs.job("tests.errand")(errand) is errand


def test_a_job_nobody_promised_is_an_error(app):
    with pytest.raises(NotFound):
        jobs.retry(uuid4())


def test_a_real_worker_does_what_was_promised(app, settings):
    job_id = promised("tests.second", "a")

    with a_worker(settings):
        wait_until(lambda: is_done(job_id) and times_done("a") == 1)

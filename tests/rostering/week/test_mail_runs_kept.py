"""Letters that were written before rosters came are still there afterwards, and the other way."""

import pytest
from sqlalchemy import create_engine, insert, select, text
from sqlalchemy.exc import IntegrityError

from coop.core import schema
from coop.core.db import new_id, prepare_engine
from coop.membership.models.member import Member
from coop.post.models import Letter, MailRun
from tests import services
from tests.conftest import MORNING

BEFORE, WITH = "0005_work", "0006_rosters"


@pytest.fixture
def written(engine):
    """Give a database from before rosters with a run of one letter in it."""
    with services.empty_database(engine) as url:
        schema.upgrade(url, BEFORE)
        there = create_engine(url)
        prepare_engine(there)
        run, member = new_id(), new_id()
        with there.begin() as connection:
            connection.execute(insert(Member).values(id=member, number=1))
            connection.execute(a_run(run, "ballot"))
            connection.execute(
                insert(Letter).values(
                    id=new_id(), run_id=run, member_id=member, code="A", address="1 Long Lane"
                )
            )
        there.dispose()
        yield url, there, run
        there.dispose()


def a_run(run_id, kind):
    """Write a mail run."""
    return insert(MailRun).values(
        id=run_id, kind=kind, subject_id=new_id(), part="outside", prepared_at=MORNING
    )


def test_a_letter_stays_in_its_run_and_a_run_may_now_be_about_a_roster(written):
    url, there, run = written

    schema.upgrade(url, WITH)

    with there.begin() as connection:
        connection.execute(a_run(new_id(), "roster"))
        assert connection.scalar(select(Letter.run_id)) == run
        assert connection.scalar(select(MailRun.kind).where(MailRun.id == run)) == "ballot"


def test_a_letter_still_needs_its_run(written):
    url, there, _run = written
    schema.upgrade(url, WITH)

    with pytest.raises(IntegrityError), there.begin() as connection:
        connection.execute(text("DELETE FROM mail_run"))
    with pytest.raises(IntegrityError), there.begin() as connection:
        connection.execute(a_run(new_id(), "postcard"))


def test_going_back_keeps_the_letter_too(written):
    url, there, run = written
    schema.upgrade(url, WITH)

    schema.downgrade(url, BEFORE)

    with there.begin() as connection:
        assert connection.scalar(select(Letter.run_id)) == run
    with pytest.raises(IntegrityError), there.begin() as connection:
        connection.execute(a_run(new_id(), "roster"))

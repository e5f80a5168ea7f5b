"""What the tables and files give away about a secret vote: that it came, never how.

Decision 0003 says what an operator could and could not learn; these tests hold it to that.
"""

import json
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import inspect, text

from coop.core import clock
from coop.core.audit import Channel, Hand
from coop.core.auditbook import AuditEntry
from coop.core.db import db, session, transaction
from coop.core.errors import Refused
from governance.actions import cast_vote, declare_result
from governance.counting.majority import Choice
from governance.jobs import scour
from governance.models.ballots import CountedBox, SealedPaper
from tests.builders.governance import (
    a_cooperative,
    a_motion,
    after_close,
    an_elector,
    close,
    the_ballot,
    the_house,
    votes,
)

CHOICES = {choice.value for choice in Choice}


@pytest.fixture
def motion(app):
    a_cooperative(web=14)
    return a_motion(open=True)


def every_value() -> dict[str, set[object]]:
    """Give the values of every table but the papers themselves."""
    tables = [name for name in inspect(db.engine).get_table_names() if name != "sealed_paper"]
    found: dict[str, set[object]] = {}
    for table in tables:
        rows = session().execute(text(f'SELECT * FROM "{table}"'))  # noqa: S608 - our own tables
        found[table] = {_plain(value) for row in rows for value in row}
    return found


def _plain(value: object) -> object:
    return (
        value.hex
        if isinstance(value, UUID)
        else bytes(value)
        if isinstance(value, memoryview)
        else value
    )


def papers() -> list[tuple[object, ...]]:
    return [
        tuple(map(_plain, row)) for row in session().execute(text("SELECT * FROM sealed_paper"))
    ]


def count(motion) -> None:
    with clock.at(after_close(motion)):
        with transaction():
            declare_result(the_ballot(motion).id)
        with transaction():
            scour("", {})


def test_a_sealed_paper_shares_nothing_with_any_table_but_its_ballot(motion):
    votes(motion, "faxffaf")

    elsewhere = every_value()

    ballot = the_ballot(motion).id.hex
    assert len(papers()) == 7
    for paper in papers():
        shared = {value for value in paper if any(value in held for held in elsewhere.values())}
        assert shared <= {ballot}


def test_a_paper_has_no_member_no_time_and_no_number(motion):
    votes(motion, "fa")

    columns = {column["name"] for column in inspect(db.engine).get_columns("sealed_paper")}

    assert columns == {"id", "ballot_id", "sealed"}
    assert {paper.id.version for paper in session().query(SealedPaper)} == {4}


def test_the_log_says_that_a_vote_came_and_nothing_of_how(motion):
    votes(motion, "fa")

    entries = session().query(AuditEntry).filter_by(act="governance.voted").all()

    assert [json.loads(entry.details) for entry in entries] == [{"number": motion.number}] * 2
    assert not any(choice in entry.evidence for entry in entries for choice in CHOICES)


def test_two_members_who_vote_differently_leave_the_same_traces(motion):
    votes(motion, "fa")

    first, second = session().query(AuditEntry).filter_by(act="governance.voted").all()

    same = ("act", "via", "details", "evidence", "keyed_by", "subject")
    assert [getattr(first, name) for name in same] == [getattr(second, name) for name in same]


def test_after_the_close_the_papers_lie_in_an_order_that_says_nothing(motion):
    votes(motion, "fffaaax")
    before = {row[0] for row in papers()}

    close(motion)

    after = [row[0] for row in papers()]
    assert before.isdisjoint(after)
    assert [str(one) for one in after] == sorted(map(str, after))


def test_after_the_close_all_papers_share_one_transaction(motion, engine):
    if engine == "sqlite":
        made = "SELECT sql FROM sqlite_master WHERE name = 'sealed_paper'"
        assert "WITHOUT ROWID" in session().scalar(text(made))
        return
    votes(motion, "fffaaax")

    close(motion)

    marks = session().execute(text("SELECT xmin::text FROM sealed_paper"))
    assert len({row[0] for row in marks}) == 1


def test_the_count_leaves_neither_papers_nor_key(motion):
    votes(motion, "ffa")
    close(motion)

    count(motion)

    assert papers() == []
    assert the_ballot(motion).box_sealed_key is None
    box = session().query(CountedBox).one()
    assert box.papers == b"against\nfor\nfor"


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_the_files_give_no_choice_away_while_voting_runs(motion, engine):
    before = words_in_files(CHOICES)

    votes(motion, "faxxaf")

    assert words_in_files(CHOICES) == before


def test_the_files_hold_no_sealed_paper_after_the_count(motion, engine):
    votes(motion, "faxxaf")
    sealed = [paper.sealed for paper in session().query(SealedPaper)]
    close(motion)

    count(motion)

    if engine == "sqlite":
        whole = b"".join(path.read_bytes() for path in database_files())
        assert not any(paper[:48] in whole for paper in sealed)
    else:
        assert session().scalar(text("SELECT pg_relation_size('sealed_paper')")) == 0


def words_in_files(words: set[str]) -> dict[str, int]:
    """Count words as whole texts in the database’s own files."""
    whole = b"".join(path.read_bytes() for path in database_files())
    return {word: whole.count(word.encode()) for word in sorted(words - {"for"})}


def database_files() -> list[Path]:
    path = Path(db.engine.url.database or "")
    return [one for one in (path, path.with_name(path.name + "-wal")) if one.exists()]


def test_a_clerk_cannot_key_a_secret_vote_and_see_it(motion):
    hand = Hand(an_elector(of=motion).id, Channel.PAPER, keyed_by=the_house().clerk.id)

    with pytest.raises(Refused, match="through its envelope"), transaction():
        cast_vote(motion.id, Choice.FOR, hand=hand)

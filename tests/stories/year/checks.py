"""What every statement of the year is held against: our own sums, and its own paper."""

import json
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import select

from coop.core.db import session
from payroll.models.runs import Statement, StatementPaper
from payroll.rules.document import faults_in
from tests.stories.year.expected import Due, Said
from tests.stories.year.pencil import Row, stretches, wrong_on
from tests.stories.year.told import Story


def as_reckoned(story: Story, first: date) -> None:
    """Hold each statement of a month against what the plan says that it must come to."""
    held_against(story, story.runs[first], story.year.due[first])


def held_against(story: Story, run: UUID, dues: dict[int, Due]) -> None:
    """Hold the statements of a run against what they must come to, one for each member."""
    places = {member: place for place, member in story.house.members.items()}
    rows = statements(run)
    assert {places[row.member_id] for row in rows} == set(dues)
    for row in rows:
        document = json.loads(row.document)
        assert faults_in(document) == []
        assert said_by(document) == dues[places[row.member_id]].says


def statements(run: UUID) -> list[Statement]:
    """Give the statements of a run."""
    return list(session().scalars(select(Statement).where(Statement.run_id == run)))


def on_paper(ids: Iterable[UUID]) -> int:
    """Add the papers of these statements again by what is printed on them; give how many."""
    rows = (
        session()
        .scalars(select(StatementPaper).where(StatementPaper.statement_id.in_(list(ids))))
        .all()
    )
    for row in rows:
        assert wrong_on(row.content) == []
    return len(rows)


def said_by(document: dict[str, object]) -> list[Said]:
    """Give what the stretches of a statement say."""
    return [
        (one["first"], one["last"], one["scheme"], one["gross"],
         {code: -amount for code, amount in _amounts(one["lines"]).items()},
         _amounts(one["purses"]))
        for one in stretches(document)
    ]  # fmt: skip


def _amounts(rows: Iterable[Row]) -> dict[str, int]:
    return {row["code"]: row["amount"] for row in rows if row["amount"]}

"""What every statement of the year is held against: our own sums, and its own paper."""

import json
from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from coop.core.db import session
from payroll.models.runs import Statement, StatementPaper
from payroll.reading.balances import owed_to
from payroll.rules.statements.document import faults_in
from tests.stories.year.expected import Due, Said
from tests.stories.year.pencil import Row, stretches, wrong_on
from tests.stories.year.plan import BEGINS
from tests.stories.year.sums import RAISED
from tests.stories.year.told import Story

MONTH = timedelta(days=31)
"""A month is paid in the one after it."""


def as_reckoned(story: Story, first: date) -> None:
    """Hold each statement of a month against what the plan says that it must come to."""
    held_against(story, story.runs[first], story.year.due[first])


def corrected_as_reckoned(story: Story, first: date, last: date) -> dict[int, Due]:
    """Hold the corrections of a month against the rise; give what they must come to."""
    dues = story.year.again(first, last, story.hours[first], RAISED)
    run = story.corrections[first]
    held_against(story, run, dues)
    for row in statements(run):
        document = json.loads(row.document)
        due = dues[story.place_of(row.member_id)]
        before = story.year.due[first][due.place]
        assert document["revision"] == 2
        assert document["difference"]["gross"] == due.gross - before.gross
        assert document["difference"]["net"] == due.net - before.net
        assert document["because"] == "The members voted for a rise."
    return dues


def held_against(story: Story, run: UUID, dues: dict[int, Due]) -> None:
    """Hold the statements of a run against what they must come to, one for each member."""
    rows = statements(run)
    assert {story.place_of(row.member_id) for row in rows} == set(dues)
    for row in rows:
        document = json.loads(row.document)
        assert faults_in(document) == []
        assert said_by(document) == dues[story.place_of(row.member_id)].says


def years_as_reckoned(story: Story) -> None:
    """Hold what the last statement of each calendar year says of that year against our own sum."""
    for year in {(first + MONTH).year for first in story.runs}:
        paid = [first for first in story.runs if (first + MONTH).year == year]
        for row in statements(story.runs[max(paid)]):
            place, said = story.place_of(row.member_id), json.loads(row.document)["year"]
            mine = [story.year.newest[first][place] for first in paid]
            assert said["gross"] == sum(due.gross for due in mine)
            assert said["net"] == sum(due.net for due in mine)


def purses_as_reckoned(story: Story) -> None:
    """Hold what lies in everybody’s purses against what was put in and paid out."""
    members = story.house.members
    owed = owed_to(members.values())
    for place, member in members.items():
        kept = {
            f"purse:{code}": sum(dues[place].into(code) for dues in story.year.newest.values())
            for code in ("savings", "family")
            if place in story.year.newest[BEGINS]
        }
        found = {code: amount for code, amount in owed[member].items() if "purse:" in code}
        assert found == {code: amount for code, amount in kept.items() if amount}


def statements(run: UUID) -> list[Statement]:
    """Give the statements of a run."""
    return list(session().scalars(select(Statement).where(Statement.run_id == run)))


def split_statements(story: Story) -> list[UUID]:
    """Give the statements of everybody who moved in a month, or whose scheme changed in it."""
    split = {
        (run, story.house.members[due.place])
        for first, run in story.runs.items()
        for due in story.year.due[first].values()
        if len(due.parts) > 1
    }
    return [
        row.id
        for run in story.runs.values()
        for row in statements(run)
        if (run, row.member_id) in split
    ]


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

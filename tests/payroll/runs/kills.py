"""Stop the work on a run at any of its steps, and say afterwards whether anything came twice."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from types import ModuleType
from unittest import mock
from uuid import UUID

from sqlalchemy import select

from coop.core import canonical
from coop.core.db import db, session
from coop.core.jobbook import Job, State
from payroll.deeds import drafting, issuing
from payroll.models.books import LedgerEntry
from payroll.models.runs import PayRun, Statement, StatementPaper
from payroll.reading.balances import owed_to, trial_balance
from payroll.rules.statements.document import faults_in

STEPS: tuple[tuple[ModuleType, str], ...] = (
    (drafting, "spread"),
    (drafting, "draft"),
    (drafting, "look_for_end"),
    (drafting, "take_step"),
    (issuing, "spread"),
    (issuing, "typeset_statement"),
    (issuing, "enter_many"),
    (issuing, "look_for_end"),
    (issuing, "take_step"),
)
"""What the work on a run does, step by step; “before” and “after” are those of each commit."""


class Killed(BaseException):
    """What ends the work at once: nothing that is written to catch faults."""


@dataclass(slots=True)
class Watch:
    """Counts the steps of the work; at the one that was asked for it calls `stop`.

    Without a name it counts steps of any kind.
    """

    name: str
    nth: int
    stop: Callable[[], None]
    count: int = 0

    def step(self, name: str) -> None:
        """Note a step."""
        if self.name in {"", name}:
            self.count += 1
            if self.count == self.nth:
                self.stop()

    def before(self, name: str, usual: Callable[..., object]) -> Callable[..., object]:
        """Give a function that notes its step and does what it usually does."""

        def call(*args: object, **told: object) -> object:
            self.step(name)
            return usual(*args, **told)

        return call

    def around(self, commit: Callable[[], None]) -> Callable[[], None]:
        """Give a commit that notes a step before itself and one after."""

        def committed() -> None:
            self.step("before")
            commit()
            self.step("after")

        return committed


@contextmanager
def stopped_at(name: str, nth: int, stop: Callable[[], None]) -> Iterator[None]:
    """Call `stop` when the work comes to a step for the nth time, counted from now."""
    watch = Watch(name, nth, stop)
    with ExitStack() as patches:
        commit = watch.around(db.session.commit)
        patches.enter_context(mock.patch.object(db.session, "commit", commit))
        for room, step in STEPS:
            call = watch.before(step, getattr(room, step))
            patches.enter_context(mock.patch.object(room, step, call))
        yield


def everything_came_once(run_id: UUID, members: set[UUID], net: int) -> None:
    """Claim that each member has one statement, one paper and one entry, and the books balance."""
    db.session.rollback()
    found = session().scalars(select(Statement).where(Statement.run_id == run_id)).all()
    assert session().get_one(PayRun, run_id).state == "issued"
    assert Counter(one.member_id for one in found) == Counter(members)
    assert all(faults_in(canonical.read(one.document) or {}) == [] for one in found)
    papers = Counter(session().scalars(select(StatementPaper.statement_id)))
    assert papers == Counter(one.id for one in found)
    entries = select(LedgerEntry.source_id).where(LedgerEntry.source == "statement")
    assert Counter(session().scalars(entries)) == Counter(str(one.id) for one in found)
    assert sum(one.balance for one in trial_balance()) == 0
    owed = owed_to(members)
    assert {one["purse:spend"] for one in owed.values()} == {net}
    failed = select(Job.name).where(Job.state == State.FAILED)
    assert session().scalars(failed).all() == []

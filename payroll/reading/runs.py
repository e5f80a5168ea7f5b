"""Pay runs as pages read them: their life, their sums, how far the work is, and their lines."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Row, func, select

from coop.core.db import session
from coop.core.errors import N_, NotFound
from coop.core.jobbook import Job
from coop.core.jobbook import State as JobState
from coop.membership.queries import called
from payroll.models.runs import PayDraft, PayRun, PayRunStep, Statement
from payroll.reading.run_state import BLOCKED
from payroll.rules.nouns import Amount
from payroll.rules.runs.life import Calendar, State, code_of
from payroll.rules.runs.oddities import Odd, Oddity

NOTHING_ODD = '{"odd":[]}'


@dataclass(frozen=True, slots=True)
class StepView:
    """Something that happened to a run; nobody’s hand: the worker did it."""

    step: str
    at: datetime
    by: UUID | None
    because: str


@dataclass(frozen=True, slots=True)
class RunView:
    """A pay run."""

    id: UUID
    calendar: Calendar
    first: date
    last: date
    pays_on: date
    revision: int
    corrects_id: UUID | None
    because: str
    state: State
    begun_by: UUID
    drafts: int
    checked_by: UUID | None
    approved_by: UUID | None
    digest: str

    @property
    def code(self) -> str:
        """Name its period, and the revision from the second on."""
        code = code_of(self.calendar, self.first, self.last)
        return code if self.revision == 1 else f"{code} / {self.revision}"

    @property
    def is_working(self) -> bool:
        """Say whether the worker is at it."""
        return self.state in {State.DRAFTING, State.ISSUING}


@dataclass(frozen=True, slots=True)
class RunSums:
    """What a run comes to: its drafts, or its statements once they are out."""

    members: int = 0
    gross: Amount = 0
    net: Amount = 0
    blocked: int = 0
    odd: int = 0

    @property
    def taken(self) -> Amount:
        """Give what is taken from pay."""
        return self.gross - self.net


@dataclass(frozen=True, slots=True)
class LineView:
    """One member’s line of a run; `odd` is what to look at, weightiest first."""

    member_id: UUID
    number: int
    name: str
    gross: Amount
    net: Amount
    odd: tuple[Odd, ...]
    is_blocked: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """How many parts of the work are done, and how many stopped and wait to be tried again."""

    done: int
    whole: int
    failed: int

    @property
    def percent(self) -> int:
        """Give the share that is done, in whole per cent."""
        return 100 * self.done // self.whole if self.whole else 0


def run_view(run_id: UUID) -> RunView:
    """Give one run; `NotFound` when there is none."""
    row = session().get(PayRun, run_id)
    if row is None:
        raise NotFound(N_("pay run"))
    return _view(row)


def runs() -> tuple[RunView, ...]:
    """List all runs, the latest period first, each revision before the one it corrects."""
    asked = select(PayRun).order_by(
        PayRun.first_on.desc(), PayRun.revision.desc(), PayRun.begun_at.desc()
    )
    return tuple(_view(row) for row in session().scalars(asked))


def steps_of_run(run_id: UUID) -> tuple[StepView, ...]:
    """List what happened to a run, in order."""
    asked = select(PayRunStep).where(PayRunStep.run_id == run_id).order_by(PayRunStep.at)
    return tuple(
        StepView(row.step, row.at, row.by, row.because) for row in session().scalars(asked)
    )


def sums_of_runs(run_ids: Sequence[UUID]) -> dict[UUID, RunSums]:
    """Give what each run comes to: drafts and statements hold the same figures."""
    asked = (
        select(
            PayDraft.run_id,
            func.count().label("members"),
            func.sum(PayDraft.gross_minor).label("gross"),
            func.sum(PayDraft.net_minor).label("net"),
            func.count().filter(PayDraft.document == BLOCKED).label("blocked"),
            func.count().filter(PayDraft.odd != NOTHING_ODD).label("odd"),
        )
        .where(PayDraft.run_id.in_(run_ids))
        .group_by(PayDraft.run_id)
    )
    found = {run_id: RunSums() for run_id in run_ids}
    for row in session().execute(asked):
        found[row.run_id] = RunSums(row.members, int(row.gross), int(row.net), row.blocked, row.odd)
    return found


def sums_of_run(run_id: UUID) -> RunSums:
    """Give what one run comes to."""
    return sums_of_runs([run_id])[run_id]


def odd_lines(run_id: UUID) -> list[LineView]:
    """List the lines that somebody should look at, the weightiest first."""
    asked = select(*_LINE).where(PayDraft.run_id == run_id, PayDraft.odd != NOTHING_ODD)
    found = _lines(session().execute(asked).all())
    order = list(Oddity)
    return sorted(found, key=lambda one: (order.index(one.odd[0].kind), one.number))


def plain_lines(run_id: UUID) -> list[LineView]:
    """List the lines with nothing odd about them, by membership number."""
    asked = select(*_LINE).where(PayDraft.run_id == run_id, PayDraft.odd == NOTHING_ODD)
    return sorted(_lines(session().execute(asked).all()), key=lambda one: one.number)


def lines_of_run(run_id: UUID) -> list[LineView]:
    """List every line of a run, by membership number; `NotFound` when there is no such run."""
    run_view(run_id)
    asked = select(*_LINE).where(PayDraft.run_id == run_id)
    return sorted(_lines(session().execute(asked).all()), key=lambda one: one.number)


def line_of(run_id: UUID, member_id: UUID) -> tuple[LineView, dict[str, object]]:
    """Give one member’s line and what their statement would say; empty when it cannot be said."""
    asked = select(*_LINE, PayDraft.document.label("whole"))
    row = (
        session()
        .execute(asked.where(PayDraft.run_id == run_id, PayDraft.member_id == member_id))
        .one_or_none()
    )
    if row is None:
        raise NotFound(N_("line of this run"))
    (line,) = _lines([row])
    return line, json.loads(row.whole) if row.whole else {}


def progress_of(run: RunView) -> Progress:
    """Say how far the worker has come with what it does for a run now."""
    name = "payroll.issue_part" if run.state is State.ISSUING else "payroll.draft_part"
    prefix = f"{run.id}:" if run.state is State.ISSUING else f"{run.id}:{run.drafts}:"
    asked = (
        select(Job.state, func.count().label("parts"))
        .where(Job.name == name, Job.key.startswith(prefix, autoescape=True))
        .group_by(Job.state)
    )
    found = {row.state: row.parts for row in session().execute(asked)}
    done, failed = found.get(JobState.DONE, 0), found.get(JobState.FAILED, 0)
    return Progress(done, sum(found.values()), failed)


def statement_ids(run_id: UUID) -> Mapping[UUID, UUID]:
    """Give the statement that each member has from a run."""
    asked = select(Statement.member_id, Statement.id).where(Statement.run_id == run_id)
    return {row.member_id: row.id for row in session().execute(asked)}


def later_revision(run_id: UUID) -> UUID | None:
    """Give the run that corrects this one, if one was begun and not dropped."""
    asked = select(PayRun.id).where(PayRun.corrects_id == run_id, PayRun.state != State.DROPPED)
    return session().scalars(asked).first()


def newest_end(calendar: Calendar) -> date | None:
    """Give the last day that a run by this calendar covers; None before the first."""
    asked = select(func.max(PayRun.last_on)).where(
        PayRun.calendar == calendar, PayRun.state != State.DROPPED
    )
    return session().scalar(asked)


def odd_from(text: str) -> tuple[Odd, ...]:
    """Read what is odd about a draft as it is kept."""
    told = json.loads(text)["odd"]
    return tuple(Odd(Oddity(one["kind"]), one["values"]) for one in told)


_LINE = (
    PayDraft.member_id,
    PayDraft.gross_minor,
    PayDraft.net_minor,
    PayDraft.odd,
    (PayDraft.document == BLOCKED).label("blocked"),
)


def _lines(rows: Sequence[Row[*tuple[object, ...]]]) -> list[LineView]:
    people = called([row.member_id for row in rows])
    return [
        LineView(
            row.member_id,
            people[row.member_id].number,
            people[row.member_id].name,
            row.gross_minor,
            row.net_minor,
            odd_from(row.odd),
            bool(row.blocked),
        )
        for row in rows
    ]


def _view(row: PayRun) -> RunView:
    return RunView(
        row.id,
        Calendar(row.calendar),
        row.first_on,
        row.last_on,
        row.pays_on,
        row.revision,
        row.corrects_id,
        row.because,
        State(row.state),
        row.begun_by,
        row.drafts,
        row.checked_by,
        row.approved_by,
        row.digest,
    )

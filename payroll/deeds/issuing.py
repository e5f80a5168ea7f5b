"""Issue an approved run: each statement once, with its entry in the books and its paper.

A part of the run is one transaction: statements, entries and papers of its members, or none
of them. So a worker may die at any moment; whatever it had not finished is done again, and
whatever was done is found done.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy import func, insert, select

from coop.core import audit, canonical, clock
from coop.core.audit import Hand
from coop.core.db import new_id, session
from coop.core.errors import N_, Refusal, refuse_if
from coop.core.jobs import promise
from coop.membership.actions import take_turns
from coop.membership.queries import the_cooperative
from payroll import acts
from payroll.deeds.entering import enter_many
from payroll.deeds.run_parts import is_over, look_for_end, members_in, spread
from payroll.deeds.run_steps import locked_run, period_code, take_step
from payroll.deeds.share_orders import buy_whole_shares
from payroll.models.runs import PayDraft, PayRun, PayRunStep, Statement, StatementPaper
from payroll.papers import typeset_statement
from payroll.reading.pay_facts import chain_of
from payroll.reading.run_state import BLOCKED, changed_balances, digest_of
from payroll.rules.books.ledger import NewEntry
from payroll.rules.runs.flows import SHARES_PAYING, movements_of
from payroll.rules.runs.life import State, Step, refusals_to_step
from payroll.rules.statements.document import issued

PART, DONE = "payroll.issue_part", "payroll.issue_done"
AT_ONCE = 25
SOURCE = "statement"


@dataclass(frozen=True, slots=True)
class _Ready:
    """One statement, ready to be written: its document, and what it corrects."""

    id: UUID
    member_id: UUID
    document: dict[str, object]
    gross: int
    net: int
    corrects_id: UUID | None
    before: dict[str, object] | None


@dataclass(frozen=True, slots=True)
class _Issue:
    """A run on its way out, and the moment at which that was ordered."""

    run: PayRun
    at: datetime
    day: date


def issue_run(run_id: UUID, *, hand: Hand) -> None:
    """Order the issue of an approved run (PAY-35, PAY-36); the worker writes the statements."""
    take_turns()
    run = locked_run(run_id)
    refuse_if(refusals_to_step(State(run.state), Step.ISSUE) or _refusals_to_issue(run))
    take_step(run, Step.ISSUE, hand=hand)
    promise("payroll.issue", str(run.id))
    audit.record(acts.RUN_ISSUING, run.id, hand=hand, period=period_code(run))


def spread_issue(key: str) -> None:
    """Promise the parts of an issue; `key` is the run’s id."""
    run = session().get_one(PayRun, UUID(key))
    if run.state != State.ISSUING:
        return
    asked = (
        select(PayDraft.member_id)
        .where(PayDraft.run_id == run.id, PayDraft.document != BLOCKED)
        .order_by(PayDraft.member_id)
    )
    spread(PART, key, session().scalars(asked).all(), AT_ONCE)


def issue_part(key: str, payload: dict[str, str]) -> None:
    """Write the statements of some members, whichever are not written yet."""
    run = session().get_one(PayRun, UUID(key.partition(":")[0]))
    if run.state != State.ISSUING:
        return
    issue = _issue(run)
    ready = _ready(issue, members_in(payload))
    if ready:
        session().execute(insert(Statement), [_statement(one, issue) for one in ready])
        session().execute(insert(StatementPaper), [_paper(one, issue) for one in ready])
        entries = [_entry(one, issue) for one in ready]
        enter_many([one for one in entries if one.movements], hand=Hand.system())
        _buy_shares(ready, issue)
    look_for_end(PART, key, DONE)


def end_issue(key: str) -> None:
    """Call a run issued once every statement is written; a second look changes nothing."""
    prefix = key.rpartition(":")[0]
    run = locked_run(UUID(prefix))
    if run.state != State.ISSUING or not is_over(PART, prefix):
        return
    count = select(func.count()).select_from(Statement).where(Statement.run_id == run.id)
    hand, statements = Hand.system(), session().scalar(count) or 0
    take_step(run, Step.ISSUED, hand=hand)
    audit.record(acts.RUN_ISSUED, run.id, hand=hand, period=period_code(run), statements=statements)


def _refusals_to_issue(run: PayRun) -> list[Refusal]:
    found, again = [], N_("Draft the run again.")
    if digest_of(run.id) != run.digest:
        found.append(Refusal("PAY-35", N_("The drafts are not those that were approved.")))
    others = select(PayRun.id).where(PayRun.state == State.ISSUING)
    if session().scalars(others).first() is not None:
        todo = N_("Wait until it is issued.")
        found.append(Refusal("PAY-36", N_("Another run is just being issued."), {}, todo))
    changed = changed_balances(run.id)
    if changed:
        text = N_("The purses of %(number)s members have changed since the draft.")
        found.append(Refusal("PAY-35", text, {"number": changed}, again))
    return found


def _issue(run: PayRun) -> _Issue:
    asked = (
        select(PayRunStep.at)
        .where(PayRunStep.run_id == run.id, PayRunStep.step == Step.ISSUE)
        .order_by(PayRunStep.at.desc())
    )
    at = session().scalars(asked.limit(1)).one()
    return _Issue(run, at, clock.local(at, the_cooperative().timezone).date())


def _ready(issue: _Issue, members: Sequence[UUID]) -> list[_Ready]:
    """Make the documents of those who have no statement of this run yet."""
    written = select(Statement.member_id).where(
        Statement.run_id == issue.run.id, Statement.member_id.in_(members)
    )
    missing = set(members) - set(session().scalars(written))
    asked = select(PayDraft).where(PayDraft.run_id == issue.run.id, PayDraft.member_id.in_(missing))
    before = _corrected(issue.run, members)
    return [_one(row, issue, before.get(row.member_id)) for row in session().scalars(asked)]


def _one(row: PayDraft, issue: _Issue, before: Statement | None) -> _Ready:
    document = issued(canonical.read(row.document) or {}, issued_on=issue.day)
    return _Ready(
        new_id(),
        row.member_id,
        document,
        row.gross_minor,
        row.net_minor,
        before.id if before else None,
        canonical.read(before.document) if before else None,
    )


def _corrected(run: PayRun, members: Sequence[UUID]) -> dict[UUID, Statement]:
    earlier = chain_of(run)[1:]
    if not earlier:
        return {}
    asked = (
        select(Statement)
        .where(Statement.run_id.in_(earlier), Statement.member_id.in_(members))
        .order_by(Statement.revision)
    )
    return {row.member_id: row for row in session().scalars(asked)}


def _statement(one: _Ready, issue: _Issue) -> dict[str, object]:
    return {
        "id": one.id,
        "run_id": issue.run.id,
        "member_id": one.member_id,
        "revision": one.document["revision"],
        "corrects_id": one.corrects_id,
        "document": canonical.canonical(one.document),
        "digest": one.document["digest"],
        "gross_minor": one.gross,
        "net_minor": one.net,
        "issued_at": issue.at,
    }


def _paper(one: _Ready, issue: _Issue) -> dict[str, object]:
    content = typeset_statement(one.document, at=issue.at)
    return {
        "statement_id": one.id,
        "content": content,
        "digest": sha256(content).hexdigest(),
    }


def _entry(one: _Ready, issue: _Issue) -> NewEntry:
    return NewEntry(
        day=issue.day,
        source=SOURCE,
        source_id=str(one.id),
        says=f"Statement {one.document['number']}",
        movements=movements_of(one.document, one.member_id, one.before),
    )


def _buy_shares(ready: Sequence[_Ready], issue: _Issue) -> None:
    """Let whoever has saved a whole share by now have it."""
    saving = {
        one.member_id
        for one in ready
        for move in movements_of(one.document, one.member_id, one.before)
        if move.credit == SHARES_PAYING
    }
    if saving:
        buy_whole_shares(saving, on=issue.day, hand=Hand.system())

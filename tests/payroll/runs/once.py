"""What must be true of an issued run, whatever befell it: everything is there, exactly once."""

from collections import Counter
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select

from coop.core import canonical, clock
from coop.core.db import db, session
from coop.core.jobbook import Job, State
from payroll.models.books import LedgerEntry
from payroll.models.runs import PayDraft, PayRun, PayRunStep, Statement, StatementPaper
from payroll.reading.balances import owed_to, trial_balance
from payroll.rules.statements.document import faults_in, issued
from payroll.rules.statements.document_shape import parts, text, whole


def run_faults(run_id: UUID) -> list[str]:
    """Say everything that is not as it must be; nothing when the run was issued once and whole."""
    db.session.rollback()
    run = session().get_one(PayRun, run_id)
    drafts = {one.member_id: one for one in _of(PayDraft, run_id)}
    statements = _of(Statement, run_id)
    found = [] if run.state == "issued" else [f"the run is {run.state}"]
    found += _unlike(drafts, statements)
    found += [
        f"{one.member_id}: {fault}"
        for one in statements
        for fault in faults_in(canonical.read(one.document) or {})
    ]
    return [*found, *_not_once(statements), *_books(statements), *_steps(run_id), *_jobs()]


def _of(table: type[PayDraft] | type[Statement], run_id: UUID) -> list[PayDraft | Statement]:
    return list(session().scalars(select(table).where(table.run_id == run_id)))


def _unlike(drafts: dict[UUID, PayDraft], statements: list[Statement]) -> list[str]:
    """Compare each statement with the draft that was approved."""
    found = []
    if sorted(map(str, drafts)) != sorted(str(one.member_id) for one in statements):
        found.append(f"{len(drafts)} drafts, {len(statements)} statements")
    for one in statements:
        said = canonical.read(one.document) or {}
        meant = canonical.read(drafts[one.member_id].document) or {}
        if said != issued(meant, issued_on=date.fromisoformat(text(said, "issued_on"))):
            found.append(f"{one.member_id}: the statement is not its draft")
    return found


def _not_once(statements: list[Statement]) -> list[str]:
    """Count the papers and the entries of these statements."""
    wanted = Counter(str(one.id) for one in statements)
    papers = session().scalars(select(StatementPaper.statement_id))
    entries = session().scalars(
        select(LedgerEntry.source_id).where(LedgerEntry.source == "statement")
    )
    found = [] if Counter(map(str, papers)) == wanted else ["papers and statements differ"]
    return found if Counter(entries) == wanted else [*found, "entries and statements differ"]


def _books(statements: list[Statement]) -> list[str]:
    """Compare the books with what the statements say lies in each purse."""
    found = []
    if any(sum(one.balance for one in trial_balance()) for _ in statements[:1]):
        found.append("the books do not balance")
    owed = owed_to([one.member_id for one in statements])
    for one in statements:
        for purse in parts(canonical.read(one.document) or {}, "purses"):
            there = owed[one.member_id].get(f"purse:{text(purse, 'code')}", 0)
            if there != whole(purse, "after"):
                found.append(f"{one.member_id}: {there} in the purse {text(purse, 'code')}")
    return found


def _steps(run_id: UUID) -> list[str]:
    steps = session().scalars(select(PayRunStep.step).where(PayRunStep.run_id == run_id))
    return [f"{step}: {times} times" for step, times in Counter(steps).items() if times > 1]


def _jobs() -> list[str]:
    """Name what failed, or waits although it is due; what was promised for later may wait."""
    is_late = or_(Job.state == State.FAILED, Job.attempts > 0, Job.due_at <= clock.now())
    left = select(Job).where(Job.state != State.DONE, is_late, Job.name.startswith("payroll."))
    return [f"{one.name} {one.key}: {one.state}" for one in session().scalars(left)]

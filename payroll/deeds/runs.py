"""Begin a pay run, check it, approve it, send it back, drop it, correct it (PAY-30 to PAY-35).

The worker drafts and issues; see `drafting` and `issuing`.
"""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from coop.core import audit, clock
from coop.core.audit import Hand
from coop.core.db import session
from coop.core.errors import N_, Refusal, Refused, refuse_if
from coop.core.jobs import promise
from coop.membership.actions import take_turns
from coop.membership.queries import today
from payroll import acts
from payroll.deeds.run_steps import BEGIN, locked_run, note, period_code, take_step
from payroll.deeds.writers import writer_of
from payroll.models.runs import PayRun
from payroll.reading.run_state import checking, digest_of
from payroll.rules.runs.life import (
    OUT,
    Calendar,
    State,
    Step,
    Wanted,
    refusals_to_approve,
    refusals_to_begin,
    refusals_to_check,
    refusals_to_step,
)


def begin_run(calendar: str, first: date, last: date, *, pays_on: date, hand: Hand) -> UUID:
    """Begin the pay of a period (PAY-31); the worker drafts it."""
    take_turns()
    wanted = Wanted(Calendar(calendar), first, last, pays_on)
    refuse_if(refusals_to_begin(wanted, _others(wanted.calendar)))
    run = _new_run(wanted, hand)
    _keep(run)
    note(run, BEGIN, hand=hand)
    _draft(run)
    audit.record(acts.RUN_BEGUN, run.id, hand=hand, period=period_code(run), revision=1)
    return run.id


def correct_run(run_id: UUID, because: str, *, hand: Hand, pays_on: date | None = None) -> UUID:
    """Work an issued period out again as the next revision, which enters only differences (PAY-42).

    Back pay is the same: a scheme, terms or figures that hold from an earlier day.
    """
    old = locked_run(run_id)
    refuse_if(_refusals_to_correct(old, because))
    calendar, paid = Calendar(old.calendar), pays_on or today()
    run = _new_run(Wanted(calendar, old.first_on, old.last_on, paid), hand)
    run.revision, run.corrects_id, run.because = old.revision + 1, old.id, because.strip()
    _keep(run)
    note(run, BEGIN, hand=hand, because=because)
    _draft(run)
    audit.record(acts.RUN_BEGUN, run.id, hand=hand, period=period_code(run), revision=run.revision)
    return run.id


def redraft_run(run_id: UUID, *, hand: Hand) -> None:
    """Let the worker draft a run again, from the facts as they are now."""
    run = locked_run(run_id)
    take_step(run, Step.REDRAFT, hand=hand)
    run.checked_by = run.approved_by = None
    run.drafts, run.digest = run.drafts + 1, ""
    _draft(run)
    audit.record(acts.RUN_REDRAFTED, run.id, hand=hand, period=period_code(run))


def check_run(run_id: UUID, *, hand: Hand) -> str:
    """Say that the draft was looked through; give the digest that pins it (PAY-32, PAY-33)."""
    run = locked_run(run_id)
    refuse_if(refusals_to_step(State(run.state), Step.CHECK) or refusals_to_check(checking(run)))
    run.checked_by, run.digest = writer_of(hand), digest_of(run.id)
    take_step(run, Step.CHECK, hand=hand)
    audit.record(acts.RUN_CHECKED, run.id, hand=hand, period=period_code(run), digest=run.digest)
    return run.digest


def send_back(run_id: UUID, because: str, *, hand: Hand) -> None:
    """Send a checked run back to whoever makes it, with what is wrong."""
    run = locked_run(run_id)
    if not because.strip():
        raise Refused(Refusal("PAY-34", N_("Say what is wrong with it.")))
    take_step(run, Step.SEND_BACK, hand=hand, because=because)
    run.checked_by = run.approved_by = None
    run.digest = ""
    audit.record(acts.RUN_SENT_BACK, run.id, hand=hand, period=period_code(run))


def approve_run(run_id: UUID, digest: str, *, hand: Hand) -> None:
    """Approve exactly the drafts that were seen, as another person than checked them (PAY-34)."""
    run = locked_run(run_id)
    refuse_if(
        refusals_to_step(State(run.state), Step.APPROVE)
        or refusals_to_approve(run.checked_by, hand.by, pinned=run.digest, seen=digest)
    )
    run.approved_by = writer_of(hand)
    take_step(run, Step.APPROVE, hand=hand)
    audit.record(acts.RUN_APPROVED, run.id, hand=hand, period=period_code(run), digest=run.digest)


def drop_run(run_id: UUID, because: str, *, hand: Hand) -> None:
    """Drop a run that is not issued; its period may be begun anew."""
    run = locked_run(run_id)
    if not because.strip():
        raise Refused(Refusal("PAY-30", N_("Say why it is dropped.")))
    take_step(run, Step.DROP, hand=hand, because=because)
    audit.record(acts.RUN_DROPPED, run.id, hand=hand, period=period_code(run))


def _new_run(wanted: Wanted, hand: Hand) -> PayRun:
    return PayRun(
        calendar=wanted.calendar.value,
        first_on=wanted.first,
        last_on=wanted.last,
        pays_on=wanted.pays_on,
        revision=1,
        corrects_id=None,
        because="",
        state=State.DRAFTING.value,
        begun_at=clock.now(),
        begun_by=writer_of(hand),
        drafts=1,
        checked_by=None,
        approved_by=None,
        digest="",
    )


def _others(calendar: Calendar) -> list[tuple[date, date]]:
    asked = select(PayRun.first_on, PayRun.last_on).where(
        PayRun.calendar == calendar, PayRun.state != State.DROPPED, PayRun.revision == 1
    )
    return [(first, last) for first, last in session().execute(asked)]


def _refusals_to_correct(run: PayRun, because: str) -> list[Refusal]:
    found = []
    if State(run.state) not in OUT:
        found.append(Refusal("PAY-42", N_("Only a run that was issued can be corrected.")))
    if not because.strip():
        found.append(Refusal("PAY-42", N_("Say why it is corrected.")))
    asked = select(PayRun.id).where(PayRun.corrects_id == run.id, PayRun.state != State.DROPPED)
    if session().scalars(asked).first() is not None:
        todo = N_("Correct the newest revision.")
        found.append(Refusal("PAY-42", N_("This run has been corrected already."), {}, todo))
    return found


def _keep(run: PayRun) -> None:
    session().add(run)
    try:
        session().flush()
    except IntegrityError as twice:
        text = N_("A colleague has just begun this run.")
        raise Refused(Refusal("PAY-31", text)) from twice


def _draft(run: PayRun) -> None:
    session().flush()
    promise("payroll.draft", f"{run.id}:{run.drafts}")

"""What every deed on a pay run shares: holding it, and taking a step that is written down."""

from uuid import UUID

from sqlalchemy import select

from coop.core import clock
from coop.core.audit import Hand
from coop.core.db import session
from coop.core.errors import N_, NotFound, refuse_if
from payroll.models.runs import PayRun, PayRunStep
from payroll.rules.runs.life import Calendar, State, Step, after, code_of, refusals_to_step

BEGIN = "begin"


def locked_run(run_id: UUID) -> PayRun:
    """Give a run to one deed at a time; whoever only works for it may still point at it."""
    wanted = select(PayRun).where(PayRun.id == run_id).with_for_update(key_share=True)
    run = session().scalars(wanted.execution_options(populate_existing=True)).one_or_none()
    if run is None:
        raise NotFound(N_("pay run"))
    return run


def shared_run(run_id: UUID) -> PayRun:
    """Give a run to many parts of its work at once; no deed changes it meanwhile."""
    wanted = select(PayRun).where(PayRun.id == run_id).with_for_update(read=True)
    run = session().scalars(wanted.execution_options(populate_existing=True)).one_or_none()
    if run is None:
        raise NotFound(N_("pay run"))
    return run


def take_step(run: PayRun, step: Step, *, hand: Hand, because: str = "") -> None:
    """Take a step if it may be taken now (PAY-30), and write down who took it."""
    refuse_if(refusals_to_step(State(run.state), step))
    run.state = after(State(run.state), step).value
    note(run, step, hand=hand, because=because)


def note(run: PayRun, step: str, *, hand: Hand, because: str = "") -> None:
    """Write down what happened to a run."""
    row = PayRunStep(run_id=run.id, step=step, at=clock.now(), by=hand.by, because=because.strip())
    session().add(row)
    session().flush()


def period_code(run: PayRun) -> str:
    """Name the period of a run."""
    return code_of(Calendar(run.calendar), run.first_on, run.last_on)

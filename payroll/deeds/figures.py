"""Give figures for a run: tax, pieces, a bonus; all of a file or nothing of it (PAY-44)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, insert, select

from coop.core import audit, clock
from coop.core.audit import Hand
from coop.core.db import new_id, session
from coop.core.errors import N_, Refusal, refuse_if
from payroll import acts
from payroll.deeds.run_steps import locked_run, period_code
from payroll.deeds.writers import writer_of
from payroll.models.runs import PayInput, PayRun
from payroll.reading.figure_targets import targets_for
from payroll.rules.runs.figures import Figure, refusals_of_figure
from payroll.rules.runs.life import State

TICK = timedelta(microseconds=1)
TAKEN_IN = (State.DRAFTING, State.DRAFT)


def give_figures(run_id: UUID, figures: Sequence[Figure], *, hand: Hand, evidence: str = "") -> int:
    """Keep figures for a run that is not checked yet; give how many. The last one holds."""
    run = locked_run(run_id)
    refuse_if(_refusals_of_run(run))
    targets = targets_for(run, {one.number for one in figures})
    found = [
        refusal
        for one in figures
        for refusal in refusals_of_figure(
            one, targets[one.number][1] if one.number in targets else None
        )
    ]
    refuse_if(found)
    moment = _moment(run.id)
    rows = [
        {
            "id": new_id(),
            "run_id": run.id,
            "member_id": targets[one.number][0],
            "code": one.key,
            "value": one.value,
            "because": one.because.strip(),
            "evidence": f"{evidence}#{one.line}" if one.line else evidence,
            "keyed_at": moment,
            "keyed_by": writer_of(hand),
        }
        for one in figures
    ]
    if rows:
        session().execute(insert(PayInput), rows)
    audit.record(acts.FIGURES_GIVEN, run.id, hand=hand, period=period_code(run), figures=len(rows))
    return len(rows)


def _refusals_of_run(run: PayRun) -> list[Refusal]:
    if run.state in TAKEN_IN:
        return []
    text = N_("This run was checked, so its figures stand.")
    return [Refusal("PAY-44", text, {}, N_("Draft the run again before you change them."))]


def _moment(run_id: UUID) -> datetime:
    """Give this moment, or one after the last figure’s: the later figure must hold."""
    asked = select(func.max(PayInput.keyed_at)).where(PayInput.run_id == run_id)
    last, now = session().scalar(asked), clock.now()
    return now if last is None or last < now else last + TICK

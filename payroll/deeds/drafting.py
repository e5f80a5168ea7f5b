"""Draft a run: the worker works out every member’s pay, part by part, from the facts as they are.

Each part is one transaction, and may run twice: it writes the drafts of its own members anew.
"""

from uuid import UUID

from sqlalchemy import delete, func, insert, select

from coop.core import audit, canonical
from coop.core.audit import Hand
from coop.core.db import new_id, session
from coop.core.jobs import promise
from coop.membership.queries import today
from coop.rostering.queries import unpaid_work
from payroll import acts
from payroll.deeds.run_parts import is_over, look_for_end, members_in, spread
from payroll.deeds.run_steps import (
    locked_run,
    note,
    period_code,
    shared_run,
    take_step,
)
from payroll.models.runs import PayDraft, PayRun
from payroll.reading.participants import participants
from payroll.reading.pay_facts import facts_of_members, run_facts
from payroll.reading.run_state import BLOCKED, DRAFTING
from payroll.rules.runs.drafting import Drafted, draft
from payroll.rules.runs.life import State, Step
from payroll.rules.runs.oddities import Odd

PART, DONE = "payroll.draft_part", "payroll.draft_done"
AT_ONCE = 50


def spread_draft(key: str) -> None:
    """Begin a draft: forget the one before, and promise its parts; `key` is run and number."""
    run = shared_run(_run_id(key))
    if not _is_wanted(run, key):
        return
    note(run, DRAFTING, hand=Hand.system())
    session().execute(delete(PayDraft).where(PayDraft.run_id == run.id))
    unpaid = {one.person for _, one in unpaid_work(min(run.last_on, today()))}
    if not spread(PART, key, participants(run), AT_ONCE, marked=unpaid):
        promise(DONE, f"{key}:0")


def draft_part(key: str, payload: dict[str, str]) -> None:
    """Draft the pay of some members; `key` is run, number of the draft and number of the part."""
    run = shared_run(_run_id(key))
    if not _is_wanted(run, key.rpartition(":")[0]):
        return
    members = members_in(payload)
    mine = (PayDraft.run_id == run.id, PayDraft.member_id.in_(members))
    session().execute(delete(PayDraft).where(*mine))
    known, about = facts_of_members(run, members, members_in(payload, "marked")), run_facts(run)
    rows = [
        _row(run.id, member_id, found)
        for member_id, facts in known.items()
        if (found := draft(facts, about)) is not None
    ]
    if rows:
        session().execute(insert(PayDraft), rows)
    look_for_end(PART, key, DONE)


def end_draft(key: str) -> None:
    """Call a draft finished once all its parts are done; a second look changes nothing."""
    prefix = key.rpartition(":")[0]
    run = locked_run(_run_id(key))
    if not _is_wanted(run, prefix) or not is_over(PART, prefix):
        return
    hand = Hand.system()
    take_step(run, Step.DRAFTED, hand=hand)
    count = select(func.count()).select_from(PayDraft).where(PayDraft.run_id == run.id)
    audit.record(
        acts.RUN_DRAFTED,
        run.id,
        hand=hand,
        period=period_code(run),
        draft=run.drafts,
        members=session().scalar(count) or 0,
    )


def odd_text(odd: tuple[Odd, ...]) -> str:
    """Write what is odd about a draft as it is kept."""
    said = [{"kind": one.kind.value, "values": dict(one.values)} for one in odd]
    return canonical.canonical({"odd": said})


def _row(run_id: UUID, member_id: UUID, found: Drafted) -> dict[str, object]:
    document = BLOCKED if found.document is None else canonical.canonical(found.document)
    return {
        "id": new_id(),
        "run_id": run_id,
        "member_id": member_id,
        "document": document,
        "gross_minor": found.gross,
        "net_minor": found.net,
        "odd": odd_text(found.odd),
    }


def _is_wanted(run: PayRun, key: str) -> bool:
    """Say whether this draft is still the one that the run waits for."""
    return run.state == State.DRAFTING and key == f"{run.id}:{run.drafts}"


def _run_id(key: str) -> UUID:
    return UUID(key.partition(":")[0])

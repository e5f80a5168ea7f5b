"""How a run stands: what keeps a draft from being checked, and the digest that pins it."""

from datetime import datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy import func, select

from coop.core import canonical
from coop.core.db import session
from coop.rostering.queries import closed_periods, is_closed
from payroll.models.runs import PayDraft, PayInput, PayRun, PayRunStep
from payroll.models.schemes import PayTerms, SchemeAdopted
from payroll.reading.balances import owed_to
from payroll.rules.runs.life import Checking
from payroll.rules.statements.document_shape import part, parts, text, whole

DRAFTING = "drafting"
BLOCKED = ""
"""The document of a draft that could not be worked out."""


def checking(run: PayRun) -> Checking:
    """Gather what decides whether a draft may be called checked (PAY-32, PAY-33)."""
    asked = select(func.count()).select_from(PayDraft).where(PayDraft.run_id == run.id)
    blocked = session().scalar(asked.where(PayDraft.document == BLOCKED)) or 0
    return Checking(
        drafts=(session().scalar(asked) or 0) - blocked,
        blocked=blocked,
        is_closed=is_closed(run.first_on, run.last_on),
        is_stale=is_stale(run),
        is_correction=run.revision > 1,
    )


def is_stale(run: PayRun) -> bool:
    """Say whether hours, terms, schemes or figures were written since the draft was begun."""
    begun = _drafted_at(run)
    return begun is not None and any(moment > begun for moment in _changes(run))


def digest_of(run_id: UUID) -> str:
    """Give the SHA-256 over all drafts of a run, in the order of the members’ ids."""
    whole = sha256()
    asked = (
        select(PayDraft.member_id, PayDraft.document)
        .where(PayDraft.run_id == run_id)
        .order_by(PayDraft.member_id)
    )
    for member_id, document in session().execute(asked):
        one = sha256(document.encode()).hexdigest()
        whole.update(f"{member_id} {one}\n".encode())
    return whole.hexdigest()


def changed_balances(run_id: UUID) -> int:
    """Count the members whose purses no longer hold what their drafts begin with."""
    asked = select(PayDraft.member_id, PayDraft.document).where(
        PayDraft.run_id == run_id, PayDraft.document != BLOCKED
    )
    drafts = {row.member_id: canonical.read(row.document) or {} for row in session().execute(asked)}
    owed = owed_to(drafts.keys())
    return sum(
        any(
            whole(purse, "before") != owed[member_id].get(f"purse:{text(purse, 'code')}", 0)
            for purse in parts(document, "purses")
        )
        or whole(part(document, "overpaid"), "before") != -owed[member_id].get("overpaid", 0)
        for member_id, document in drafts.items()
    )


def _drafted_at(run: PayRun) -> datetime | None:
    """Give the moment from which on the facts of the last draft were read."""
    asked = (
        select(PayRunStep.at)
        .where(PayRunStep.run_id == run.id, PayRunStep.step == DRAFTING)
        .order_by(PayRunStep.at.desc())
    )
    return session().scalars(asked.limit(1)).first()


def _changes(run: PayRun) -> list[datetime]:
    asked = (
        select(func.max(PayTerms.recorded_at)).where(PayTerms.from_on <= run.last_on),
        select(func.max(SchemeAdopted.adopted_at)).where(SchemeAdopted.from_on <= run.last_on),
        select(func.max(PayInput.keyed_at)).where(PayInput.run_id == run.id),
    )
    found = [moment for each in asked if (moment := session().scalar(each)) is not None]
    return found + [
        period.closed_at
        for period in closed_periods()
        if period.first <= run.last_on and run.first_on <= period.last
    ]

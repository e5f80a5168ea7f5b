"""Send statements of pay by post to the members who are reached on paper."""

from uuid import UUID

from sqlalchemy import select

from coop.core import audit
from coop.core.audit import Hand
from coop.core.db import session
from coop.core.errors import N_, NotFound, Refusal, Refused
from coop.membership.queries import paper_members_on, today
from coop.post.actions import Recipient, prepare_runs
from payroll import acts
from payroll.models.runs import PayRun, Statement

KIND = "pay"
SENDABLE = ("issued", "paid")


def prepare_pay_letters(run_id: UUID, *, hand: Hand) -> int:
    """Make letters of a run for everybody on paper who has no such letter yet (PAY-56)."""
    run = session().get(PayRun, run_id)
    if run is None:
        raise NotFound(N_("pay run"))
    if run.state not in SENDABLE:
        text, to_do = N_("The statements are not issued yet."), N_("Issue the run first.")
        raise Refused(Refusal("PAY-56", text, {}, to_do))
    made = prepare_runs(KIND, run_id, _recipients(run_id), hand=hand)
    audit.record(acts.LETTERS_MADE, run_id, hand=hand, runs=len(made))
    return len(made)


def _recipients(run_id: UUID) -> list[Recipient]:
    asked = select(Statement.member_id).where(Statement.run_id == run_id)
    paid = set(session().scalars(asked))
    return [
        Recipient(row.id, "\n".join(row.address_lines), row.establishment_id)
        for row in paper_members_on(today())
        if row.id in paid
    ]

"""“My pay is wrong”: a member says so, and somebody who runs pay answers, on the record."""

from uuid import UUID

from sqlalchemy import select

from coop.core import audit, clock
from coop.core.audit import Hand
from coop.core.db import session
from coop.core.errors import N_, NotFound, Refusal, Refused, refuse_if
from payroll import acts
from payroll.models.runs import PayQuestion, Statement

LONGEST = 2000


def ask_about_pay(statement_id: UUID, text: str, *, hand: Hand) -> UUID:
    """Say in one’s own words what is wrong with one’s own statement (PAY-55)."""
    if hand.by is None:
        raise Refused(Refusal("PAY-55", N_("Only members can do this.")))
    _own(statement_id, hand.by)
    refuse_if(_refusals(text))
    row = PayQuestion(
        statement_id=statement_id,
        member_id=hand.by,
        text=text.strip(),
        channel=hand.via,
        asked_at=clock.now(),
        answer="",
        answered_at=None,
        answered_by=None,
    )
    session().add(row)
    session().flush()
    audit.record(acts.PAY_QUESTIONED, hand.by, hand=hand)
    return row.id


def answer_about_pay(question_id: UUID, answer: str, *, hand: Hand) -> None:
    """Answer a question about pay, once, and never one’s own (PAY-55)."""
    row = _locked(question_id)
    found = []
    if row.answered_at is not None:
        found.append(Refusal("PAY-55", N_("Somebody has answered this already.")))
    if hand.by is None or hand.by == row.member_id:
        found.append(Refusal("PAY-55", N_("Somebody else must answer your question.")))
    refuse_if([*found, *_refusals(answer)])
    row.answered_at, row.answered_by, row.answer = clock.now(), hand.by, answer.strip()
    audit.record(acts.PAY_ANSWERED, row.member_id, hand=hand)


def _refusals(text: str) -> list[Refusal]:
    if not text.strip():
        return [Refusal("PAY-55", N_("Say it in words."))]
    if len(text) > LONGEST:
        return [Refusal("PAY-55", N_("Say it in fewer words."))]
    return []


def _own(statement_id: UUID, member_id: UUID) -> None:
    asked = select(Statement.id).where(
        Statement.id == statement_id, Statement.member_id == member_id
    )
    if session().scalars(asked).one_or_none() is None:
        raise NotFound(N_("statement of pay"))


def _locked(question_id: UUID) -> PayQuestion:
    wanted = select(PayQuestion).where(PayQuestion.id == question_id).with_for_update()
    found = session().scalars(wanted.execution_options(populate_existing=True)).one_or_none()
    if found is None:
        raise NotFound(N_("question about pay"))
    return found

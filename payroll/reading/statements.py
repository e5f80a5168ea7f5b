"""Statements of pay as they were issued, and the questions that members ask about them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, select

from coop.core import canonical
from coop.core.db import session
from coop.core.errors import N_, NotFound
from coop.membership.queries import name_of
from payroll.models.runs import PayQuestion, PayRun, Statement, StatementPaper
from payroll.rules.nouns import Amount
from payroll.rules.statements.document_shape import parts, text

_COLUMNS = (
    Statement.id,
    Statement.run_id,
    Statement.member_id,
    Statement.revision,
    Statement.corrects_id,
    Statement.digest,
    Statement.gross_minor,
    Statement.net_minor,
    Statement.issued_at,
    PayRun.first_on,
    PayRun.last_on,
    PayRun.pays_on,
)


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One statement in a list; `is_replaced` when a later one takes its place."""

    id: UUID
    run_id: UUID
    member_id: UUID
    revision: int
    corrects_id: UUID | None
    digest: str
    gross: Amount
    net: Amount
    issued_at: datetime
    first_on: date
    last_on: date
    pays_on: date
    is_replaced: bool = False


@dataclass(frozen=True, slots=True)
class StatementView:
    """One whole statement with its document, and the statement that takes its place."""

    row: StatementRow
    document: Mapping[str, object]
    later_id: UUID | None


@dataclass(frozen=True, slots=True)
class PayQuestionView:
    """What a member asked about their pay, and what was answered."""

    id: UUID
    statement_id: UUID
    member_id: UUID
    member: str
    text: str
    channel: str
    asked_at: datetime
    first_on: date
    last_on: date
    answer: str
    answered_at: datetime | None
    answered_by: str


def statements_of(member_id: UUID) -> list[StatementRow]:
    """List a member’s statements, the newest period first, corrections above what they correct."""
    asked = _statements().where(Statement.member_id == member_id)
    found = session().execute(
        asked.order_by(PayRun.first_on.desc(), Statement.revision.desc(), Statement.id)
    )
    rows = [StatementRow(*each) for each in found]
    replaced = {row.corrects_id for row in rows}
    return [replace(row, is_replaced=row.id in replaced) for row in rows]


def statement(statement_id: UUID, member_id: UUID | None = None) -> StatementView:
    """Give one statement; with a member, only if it is theirs, or else it is not found."""
    asked = _statements().where(Statement.id == statement_id)
    if member_id is not None:
        asked = asked.where(Statement.member_id == member_id)
    found = session().execute(asked).one_or_none()
    if found is None:
        raise NotFound(N_("statement of pay"))
    kept = session().scalars(select(Statement.document).where(Statement.id == statement_id)).one()
    later = select(Statement.id).where(Statement.corrects_id == statement_id)
    later_id = session().scalars(later).one_or_none()
    return StatementView(StatementRow(*found), canonical.read(kept) or {}, later_id)


def statement_text(statement_id: UUID, member_id: UUID) -> str:
    """Give a member’s own statement byte for byte as it was issued."""
    asked = select(Statement.document).where(
        Statement.id == statement_id, Statement.member_id == member_id
    )
    found = session().scalars(asked).one_or_none()
    if found is None:
        raise NotFound(N_("statement of pay"))
    return found


def statement_paper(statement_id: UUID, member_id: UUID) -> bytes:
    """Give a member’s own paper as it was handed out."""
    asked = (
        select(StatementPaper.content)
        .join(Statement, Statement.id == StatementPaper.statement_id)
        .where(Statement.id == statement_id, Statement.member_id == member_id)
    )
    found = session().scalars(asked).one_or_none()
    if found is None:
        raise NotFound(N_("statement of pay"))
    return found


def latest_in(member_id: UUID, first: date, last: date) -> list[Mapping[str, object]]:
    """Give the documents that count for periods within two days: of each, the last revision."""
    asked = (
        select(Statement.id, Statement.corrects_id, Statement.document)
        .join(PayRun, PayRun.id == Statement.run_id)
        .where(Statement.member_id == member_id, PayRun.first_on >= first, PayRun.first_on <= last)
        .order_by(PayRun.first_on, Statement.revision)
    )
    rows = session().execute(asked).all()
    replaced = {row.corrects_id for row in rows}
    return [canonical.read(row.document) or {} for row in rows if row.id not in replaced]


def documents_of_run(
    run_id: UUID, member_ids: Collection[UUID]
) -> dict[UUID, Mapping[str, object]]:
    """Give the documents of these members in one run."""
    asked = select(Statement.member_id, Statement.document).where(
        Statement.run_id == run_id, Statement.member_id.in_(member_ids)
    )
    return {row[0]: canonical.read(row[1]) or {} for row in session().execute(asked)}


def purse_names(member_id: UUID) -> dict[str, str]:
    """Give what the member’s newest statement calls each purse, by its account."""
    asked = (
        select(Statement.document)
        .where(Statement.member_id == member_id)
        .order_by(Statement.issued_at.desc())
    )
    document = canonical.read(session().scalars(asked.limit(1)).first() or "") or {}
    return {f"purse:{text(one, 'code')}": text(one, "says") for one in parts(document, "purses")}


def pay_questions_of(member_id: UUID) -> list[PayQuestionView]:
    """List what a member asked about their pay, the newest first."""
    asked = _questions().where(PayQuestion.member_id == member_id)
    rows = session().execute(asked.order_by(PayQuestion.asked_at.desc(), PayQuestion.id))
    return [_question(row[0], row[1], row[2]) for row in rows]


def open_pay_questions() -> list[PayQuestionView]:
    """List the questions that nobody has answered, the oldest first."""
    asked = _questions().where(PayQuestion.answered_at.is_(None))
    rows = session().execute(asked.order_by(PayQuestion.asked_at, PayQuestion.id))
    return [_question(row[0], row[1], row[2]) for row in rows]


def pay_question(question_id: UUID) -> PayQuestionView:
    """Give one question about pay."""
    row = session().execute(_questions().where(PayQuestion.id == question_id)).one_or_none()
    if row is None:
        raise NotFound(N_("question about pay"))
    return _question(row[0], row[1], row[2])


def _statements() -> Select[
    UUID, UUID, UUID, int, UUID | None, str, int, int, datetime, date, date, date
]:
    return select(*_COLUMNS).join(PayRun, PayRun.id == Statement.run_id)


def _questions() -> Select[PayQuestion, date, date]:
    return (
        select(PayQuestion, PayRun.first_on, PayRun.last_on)
        .join(Statement, Statement.id == PayQuestion.statement_id)
        .join(PayRun, PayRun.id == Statement.run_id)
    )


def _question(row: PayQuestion, first_on: date, last_on: date) -> PayQuestionView:
    return PayQuestionView(
        id=row.id,
        statement_id=row.statement_id,
        member_id=row.member_id,
        member=name_of(row.member_id),
        text=row.text,
        channel=row.channel,
        asked_at=row.asked_at,
        first_on=first_on,
        last_on=last_on,
        answer=row.answer,
        answered_at=row.answered_at,
        answered_by=name_of(row.answered_by) if row.answered_by else "",
    )

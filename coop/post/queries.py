"""What the post knows: mail runs, their letters, and what came back."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import RowMapping, Select, func, select

from coop.core.db import session
from coop.core.errors import N_, NotFound
from coop.membership.queries import establishments
from coop.post import rules
from coop.post.models import Dispatch, Letter, LetterReturn, MailRun
from coop.post.rules import LetterCount


@dataclass(frozen=True, slots=True)
class RunRow:
    """A mail run as the desk shows it; `place` is None for letters sent outside."""

    id: UUID
    kind: str
    subject_id: UUID
    place: str | None
    establishment_id: UUID | None
    letters: int
    prepared_at: datetime
    sent_on: date | None
    way: str | None


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter of a run: to whom, its code, and what became of it."""

    id: UUID
    member_id: UUID
    code: str
    address: str
    outcome: str | None
    received_on: date | None


@dataclass(frozen=True, slots=True)
class FoundLetter:
    """A letter found by its code, with the subject it is about."""

    id: UUID
    member_id: UUID
    kind: str
    subject_id: UUID
    outcome: str | None


def runs(*, kind: str | None = None, subject_id: UUID | None = None) -> list[RunRow]:
    """List mail runs, the newest first, of one kind or subject if asked."""
    asked = _runs()
    if kind is not None:
        asked = asked.where(MailRun.kind == kind)
    if subject_id is not None:
        asked = asked.where(MailRun.subject_id == subject_id)
    places = _places()
    return [_run_row(row, places) for row in session().execute(asked).mappings()]


def run(run_id: UUID) -> RunRow:
    """Give one mail run, or say that it is not here."""
    row = session().execute(_runs().where(MailRun.id == run_id)).mappings().first()
    if row is None:
        raise NotFound(N_("this mail run"))
    return _run_row(row, _places())


def letters(run_id: UUID) -> list[LetterRow]:
    """List the letters of a run in the order of their codes, which says nothing."""
    asked = (
        select(
            Letter.id,
            Letter.member_id,
            Letter.code,
            Letter.address,
            LetterReturn.outcome,
            LetterReturn.received_on,
        )
        .outerjoin(LetterReturn, LetterReturn.letter_id == Letter.id)
        .where(Letter.run_id == run_id)
        .order_by(Letter.code)
    )
    return [LetterRow(*row) for row in session().execute(asked)]


def letter_by_code(typed: str) -> FoundLetter | None:
    """Find a letter by the code on its return slip, however it was typed."""
    asked = (
        select(Letter.id, Letter.member_id, MailRun.kind, MailRun.subject_id, LetterReturn.outcome)
        .join(MailRun, MailRun.id == Letter.run_id)
        .outerjoin(LetterReturn, LetterReturn.letter_id == Letter.id)
        .where(Letter.code == rules.tidy_code(typed))
    )
    row = session().execute(asked).first()
    return None if row is None else FoundLetter(*row)


def letter_of(kind: str, subject_id: UUID, member_id: UUID) -> FoundLetter | None:
    """Find the letter of one member that no later letter has replaced."""
    replaced = select(Letter.replaces_id).where(Letter.replaces_id.is_not(None))
    asked = (
        select(Letter.id, Letter.member_id, MailRun.kind, MailRun.subject_id, LetterReturn.outcome)
        .join(MailRun, MailRun.id == Letter.run_id)
        .outerjoin(LetterReturn, LetterReturn.letter_id == Letter.id)
        .where(
            MailRun.kind == kind,
            MailRun.subject_id == subject_id,
            Letter.member_id == member_id,
            Letter.id.not_in(replaced),
        )
    )
    row = session().execute(asked).first()
    return None if row is None else FoundLetter(*row)


def letter_count(kind: str, subject_id: UUID) -> LetterCount:
    """Count the letters issued for a subject and what became of each."""
    asked = (
        select(LetterReturn.outcome)
        .select_from(Letter)
        .join(MailRun, MailRun.id == Letter.run_id)
        .outerjoin(LetterReturn, LetterReturn.letter_id == Letter.id)
        .where(MailRun.kind == kind, MailRun.subject_id == subject_id)
    )
    outcomes = list(session().scalars(asked))
    return rules.count_letters(len(outcomes), Counter(one for one in outcomes if one))


def last_sent_on(kind: str, subject_id: UUID) -> date | None:
    """Give the day on which the last run of a subject left; None while one has not."""
    asked = runs(kind=kind, subject_id=subject_id)
    days = [one.sent_on for one in asked]
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(days) else None


def _places() -> dict[UUID, str]:
    return {place.id: place.name for place in establishments()}


def _run_row(row: RowMapping, places: Mapping[UUID, str]) -> RunRow:
    return RunRow(place=places.get(row["establishment_id"]), **row)


def _runs() -> Select[tuple[object, ...]]:
    count = (
        select(func.count(Letter.id))
        .where(Letter.run_id == MailRun.id)
        .correlate(MailRun)
        .label("letters")
    )
    chosen: Select[tuple[object, ...]] = (
        select(
            MailRun.id,
            MailRun.kind,
            MailRun.subject_id,
            MailRun.establishment_id,
            count,
            MailRun.prepared_at,
            Dispatch.sent_on,
            Dispatch.way,
        )
        .outerjoin(Dispatch, Dispatch.run_id == MailRun.id)
        .order_by(MailRun.prepared_at.desc(), MailRun.id)
    )
    return chosen

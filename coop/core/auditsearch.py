"""Reading the log: search, pages, and who has seen what is held about a member."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, func, or_, select

from coop.core import canonical
from coop.core.acts import acts, sentence_of
from coop.core.auditbook import AuditEntry, AuditPlace
from coop.core.db import session

PAGE_SIZE = 50

Found = Select[AuditEntry, int | None]


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """What to look for: every part that is given must fit. Times are aware, `until` is outside."""

    text: str = ""
    people: frozenset[UUID] = frozenset()
    """Whose name the text is part of: their deeds fit the text too."""
    by: UUID | None = None
    subject: str = ""
    act: str = ""
    since: datetime | None = None
    until: datetime | None = None
    page: int = 1
    size: int = PAGE_SIZE


@dataclass(frozen=True, slots=True)
class EntryView:
    """One entry for reading; `sequence` is None until it is sealed, within a second or so."""

    id: UUID
    sequence: int | None
    at: datetime
    act: str
    sentence: str
    subject: str
    by: UUID | None
    via: str
    keyed_by: UUID | None
    evidence: str
    details: Mapping[str, object]


def entries(wanted: AuditFilter) -> list[EntryView]:
    """Give one page of what fits, the newest first."""
    found = session().execute(
        _newest_first(_matching(wanted))
        .limit(wanted.size)
        .offset((max(wanted.page, 1) - 1) * wanted.size)
    )
    return [_view(row) for row in found]


def count_entries(wanted: AuditFilter) -> int:
    """Say how many entries fit, over all pages."""
    inner = _matching(wanted).with_only_columns(AuditEntry.id).subquery()
    return session().scalar(select(func.count()).select_from(inner)) or 0


def seen_of(subject: UUID | str, *, act: str = "membership.seen") -> list[EntryView]:
    """Give every look at what is held about somebody, the newest first."""
    statement = _all().where(AuditEntry.subject == str(subject), AuditEntry.act == act)
    return [_view(row) for row in session().execute(_newest_first(statement))]


def _all() -> Found:
    """Select every entry, with its number when it has one."""
    every: Select[AuditEntry, int] = select(AuditEntry, AuditPlace.sequence)
    return cast("Found", every.join(AuditPlace, AuditPlace.entry_id == AuditEntry.id, isouter=True))


def _newest_first(statement: Found) -> Found:
    """Put what is not yet numbered on top, then the highest number."""
    return statement.order_by(
        AuditPlace.sequence.is_not(None), AuditPlace.sequence.desc(), AuditEntry.at.desc()
    )


def _matching(wanted: AuditFilter) -> Found:
    """Select what fits every part of the filter."""
    statement = _all()
    for condition in _conditions(wanted):
        statement = statement.where(condition)
    return statement


def _conditions(wanted: AuditFilter) -> list[ColumnElement[bool]]:
    """Turn each given part of the filter into a condition."""
    parts: list[tuple[object, ColumnElement[bool]]] = [
        (wanted.by, or_(AuditEntry.by == wanted.by, AuditEntry.keyed_by == wanted.by)),
        (wanted.subject, AuditEntry.subject == wanted.subject),
        (wanted.act, AuditEntry.act.startswith(wanted.act, autoescape=True)),
        (wanted.text.strip(), _says(wanted.text.strip(), wanted.people)),
    ]
    found = [condition for given, condition in parts if given]
    if wanted.since is not None:
        found.append(AuditEntry.at >= wanted.since)
    if wanted.until is not None:
        found.append(AuditEntry.at < wanted.until)
    return found


def _says(text: str, people: frozenset[UUID]) -> ColumnElement[bool]:
    """Look for words in the act, its sentence, subject, evidence and details; a number; a name."""
    codes = [a.code for a in acts().values() if text.casefold() in a.sentence.casefold()]
    columns = (AuditEntry.act, AuditEntry.subject, AuditEntry.evidence, AuditEntry.details)
    places = [column.icontains(text, autoescape=True) for column in columns]
    places.append(AuditEntry.act.in_(codes))
    if text.isascii() and text.isdigit() and len(text) < 10:  # noqa: PLR2004 - fits an integer column
        places.append(AuditPlace.sequence == int(text))
    if people:
        places += [AuditEntry.by.in_(people), AuditEntry.keyed_by.in_(people)]
    return or_(*places)


def _view(row: Row[AuditEntry, int | None]) -> EntryView:
    """Turn a row into something frozen."""
    entry, sequence = row
    return EntryView(
        id=entry.id,
        sequence=sequence,
        at=entry.at,
        act=entry.act,
        sentence=sentence_of(entry.act),
        subject=entry.subject,
        by=entry.by,
        via=entry.via,
        keyed_by=entry.keyed_by,
        evidence=entry.evidence,
        details=canonical.read(entry.details) or {},
    )

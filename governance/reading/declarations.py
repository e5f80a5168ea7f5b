"""Declarations: the official results, as documents and as pages read them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from coop.core.db import session
from coop.core.errors import N_, NotFound
from governance.models.ballots import Ballot, Declaration
from governance.models.motions import Motion

Part = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class DeclaredRow:
    """A declared motion in a list."""

    motion_id: UUID
    number: str
    title: str
    is_carried: bool
    declared_at: datetime
    digest: str


@dataclass(frozen=True, slots=True)
class Declared:
    """One declaration: the document as issued, and the same read for a page."""

    ballot_id: UUID
    text: str
    digest: str
    declared_at: datetime
    is_carried: bool
    document: Part

    def part(self, key: str) -> Part:
        """Give an object inside the document."""
        found = self.document[key]
        return found if isinstance(found, dict) else {}

    def texts(self, key: str) -> tuple[str, ...]:
        """Give a list of sentences inside the document."""
        found = self.document[key]
        return tuple(map(str, found)) if isinstance(found, list) else ()

    def parts(self, key: str) -> tuple[Part, ...]:
        """Give a list of objects inside the document."""
        found = self.document[key]
        return tuple(found) if isinstance(found, list) else ()

    def number(self, *path: str) -> int:
        """Give a whole number that stands at a path of keys."""
        found: object = self.document
        for key in path:
            found = found.get(key) if isinstance(found, dict) else None
        return found if isinstance(found, int) else 0


def declared(motion_id: UUID) -> Declared:
    """Give the declaration of a motion; `NotFound` before there is one."""
    wanted = (
        select(Declaration)
        .join(Ballot, Ballot.id == Declaration.ballot_id)
        .where(Ballot.motion_id == motion_id)
    )
    row = session().scalars(wanted).one_or_none()
    if row is None:
        raise NotFound(N_("declaration"))
    return Declared(
        row.ballot_id,
        row.document,
        row.digest,
        row.declared_at,
        row.is_carried,
        json.loads(row.document),
    )


def declared_rows() -> tuple[DeclaredRow, ...]:
    """List every declaration, the newest first."""
    rows = session().execute(
        select(
            Motion.id,
            Motion.number,
            Motion.title,
            Declaration.is_carried,
            Declaration.declared_at,
            Declaration.digest,
        )
        .join(Ballot, Ballot.motion_id == Motion.id)
        .join(Declaration, Declaration.ballot_id == Ballot.id)
        .order_by(Declaration.declared_at.desc(), Motion.number)
    )
    return tuple(DeclaredRow(*row) for row in rows)


def declaration_documents() -> tuple[tuple[str, str], ...]:
    """Give every declaration as issued, with its motion’s number, for the auditor’s bundle."""
    rows = session().execute(
        select(Motion.number, Declaration.document)
        .join(Ballot, Ballot.motion_id == Motion.id)
        .join(Declaration, Declaration.ballot_id == Ballot.id)
        .order_by(Motion.number)
    )
    return tuple((number, document) for number, document in rows)

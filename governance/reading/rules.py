"""Which rules are in force, and which were before."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from sqlalchemy import select

from coop.core.db import session
from coop.core.errors import N_, NotFound
from governance.models.motions import Motion, RuleSetAdopted
from governance.rules.nouns import RuleSet
from governance.rules.ruleset import load


@dataclass(frozen=True, slots=True)
class Adoption:
    """One version of the rules as adopted, and the motion that carried it."""

    id: UUID
    version: int
    rules: RuleSet
    digest: str
    from_on: date
    motion_id: UUID | None
    motion_number: str | None


def rules_in_force(on: date) -> RuleSet:
    """Give the rules in force on a day; `NotFound` before any were adopted."""
    return adoption_in_force(on).rules


def adoption_in_force(on: date) -> Adoption:
    """Give the adoption in force on a day: the latest version whose day has come."""
    for adoption in adoptions():
        if adoption.from_on <= on:
            return adoption
    raise NotFound(N_("rule set"))


def adoptions() -> tuple[Adoption, ...]:
    """List every version adopted, the newest first."""
    rows = session().execute(
        select(RuleSetAdopted, Motion.number)
        .outerjoin(Motion, Motion.id == RuleSetAdopted.motion_id)
        .order_by(RuleSetAdopted.version.desc())
    )
    return tuple(_adoption(row, number) for row, number in rows)


def rules_pinned(rules_id: UUID) -> RuleSet:
    """Give the version that a ballot was opened under, whatever is in force now."""
    return adoption_of(rules_id).rules


def adoption_of(rules_id: UUID) -> Adoption:
    """Give one adoption; `NotFound` when there is none."""
    row = session().get(RuleSetAdopted, rules_id)
    if row is None:
        raise NotFound(N_("rule set"))
    return _adoption(row, None)


def _adoption(row: RuleSetAdopted, motion_number: str | None) -> Adoption:
    return Adoption(
        row.id,
        row.version,
        _read(row.text),
        row.digest,
        row.from_on,
        row.motion_id,
        motion_number,
    )


@lru_cache(maxsize=64)
def _read(text: str) -> RuleSet:
    return load(text)

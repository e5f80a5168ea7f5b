"""The law book and the weights that rosters are made by, as they hold on a day."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from coop.core.db import session
from coop.rostering.models.rosters import RosterRules
from coop.rostering.rules.lawbook import Lawbook, lawbook
from coop.rostering.rules.nouns import Weights

USUAL = "plain"
"""The law book where the co-operative has chosen none."""


@dataclass(frozen=True, slots=True)
class RulesInForce:
    """What rosters are made by; version 0 is what holds before the co-operative chose."""

    version: int
    from_on: date | None
    code: str
    weights: Weights
    motion_number: str

    @property
    def book(self) -> Lawbook:
        """Give the law book itself."""
        return lawbook(self.code)


def roster_rules(on: date) -> RulesInForce:
    """Give what rosters of a day are made by: the newest version up to it."""
    asked = (
        select(RosterRules)
        .where(RosterRules.from_on <= on)
        .order_by(RosterRules.from_on.desc(), RosterRules.version.desc())
        .limit(1)
    )
    row = session().scalar(asked)
    return _rules(row) if row else RulesInForce(0, None, USUAL, Weights(), "")


def roster_rules_history() -> tuple[RulesInForce, ...]:
    """List every version that was chosen, the newest first."""
    asked = select(RosterRules).order_by(RosterRules.version.desc())
    return tuple(_rules(row) for row in session().scalars(asked))


def weights_from(told: str) -> Weights:
    """Read weights as they are kept: those that differ from the usual ones."""
    kept: Mapping[str, int | list[int]] = json.loads(told)
    values = {
        name: tuple(value) if isinstance(value, list) else value for name, value in kept.items()
    }
    return Weights(**values)  # type: ignore[arg-type]


def _rules(row: RosterRules) -> RulesInForce:
    return RulesInForce(
        row.version, row.from_on, row.lawbook, weights_from(row.weights), row.motion_number
    )

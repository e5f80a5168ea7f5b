"""The rule set of ownership as it holds on a day, and the choices before it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from coop.core.db import session
from payroll.models.owned import OwnedRulesAdopted
from payroll.rules.owned.owned_rules import USUAL, OwnedRules, owned_rules, read_owned_rules


@dataclass(frozen=True, slots=True)
class OwnedInForce:
    """What ownership is ruled by; version 0 is what holds before the members chose."""

    version: int
    from_on: date | None
    rules: OwnedRules
    switches: Mapping[str, str] = field(default_factory=dict)
    motion_number: str = ""

    @property
    def residue(self) -> str:
        """Say who has the rest on an end; empty where that is still to be chosen."""
        return self.rules.residue or self.switches.get("residue", "")


def owned_rules_on(day: date) -> OwnedInForce:
    """Give the rule set of a day: the newest choice up to it, or the usual one."""
    asked = (
        select(OwnedRulesAdopted)
        .where(OwnedRulesAdopted.from_on <= day)
        .order_by(OwnedRulesAdopted.from_on.desc(), OwnedRulesAdopted.version.desc())
        .limit(1)
    )
    row = session().scalar(asked)
    return _in_force(row) if row else OwnedInForce(0, None, owned_rules(USUAL))


def owned_rules_history() -> tuple[OwnedInForce, ...]:
    """List every choice, the newest first."""
    asked = select(OwnedRulesAdopted).order_by(OwnedRulesAdopted.version.desc())
    return tuple(_in_force(row) for row in session().scalars(asked))


def _in_force(row: OwnedRulesAdopted) -> OwnedInForce:
    switches: dict[str, str] = json.loads(row.switches)
    rules = read_owned_rules(row.text)
    return OwnedInForce(row.version, row.from_on, rules, switches, row.motion_number)

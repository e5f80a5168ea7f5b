"""Choose the law book and the weights that rosters are made by, from a day on."""

import json
from dataclasses import asdict
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from coop.core import audit, clock
from coop.core.audit import Hand
from coop.core.db import session
from coop.core.errors import refuse_if
from coop.membership.actions import take_turns
from coop.membership.queries import today
from coop.rostering import acts
from coop.rostering.models.rosters import RosterRules
from coop.rostering.rules.lawbook import shipped
from coop.rostering.rules.nouns import Weights
from coop.rostering.rules.people import refusals_of_start
from coop.rostering.rules.weighing import refusals_of_rules


def choose_roster_rules(
    code: str, weights: Weights, *, from_on: date, motion_number: str, hand: Hand
) -> UUID:
    """Choose a law book and weights from a day on; earlier versions stay (ROS-79)."""
    # Two hands that choose at the same moment take turns here.
    take_turns()
    refuse_if(
        refusals_of_rules(code, weights, known=shipped()) + refusals_of_start(from_on, today())
    )
    version = (session().scalar(select(func.max(RosterRules.version))) or 0) + 1
    row = RosterRules(
        version=version,
        from_on=from_on,
        lawbook=code,
        weights=weights_text(weights),
        motion_number=motion_number.strip(),
        recorded_at=clock.now(),
    )
    session().add(row)
    session().flush()
    audit.record(
        acts.RULES_CHOSEN,
        row.id,
        hand=hand,
        version=version,
        from_on=from_on.isoformat(),
        motion=row.motion_number,
    )
    return row.id


def weights_text(weights: Weights) -> str:
    """Write weights as they are kept: those that differ from the usual ones, canonical."""
    usual = asdict(Weights())
    differing = {name: value for name, value in asdict(weights).items() if value != usual[name]}
    return json.dumps(differing, sort_keys=True, separators=(",", ":"))

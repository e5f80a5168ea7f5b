"""Choose the rule set of ownership from a day on, with every switch set (PAY-72)."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from coop.core import audit, canonical, clock
from coop.core.audit import Hand
from coop.core.db import new_id, session
from coop.core.errors import N_, NotFound, Refusal, refuse_if
from coop.membership.actions import take_turns
from coop.membership.queries import today
from payroll import acts
from payroll.deeds.own import member_of
from payroll.models.owned import OwnedRulesAdopted
from payroll.rules.owned.owned_rules import owned_rules, refusals_of_switches, shipped, shipped_text
from payroll.told import refusals_of_motion


def choose_owned_rules(
    code: str, switches: Mapping[str, str], *, from_on: date, motion_number: str, hand: Hand
) -> UUID:
    """Choose a shipped rule set by a carried motion; what held before stays (PAY-72)."""
    if code not in shipped():
        raise NotFound(N_("rule set"))
    take_turns()
    rules = owned_rules(code)
    refuse_if(
        refusals_of_switches(rules, switches) + _of_day(from_on) + refusals_of_motion(motion_number)
    )
    version = (session().scalar(select(func.max(OwnedRulesAdopted.version))) or 0) + 1
    chosen = {one.code: switches[one.code] for one in rules.switches}
    row = OwnedRulesAdopted(
        id=new_id(), version=version, from_on=from_on, code=code, digest=rules.digest,
        text=shipped_text(code), switches=canonical.canonical(chosen),
        motion_number=motion_number.strip(), recorded_at=clock.now(), recorded_by=member_of(hand),
    )  # fmt: skip
    session().add(row)
    session().flush()
    audit.record(
        acts.OWNED_RULES_CHOSEN, row.id, hand=hand, version=version,
        from_on=from_on.isoformat(), motion=row.motion_number,
    )  # fmt: skip
    return row.id


def _of_day(from_on: date) -> list[Refusal]:
    if from_on >= today():
        return []
    todo = N_("Choose today or a later day.")
    return [Refusal("PAY-72", N_("Rules are not changed for days that are over."), {}, todo)]

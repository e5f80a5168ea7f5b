"""Adopt rules: at the founding, and when the members have carried a change of them."""

from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from coop.core import audit, clock
from coop.core.audit import Hand
from coop.core.cited import WrongRules
from coop.core.db import session
from coop.core.errors import N_, Refusal, Refused
from governance import acts
from governance.models.motions import RuleSetAdopted
from governance.rules.nouns import RuleSet
from governance.rules.ruleset import load, shipped


def adopt_rules(
    text: str, *, from_on: date, hand: Hand, motion_id: UUID | None = None
) -> RuleSetAdopted:
    """Adopt a rule set from a day on; its text is kept whole."""
    rules = readable_rules(text)
    latest = session().scalar(select(func.max(RuleSetAdopted.version))) or 0
    adopted = RuleSetAdopted(
        version=max(latest + 1, rules.version),
        code=rules.code,
        text=text,
        digest=rules.digest,
        from_on=from_on,
        motion_id=motion_id,
        adopted_at=clock.now(),
    )
    session().add(adopted)
    session().flush()
    named = {"code": adopted.code, "digest": adopted.digest}
    audit.record(acts.RULES_ADOPTED, adopted.id, hand=hand, version=adopted.version, **named)
    return adopted


def readable_rules(text: str) -> RuleSet:
    """Read a rule text, or refuse it with everything that is wrong in it (GOV-26)."""
    try:
        return load(text)
    except WrongRules as wrong:
        said = N_("The rule text cannot be used: %(fault)s.")
        raise Refused(
            *(Refusal("GOV-26", said, {"fault": str(fault)}) for fault in wrong.faults)
        ) from wrong


def shipped_text(code: str) -> str:
    """Give the text of a rule set that comes with Evenhand."""
    for rules in shipped():
        if rules.code == code:
            return rules.text
    raise Refused(Refusal("GOV-26", N_("There is no rule set called %(code)s."), {"code": code}))

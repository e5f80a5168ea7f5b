"""What a decision does, and how heavy it must be for that (GOV-27)."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from coop.core.errors import N_, Refusal
from coop.membership.rules import Hearing, hearing_refusals
from governance.rules.nouns import Kind, RuleSet


class Purpose(StrEnum):
    """What follows when a motion is carried."""

    GENERAL = "general"
    RULE_CHANGE = "rule_change"
    EXPULSION = "expulsion"


def refusals_of_purpose(
    rules: RuleSet, *, purpose: str, kind: str, has_subject: bool, has_rules: bool
) -> Sequence[Refusal]:
    """Say what a motion with this purpose lacks under the rules in force (GOV-27)."""
    found = []
    if purpose == Purpose.EXPULSION and kind != rules.membership.expulsion.kind:
        found.append(_too_light(rules.membership.expulsion.kind))
    if purpose == Purpose.RULE_CHANGE and kind == Kind.ORDINARY:
        found.append(_too_light(Kind.EXTRAORDINARY))
    if purpose == Purpose.EXPULSION and not has_subject:
        found.append(Refusal("GOV-27", N_("Say which member the motion is about.")))
    if purpose == Purpose.RULE_CHANGE and not has_rules:
        found.append(Refusal("GOV-27", N_("Give the whole text of the new rules.")))
    return found


def refusals_to_ballot(
    rules: RuleSet, *, purpose: str, hearing: Hearing, opens_on: date
) -> Sequence[Refusal]:
    """Refuse a vote to expel somebody without notice of the grounds or a hearing (MEM-5)."""
    if purpose != Purpose.EXPULSION:
        return []
    return hearing_refusals(hearing, opens_on=opens_on, rules=rules.membership.expulsion)


def _too_light(kind: str) -> Refusal:
    return Refusal(
        "GOV-27",
        N_("A decision of this weight needs another majority: %(kind)s."),
        {"kind": kind},
        N_("Choose that kind of decision."),
    )

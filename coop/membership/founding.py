"""Founding, as the composition root and the demonstration see it."""

from coop.membership.deeds.founding import FirstMember, Founded, Founding, found
from coop.membership.deeds.house import NewClass, NewEstablishment
from coop.membership.rulebook import (
    RuleSetOffer,
    set_rule_sets,
    set_rules_in_force,
)

__all__ = [
    "FirstMember",
    "Founded",
    "Founding",
    "NewClass",
    "NewEstablishment",
    "RuleSetOffer",
    "found",
    "set_rule_sets",
    "set_rules_in_force",
]

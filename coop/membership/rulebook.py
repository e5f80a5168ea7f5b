"""What membership asks of the rule book, which a higher room keeps.

Governance ships, adopts and dates the rules; it tells this file at start-up how to ask.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from coop.core.audit import Hand
from coop.core.errors import N_, NotFound
from coop.membership.rules import MembershipRules


@dataclass(frozen=True, slots=True)
class RuleSetOffer:
    """A shipped rule set, as the founding page offers it."""

    code: str
    title: str
    points: tuple[str, ...]
    """Its chief numbers, each in one plain sentence."""
    membership: MembershipRules
    fewest_members: int = 3


Offers = Callable[[], Sequence[RuleSetOffer]]
Adopt = Callable[[str, date, Hand], None]
InForce = Callable[[date], MembershipRules | None]


class _Told:
    """What governance told this file at start-up."""

    offers: Offers
    adopt: Adopt
    in_force: InForce

    def __init__(self) -> None:
        self.offers = tuple
        self.adopt = _no_such_rules
        self.in_force = lambda _day: None


def _no_such_rules(code: str, _from_on: date, _hand: Hand) -> None:
    raise NotFound(N_("rule set") + f" {code}")


_told = _Told()


def set_rule_sets(offers: Offers, adopt: Adopt) -> None:
    """Learn which rule sets are shipped, and how one is adopted: `adopt(code, from_on, hand)`."""
    _told.offers, _told.adopt = offers, adopt


def set_rules_in_force(in_force: InForce) -> None:
    """Learn how to ask which rules of belonging held on a day."""
    _told.in_force = in_force


def offers() -> tuple[RuleSetOffer, ...]:
    """List the rule sets that a new co-operative may choose from."""
    return tuple(_told.offers())


def offer(code: str) -> RuleSetOffer:
    """Give one shipped rule set; `NotFound` when there is none of that code."""
    found = next((each for each in offers() if each.code == code), None)
    if found is None:
        raise NotFound(N_("rule set"))
    return found


def adopt(code: str, from_on: date, hand: Hand) -> None:
    """Adopt a shipped rule set as the first rules of the co-operative."""
    _told.adopt(code, from_on, hand)


def rules_on(day: date) -> MembershipRules:
    """Give the rules of belonging that held on a day; `NotFound` before any were adopted."""
    found = _told.in_force(day)
    if found is None:
        raise NotFound(N_("rules"))
    return found

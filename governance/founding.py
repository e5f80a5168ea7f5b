"""What founding asks of governance: which rule sets there are, and to adopt one."""

from collections.abc import Sequence
from datetime import date

from flask_babel import gettext as _

from coop.core.audit import Hand
from coop.core.errors import NotFound
from coop.membership.rulebook import RuleSetOffer
from coop.membership.rules import MembershipRules
from governance.deeds.adopting import adopt_rules, shipped_text
from governance.reading.rules import rules_in_force
from governance.rules.nouns import RuleSet
from governance.rules.ruleset import shipped
from governance.rules.words import share_in_words


def offers() -> Sequence[RuleSetOffer]:
    """Give the shipped rule sets, each with its chief numbers in plain sentences."""
    return [
        RuleSetOffer(rules.code, rules.title, points_of(rules), rules.membership)
        for rules in shipped()
    ]


def adopt(code: str, from_on: date, hand: Hand) -> None:
    """Adopt a shipped rule set as the first rules of the co-operative."""
    adopt_rules(shipped_text(code), from_on=from_on, hand=hand)


def membership_rules(day: date) -> MembershipRules | None:
    """Give the rules of belonging on a day; None before any rules were adopted."""
    try:
        return rules_in_force(day).membership
    except NotFound:
        return None


def points_of(rules: RuleSet) -> tuple[str, ...]:
    """Say the numbers that matter most, one plain sentence each."""
    quorum = share_in_words(rules.quorum.share).told(_)
    extraordinary = share_in_words(rules.extraordinary.share).told(_)
    return (
        _("Notice of a vote: %(days)s clear days.", days=rules.notice.clear_days),
        _(
            "Quorum: %(number)s members or %(share)s of the roll, whichever is more.",
            number=rules.quorum.number,
            share=quorum,
        ),
        _("An ordinary decision needs more for than against."),
        _("An extraordinary decision needs %(share)s.", share=extraordinary),
        _("A motion needs this many seconders: %(number)s.", number=rules.motions.seconders),
    )

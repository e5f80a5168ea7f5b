"""Rules to test with: the plain rule set, changed where a test says so."""

from dataclasses import replace
from fractions import Fraction
from functools import cache

from governance.rules.ruleset import Base, Kind, Majority, RuleSet, shipped


@cache
def the_rules(code: str = "plain") -> RuleSet:
    """Give a shipped rule set by its code."""
    return next(rules for rules in shipped() if rules.code == code)


def a_majority(
    share: str = "1/2",
    *,
    strict: bool = True,
    base: Base = Base.VOTES_CAST,
    turnout: str = "0",
) -> Majority:
    """Give a majority: more than half of the votes cast unless the test says otherwise."""
    return replace(
        the_rules().ordinary,
        share=Fraction(share),
        strict=strict,
        base=base,
        minimum_turnout=Fraction(turnout),
    )


def rules_with(
    *,
    majority: Majority | None = None,
    number: int = 1,
    share: str = "0",
    smallest_cell: int = 5,
) -> RuleSet:
    """Give rules whose ordinary majority and quorum are as the test says."""
    rules = the_rules()
    return replace(
        rules,
        ordinary=majority or a_majority(),
        quorum=replace(rules.quorum, number=number, share=Fraction(share)),
        membership=replace(rules.membership, smallest_cell=smallest_cell),
    )


ORDINARY = Kind.ORDINARY

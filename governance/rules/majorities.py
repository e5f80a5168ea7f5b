"""How many must vote, and how many must be for: exact whole numbers (GOV-4 to GOV-8)."""

from fractions import Fraction

from coop.core.errors import N_
from governance.counting.majority import Tally
from governance.rules.nouns import Base, Majority, Quorum
from governance.rules.words import Said, counted, share_in_words

MORE_THAN = {
    Base.VOTES_CAST: N_(
        "More than %(share)s of the votes cast were needed: %(needed)s of %(base)s."
    ),
    Base.MEMBERS_VOTING: N_(
        "More than %(share)s of the members voting were needed: %(needed)s of %(base)s."
    ),
    Base.ALL_MEMBERS: N_(
        "More than %(share)s of all the members were needed: %(needed)s of %(base)s."
    ),
}
AT_LEAST = {
    Base.VOTES_CAST: N_(
        "At least %(share)s of the votes cast were needed: %(needed)s of %(base)s."
    ),
    Base.MEMBERS_VOTING: N_(
        "At least %(share)s of the members voting were needed: %(needed)s of %(base)s."
    ),
    Base.ALL_MEMBERS: N_(
        "At least %(share)s of all the members were needed: %(needed)s of %(base)s."
    ),
}


def at_least(share: Fraction, base: int) -> int:
    """Give the fewest that are at least the share of the base: 2/3 of 9 is 6."""
    return -(-share.numerator * base // share.denominator)


def more_than(share: Fraction, base: int) -> int:
    """Give the fewest that are more than the share of the base: more than 1/2 of 40 is 21."""
    return share.numerator * base // share.denominator + 1


def quorum_needed(quorum: Quorum, roll: int) -> int:
    """Give the greater of the number and the share of the roll (GOV-4)."""
    return max(quorum.number, at_least(quorum.share, roll))


def turnout_needed(majority: Majority, roll: int) -> int:
    """Give how many must vote for this kind of motion, besides the quorum (GOV-8)."""
    return at_least(majority.minimum_turnout, roll)


def base_of(majority: Majority, tally: Tally, roll: int) -> int:
    """Give the number that the majority is a share of (GOV-6)."""
    return {
        Base.VOTES_CAST: tally.cast,
        Base.MEMBERS_VOTING: tally.voting,
        Base.ALL_MEMBERS: roll,
    }[majority.base]


def votes_needed(majority: Majority, base: int) -> int:
    """Give the fewest votes for that make the majority; never none at all (GOV-6)."""
    fewest = more_than if majority.strict else at_least
    return max(1, fewest(majority.share, base))


def is_reached(majority: Majority, tally: Tally, roll: int) -> bool:
    """Say whether the votes for are enough, and more than those against (GOV-6, GOV-7)."""
    needed = votes_needed(majority, base_of(majority, tally, roll))
    return tally.votes_for >= needed and tally.votes_for > tally.against


def majority_in_words(majority: Majority, base: int, needed: int) -> Said:
    """Write the majority out with its sum: more than half of the votes cast, 21 of 40."""
    sentences = MORE_THAN if majority.strict else AT_LEAST
    share = share_in_words(majority.share)
    return Said(sentences[majority.base], {"share": share, "needed": needed, "base": base})


def votes_in_words(tally: Tally) -> list[Said]:
    """Write the piles out; abstentions and spoiled papers only when there are some."""
    found = [
        Said(
            N_("%(votes_for)s for and %(against)s against."),
            {"votes_for": tally.votes_for, "against": tally.against},
        )
    ]
    if tally.abstained:
        found.append(
            counted(
                tally.abstained,
                N_("1 member abstained; an abstention is not a vote cast."),
                N_("%(many)s members abstained; abstentions are not votes cast."),
            )
        )
    if tally.spoiled:
        found.append(
            counted(
                tally.spoiled,
                N_("1 paper was spoiled; it counts as a member voting, not as a vote cast."),
                N_(
                    "%(many)s papers were spoiled; they count as members voting, not as votes cast."
                ),
            )
        )
    return found


def turnout_in_words(needed: int, voted: int) -> Said:
    """Write how many had to vote, and how many did."""
    one = N_("At least 1 member had to vote, and %(voted)s did.")
    more = N_("At least %(needed)s members had to vote, and %(voted)s did.")
    return Said(one if needed == 1 else more, {"needed": needed, "voted": voted})

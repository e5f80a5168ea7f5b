"""Write a decision out in words, with every sum, from what is published alone (GOV-25)."""

from coop.core.errors import N_
from governance.rules.majorities import (
    majority_in_words,
    turnout_in_words,
    votes_in_words,
)
from governance.rules.outcome import CollegeResult, Outcome, Pool, Verdict
from governance.rules.words import Said, share_in_words


def working(outcome: Outcome) -> tuple[Said, ...]:
    """Give the whole working, one sentence an entry, ending with the verdict."""
    return (
        *votes_in_words(outcome.tally),
        majority_in_words(outcome.majority, outcome.base, outcome.needed),
        *_turnouts(outcome),
        *(_college(one, outcome) for one in outcome.colleges),
        *_pool(outcome.pool),
        outcome.why,
        *_confirmation(outcome),
    )


def _turnouts(outcome: Outcome) -> list[Said]:
    """Say the quorum, and a minimum turnout only where it asks for more."""
    voted = outcome.tally.voting
    found = [turnout_in_words(outcome.quorum, voted)]
    if outcome.turnout > outcome.quorum:
        found.append(
            Said(
                N_("A decision of this kind asks for %(needed)s of %(roll)s members to vote."),
                {"needed": outcome.turnout, "roll": outcome.roll},
            )
        )
    return found


def _college(result: CollegeResult, outcome: Outcome) -> Said:
    """Say what one college did; the head-count stands above it always (GOV-9)."""
    reached = N_("%(name)s agreed: %(votes_for)s for, %(against)s against. %(majority)s")
    missed = N_("%(name)s did not agree: %(votes_for)s for, %(against)s against. %(majority)s")
    return Said(
        reached if result.reached else missed,
        {
            "name": result.name,
            "votes_for": result.tally.votes_for,
            "against": result.tally.against,
            "majority": majority_in_words(outcome.majority, result.base, result.needed),
        },
    )


def _pool(pool: Pool | None) -> list[Said]:
    """Say which numbers are withheld and why; whether all agreed only where it counts."""
    if pool is None:
        return []
    values = {
        "names": ", ".join(pool.names),
        "votes_for": pool.tally.votes_for,
        "against": pool.tally.against,
    }
    found = [
        Said(N_("Few voted in a class, so these are shown together: %(names)s."), values),
        Said(N_("Together they were %(votes_for)s for and %(against)s against."), values),
    ]
    if pool.all_agreed is not None:
        each = N_("Each of them agreed.")
        found.append(Said(each if pool.all_agreed else N_("At least one of them did not agree.")))
    return found


def _confirmation(outcome: Outcome) -> list[Said]:
    """Say that a second vote must follow, where the rules ask for one (GOV-24)."""
    second = outcome.majority.confirmation
    if second is None or outcome.verdict is not Verdict.CARRIED:
        return []
    ask = N_(
        "A second vote must confirm it with more than %(share)s, %(first)s to %(last)s days on."
    )
    least = N_(
        "A second vote must confirm it with at least %(share)s, %(first)s to %(last)s days on."
    )
    return [
        Said(
            ask if second.strict else least,
            {
                "share": share_in_words(second.share),
                "first": second.from_days,
                "last": second.to_days,
            },
        )
    ]

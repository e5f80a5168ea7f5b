"""Why shifts are not filled: reasons with counts, and who gets less than their share."""

from collections.abc import Sequence
from dataclasses import dataclass

from coop.core.errors import Refusal
from coop.membership.names import sort_key
from coop.membership.queries import members_on
from coop.rostering.reading.board_gaps import gaps_in
from coop.rostering.reading.board_nouns import GapView
from coop.rostering.reading.choosing import Candidate
from coop.rostering.reading.roster_facts import facts_of
from coop.rostering.reading.rosters import RosterView
from coop.rostering.reading.shifts import shifts_between
from coop.rostering.rules.roster import loads


@dataclass(frozen=True, slots=True)
class ReasonCount:
    """One reason, in words that anybody may read, and how many people it keeps away."""

    refusal: Refusal
    count: int


def grouped(candidates: Sequence[Candidate]) -> list[ReasonCount]:
    """Count the reasons that keep people away, the most frequent first.

    Somebody with several reasons counts for each. Hidden reasons are one (ROS-1).
    """
    kinds: list[Refusal] = []
    counts: list[int] = []
    for refusal in (refusal for one in candidates for refusal in one.refusals):
        if refusal not in kinds:
            kinds.append(refusal)
            counts.append(0)
        counts[kinds.index(refusal)] += 1
    found = [ReasonCount(kind, count) for kind, count in zip(kinds, counts, strict=True)]
    return sorted(found, key=lambda one: -one.count)


def whole_gaps(found: RosterView) -> list[GapView]:
    """List the gaps of a whole roster: those that stop the work first, then in order of time."""
    facts = facts_of(found)
    shifts = {each.id: each for each in shifts_between(found.first_on, found.last_on)}
    lacking = gaps_in(facts.places, facts, shifts)
    return sorted(lacking, key=lambda gap: not gap.is_dire)


def short_people(found: RosterView) -> list[Candidate]:
    """List who gets less than their share, whoever is furthest below it first."""
    facts = facts_of(found)
    rows = {row.id: row for row in members_on(found.last_on)}
    lines = [
        Candidate(load.person, rows[load.person].name, load)
        for load in loads(facts.places, facts)
        if load.person in rows and load.short
    ]
    return sorted(lines, key=lambda one: (-one.load.short, sort_key(rows[one.person_id].sort_name)))

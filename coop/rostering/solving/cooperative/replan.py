"""After an absence: fill what was torn, change as few published places as possible."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from coop.rostering.rules.nouns import Busy, Cause, Facts, Place, Span
from coop.rostering.solving.cooperative.mending import Mending
from coop.rostering.solving.cooperative.nouns import Roster
from coop.rostering.solving.nouns import Limits


@dataclass(frozen=True, slots=True)
class Replan:
    """A roster after an absence, and what it changes of what was published."""

    roster: Roster
    changed: int
    """Places taken from people who could still come."""
    proved_fewest: bool
    lost: tuple[Place, ...]
    """Places that the absence itself took."""
    taken: tuple[Place, ...]
    added: tuple[Place, ...]


def replan(facts: Facts, absent: Mapping[UUID, Sequence[Span]], limits: Limits) -> Replan:
    """Fill the places of the absent from what is published, with the fewest changes."""
    mending = Mending(without(facts, absent), limits, absent)
    mended = mending.fill({place.shift for place in mending.lost})
    return Replan(
        roster=mending.roster(mended.places),
        changed=len(mended.taken),
        proved_fewest=mended.sure,
        lost=mending.lost,
        taken=mended.taken,
        added=mended.added,
    )


def without(facts: Facts, absent: Mapping[UUID, Sequence[Span]]) -> Facts:
    """Give the facts in which some people cannot come for a while."""
    people = tuple(
        replace(
            person,
            busy=(*person.busy, *(Busy(span, Cause.LEAVE) for span in absent[person.id])),
        )
        if person.id in absent
        else person
        for person in facts.people
    )
    return replace(facts, people=people)

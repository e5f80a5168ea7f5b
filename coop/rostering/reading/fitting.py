"""Whether somebody who came without a place fits into the shift as it was told."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from coop.rostering.reading.facts import facts_for
from coop.rostering.reading.published import published_places
from coop.rostering.rules.place import stands_to_place
from coop.rostering.rules.reasons import Reason, Stands


def stands_to_add(member_id: UUID, shift_id: UUID, day: date) -> Sequence[Stands]:
    """Say what stands in the way of one more person in a shift of that day."""
    places = published_places(day, day)
    facts = facts_for(day, day, places=places, published=places)
    if member_id not in {person.id for person in facts.people}:
        return [Stands(Reason.AVAILABLE)]
    return stands_to_place(member_id, shift_id, places, facts)

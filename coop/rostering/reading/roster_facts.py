"""The facts of one roster: its days, its draft, and what members were told."""

from coop.rostering.reading.facts import facts_for
from coop.rostering.reading.published import last_places
from coop.rostering.reading.rosters import RosterView, draft_places
from coop.rostering.rules.nouns import Facts


def facts_of(found: RosterView) -> Facts:
    """Give the facts of a roster’s days with its draft and what members were told."""
    return facts_for(
        found.first_on,
        found.last_on,
        places=draft_places(found.id),
        published=last_places(found.id) or (),
    )

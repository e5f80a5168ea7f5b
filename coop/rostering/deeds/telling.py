"""Tell members on paper of a roster: a letter to everybody at first, then to who is affected."""

from collections.abc import Iterable
from uuid import UUID

from coop.core.audit import Hand
from coop.core.db import session
from coop.membership.queries import paper_members_on, today
from coop.post.actions import Recipient, prepare_runs
from coop.rostering.deeds.swap_steps import lapse_overtaken
from coop.rostering.models.rosters import Roster, RosterVersion
from coop.rostering.reading.changes import affected_by

KIND = "roster"


def tell_of(version_id: UUID) -> int:
    """Prepare the letters about a version; give how many members are told by one.

    Whoever has a letter about it is passed over, so telling again only adds.
    """
    version = session().get_one(RosterVersion, version_id)
    roster = session().get_one(Roster, version.roster_id)
    lapse_overtaken(roster.first_on, roster.last_on)
    people = _recipients(affected_by(version))
    if people:
        prepare_runs(KIND, version_id, people, hand=Hand.system())
    return len(people)


def _recipients(member_ids: Iterable[UUID]) -> list[Recipient]:
    wanted = set(member_ids)
    return [
        Recipient(row.id, "\n".join(row.address_lines), row.establishment_id)
        for row in paper_members_on(today())
        if row.id in wanted
    ]

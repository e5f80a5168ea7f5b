"""The list of members who must not meet at work: one officer keeps it, and nobody says why.

The log says only that the list changed: no member, no pair, and nothing of what was changed.
"""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from coop.core import audit, clock
from coop.core.audit import Hand
from coop.core.db import session
from coop.core.errors import N_, NotFound, refuse_if
from coop.membership.queries import today
from coop.rostering import acts
from coop.rostering.deeds.people_facts import hold_member
from coop.rostering.models.people import KeepApartPair
from coop.rostering.rules.nouns import Grain
from coop.rostering.rules.people import refusals_of_pair

LIST = "keep-apart"


def keep_apart(
    first_id: UUID, second_id: UUID, *, grain: Grain, until: date | None, hand: Hand
) -> UUID:
    """Keep two members apart at work, at this grain, up to and on a day (ROS-31, ROS-77)."""
    first_id, second_id = sorted((first_id, second_id))
    for member_id in (first_id, second_id):
        hold_member(member_id)
    asked = select(KeepApartPair.until).where(
        KeepApartPair.first_id == first_id,
        KeepApartPair.second_id == second_id,
        KeepApartPair.grain == grain.value,
    )
    paired = any(last is None or last >= today() for last in session().scalars(asked))
    refuse_if(refusals_of_pair(first_id, second_id, is_paired=paired, until=until, today=today()))
    row = KeepApartPair(
        first_id=first_id,
        second_id=second_id,
        grain=grain.value,
        until=until,
        recorded_at=clock.now(),
    )
    session().add(row)
    session().flush()
    audit.record(acts.KEEP_APART_CHANGED, LIST, hand=hand)
    return row.id


def end_keep_apart(pair_id: UUID, *, last_on: date, hand: Hand) -> None:
    """End a pair on the list; the day is the last on which it holds."""
    row = session().get(KeepApartPair, pair_id)
    if row is None or (row.until is not None and row.until <= last_on):
        raise NotFound(N_("pair"))
    row.until = last_on
    session().flush()
    audit.record(acts.KEEP_APART_CHANGED, LIST, hand=hand)

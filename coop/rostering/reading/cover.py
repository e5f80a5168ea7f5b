"""Who is expected where: a published roster, without those who said that they cannot come."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from coop.core.db import session
from coop.rostering.models.rosters import PlaceReply
from coop.rostering.models.work import ShiftRow
from coop.rostering.reading.facts import facts_for
from coop.rostering.reading.published import last_places
from coop.rostering.reading.rosters import RosterView, roster_on
from coop.rostering.rules.edits import Pair
from coop.rostering.rules.exchange import Answer
from coop.rostering.rules.nouns import Facts, Place


@dataclass(frozen=True, slots=True)
class Cover:
    """A published roster with its facts, and the places whose people cannot come."""

    roster: RosterView
    facts: Facts
    absent: frozenset[Pair]

    @property
    def told(self) -> tuple[Place, ...]:
        """Give every place that members were told."""
        return self.facts.published

    @property
    def coming(self) -> tuple[Place, ...]:
        """Give the places whose people are expected."""
        return self.without(())

    def without(self, pairs: Collection[Pair]) -> tuple[Place, ...]:
        """Give the same with some places more left out."""
        out = self.absent | frozenset(pairs)
        return tuple(each for each in self.told if (each.shift, each.person) not in out)

    def absent_in(self, shift_id: UUID) -> list[UUID]:
        """Give who has a place in a shift and cannot come, in a fixed order."""
        told = {(each.shift, each.person) for each in self.told}
        return sorted(one for shift, one in self.absent & told if shift == shift_id)


def cover_on(day: date) -> Cover | None:
    """Give the cover of the roster that a day belongs to; None before it is published."""
    roster = roster_on(day)
    places = last_places(roster.id) if roster else None
    if roster is None or places is None:
        return None
    facts = facts_for(roster.first_on, roster.last_on, places=places, published=places)
    return Cover(roster, facts, absent_between(roster.first_on, roster.last_on))


def answers_between(
    first: date, last: date, *, member_id: UUID | None = None
) -> dict[Pair, Answer]:
    """Give the last answer to each place in shifts of these days."""
    asked = (
        select(PlaceReply.shift_id, PlaceReply.member_id, PlaceReply.answer)
        .join(ShiftRow, ShiftRow.id == PlaceReply.shift_id)
        .where(ShiftRow.day.between(first, last))
        .order_by(PlaceReply.at)
    )
    if member_id is not None:
        asked = asked.where(PlaceReply.member_id == member_id)
    return {(shift, member): Answer(said) for shift, member, said in session().execute(asked)}


def absent_between(first: date, last: date) -> frozenset[Pair]:
    """Give the places whose people said that they cannot come."""
    answers = answers_between(first, last)
    return frozenset(pair for pair, said in answers.items() if said is Answer.CANNOT)

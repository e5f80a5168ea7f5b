"""Choosing the people of a story: whose shift a colleague could take, and who can be spared."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from coop.demo.stage import FOUNDERS
from coop.membership.queries import members_on, today
from coop.rostering.queries import (
    ShiftView,
    cover_on,
    draft_places,
    facts_for,
    published_places,
    roster,
    shifts_between,
)
from coop.rostering.reading.candidates import who_fits
from coop.rostering.reading.choosing import person_desk
from coop.rostering.rules.nouns import Kind, Place
from coop.rostering.rules.roster import faults


@dataclass(frozen=True, slots=True)
class Pairing:
    """Somebody with a shift, and a colleague who could come to it instead."""

    shift: ShiftView
    member_id: UUID
    colleague_id: UUID


def plain_members(channel: str = "web") -> set[UUID]:
    """Give those who hold no office and are reached by a door."""
    later = (row for row in members_on(today()) if row.number > len(FOUNDERS))
    return {row.id for row in later if row.channel == channel}


def pairings(
    first: date, last: date, *, givers: Collection[UUID], takers: Collection[UUID]
) -> Iterator[Pairing]:
    """Find, in order of time, givers with a shift and for each a taker who could come to it."""
    views = {one.id: one for one in shifts_between(first, last) if one.kind is Kind.PAID}
    cover = cover_on(first)
    assert cover is not None
    places = [one for one in published_places(first, last) if one.shift in views]
    for place in sorted(places, key=lambda one: (views[one.shift].starts_at, str(one.person))):
        if place.person in givers:
            fitting = set(who_fits(cover, place.shift, instead_of=place.person)) & set(takers)
            for colleague_id in sorted(fitting, key=str)[:1]:
                yield Pairing(views[place.shift], place.person, colleague_id)


def a_pairing(
    first: date,
    last: date,
    *,
    givers: Collection[UUID] | None = None,
    takers: Collection[UUID] | None = None,
) -> Pairing:
    """Give the first pairing of some days; people on the web, where nobody is named."""
    web = plain_members()
    found = pairings(first, last, givers=givers or web, takers=takers or web)
    return next(found)


def a_spare_place(roster_id: UUID) -> Place:
    """Give the first place that its shift can do without."""
    return next(spare_places(roster_id))


def a_place_to_move(roster_id: UUID) -> Place:
    """Give a place of the first week that its shift can spare and that fits elsewhere."""
    week = roster(roster_id).first_on
    return next(
        one
        for one in spare_places(roster_id)
        if person_desk(roster_id, one.person, week, moving=one.shift).fits
    )


def spare_places(roster_id: UUID) -> Iterator[Place]:
    """Find places that their shifts can do without, and still be supervised.

    Where a supervisor goes, the others may not work, and nothing can be published.
    """
    found = roster(roster_id)
    days = found.first_on, found.last_on
    facts, places = facts_for(*days), draft_places(roster_id)
    for shift in shifts_between(*days):
        there = [one for one in places if one.shift == shift.id]
        for one in there if shift.wanted > 2 else ():
            if not faults([each for each in there if each != one], facts):
                yield one

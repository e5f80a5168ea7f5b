"""Who could come instead: only people whom every rule lets in; about the others, nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from coop.core import clock
from coop.rostering.reading.cover import Cover
from coop.rostering.reading.shifts import ShiftView, shifts_between
from coop.rostering.reading.shifts import shift as shift_view
from coop.rostering.rules.board import Board
from coop.rostering.rules.exchange import Exchange
from coop.rostering.rules.fitness import stands_against
from coop.rostering.rules.nouns import Person, Place, Shift
from coop.rostering.rules.place import stands_for_all, stands_on

NEAR = timedelta(days=7)
"""So far before and after a shift its member may look for another to swap with."""


@dataclass(frozen=True, slots=True)
class Swappable:
    """A colleague’s shift that could come back for one’s own."""

    colleague_id: UUID
    shift: ShiftView


def who_fits(cover: Cover, shift_id: UUID, *, instead_of: UUID | None = None) -> list[UUID]:
    """Give everybody who could come to a shift, or come instead of somebody, in a fixed order."""
    given = [(shift_id, instead_of)] if instead_of else []
    stands = stands_for_all(shift_id, cover.without(given), cover.facts)
    away = {*cover.absent_in(shift_id), instead_of}
    return sorted(one for one, against in stands.items() if not against and one not in away)


def fits(cover: Cover, member_id: UUID, shift_id: UUID, *, instead_of: UUID | None = None) -> bool:
    """Say whether one member could come to a shift."""
    return member_id in who_fits(cover, shift_id, instead_of=instead_of)


def holds(cover: Cover, exchange: Exchange) -> bool:
    """Say whether every rule holds once a shift, or two, have changed hands."""
    board = Board(cover.facts, cover.without(exchange.taken))
    known = exchange.colleague in board.people and exchange.member in board.people
    if not known or stands_on(board, exchange.colleague, exchange.shift):
        return False
    return exchange.back is None or not stands_on(board, exchange.member, exchange.back)


def swappable(cover: Cover, member_id: UUID, shift_id: UUID) -> list[Swappable]:
    """List the colleagues’ shifts of that week or so that a member could swap a shift for."""
    day = shift_view(shift_id).day
    views = {each.id: each for each in shifts_between(day - NEAR, day + NEAR)}
    found = [
        place
        for place in _likely(cover, member_id, shift_id)
        if place.shift in views
        and holds(cover, Exchange(shift_id, member_id, place.person, place.shift))
    ]
    order = sorted(found, key=lambda place: (views[place.shift].starts_at, place.person))
    return [Swappable(place.person, views[place.shift]) for place in order]


def _likely(cover: Cover, member_id: UUID, shift_id: UUID) -> Iterator[Place]:
    """Give the places to look at whole: each person fits the other’s shift, taken alone."""
    people = {person.id: person for person in cover.facts.people}
    shifts = {shift.id: shift for shift in cover.facts.shifts}
    me, mine = people.get(member_id), shifts.get(shift_id)
    if me is None or mine is None:
        return
    for_me = {shift.id for shift in _near(mine, cover) if _alone(me, shift, cover)}
    for_them = {person.id for person in people.values() if _alone(person, mine, cover)}
    for place in cover.coming:
        if place.shift in for_me and place.person in for_them - {member_id}:
            yield place


def _near(mine: Shift, cover: Cover) -> Iterator[Shift]:
    now = clock.now()
    for shift in cover.facts.shifts:
        if shift.id != mine.id and shift.span.start > now and abs(shift.day - mine.day) <= NEAR:
            yield shift


def _alone(person: Person, shift: Shift, cover: Cover) -> bool:
    return not stands_against(person, shift, cover.facts)

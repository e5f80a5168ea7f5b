"""The smallest change that would close a gap: computed, checked, never guessed.

Either people move, as few as possible; or one certificate is renewed, or one person agrees to
more hours. Nothing is ever proposed about what must stay hidden, and so nothing about plain
availability either: that a person is left out of it would tell.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from coop.rostering.rules.board import Board
from coop.rostering.rules.calendar import last_day
from coop.rostering.rules.nouns import Facts, Person, Place, Shift
from coop.rostering.rules.place import stands_on
from coop.rostering.rules.reasons import Reason
from coop.rostering.solving.cooperative.audit import audit
from coop.rostering.solving.cooperative.mending import Mended, Mending
from coop.rostering.solving.nouns import Limits

BY_CERTIFICATE = {Reason.CERTIFICATE, Reason.RESERVED, Reason.SUPERVISION}


class Change(StrEnum):
    """What would close a gap."""

    PLACES = "places"
    """Only places change: somebody comes, or some people move."""
    CERTIFICATE = "certificate"
    """One person renews a certificate that has run out."""
    HOURS = "hours"
    """One person agrees to more hours a week."""


@dataclass(frozen=True, slots=True)
class Repair:
    """A change that was checked to close a gap, or as much of it as can be closed."""

    change: Change
    taken: tuple[Place, ...]
    added: tuple[Place, ...]
    closed: int
    """Places of the shift that are filled by it."""
    left: int
    """Places that stay empty even so."""
    fewest: bool
    """Whether it is proved that moving fewer people would not do."""
    person: UUID | None = None
    skill: UUID | None = None
    minutes: int = 0
    """More minutes in that week."""


def cheapest_repair(
    shift_id: UUID, places: Collection[Place], facts: Facts, limits: Limits
) -> Repair | None:
    """Find the smallest change that fills a shift as far as it can be filled."""
    known = replace(facts, published=tuple(places))
    mending = Mending(known, limits)
    mended = mending.fill({shift_id})
    moved = _moved(shift_id, mended, known)
    sound = moved is not None and set(audit(mended.places, facts)) <= set(audit(places, facts))
    if moved and sound and len(moved.taken) <= 1:
        return moved
    other = next(_by_facts(shift_id, places, facts), None)
    if other and (moved is None or other.closed >= moved.closed):
        return other
    return moved if sound else other


def _moved(shift_id: UUID, mended: Mended, facts: Facts) -> Repair | None:
    shift = next(each for each in facts.shifts if each.id == shift_id)
    there = sum(place.shift == shift_id for place in mended.places)
    before = sum(place.shift == shift_id for place in facts.published)
    if there <= before:
        return None
    left = max(0, shift.wanted - there)
    return Repair(
        Change.PLACES, mended.taken, mended.added, there - before, left, fewest=mended.sure
    )


def _by_facts(shift_id: UUID, places: Collection[Place], facts: Facts) -> Iterator[Repair]:
    """Try one change of one person’s facts after another, each checked by the rules."""
    board = Board(facts, places)
    shift = board.shifts[shift_id]
    for person in facts.people:
        reasons = {one.reason for one in stands_on(board, person.id, shift_id)}
        if reasons and reasons <= BY_CERTIFICATE:
            yield from _renewed(person, shift, board)
        elif reasons == {Reason.WEEK_HOURS}:
            yield from _longer(person, shift, board)


def _renewed(person: Person, shift: Shift, board: Board) -> Iterator[Repair]:
    """Renew a certificate that the person held until before the shift ends."""
    end = last_day(shift.span, board.facts.zone)
    asked = {need.skill for need in shift.needs}
    asked |= {shift.supervision.skill} if shift.supervision else set()
    for old in person.certificates:
        if old.skill in asked and old.until is not None and old.until < end:
            renewed = replace(old, until=end)
            held = tuple(renewed if each is old else each for each in person.certificates)
            found = _checked(replace(person, certificates=held), shift, board)
            if found:
                yield replace(found, change=Change.CERTIFICATE, skill=old.skill)


def _longer(person: Person, shift: Shift, board: Board) -> Iterator[Repair]:
    """Let the person agree to as many minutes more as the shift is long."""
    terms = replace(person.terms, most=person.terms.most + shift.span.minutes)
    found = _checked(replace(person, terms=terms), shift, board)
    if found:
        yield replace(found, change=Change.HOURS, minutes=shift.span.minutes)


def _checked(person: Person, shift: Shift, board: Board) -> Repair | None:
    """Put the person into the shift under the changed facts, by the rules."""
    people = tuple(person if each.id == person.id else each for each in board.facts.people)
    changed = Board(replace(board.facts, people=people), board.places)
    if stands_on(changed, person.id, shift.id):
        return None
    left = max(0, shift.wanted - board.count_in(shift.id) - 1)
    added = (Place(shift.id, person.id),)
    return Repair(Change.HOURS, (), added, 1, left, fewest=True, person=person.id)

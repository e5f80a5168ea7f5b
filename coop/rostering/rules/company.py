"""What the company in a shift allows: room, certificates, supervisors, and people kept apart."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from uuid import UUID

from coop.rostering.rules.board import Board
from coop.rostering.rules.fitness import holds_for
from coop.rostering.rules.nouns import Facts, Grain, KeepApart, Person, Place, Shift, Supervision
from coop.rostering.rules.reasons import Reason, Stands
from coop.rostering.rules.works import Work


def stands_in_company(
    person: Person, shift: Shift, together: Mapping[UUID, Collection[UUID]], facts: Facts
) -> list[Stands]:
    """Say what stands between a person and a shift in view of who else is where.

    `together` gives the people of each shift; whether the person is among them is no matter.
    """
    places = [Place(where, who) for where, people in together.items() for who in people]
    return stands_with(person, shift, Board(facts, places))


def stands_with(person: Person, shift: Shift, board: Board) -> list[Stands]:
    """Say the same from a board; every question is asked every time (ROS-1)."""
    reasons = [
        *_apart(person, shift, board),
        *_room(person, shift, board),
        *_supervised(person, shift, board),
    ]
    return [Stands(reason) for reason in dict.fromkeys(reasons)]


def is_supervised(supervision: Supervision, supervisors: int, others: int) -> bool:
    """Say whether so many supervisors may have so many others with them (ROS-11)."""
    if not others:
        return True
    return supervisors >= supervision.least and others <= supervision.ratio * supervisors


def reserved(shift: Shift, people: Collection[Person], zone: str) -> int:
    """Count the places that must be kept for holders of certificates still missing (ROS-30)."""
    missing = (
        need.count - sum(holds_for(person, need.skill, shift, zone) for person in people)
        for need in shift.needs
    )
    return max(0, *missing, 0)


def meet_at(grain: Grain, one: Work, two: Work) -> bool:
    """Say whether two people’s works bring them together, at this grain (ROS-31)."""
    if two.last < one.first or one.last < two.first:
        return False
    if one.shift is not None and one.shift == two.shift:
        return True
    if grain is Grain.SHIFT or one.site is None or one.site != two.site:
        return False
    return grain is Grain.SITE or (one.start < two.end and two.start < one.end)


def _apart(person: Person, shift: Shift, board: Board) -> Iterator[Reason]:
    """Refuse to bring people together who are kept apart (ROS-31)."""
    own = board.work(person, shift)
    for other, rule in board.apart_from(person.id):
        works = board.works(other)
        near = [work for work in works if work.first <= own.last and own.first <= work.last]
        if any(
            _holds_on(rule, min(own.day, work.day)) and meet_at(rule.grain, own, work)
            for work in near
        ):
            yield Reason.APART


def _holds_on(rule: KeepApart, day: date) -> bool:
    return rule.until is None or day <= rule.until


def _room(person: Person, shift: Shift, board: Board) -> Iterator[Reason]:
    """Ask for a free place, not kept for others, and for room at the site (ROS-2, 12, 30)."""
    taken = board.count_in(shift.id, but=person.id)
    if taken >= shift.most:
        yield Reason.FULL
    elif shift.needs:
        people = [*board.people_in(shift.id, but=person.id), person]
        if len(people) + reserved(shift, people, board.facts.zone) > shift.most:
            yield Reason.RESERVED
    most = board.facts.capacity.get(shift.site)
    if most is not None and _crowd(person, shift, board) >= most:
        yield Reason.CAPACITY


def _crowd(person: Person, shift: Shift, board: Board) -> int:
    """Count the most others at the site at any one moment of the shift."""
    near = [
        (other.span, board.count_in(other.id, but=person.id))
        for other in board.layout.at_site(shift)
    ]
    moments = {shift.span.start, *(span.start for span, _ in near)}
    return max(
        sum(count for span, count in near if span.start <= moment < span.end)
        for moment in moments
        if shift.span.start <= moment < shift.span.end
    )


def _supervised(person: Person, shift: Shift, board: Board) -> Iterator[Reason]:
    """Ask for enough trained supervisors; they themselves may always come first (ROS-11)."""
    rule, zone = shift.supervision, board.facts.zone
    if rule is None or holds_for(person, rule.skill, shift, zone):
        return
    others = board.people_in(shift.id, but=person.id)
    supervisors = sum(holds_for(other, rule.skill, shift, zone) for other in others)
    if not is_supervised(rule, supervisors, len(others) - supervisors + 1):
        yield Reason.SUPERVISION

"""Put one more person into a shift, or take one out: the check behind every edit."""

from collections.abc import Collection
from uuid import UUID

from coop.rostering.rules.board import Board, board_of
from coop.rostering.rules.company import is_supervised, stands_with
from coop.rostering.rules.fitness import holds_for, stands_against
from coop.rostering.rules.nouns import Facts, Person, Place, Shift
from coop.rostering.rules.reasons import Reason, Stands
from coop.rostering.rules.together import stands_beside


def stands_to_place(
    person_id: UUID, shift_id: UUID, places: Collection[Place], facts: Facts
) -> list[Stands]:
    """Say everything that stands in the way of one more place; an unknown id is `KeyError`."""
    return stands_on(board_of(facts, places), person_id, shift_id)


def stands_for_all(
    shift_id: UUID, places: Collection[Place], facts: Facts
) -> dict[UUID, list[Stands]]:
    """Say the same for every person and one shift; nobody in the way has an empty list."""
    board = board_of(facts, places)
    return {person.id: stands_on(board, person.id, shift_id) for person in facts.people}


def stands_on(board: Board, person_id: UUID, shift_id: UUID) -> list[Stands]:
    """Say the same on a board laid out before, as when many places are asked about."""
    person, shift = board.person(person_id), board.shift(shift_id)
    twice = [Stands(Reason.TWICE)] if board.is_in(person_id, shift_id) else []
    return [*twice, *stands_apart(board, person, shift)]


def stands_apart(board: Board, person: Person, shift: Shift) -> list[Stands]:
    """Say what stands in the way as if the person had no place in the shift yet."""
    found = [
        *stands_against(person, shift, board.facts),
        *stands_with(person, shift, board),
        *stands_beside(board.beside(person, shift)),
    ]
    return list({one.reason: one for one in found}.values())


def stands_to_take(
    person_id: UUID, shift_id: UUID, places: Collection[Place], facts: Facts
) -> list[Stands]:
    """Say what to warn of when a place is taken away: it is never refused (ROS-11).

    Somebody who cannot come is not made to come by a rule; the roster shows at once that
    the others are without a supervisor.
    """
    board = Board(facts, places)
    shift = board.shift(shift_id)
    before = _is_supervised(board.people_in(shift_id), shift, facts.zone)
    after = _is_supervised(board.people_in(shift_id, but=person_id), shift, facts.zone)
    return [Stands(Reason.SUPERVISION)] if before and not after else []


def _is_supervised(people: Collection[Person], shift: Shift, zone: str) -> bool:
    rule = shift.supervision
    if rule is None:
        return True
    supervisors = sum(holds_for(person, rule.skill, shift, zone) for person in people)
    return is_supervised(rule, supervisors, len(people) - supervisors)

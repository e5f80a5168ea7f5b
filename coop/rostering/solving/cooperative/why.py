"""Why a place is not filled: everybody in one group each, by the first thing that people may know.

Whatever must stay hidden is the one neutral group, together with plain unavailability, and each
person costs the same work whatever the answer is.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from coop.core.errors import Refusal
from coop.rostering.rules.board import Board
from coop.rostering.rules.fitness import holds_for
from coop.rostering.rules.nouns import Facts, Place
from coop.rostering.rules.place import stands_on
from coop.rostering.rules.reasons import Reason, Stands, reasons_of, said


@dataclass(frozen=True, slots=True)
class Group:
    """People whom the same thing keeps from a shift."""

    reason: Reason | None
    """None are those who could come: nothing stands against them."""
    count: int
    people: tuple[UUID, ...]
    said: Refusal | None
    """The reason in words, as everybody may know it."""


@dataclass(frozen=True, slots=True)
class Holders:
    """How many people hold a certificate that a shift asks for."""

    skill: UUID
    needed: int
    there: int
    count: int


def why_not_filled(
    shift_id: UUID, places: Collection[Place], facts: Facts, *, board: Board | None = None
) -> list[Group]:
    """Group everybody who is not in the shift by what keeps them from it, the largest first.

    If certificates or supervisors are what is missing, only those who hold them are asked.
    """
    board = board or Board(facts, places)
    asked = _asked(shift_id, board)
    found: dict[Reason | None, list[UUID]] = defaultdict(list)
    words: dict[Reason, Stands] = {}
    for person in facts.people:
        stands = stands_on(board, person.id, shift_id)
        reasons = reasons_of(stands)
        if Reason.TWICE in reasons or (asked and person.id not in asked):
            continue
        first = reasons[0] if reasons else None
        found[first].append(person.id)
        if first is not None:
            words.setdefault(first, _telling(first, stands))
    groups = (
        Group(reason, len(people), tuple(people), _words(words, reason))
        for reason, people in found.items()
    )
    return sorted(groups, key=lambda group: (-group.count, str(group.reason)))


def holders(shift_id: UUID, places: Collection[Place], facts: Facts) -> list[Holders]:
    """Say of each certificate that a shift asks for how many hold it, and how many are there."""
    board = Board(facts, places)
    shift = board.shifts[shift_id]
    asked = {need.skill: need.count for need in shift.needs}
    if shift.supervision:
        rule = shift.supervision
        asked[rule.skill] = max(rule.least, asked.get(rule.skill, 0))
    found = []
    for skill, needed in asked.items():
        able = {one.id for one in facts.people if holds_for(one, skill, shift, facts.zone)}
        there = sum(person.id in able for person in board.people_in(shift_id))
        found.append(Holders(skill, needed, there, len(able)))
    return found


def _asked(shift_id: UUID, board: Board) -> set[UUID]:
    """Give those who alone could help, if only holders of a certificate can."""
    shift, zone = board.shifts[shift_id], board.facts.zone
    people = board.people_in(shift_id)
    rule = shift.supervision
    skills = []
    if rule is not None:
        leaders = sum(holds_for(person, rule.skill, shift, zone) for person in people)
        if leaders < rule.least or len(people) - leaders >= rule.ratio * leaders:
            skills.append(rule.skill)
    skills += [
        need.skill
        for need in shift.needs
        if len(people) - sum(holds_for(one, need.skill, shift, zone) for one in people)
        >= shift.most - need.count
    ]
    holds = (
        {one.id for one in board.facts.people if holds_for(one, skill, shift, zone)}
        for skill in skills
    )
    return set[UUID]().union(*holds)


def _telling(first: Reason, stands: Collection[Stands]) -> Stands:
    """Give the thing that a reason stands for; what is hidden has nothing to fill in."""
    return next((one for one in stands if one.reason is first), Stands(first))


def _words(words: dict[Reason, Stands], reason: Reason | None) -> Refusal | None:
    return said([words[reason]])[0] if reason is not None else None

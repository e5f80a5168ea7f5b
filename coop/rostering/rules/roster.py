"""A whole roster by the same rules: its faults, its gaps, and what each person has of it."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from coop.rostering.rules.board import Board
from coop.rostering.rules.caps import counts
from coop.rostering.rules.company import reserved
from coop.rostering.rules.fitness import holds_for
from coop.rostering.rules.nouns import Facts, Need, Person, Place, Shift
from coop.rostering.rules.place import stands_apart
from coop.rostering.rules.reasons import Stands


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one place, or with a place of somebody or some shift unknown."""

    shift: UUID
    person: UUID | None
    stands: tuple[Stands, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """What a shift still lacks: people for the least, for the wish, and certificates."""

    shift: UUID
    missing_least: int
    missing_wanted: int
    needs: tuple[Need, ...] = ()
    """Certificates with how many are missing."""
    supervisors: int = 0
    """Trained supervisors missing to have anybody there at all."""


@dataclass(frozen=True, slots=True)
class Load:
    """What one person has in a roster, in minutes, and what would be fair."""

    person: UUID
    minutes: int
    fair: int
    """Their wished hours over the roster’s days, with what is owed from before."""
    unpaid: int = 0
    """Of the minutes, those that are not paid."""
    places: int = 0

    @property
    def short(self) -> int:
        """Give the minutes by which they have less than their share."""
        return max(0, self.fair - self.minutes)


def faults(places: Collection[Place], facts: Facts) -> list[Fault]:
    """Find every place that the rules would not let in beside all the others, in order of time."""
    board = Board(facts, places)
    found = []
    for place in sorted(board.places, key=lambda one: _order(one, board)):
        person, shift = board.person(place.person), board.shift(place.shift)
        stands = stands_apart(board, person, shift)
        if stands:
            found.append(Fault(shift.id, person.id, tuple(stands)))
    return found


def gaps(places: Collection[Place], facts: Facts) -> list[Gap]:
    """Find every shift that lacks people or certificates, in order of time."""
    board = Board(facts, places)
    shifts = sorted(facts.shifts, key=lambda one: (one.span, one.id))
    found = (gap_of(shift, board.people_in(shift.id), facts) for shift in shifts)
    return [gap for gap in found if gap is not None]


def gap_of(shift: Shift, people: Collection[Person], facts: Facts) -> Gap | None:
    """Say what one shift lacks with these people in it; None is nothing."""
    there = len(people)
    kept = reserved(shift, people, facts.zone)
    gap = Gap(
        shift=shift.id,
        missing_least=max(0, shift.least - there),
        missing_wanted=max(0, shift.wanted - max(there, shift.least)),
        needs=_missing_needs(shift, people, facts.zone) if kept else (),
        supervisors=_missing_supervisors(shift, people, facts.zone),
    )
    return gap if gap != Gap(shift.id, 0, 0) else None


def loads(places: Collection[Place], facts: Facts) -> list[Load]:
    """Give what each person has in the roster beside a fair share, in the order of the facts."""
    board = Board(facts, places)
    return [_load(person, board.shifts_of(person.id), facts) for person in facts.people]


def fair_minutes(person: Person, facts: Facts) -> int:
    """Give the minutes that a person’s wishes come to over the roster’s days (ROS-36)."""
    days = (facts.last - facts.first).days + 1
    return max(0, person.terms.wished * days // 7 + person.carried)


def _load(person: Person, shifts: Collection[Shift], facts: Facts) -> Load:
    kinds = facts.limits.kinds
    counted = [shift for shift in shifts if counts(shift.kind, facts.limits)]
    unpaid = [shift for shift in shifts if shift.kind in kinds and not kinds[shift.kind].paid]
    return Load(
        person=person.id,
        minutes=sum(shift.span.minutes for shift in counted),
        fair=fair_minutes(person, facts),
        unpaid=sum(shift.span.minutes for shift in unpaid),
        places=len(shifts),
    )


def _order(place: Place, board: Board) -> tuple[object, ...]:
    return (board.shift(place.shift).span, place.shift, place.person)


def _missing_needs(shift: Shift, people: Collection[Person], zone: str) -> tuple[Need, ...]:
    missing = (
        Need(
            need.skill,
            need.count - sum(holds_for(one, need.skill, shift, zone) for one in people),
        )
        for need in shift.needs
    )
    return tuple(need for need in missing if need.count > 0)


def _missing_supervisors(shift: Shift, people: Collection[Person], zone: str) -> int:
    rule = shift.supervision
    if rule is None or not (people or shift.least or shift.wanted):
        return 0
    supervisors = sum(holds_for(person, rule.skill, shift, zone) for person in people)
    others = len(people) - supervisors
    wanted = max(rule.least, -(-others // rule.ratio) if rule.ratio else 0)
    return max(0, wanted - supervisors)

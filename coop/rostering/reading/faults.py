"""What is wrong with a roster, with names: places that the rules would not let in."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from coop.core.errors import N_, Refusal
from coop.membership.queries import names_on
from coop.rostering.reading.shifts import ShiftView, shifts_between
from coop.rostering.rules.board import Board
from coop.rostering.rules.edits import Pair
from coop.rostering.rules.nouns import Facts, Place
from coop.rostering.rules.place import stands_apart
from coop.rostering.rules.reasons import said
from coop.rostering.rules.roster import Fault, faults

OF_COMPANY = frozenset({"ROS-2", "ROS-11", "ROS-12", "ROS-30"})
"""Rules about how many and who else; the person could still be there."""


@dataclass(frozen=True, slots=True)
class FaultView:
    """A place that breaks a rule, and every rule that it breaks."""

    shift: ShiftView
    person_id: UUID | None
    person: str
    refusals: tuple[Refusal, ...]


def faults_in(
    places: Collection[Place], facts: Facts, *, only: Collection[Place] | None = None
) -> list[FaultView]:
    """List the places of a roster that break a rule, in order of time; or only some of them."""
    found = faults(places, facts) if only is None else _faults_of(only, Board(facts, places))
    if not found:
        return []
    names = names_on()
    shifts = {each.id: each for each in shifts_between(facts.first, facts.last)}
    return [
        FaultView(
            shifts[fault.shift],
            fault.person,
            names.get(fault.person, "") if fault.person else "",
            tuple(said(fault.stands)),
        )
        for fault in found
    ]


def unable_in(faults: Collection[FaultView]) -> frozenset[Pair]:
    """Give the places whose own people cannot stand there as things are now."""
    return frozenset(
        (fault.shift.id, fault.person_id)
        for fault in faults
        if fault.person_id and any(one.rule not in OF_COMPANY for one in fault.refusals)
    )


def _faults_of(some: Collection[Place], board: Board) -> list[Fault]:
    known = [one for one in some if one.shift in board.shifts and one.person in board.people]
    stands = (
        (one, stands_apart(board, board.people[one.person], board.shifts[one.shift]))
        for one in known
    )
    found = [Fault(one.shift, one.person, tuple(against)) for one, against in stands if against]
    return sorted(found, key=lambda fault: board.shifts[fault.shift].span)


def refusals_to_publish(facts: Facts) -> list[Refusal]:
    """Say every place for which a roster cannot be published (ROS-46)."""
    return [
        Refusal(
            "ROS-46",
            N_("%(who)s, %(work)s, %(day)s: %(what)s"),
            {
                "who": fault.person,
                "work": fault.shift.area,
                "day": _day(fault.shift.day),
                "what": " ".join(map(str, fault.refusals)),
            },
        )
        for fault in faults_in(facts.places, facts)
    ]


def _day(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b}"

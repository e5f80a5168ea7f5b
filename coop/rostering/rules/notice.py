"""Notice: what changed between two rosters, and whether it is told in good time (ROS-21)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from coop.rostering.rules.calendar import day_of
from coop.rostering.rules.nouns import Facts, Place, Shift

Pair = tuple[UUID, UUID]
"""A shift and a person."""


@dataclass(frozen=True, slots=True)
class Move:
    """One person taken from one shift of a day and put into another of the same day."""

    person: UUID
    taken: UUID
    added: UUID


@dataclass(frozen=True, slots=True)
class Changes:
    """What is different in a roster: places added, taken away, and moved within a day."""

    added: tuple[Place, ...] = ()
    taken: tuple[Place, ...] = ()
    moved: tuple[Move, ...] = ()

    @property
    def people(self) -> tuple[UUID, ...]:
        """Give everybody who has to be told, each once."""
        places = (place.person for place in (*self.added, *self.taken))
        return tuple(sorted({*places, *(move.person for move in self.moved)}))

    @property
    def shifts(self) -> tuple[UUID, ...]:
        """Give every shift that is not as it was, each once."""
        places = (place.shift for place in (*self.added, *self.taken))
        both = (shift for move in self.moved for shift in (move.taken, move.added))
        return tuple(sorted({*places, *both}))


def changes(
    before: Iterable[Place], after: Iterable[Place], shifts: Iterable[Shift] = ()
) -> Changes:
    """Compare two rosters; where the shifts are known, a change within a day is a move.

    A pin is not a change: nobody comes at another time for it.
    """
    old = {(place.shift, place.person): place for place in before}
    new = {(place.shift, place.person): place for place in after}
    taken, added = _only_in(old, new), _only_in(new, old)
    moved = _moved(taken, added, {shift.id: shift for shift in shifts})
    gone = {(move.taken, move.person) for move in moved}
    come = {(move.added, move.person) for move in moved}
    return Changes(
        added=tuple(new[pair] for pair in added if pair not in come),
        taken=tuple(old[pair] for pair in taken if pair not in gone),
        moved=tuple(moved),
    )


def is_short_notice(shift: Shift, at: datetime, facts: Facts) -> bool:
    """Say whether a change told at this moment comes too late before the shift (ROS-21)."""
    return (shift.day - day_of(at, facts.zone)).days < facts.limits.notice_days


def _only_in(these: Iterable[Pair], those: Iterable[Pair]) -> list[Pair]:
    return sorted(set(these) - set(those))


def _moved(
    taken: Sequence[Pair], added: Sequence[Pair], shifts: Mapping[UUID, Shift]
) -> list[Move]:
    """Pair what a person lost on a day with what they got on it, in order of time."""
    free: dict[tuple[UUID, date], list[Shift]] = defaultdict(list)
    for shift, person in _in_time(added, shifts):
        free[person, shift.day].append(shift)
    moved = []
    for shift, person in _in_time(taken, shifts):
        others = free[person, shift.day]
        if others:
            moved.append(Move(person, shift.id, others.pop(0).id))
    return moved


def _in_time(pairs: Iterable[Pair], shifts: Mapping[UUID, Shift]) -> list[tuple[Shift, UUID]]:
    known = [(shifts[shift], person) for shift, person in pairs if shift in shifts]
    return sorted(known, key=lambda pair: (pair[0].span, pair[0].id, pair[1]))

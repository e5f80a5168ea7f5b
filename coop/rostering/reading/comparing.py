"""Two rosters beside each other: what changes, for whom, in which shift, and how soon."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from coop.core import clock
from coop.membership.names import sort_key
from coop.membership.queries import everyone_on
from coop.rostering.reading.published import last_places, version, version_places
from coop.rostering.reading.roster_facts import facts_of
from coop.rostering.reading.rosters import RosterView, draft_places
from coop.rostering.reading.shifts import ShiftView, shifts_between
from coop.rostering.rules.notice import Changes, changes, is_short_notice
from coop.rostering.rules.nouns import Facts, Place


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change of one person: a shift that comes, a shift that goes, or one for another."""

    added: ShiftView | None
    taken: ShiftView | None
    is_short: bool
    """Whether it is told too late before the shift to count as good notice (ROS-21)."""

    @property
    def starts_at(self) -> datetime:
        """Give the moment from which it matters."""
        return min(shift.starts_at for shift in (self.added, self.taken) if shift is not None)


@dataclass(frozen=True, slots=True)
class ForPerson:
    """Everything that changes for one person."""

    person_id: UUID
    name: str
    lines: tuple[ChangeLine, ...]


@dataclass(frozen=True, slots=True)
class ForShift:
    """Who comes to a shift and who leaves it."""

    shift: ShiftView
    added: tuple[str, ...]
    taken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is different between two rosters, by person and by shift."""

    added: int
    taken: int
    moved: int
    people: tuple[ForPerson, ...]
    shifts: tuple[ForShift, ...]

    @property
    def short(self) -> tuple[ForPerson, ...]:
        """Give those for whom some change comes at short notice."""
        return tuple(one for one in self.people if any(line.is_short for line in one.lines))


def places_at(found: RosterView, number: int | None) -> list[Place]:
    """Give the places of a version; 0 is before the first, None is the draft as it is now."""
    if number is None:
        return draft_places(found.id)
    return version_places(version(found.id, number).id) if number else []


def comparison(found: RosterView, before: Sequence[Place], after: Sequence[Place]) -> Comparison:
    """Compare two states of a roster, as somebody would be told of it now."""
    facts = facts_of(found)
    told = changes(before, after, facts.shifts)
    shifts = {each.id: each for each in shifts_between(found.first_on, found.last_on)}
    rows = {row.id: row for row in everyone_on(found.last_on)}
    names = {key: row.name for key, row in rows.items()}
    order = {key: sort_key(row.sort_name) for key, row in rows.items()}
    lines = _lines(told, shifts, facts)
    return Comparison(
        added=len(told.added),
        taken=len(told.taken),
        moved=len(told.moved),
        people=tuple(
            ForPerson(person, names.get(person, ""), tuple(_in_time(lines[person])))
            for person in sorted(lines, key=lambda key: order.get(key, ("", "")))
        ),
        shifts=tuple(_by_shift(told, shifts, names)),
    )


def draft_comparison(found: RosterView) -> Comparison:
    """Compare the draft with what members were told last."""
    return comparison(found, last_places(found.id) or [], draft_places(found.id))


def _lines(
    told: Changes, shifts: Mapping[UUID, ShiftView], facts: Facts
) -> dict[UUID, list[ChangeLine]]:
    now = clock.now()
    short = {shift.id for shift in facts.shifts if is_short_notice(shift, now, facts)}
    found: dict[UUID, list[ChangeLine]] = defaultdict(list)
    for person, new, old in _halves(told):
        added, taken = (shifts.get(one) if one else None for one in (new, old))
        if added or taken:
            found[person].append(ChangeLine(added, taken, bool({new, old} & short)))
    return found


def _halves(told: Changes) -> Iterator[tuple[UUID, UUID | None, UUID | None]]:
    """Give each change as its person, the shift that comes and the shift that goes."""
    for place in told.added:
        yield place.person, place.shift, None
    for place in told.taken:
        yield place.person, None, place.shift
    for move in told.moved:
        yield move.person, move.added, move.taken


def _by_shift(
    told: Changes, shifts: Mapping[UUID, ShiftView], names: Mapping[UUID, str]
) -> Iterator[ForShift]:
    come: dict[UUID, list[str]] = defaultdict(list)
    gone: dict[UUID, list[str]] = defaultdict(list)
    for person, new, old in _halves(told):
        if new is not None:
            come[new].append(names.get(person, ""))
        if old is not None:
            gone[old].append(names.get(person, ""))
    for shift in shifts.values():
        if shift.id in come or shift.id in gone:
            yield ForShift(shift, tuple(sorted(come[shift.id])), tuple(sorted(gone[shift.id])))


def _in_time(lines: Sequence[ChangeLine]) -> list[ChangeLine]:
    return sorted(lines, key=lambda line: line.starts_at)

"""Who could take a shift, and which shifts somebody could take: those that fit come first."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from coop.core.errors import N_, NotFound, Refusal
from coop.membership.names import sort_key
from coop.membership.queries import members_on
from coop.rostering.reading.board_gaps import gaps_in
from coop.rostering.reading.board_nouns import GapView
from coop.rostering.reading.roster_facts import facts_of
from coop.rostering.reading.rosters import RosterView, roster
from coop.rostering.reading.shifts import ShiftView, shifts_between
from coop.rostering.rules.board import Board
from coop.rostering.rules.edits import Pair, refusals_of
from coop.rostering.rules.nouns import Facts, Place
from coop.rostering.rules.roster import Load, loads

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody for a shift: their load, and all that stands in the way; nothing is a fit."""

    person_id: UUID
    name: str
    load: Load
    refusals: tuple[Refusal, ...] = ()
    is_pinned: bool = False


@dataclass(frozen=True, slots=True)
class ShiftDesk:
    """A shift with who is in it, who fits, and what stands in the way of all others."""

    roster: RosterView
    shift: ShiftView
    zone: str
    there: tuple[Candidate, ...]
    fits: tuple[Candidate, ...]
    others: tuple[Candidate, ...]
    gap: GapView | None


@dataclass(frozen=True, slots=True)
class Choice:
    """A shift for somebody, and all that stands in the way; nothing is a fit."""

    shift: ShiftView
    refusals: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonDesk:
    """A person’s week: where they are, which shifts fit, and what stands in the way of others."""

    roster: RosterView
    person: Candidate
    week: date
    zone: str
    there: tuple[ShiftView, ...]
    pinned: frozenset[UUID]
    fits: tuple[Choice, ...]
    others: tuple[Choice, ...]


def shift_desk(roster_id: UUID, shift_id: UUID, *, instead_of: UUID | None = None) -> ShiftDesk:
    """Ask about everybody and one shift, as if somebody had given their place in it away."""
    found = roster(roster_id)
    facts = facts_of(found)
    shift = _shifts(found.first_on, found.last_on).get(shift_id)
    if shift is None:
        raise NotFound(N_("shift"))
    asked = _without(facts, [(shift_id, instead_of)] if instead_of else [])
    everyone = _everyone(facts, Board(facts, asked), shift_id)
    pins = {place.person: place.pinned for place in facts.places if place.shift == shift_id}
    gaps = gaps_in(facts.places, facts, {shift_id: shift})
    return ShiftDesk(
        found,
        shift,
        facts.zone,
        there=_there(everyone, pins),
        fits=_fitting([one for one in everyone if one.person_id not in pins]),
        others=tuple(one for one in everyone if one.refusals and one.person_id not in pins),
        gap=gaps[0] if gaps else None,
    )


def person_desk(
    roster_id: UUID, person_id: UUID, week: date, *, moving: UUID | None = None
) -> PersonDesk:
    """Ask about one person and every shift of a week, as if they had left one of theirs."""
    found = roster(roster_id)
    facts = facts_of(found)
    shifts = _shifts(max(week, found.first_on), min(week + WEEK - timedelta(days=1), found.last_on))
    row = {one.id: one for one in members_on(found.last_on)}.get(person_id)
    load = next((one for one in loads(facts.places, facts) if one.person == person_id), None)
    if row is None or load is None:
        raise NotFound(N_("member"))
    mine = {place.shift: place.pinned for place in facts.places if place.person == person_id}
    base = Board(facts, _without(facts, [(moving, person_id)] if moving else []))
    choices = [
        Choice(shift, tuple(refusals_of((shift.id, person_id), base)))
        for shift in shifts.values()
        if shift.id not in mine
    ]
    return PersonDesk(
        found,
        Candidate(person_id, row.name, load),
        week,
        facts.zone,
        there=tuple(shift for shift in shifts.values() if shift.id in mine),
        pinned=frozenset(shift for shift, pinned in mine.items() if pinned),
        fits=tuple(one for one in choices if not one.refusals),
        others=tuple(one for one in choices if one.refusals),
    )


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where a place could go: to whom, and to which shifts of its week; refusals by id."""

    people: Mapping[UUID, tuple[Refusal, ...]]
    shifts: Mapping[UUID, tuple[Refusal, ...]]


def elsewhere(roster_id: UUID, shift_id: UUID, person_id: UUID) -> Elsewhere:
    """Ask where one place could go, as if it had been picked up off the board."""
    found = roster(roster_id)
    facts = facts_of(found)
    shift = _shifts(found.first_on, found.last_on).get(shift_id)
    if shift is None:
        raise NotFound(N_("shift"))
    base = Board(facts, _without(facts, [(shift_id, person_id)]))
    near = _shifts(shift.day - WEEK, shift.day + WEEK)
    return Elsewhere(
        {one.id: tuple(refusals_of((shift_id, one.id), base)) for one in facts.people},
        {one: tuple(refusals_of((one, person_id), base)) for one in near if one != shift_id},
    )


def _shifts(first: date, last: date) -> dict[UUID, ShiftView]:
    return {each.id: each for each in shifts_between(first, last) if not each.is_called_off}


def _without(facts: Facts, pairs: Collection[Pair]) -> list[Place]:
    return [place for place in facts.places if (place.shift, place.person) not in pairs]


def _everyone(facts: Facts, board: Board, shift_id: UUID) -> list[Candidate]:
    """Ask about everybody, in the order in which people sort names."""
    members = {row.id: row for row in members_on(facts.last)}
    known = [
        (sort_key(members[load.person].sort_name), load)
        for load in loads(facts.places, facts)
        if load.person in members
    ]
    return [
        Candidate(
            load.person,
            members[load.person].name,
            load,
            tuple(refusals_of((shift_id, load.person), board)),
        )
        for _key, load in sorted(known, key=lambda pair: (pair[0], pair[1].person))
    ]


def _there(everyone: list[Candidate], pins: Mapping[UUID, bool]) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(one.person_id, one.name, one.load, is_pinned=pins[one.person_id])
        for one in everyone
        if one.person_id in pins
    )


def _fitting(people: list[Candidate]) -> tuple[Candidate, ...]:
    """Give those who fit, whoever is furthest below their share first."""
    fits = [one for one in people if not one.refusals]
    return tuple(sorted(fits, key=lambda one: -one.load.short))

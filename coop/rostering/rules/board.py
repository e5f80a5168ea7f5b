"""Facts and places laid out so that a rule finds at once what it asks for."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from typing import Generic, TypeVar
from uuid import UUID

from coop.rostering.rules.nouns import Facts, KeepApart, Person, Place, Shift
from coop.rostering.rules.whereabouts import way_to
from coop.rostering.rules.works import Beside, Work, in_order, set_beside, work_at

Thing = TypeVar("Thing")


class Layout:
    """Facts laid out once; they are frozen, so what was worked out from them stays true."""

    def __init__(self, facts: Facts) -> None:
        """Lay out the facts."""
        self.facts = facts
        self.people: Mapping[UUID, Person] = {person.id: person for person in facts.people}
        self.shifts: Mapping[UUID, Shift] = {shift.id: shift for shift in facts.shifts}
        # The number of an id is compared in a tenth of the time of the id itself.
        self.people_by_number = {person.id.int: person for person in facts.people}
        self.shift_numbers = frozenset(shift.id.int for shift in facts.shifts)
        self.apart: Mapping[UUID, list[KeepApart]] = _by_person(facts.keep_apart)
        self._works: dict[tuple[int, int], Work] = {}
        self._near: dict[int, list[Shift]] = {}
        self._sites: dict[int, list[Shift]] = defaultdict(list)
        for shift in facts.shifts:
            self._sites[shift.site.int].append(shift)

    def work(self, person: Person, shift: Shift) -> Work:
        """Give what a shift is for a person; the same for all with the same way to it."""
        key = (shift.id.int, way_to(person, shift))
        if key not in self._works:
            self._works[key] = work_at(shift, key[1], self.facts)
        return self._works[key]

    def at_site(self, shift: Shift) -> list[Shift]:
        """Give the shifts at the same site at overlapping times, itself among them."""
        if shift.id.int not in self._near:
            site = self._sites[shift.site.int]
            near = [other for other in site if other.span.overlaps(shift.span)]
            self._near[shift.id.int] = near
        return self._near[shift.id.int]


class Board:
    """One roster in the making: a layout and its places; it is never changed."""

    def __init__(self, facts: Facts, places: Collection[Place]) -> None:
        """Lay out the places; those of unknown shifts or people are left out."""
        self.layout = layout_of(facts)
        self.facts = facts
        self.places: list[Place] = []
        self._in_shift: dict[int, dict[int, Person]] = defaultdict(dict)
        self._of_person: dict[int, list[UUID]] = defaultdict(list)
        self._works: dict[int, tuple[Work, ...]] = {}
        people, shifts = self.layout.people_by_number, self.layout.shift_numbers
        for place in places:
            shift, number = place.shift.int, place.person.int
            if number in people and shift in shifts:
                self.places.append(place)
                self._in_shift[shift][number] = people[number]
                self._of_person[number].append(place.shift)

    @property
    def people(self) -> Mapping[UUID, Person]:
        """Give everybody by id."""
        return self.layout.people

    @property
    def shifts(self) -> Mapping[UUID, Shift]:
        """Give every shift by id."""
        return self.layout.shifts

    def person(self, person: UUID) -> Person:
        """Give a person by id; an unknown one is `KeyError`."""
        return self.layout.people[person]

    def shift(self, shift: UUID) -> Shift:
        """Give a shift by id; an unknown one is `KeyError`."""
        return self.layout.shifts[shift]

    def people_in(self, shift: UUID, *, but: UUID | None = None) -> list[Person]:
        """Give who has a place in a shift, without one of them if so asked."""
        people = self._in_shift.get(shift.int, {})
        return [person for key, person in people.items() if but is None or key != but.int]

    def count_in(self, shift: UUID, *, but: UUID | None = None) -> int:
        """Count the places taken in a shift."""
        people = self._in_shift.get(shift.int, {})
        return len(people) - (but is not None and but.int in people)

    def is_in(self, person: UUID, shift: UUID) -> bool:
        """Say whether the person has a place in the shift."""
        return person.int in self._in_shift.get(shift.int, ())

    def shifts_of(self, person: UUID) -> list[Shift]:
        """Give the shifts in which a person has a place, in order of time."""
        known = self.layout.shifts
        own = {shift: known[shift] for shift in self._of_person.get(person.int, ())}
        return sorted(own.values(), key=lambda shift: (shift.span, shift.id))

    def work(self, person: Person, shift: Shift) -> Work:
        """Give what a shift is for a person: their own way to it."""
        return self.layout.work(person, shift)

    def works(self, person: Person) -> tuple[Work, ...]:
        """Give all work of a person, in this roster and around it, in order."""
        if person.id.int not in self._works:
            placed = [self.work(person, shift) for shift in self.shifts_of(person.id)]
            self._works[person.id.int] = in_order(placed, person, self.facts)
        return self._works[person.id.int]

    def beside(self, person: Person, shift: Shift) -> Beside:
        """Set a shift beside all other work of a person."""
        new = self.work(person, shift)
        rest = [work for work in self.works(person) if work is not new]
        if person.worked:
            rest = [work for work in rest if work.shift != shift.id]
        return set_beside(new, rest, person, self.facts)

    def apart_from(self, person: UUID) -> Iterator[tuple[Person, KeepApart]]:
        """Give each person of the roster to be kept apart from this one, and how far."""
        for rule in self.layout.apart.get(person, ()):
            for other in rule.pair:
                if other != person and other in self.layout.people:
                    yield self.layout.people[other], rule


def layout_of(facts: Facts) -> Layout:
    """Lay out facts, or find them laid out before."""
    return _layout(_Same(facts))


def board_of(facts: Facts, places: Collection[Place]) -> Board:
    """Lay out places, or find the very same tuple laid out before: a list may have changed."""
    if isinstance(places, tuple):
        return _board(_Same(facts), _Same(places))
    return Board(facts, places)


class _Same(Generic[Thing]):
    """Facts or places as a key: the very same ones, since they hold too much to be compared."""

    __slots__ = ("thing",)

    def __init__(self, thing: Thing) -> None:
        self.thing = thing

    def __hash__(self) -> int:
        return id(self.thing)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.thing is self.thing


@lru_cache(maxsize=2)
def _layout(facts: _Same[Facts]) -> Layout:
    return Layout(facts.thing)


@lru_cache(maxsize=2)
def _board(facts: _Same[Facts], places: _Same[tuple[Place, ...]]) -> Board:
    return Board(facts.thing, places.thing)


def _by_person(rules: Collection[KeepApart]) -> dict[UUID, list[KeepApart]]:
    pairs: dict[UUID, list[KeepApart]] = defaultdict(list)
    for rule in rules:
        for person in rule.pair:
            pairs[person].append(rule)
    return pairs

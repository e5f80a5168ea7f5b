"""Facts and places laid out so that a rule finds at once what it asks for."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from uuid import UUID

from coop.rostering.rules.nouns import Facts, KeepApart, Person, Place, Shift
from coop.rostering.rules.works import Beside, Work, work_in, works_of


class Board:
    """One roster in the making; it is never changed, so what was worked out stays true."""

    def __init__(self, facts: Facts, places: Collection[Place]) -> None:
        """Lay out the facts and the places; places of unknown shifts or people are left out."""
        self.facts = facts
        self.people: Mapping[UUID, Person] = {person.id: person for person in facts.people}
        self.shifts: Mapping[UUID, Shift] = {shift.id: shift for shift in facts.shifts}
        self._in_shift: dict[UUID, set[UUID]] = defaultdict(set)
        self._of_person: dict[UUID, set[UUID]] = defaultdict(set)
        self._works: dict[UUID, tuple[Work, ...]] = {}
        self.places = [
            place for place in places if place.shift in self.shifts and place.person in self.people
        ]
        for place in self.places:
            self._in_shift[place.shift].add(place.person)
            self._of_person[place.person].add(place.shift)

    def people_in(self, shift: UUID, *, but: UUID | None = None) -> list[Person]:
        """Give who has a place in a shift, without one of them if so asked."""
        return [self.people[person] for person in self._in_shift.get(shift, ()) if person != but]

    def count_in(self, shift: UUID, *, but: UUID | None = None) -> int:
        """Count the places taken in a shift."""
        taken = self._in_shift.get(shift, ())
        return len(taken) - (but in taken)

    def is_in(self, person: UUID, shift: UUID) -> bool:
        """Say whether the person has a place in the shift."""
        return person in self._in_shift.get(shift, ())

    def shifts_of(self, person: UUID) -> list[Shift]:
        """Give the shifts in which a person has a place, in order of time."""
        own = (self.shifts[shift] for shift in self._of_person.get(person, ()))
        return sorted(own, key=lambda shift: (shift.span, shift.id))

    def works(self, person: Person) -> tuple[Work, ...]:
        """Give all work of a person, in this roster and around it, in order."""
        if person.id not in self._works:
            self._works[person.id] = works_of(person, self.shifts_of(person.id), self.facts)
        return self._works[person.id]

    def beside(self, person: Person, shift: Shift) -> Beside:
        """Set a shift beside all other work of a person."""
        rest = tuple(work for work in self.works(person) if work.shift != shift.id)
        return Beside(work_in(person, shift, self.facts), rest, person, self.facts)

    def apart_from(self, person: UUID) -> Iterator[tuple[Person, KeepApart]]:
        """Give each person of the roster to be kept apart from this one, and how far."""
        for rule in self._apart.get(person, ()):
            for other in rule.pair:
                if other != person and other in self.people:
                    yield self.people[other], rule

    def at_site(self, shift: Shift) -> list[Shift]:
        """Give the shifts at the same site at overlapping times, itself among them."""
        return [other for other in self._at_site[shift.site] if other.span.overlaps(shift.span)]

    @cached_property
    def _apart(self) -> dict[UUID, list[KeepApart]]:
        pairs: dict[UUID, list[KeepApart]] = defaultdict(list)
        for rule in self.facts.keep_apart:
            for person in rule.pair:
                pairs[person].append(rule)
        return pairs

    @cached_property
    def _at_site(self) -> dict[UUID, list[Shift]]:
        sites: dict[UUID, list[Shift]] = defaultdict(list)
        for shift in self.facts.shifts:
            sites[shift.site].append(shift)
        return sites

"""A part of a roster: some shifts are made anew, everything else stands still.

What stands still becomes work that people have around the part, so that every rule sees it and
the part is as small a programme as it can be.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from uuid import UUID

from coop.rostering.rules.caps import counts
from coop.rostering.rules.nouns import Facts, Person, Place, Shift, Worked
from coop.rostering.rules.whereabouts import way_to
from coop.rostering.solving.cooperative.goals import Goals

QUARTER = 15


class Whole:
    """A whole roster, from which parts are taken."""

    def __init__(self, facts: Facts, places: Collection[Place]) -> None:
        self.facts = facts
        self.shifts = {shift.id: shift for shift in facts.shifts}
        self.people = {person.id: person for person in facts.people}
        self.places = [
            place for place in places if place.shift in self.shifts and place.person in self.people
        ]
        self.quarters = {
            shift.id: (shift.span.minutes + QUARTER // 2)
            // QUARTER
            * counts(shift.kind, facts.limits)
            for shift in facts.shifts
        }
        self.of: dict[UUID, list[Place]] = defaultdict(list)
        self.inside: dict[UUID, list[Place]] = defaultdict(list)
        for place in self.places:
            self.of[place.person].append(place)
            self.inside[place.shift].append(place)

    def part(
        self, shifts: Collection[UUID], published: Collection[Place], people: Collection[UUID]
    ) -> Facts:
        """Give the facts of these shifts and people, with all other places as work around them.

        Whoever is to be kept apart from one of them comes along.
        """
        taken, who = set(shifts), set(people)
        for rule in self.facts.keep_apart:
            who |= rule.pair if rule.pair & who else frozenset()
        here = [place for place in published if place.shift in taken]
        return replace(
            self.facts,
            shifts=tuple(shift for shift in self.facts.shifts if shift.id in taken),
            people=tuple(
                self._around(person, taken) for person in self.facts.people if person.id in who
            ),
            capacity=self._room(taken),
            places=tuple(place for place in self.facts.places if place.shift in taken),
            published=tuple(here),
        )

    def _around(self, person: Person, taken: Collection[UUID]) -> Person:
        others = [place.shift for place in self.of[person.id] if place.shift not in taken]
        if not others:
            return person
        told = tuple(_as_worked(person, self.shifts[shift]) for shift in others)
        mine = tuple(worked for worked in person.worked if worked.shift not in self.shifts)
        return replace(person, worked=(*mine, *told))

    def _room(self, taken: Collection[UUID]) -> Mapping[UUID, int]:
        """Give the room at each site that those who stand still leave in any case."""
        still: dict[UUID, list[Shift]] = defaultdict(list)
        for shift in self.facts.shifts:
            if shift.site in self.facts.capacity and shift.id not in taken:
                still[shift.site].append(shift)
        left = dict(self.facts.capacity)
        for one in taken:
            shift = self.shifts[one]
            if shift.site in left:
                beside = [each for each in still[shift.site] if each.span.overlaps(shift.span)]
                here = sum(len(self.inside[each.id]) for each in beside)
                left[shift.site] = min(left[shift.site], self.facts.capacity[shift.site] - here)
        return left

    def goals(self, fair: Goals, part: Facts) -> Goals:
        """Give what is left of the fair share of a part’s people beside what stands still."""
        taken = {shift.id for shift in part.shifts}
        done: dict[UUID, int] = defaultdict(int)
        groups = dict(fair.groups)
        for place in self.places:
            if place.shift not in taken:
                quarters = self.quarters[place.shift]
                done[place.person] += quarters
                groups[self.people[place.person].group] -= quarters
        rows = {person.id: row for row, person in enumerate(self.facts.people)}
        mine = [(person.id, rows[person.id]) for person in part.people]
        return Goals(
            fair=tuple(max(0, fair.fair[row] - done[one]) for one, row in mine),
            wished=tuple(max(0, fair.wished[row] - done[one]) for one, row in mine),
            groups={group: max(0, share) for group, share in groups.items()},
        )


def _as_worked(person: Person, shift: Shift) -> Worked:
    return Worked(shift.span, shift.site, shift.id, shift.kind, way_to(person, shift))

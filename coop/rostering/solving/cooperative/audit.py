"""An audit of a roster that shares nothing with the solver and little with the rules’ code.

It reads only the places and the facts, and says in words what is broken. Every roster passes
it before it is given to anybody. Its words are for the log of a fault, never for a page: they
name nobody and give no reason that must stay hidden.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from coop.rostering.rules.nouns import Facts, Grain, KeepApart, Person, Place, Shift, Span
from coop.rostering.solving.cooperative.audit_person import of_person

MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Stand:
    """Where somebody is and when; `mine` is in the roster, the rest around it."""

    shift: UUID | None
    site: UUID | None
    span: Span
    mine: bool


def audit(places: Collection[Place], facts: Facts) -> list[str]:
    """Say everything that is broken, one sentence each; nothing is a sound roster."""
    return list(_Audit(places, facts).faults())


class Broken(AssertionError):
    """A roster that the solver made and the audit refused: a fault of ours, never of people."""


class _Audit:
    def __init__(self, places: Collection[Place], facts: Facts) -> None:
        self._facts, self._places = facts, places
        self._zone = ZoneInfo(facts.zone)
        self._shifts = {shift.id: shift for shift in facts.shifts}
        self._people = {person.id: person for person in facts.people}
        self._in: dict[UUID, list[Person]] = defaultdict(list)
        self._of: dict[UUID, list[Shift]] = defaultdict(list)

    def faults(self) -> Iterator[str]:
        """Go through the places, the shifts, the sites, the people, and those kept apart."""
        yield from self._known()
        for shift in self._facts.shifts:
            yield from self._shift(shift, self._in[shift.id])
        for site, most in self._facts.capacity.items():
            yield from self._site(site, most)
        for person in self._facts.people:
            if self._of[person.id]:
                yield from of_person(person, self._of[person.id], self._facts)
        yield from self._apart()

    def _known(self) -> Iterator[str]:
        seen = set()
        for place in self._places:
            if place.shift not in self._shifts or place.person not in self._people:
                yield "A place names a shift or a person that is not there."
                continue
            if (place.shift, place.person) in seen:
                yield "One person stands twice in one shift."
                continue
            seen.add((place.shift, place.person))
            self._in[place.shift].append(self._people[place.person])
            self._of[place.person].append(self._shifts[place.shift])
        for place in self._facts.places:
            if place.pinned and (place.shift, place.person) not in seen:
                yield "A pinned place is gone."

    def _shift(self, shift: Shift, people: list[Person]) -> Iterator[str]:
        if len(people) > shift.most:
            yield f"Shift {shift.id} has more people than places."
        for need in shift.needs:
            others = sum(not self._holds(person, need.skill, shift) for person in people)
            if others > max(0, shift.most - need.count):
                yield f"Shift {shift.id} has no place left for a certificate that it needs."
        rule = shift.supervision
        if rule is not None:
            leaders = sum(self._holds(person, rule.skill, shift) for person in people)
            others = len(people) - leaders
            if others and (leaders < rule.least or others > rule.ratio * leaders):
                yield f"Shift {shift.id} has too few supervisors."

    def _holds(self, person: Person, skill: UUID, shift: Shift) -> bool:
        days = (shift.day, self._local(shift.span.end - MOMENT))
        mine = [one for one in person.certificates if one.skill == skill]
        return all(
            any(one.since <= day and (one.until is None or one.until >= day) for one in mine)
            for day in days
        )

    def _local(self, moment: datetime) -> date:
        return moment.astimezone(self._zone).date()

    def _site(self, site: UUID, most: int) -> Iterator[str]:
        """Walk along the arrivals and leavings at a site; who leaves makes room first."""
        steps = []
        for shift in self._facts.shifts:
            if shift.site == site and self._in[shift.id]:
                count = len(self._in[shift.id])
                steps += [(shift.span.start, 1, count), (shift.span.end, 0, -count)]
        there = 0
        for _, _, change in sorted(steps):
            there += change
            if there > most:
                yield f"Site {site} has more people than room."
                return

    def _apart(self) -> Iterator[str]:
        for rule in self._facts.keep_apart:
            people = [self._people[one] for one in rule.pair if one in self._people]
            if len(people) > 1 and any(
                self._met(rule, one, two)
                for one in self._stands(people[0])
                for two in self._stands(people[1])
            ):
                yield "Two people meet who are to be kept apart."

    def _stands(self, person: Person) -> list[Stand]:
        """Give all that a person does, in the roster and around it."""
        here = [Stand(one.id, one.site, one.span, mine=True) for one in self._of[person.id]]
        taken = {stand.shift for stand in here}
        told = [
            Stand(worked.shift, worked.site, worked.span, mine=False)
            for worked in person.worked
            if worked.shift is None or worked.shift not in taken
        ]
        return [*here, *told]

    def _met(self, rule: KeepApart, one: Stand, two: Stand) -> bool:
        starts = [self._local(stand.span.start) for stand in (one, two)]
        if not (one.mine or two.mine) or (rule.until and min(starts) > rule.until):
            return False
        if one.shift is not None and one.shift == two.shift:
            return True
        if rule.grain is Grain.SHIFT or one.site is None or one.site != two.site:
            return False
        if one.span.start < two.span.end and two.span.start < one.span.end:
            return True
        ends = [self._local(stand.span.end - MOMENT) for stand in (one, two)]
        return rule.grain is Grain.SITE and starts[0] <= ends[1] and starts[1] <= ends[0]

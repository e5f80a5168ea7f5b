"""What a roster is to aim at, as soft rows of the programme; see `cost` for the same in words."""

from collections import defaultdict
from uuid import UUID

import numpy as np

from coop.rostering.solving.cooperative.goals import Goals
from coop.rostering.solving.cooperative.pairs import Pairs
from coop.rostering.solving.cooperative.sheet import Sheet
from coop.rostering.solving.programme import Programme, Tier
from coop.rostering.solving.table import Numbers

TENTH, FIFTH = 10, 5


class Soft:
    """Writes the soft rows and linear costs; keeps what costs something whatever is chosen."""

    def __init__(self, programme: Programme, sheet: Sheet, pairs: Pairs, goals: Goals) -> None:
        self._programme, self._sheet, self._pairs, self._goals = programme, sheet, pairs, goals
        self._weights = sheet.facts.weights
        self.offset = 0

    def write(self) -> None:
        """Write everything."""
        self._cover()
        self._shares()
        self._groups()
        self._wishes()
        self._continuity()
        self._trainees()
        self._changes()

    def _cover(self) -> None:
        weights = self._weights
        for column, shift in enumerate(self._sheet.shifts):
            wanted = max(shift.wanted, shift.least)
            first = Tier(wanted - shift.least, weights.missing_wanted)
            rest = Tier(None, weights.missing_wanted + weights.missing_least)
            terms = [(unknown, 1) for unknown in self._pairs.of_column(column).tolist()]
            self._miss(terms, wanted, (first, rest))

    def _miss(self, terms: list[tuple[int, int]], aim: int, under: tuple[Tier, ...]) -> None:
        if aim > 0 and terms:
            self._programme.miss(terms, aim=aim, under=under)
        elif aim > 0:
            self.offset += priced(aim, under)

    def _shares(self) -> None:
        for row, (fair, wished) in enumerate(
            zip(self._goals.fair, self._goals.wished, strict=True)
        ):
            terms = self._quarters(self._pairs.unknowns_of_row(row))
            self._miss(terms, fair, tiers(fair, self._weights.shortfall))
            most = max(fair, wished)
            if sum(weight for _, weight in terms) > most:
                over = (Tier(None, self._weights.overtime),)
                self._programme.miss(terms, aim=most, over=over)

    def _quarters(self, unknowns: Numbers) -> list[tuple[int, int]]:
        lengths = self._sheet.quarters[self._pairs.columns[unknowns]]
        return list(zip(unknowns.tolist(), lengths.tolist(), strict=True))

    def _groups(self) -> None:
        numbers = np.array([person.group for person in self._sheet.people], dtype=np.int64)
        if len(self._goals.groups) > 1:
            for group, fair in self._goals.groups.items():
                terms = self._quarters(np.flatnonzero(numbers[self._pairs.rows] == group))
                self._miss(terms, fair, (Tier(None, self._weights.group_shortfall),))

    def _wishes(self) -> None:
        for row, person in enumerate(self._sheet.people):
            for unknown in self._pairs.unknowns_of_row(row).tolist() if person.wishes else ():
                area = self._sheet.shifts[self._pairs.columns[unknown]].area
                if wish := person.wishes.get(area, 0):
                    self._programme.cost(unknown, -wish * self._weights.wish)

    def _continuity(self) -> None:
        usual = usual_areas(self._sheet)
        for row, person in enumerate(self._sheet.people):
            areas = usual.get(person.id)
            for unknown in self._pairs.unknowns_of_row(row).tolist() if areas else ():
                if self._sheet.shifts[self._pairs.columns[unknown]].area not in (areas or ()):
                    self._programme.cost(unknown, self._weights.continuity)

    def _trainees(self) -> None:
        mentors: dict[int, list[int]] = defaultdict(list)
        for column, trainee, mentor in pairings(self._sheet):
            if (unknown := self._pairs.number(trainee, column)) >= 0:
                mentors[unknown] += [self._pairs.number(mentor, column)]
        for trainee, beside in mentors.items():
            there = [(mentor, 1) for mentor in beside if mentor >= 0]
            under = (Tier(None, self._weights.lone_trainee),)
            if there:
                self._programme.miss([*there, (trainee, -1)], aim=0, under=under)
            else:
                self._programme.cost(trainee, self._weights.lone_trainee)

    def _changes(self) -> None:
        """Price each published place that is taken away; what nobody may keep costs as well."""
        change = self._weights.change
        for place in self._sheet.facts.published:
            if place.person not in self._sheet.row or place.shift not in self._sheet.column:
                continue
            self.offset += change
            if (unknown := self._pairs.number(*self._sheet.pair(place))) >= 0:
                self._programme.cost(unknown, -change)


def priced(amount: int, under: tuple[Tier, ...]) -> int:
    """Price an amount by tiers of which the last has no end."""
    total = 0
    for tier in under:
        part = amount if tier.width is None else min(amount, tier.width)
        total, amount = total + part * tier.weight, amount - part
    return total


def tiers(fair: int, weights: tuple[int, int, int]) -> tuple[Tier, ...]:
    """Give the tiers of a shortfall: the first tenth, the next fifth, the rest."""
    mild, hard, worst = weights
    return Tier(fair // TENTH, mild), Tier(fair // FIFTH, hard), Tier(None, worst)


def usual_areas(sheet: Sheet) -> dict[UUID, frozenset[UUID]]:
    """Give the areas in which each person usually works: as published, or at the sites before.

    Somebody with no past has no usual area, and costs nothing anywhere.
    """
    at: dict[UUID | None, set[UUID]] = defaultdict(set)
    for shift in sheet.shifts:
        at[shift.site].add(shift.area)
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for person in sheet.people:
        sites = {worked.site for worked in person.worked}
        found[person.id].update(*(at[site] for site in sites & at.keys()))
    for place in sheet.facts.published:
        if place.shift in sheet.column:
            found[place.person].add(sheet.shifts[sheet.column[place.shift]].area)
    return {person: frozenset(areas) for person, areas in found.items() if areas}


def pairings(sheet: Sheet) -> list[tuple[int, int, int]]:
    """List (column, trainee’s row, mentor’s row) for every shift while a pairing lasts."""
    return [
        (column, sheet.row[pairing.trainee], sheet.row[pairing.mentor])
        for pairing in sheet.facts.pairings
        if pairing.trainee in sheet.row and pairing.mentor in sheet.row
        for column, shift in enumerate(sheet.shifts)
        if pairing.until is None or shift.day <= pairing.until
    ]

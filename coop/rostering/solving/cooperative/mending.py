"""Mend a published roster: fill torn shifts, and change as few places as possible.

Cover comes first, then the fewest places taken from people who can still come. That no fewer
changes would do is proved by a relaxation: there, whoever could help may leave any of their
places that stand in the way, and nobody has to fill those.
"""

import time
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from uuid import UUID

from coop.rostering.rules.nouns import Facts, Place, Shift
from coop.rostering.rules.nouns import Limits as Rules
from coop.rostering.solving.cooperative.goals import goals
from coop.rostering.solving.cooperative.nouns import Roster
from coop.rostering.solving.cooperative.pairs import Pairs
from coop.rostering.solving.cooperative.part import Whole
from coop.rostering.solving.cooperative.refill import Filled, Task, fairest, fewest
from coop.rostering.solving.cooperative.sheet import Sheet
from coop.rostering.solving.cooperative.solve import finished
from coop.rostering.solving.nouns import Limits

TRY, POLISH = 0.5, 0.6
"""Shares of the time left: for finding the fewest changes, and for choosing a fair answer."""
TOO_LATE, WAIT = 0.2, 0.6
"""Seconds: with less left nothing wider is begun; longer nobody waits for fairness."""
REACH = (1, 6)
"""Days around an unfilled shift within which others may be moved: first few, then more."""
SMALL = 12_000
"""With so many people times shifts, a roster is mended as a whole."""
NOTHING = (0, 0)
ENDLESS = 10**6
Pair = tuple[UUID, UUID]
"""A shift and a person."""


@dataclass(frozen=True, slots=True)
class Mended:
    """Places after mending, and what was taken and added on the way."""

    places: tuple[Place, ...]
    taken: tuple[Place, ...]
    added: tuple[Place, ...]
    sure: bool
    """Whether it is proved that no fewer changes fill as much."""


class Mending:
    """One published roster being mended."""

    def __init__(self, facts: Facts, limits: Limits, absent: Collection[UUID] = ()) -> None:
        self._began = time.monotonic()
        self._facts, self._limits, self._absent = facts, limits, absent
        self._sheet = Sheet(self._facts)
        self._pairs = Pairs(self._sheet)
        known = [
            place
            for place in facts.published
            if place.person in self._sheet.row and place.shift in self._sheet.column
        ]
        self.lost = tuple(place for place in known if not self._legal(place))
        gone = set(self.lost)
        self._kept = [place for place in known if place not in gone]
        self._whole = Whole(self._facts, self._kept)
        self._fair = goals(self._sheet, self._pairs)

    def fill(self, torn: Collection[UUID]) -> Mended:
        """Try without touching other shifts; then let people move, as far as that helps."""
        task = self._task(torn, torn)
        best, sure = fairest(task, None, self._short(TRY)), True
        if best is None or best.order != NOTHING:
            task, best, sure = self._moved(torn, task, best)
        return self._mended(task, best, sure=sure)

    def _legal(self, place: Place) -> bool:
        row, column = self._sheet.pair(place)
        stays = place.pinned and place.person not in self._absent
        return stays or not self._pairs.bits[row, column]

    def _task(self, shifts: Collection[UUID], torn: Collection[UUID]) -> Task:
        """Make some shifts anew; of those that are not torn, no more is asked than they had."""
        part = self._whole.part(shifts, self._kept, self._legal_people(shifts))
        asked = tuple(
            shift if shift.id in torn else self._as_it_was(shift) for shift in part.shifts
        )
        return Task(replace(part, shifts=asked), None, self._whole.goals(self._fair, part))

    def _as_it_was(self, shift: Shift) -> Shift:
        there = len(self._whole.inside[shift.id])
        wanted, least = min(there, shift.wanted), min(there, shift.least)
        return replace(shift, wanted=wanted, least=least)

    def _moved(
        self, torn: Collection[UUID], task: Task, best: Filled | None
    ) -> tuple[Task, Filled | None, bool]:
        """Let people leave other places for the torn shifts, and let others fill those."""
        if self._pairs.bits.size <= SMALL:
            whole = self._task({shift.id for shift in self._facts.shifts}, torn)
            found = fewest(whole, self._left(TRY))
            return self._fair_of(whole, found, sure=found is not None and found.proved)
        least = fewest(self._relaxed(torn), self._left(TRY))
        bound = least.order if least and least.proved else NOTHING
        for days in REACH:
            if (best and best.order <= bound) or self._left(1).seconds <= TOO_LATE:
                break
            wider = self._task({*torn, *self._near(torn, best, days)}, torn)
            found = fewest(wider, self._left(TRY), self._start(wider, task, best))
            if found and (best is None or found.order < best.order):
                task, best = wider, found
        return self._fair_of(task, best, sure=best is not None and best.order <= bound)

    def _start(self, wider: Task, task: Task, best: Filled | None) -> list[Place]:
        """Give what is known so far of a wider part, to begin from."""
        inner = {shift.id for shift in task.facts.shifts}
        outer = [place for place in wider.facts.published if place.shift not in inner]
        return [*outer, *(best.places if best else ())]

    def _fair_of(
        self, task: Task, best: Filled | None, *, sure: bool
    ) -> tuple[Task, Filled | None, bool]:
        return task, fairest(task, best, self._short(POLISH)) if best else None, sure

    def _near(self, torn: Collection[UUID], best: Filled | None, days: int) -> set[UUID]:
        """Give the shifts that keep people from what is still unfilled, so many days around."""
        found: set[UUID] = set()
        for shift in self._unfilled(torn, best):
            for person in self._legal_people([shift.id]):
                found |= {
                    place.shift
                    for place in self._whole.of[person]
                    if abs((self._whole.shifts[place.shift].day - shift.day).days) <= days
                }
        return found

    def _unfilled(self, torn: Collection[UUID], best: Filled | None) -> list[Shift]:
        there = Counter(place.shift for place in best.places) if best else Counter[UUID]()
        torn_ = (shift for shift in self._facts.shifts if shift.id in torn)
        return [shift for shift in torn_ if there[shift.id] < max(shift.wanted, shift.least)]

    def _legal_people(self, shifts: Collection[UUID]) -> list[UUID]:
        """Give who could stand in any of some shifts, if they did nothing else."""
        columns = [self._sheet.column[shift] for shift in shifts]
        rows = (self._pairs.bits[:, columns] == 0).any(axis=1).nonzero()[0].tolist()
        there = {place.person for shift in shifts for place in self._whole.inside[shift]}
        return [*{self._sheet.people[row].id for row in rows} | there]

    def _relaxed(self, torn: Collection[UUID]) -> Task:
        """Let everybody who could help leave whatever stands in the way, at a change each.

        Whatever a real answer does, this can do as cheaply: so no real one can be better. Rules
        that reach over more than a week are left out.
        """
        pairs = {(shift, person) for shift in torn for person in self._legal_people([shift])}
        leaving = self._leaving(pairs)
        shifts = {shift for shift, _ in pairs | leaving}
        part = self._whole.part(shifts, self._kept, {person for _, person in pairs})
        free = tuple(
            shift
            if shift.id in torn
            else replace(shift, least=0, wanted=0, needs=(), supervision=None)
            for shift in part.shifts
        )
        published = tuple(
            place for place in part.published if (place.shift, place.person) in pairs | leaving
        )
        facts = replace(
            part, shifts=free, published=published, capacity={}, keep_apart=(),
            limits=_loose(part.limits),
        )  # fmt: skip
        return Task(facts, pairs | leaving, self._whole.goals(self._fair, part))

    def _leaving(self, pairs: Collection[Pair]) -> set[Pair]:
        """Give all places in the weeks around of those who could help: they may be left."""
        weeks = {person: set[int]() for _, person in pairs}
        for shift, person in pairs:
            weeks[person] |= self._weeks(self._whole.shifts[shift])
        return {
            (place.shift, person)
            for person, near in weeks.items()
            for place in self._whole.of[person]
            if near & self._weeks(self._whole.shifts[place.shift])
        }

    def _weeks(self, shift: Shift) -> set[int]:
        """Give the weeks that a shift touches with the rest before and after it."""
        day = (shift.day - self._facts.first).days
        return {(day - 1) // 7, day // 7, (day + 1) // 7}

    def _mended(self, task: Task, best: Filled | None, *, sure: bool) -> Mended:
        taken = {shift.id for shift in task.facts.shifts}
        still = [place for place in self._kept if place.shift not in taken]
        pins = {(place.shift, place.person) for place in self._facts.places if place.pinned}
        places = tuple(
            replace(place, pinned=(place.shift, place.person) in pins)
            for place in (*still, *(best.places if best else ()))
        )
        now = {(place.shift, place.person) for place in places}
        before = {(place.shift, place.person) for place in self._kept}
        return Mended(
            places=places,
            taken=tuple(each for each in self._kept if (each.shift, each.person) not in now),
            added=tuple(each for each in places if (each.shift, each.person) not in before),
            sure=sure,
        )

    def roster(self, places: tuple[Place, ...]) -> Roster:
        """Audit and price what was mended."""
        seconds = time.monotonic() - self._began
        return finished(places, self._facts, self._fair, self._limits.seed, seconds, self._kept)

    def _short(self, share: float) -> Limits:
        """Give time for fairness, but not long: people wait for this."""
        left = self._left(share)
        return replace(left, seconds=min(left.seconds, WAIT))

    def _left(self, share: float) -> Limits:
        """Give a share of the time that is left."""
        limits = self._limits
        left = limits.seconds - (time.monotonic() - self._began)
        seconds = limits.seconds * share if limits.repeatable else max(0.05, left * share)
        return replace(limits, seconds=seconds)


def _loose(limits: Rules) -> Rules:
    """Leave out what reaches over more than a week."""
    return replace(
        limits, average_week=ENDLESS, night_most=ENDLESS, weekly_rest=0, young_weekly_rest=0,
        inside_days=7,
    )  # fmt: skip

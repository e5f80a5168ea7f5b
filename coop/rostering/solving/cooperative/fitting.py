"""The questions of `rules.fitness` for everybody and every shift at once, with the same answers.

Each answer is a number whose bits are the reasons that stand in the way; nought is a legal pair.
"""

from collections.abc import Iterable
from uuid import UUID

import numpy as np

from coop.rostering.rules.calendar import monday_of
from coop.rostering.rules.caps import day_cap, is_young, young_night_minutes
from coop.rostering.rules.nouns import Certificate, Kind, Person
from coop.rostering.rules.reasons import Reason
from coop.rostering.rules.whereabouts import home_on
from coop.rostering.solving.cooperative.sheet import Sheet
from coop.rostering.solving.cooperative.times import Flags, Times, second
from coop.rostering.solving.table import Numbers

BITS = {reason: 1 << place for place, reason in enumerate(Reason)}
NOWHERE = -1
"""Outside, among the numbers of establishments."""


class Fitting:
    """Asks for one person after another; what the shifts alone decide is asked once."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._facts, self._limits = sheet.facts, sheet.facts.limits
        shifts = sheet.shifts
        self._homes: dict[UUID | None, int] = {None: NOWHERE}
        self._inside = self._numbered([shift.inside for shift in shifts])
        self._supports = np.array([shift.peer_support for shift in shifts], dtype=np.bool_)
        self._paid = np.array([shift.kind is Kind.PAID for shift in shifts], dtype=np.bool_)
        self._nights = np.array(
            [young_night_minutes(s.span, self._limits, self._facts.zone) > 0 for s in shifts],
            dtype=np.bool_,
        )
        self._locked = ~self._unlocked()
        self._every, self._place = np.unique(
            np.concatenate((sheet.days, sheet.last_days)), return_inverse=True
        )
        self._skills = self._needed()
        self._permits: dict[frozenset[UUID], Flags] = {}

    def reasons(self, person: Person) -> tuple[Numbers, Numbers]:
        """Give for each shift the bits that stand in the way, and the seconds of the way there."""
        sheet = self._sheet
        homes = self._home(person)
        at_home = (self._inside != NOWHERE) & (homes[0] == self._inside)
        released, travel = self._released(person)
        way = np.where(at_home, 0, np.where(released, travel, sheet.travel))
        bits = np.zeros(len(sheet.shifts), dtype=np.int64)
        _mark(bits, self._off(person), Reason.AVAILABLE)
        busy = Times(one.span for one in person.busy)
        _mark(bits, busy.overlap(sheet.starts - way, sheet.ends + way), Reason.COMMITMENT)
        curfew = Times(person.curfews).overlap(sheet.starts - way, sheet.ends + way)
        _mark(bits, curfew & ~at_home, Reason.CURFEW)
        if person.avoided:
            _mark(bits, self._permitted(person.avoided), Reason.AVOIDED)
        self._walls(bits, person, homes, released)
        self._rest(bits, person)
        return bits, way

    def _off(self, person: Person) -> Flags:
        if person.available is None:
            return np.zeros(len(self._sheet.shifts), dtype=np.bool_)
        return ~Times(person.available).hold(self._sheet.starts, self._sheet.ends)

    def _walls(
        self, bits: Numbers, person: Person, homes: tuple[Numbers, Numbers], released: Flags
    ) -> None:
        within = np.zeros(len(bits), dtype=np.bool_)
        elsewhere = within.copy()
        for home in homes:
            within |= (home != NOWHERE) & (home == self._inside)
            elsewhere |= (home != NOWHERE) & (home != self._inside)
        _mark(bits, elsewhere & ~released, Reason.RELEASE)
        _mark(bits, within & self._locked, Reason.LOCKED)
        out = Times(release.span for release in person.releases)
        _mark(bits, within & out.overlap(self._sheet.starts, self._sheet.ends), Reason.AWAY)

    def _rest(self, bits: Numbers, person: Person) -> None:
        for skill, asked in self._skills.items():
            _mark(bits, asked & ~self.holding(person, skill), Reason.CERTIFICATE)
        if person.terms.volunteer:
            _mark(bits, self._paid, Reason.POST)
        if person.rest_weeks:
            _mark(bits, self._supports & self._resting(person), Reason.REST_WEEK)
        if len(person.stays) == 1 and person.born_on is None:
            cap = day_cap(person, self._facts.first, self._limits)
            _mark(bits, self._sheet.counted & (self._sheet.minutes > cap), Reason.DAY_HOURS)
            return
        caps = self._by_day(
            {day: day_cap(person, self._sheet.day(day), self._limits) for day in self._days()}
        )
        _mark(bits, self._sheet.counted & (self._sheet.minutes > caps), Reason.DAY_HOURS)
        if person.born_on and not self._limits.young_nights:
            young = self._by_day(
                {
                    day: int(is_young(person, self._sheet.day(day), self._limits))
                    for day in self._days()
                }
            )
            _mark(bits, self._sheet.counted & (young > 0) & self._nights, Reason.NIGHT)

    def _resting(self, person: Person) -> Flags:
        """Say which shifts begin in a week of rest from peer support."""
        days = {day: monday_of(self._sheet.day(day)) in person.rest_weeks for day in self._days()}
        return self._by_day({day: int(rests) for day, rests in days.items()}) > 0

    def holding(self, person: Person, skill: UUID) -> Flags:
        """Say for each shift whether the person’s certificate is good on its first and last day."""
        mine = [one for one in person.certificates if one.skill == skill]
        return _good(mine, self._sheet.days) & _good(mine, self._sheet.last_days)

    def _home(self, person: Person) -> tuple[Numbers, Numbers]:
        """Give where the person lives, by number, on the first and last day of each shift."""
        if len(person.stays) == 1:
            home = int(self._numbered([person.stays[0].establishment])[0])
            every = np.full(len(self._inside), home, dtype=np.int64)
            return every, every
        homes = self._numbered([home_on(person, self._sheet.day(day)) for day in self._days()])
        both = homes[self._place]
        return both[: len(self._inside)], both[len(self._inside) :]

    def _days(self) -> list[int]:
        return [int(day) for day in self._every.tolist()]

    def _by_day(self, values: dict[int, int]) -> Numbers:
        table = np.array([values[day] for day in self._days()], dtype=np.int64)
        return np.asarray(table[self._place[: len(self._inside)]], dtype=np.int64)

    def _released(self, person: Person) -> tuple[Flags, Numbers]:
        """Say which shifts a release covers with the way, and how long that way is."""
        sheet = self._sheet
        released = np.zeros(len(sheet.shifts), dtype=np.bool_)
        travel = np.zeros(len(sheet.shifts), dtype=np.int64)
        for release in reversed(person.releases):
            way = release.travel * 60
            holds = (second(release.span.start) <= sheet.starts - way) & (
                sheet.ends + way <= second(release.span.end)
            )
            holds &= self._permitted(release.sites)
            released |= holds
            # The first release that covers a shift is the one that counts, so it is laid last.
            travel[holds] = way
        return released, travel

    def _permitted(self, sites: frozenset[UUID]) -> Flags:
        if sites not in self._permits:
            known = self._sheet.site_numbers
            numbers = [known[site] for site in sites if site in known]
            self._permits[sites] = np.isin(self._sheet.sites, numbers)
        return self._permits[sites]

    def _unlocked(self) -> Flags:
        held = np.zeros(len(self._sheet.shifts), dtype=np.bool_)
        for prison, spans in self._facts.unlocked.items():
            here = self._inside == self._homes.get(prison, NOWHERE - 1)
            held |= here & Times(spans).hold(self._sheet.starts, self._sheet.ends)
        return held

    def _needed(self) -> dict[UUID, Flags]:
        """Give for each skill the shifts in which everybody must hold it."""
        found: dict[UUID, Flags] = {}
        for column, shift in enumerate(self._sheet.shifts):
            for need in shift.needs:
                if need.count >= shift.most:
                    none = np.zeros(len(self._sheet.shifts), dtype=np.bool_)
                    found.setdefault(need.skill, none)[column] = True
        return found

    def _numbered(self, homes: Iterable[UUID | None]) -> Numbers:
        return np.array(
            [self._homes.setdefault(home, len(self._homes)) for home in homes], dtype=np.int64
        )


def _mark(bits: Numbers, where: Flags, reason: Reason) -> None:
    bits[where] |= BITS[reason]


def _good(certificates: Iterable[Certificate], days: Numbers) -> Flags:
    good = np.zeros(len(days), dtype=np.bool_)
    for one in certificates:
        until = one.until.toordinal() if one.until else int(days.max(initial=0))
        good |= (one.since.toordinal() <= days) & (days <= until)
    return good

"""The hard rules of one person's line in the roster, written as rows of a programme."""

from collections.abc import Collection
from itertools import pairwise

from coop.rostering.solving.benchmark.desk import Desk
from coop.rostering.solving.benchmark.draft import NO, YES, Draft
from coop.rostering.solving.benchmark.nouns import OFF

WEEK, SATURDAY, SUNDAY = 7, 5, 6


class Line:
    """One person's line: a day that is free has unknowns, any other is a constant."""

    def __init__(self, draft: Draft, desk: Desk, person: int, free: Collection[int]) -> None:
        self._draft, self._facts, self._number = draft, desk.facts, person
        self._person = desk.facts.instance.people[person]
        self._line = desk.roster[person]
        self._free = sorted(free)
        self._work = [NO if shift == OFF else YES for shift in self._line]
        self._at: dict[int, dict[int, int]] = {}

    def write(self) -> None:
        """Write the unknowns and all rows."""
        for day in self._free:
            self._open(day)
        self._followers()
        self._runs()
        self._weekends()
        self._counts()
        self._minutes()

    def _open(self, day: int) -> None:
        """Make the unknowns of a free day: one for each shift that could be, one for any."""
        draft, now = self._draft, self._line[day]
        wishes = self._facts.wishes[self._number]
        shifts = () if day in self._person.days_off else self._facts.allowed[self._number]
        at = {}
        for shift in shifts:
            if self._fits(day, shift):
                at[shift] = draft.unknown(wishes.get((day, shift), 0), now=now == shift)
                draft.meaning.append((at[shift], (self._number, day, shift)))
        self._at[day] = at
        self._work[day] = draft.unknown(0, now=now != OFF) if at else NO
        if at:
            terms = [(place, 1) for place in at.values()]
            draft.keep([*terms, (self._work[day], -1)], 0, 0)

    def _fits(self, day: int, shift: int) -> bool:
        """Say whether a shift may stand between the neighbours that stay."""
        types, line = self._facts.instance.shifts, self._line
        if day > 0 and day - 1 not in self._at:
            before = line[day - 1]
            if before != OFF and shift in types[before].no_followers:
                return False
        last = day + 1 >= self._facts.days or day + 1 in self._free
        return last or line[day + 1] not in types[shift].no_followers

    def _followers(self) -> None:
        types = self._facts.instance.shifts
        kinds = {types[shift].no_followers for shift in self._facts.allowed[self._number]}
        for today, tomorrow in pairwise(self._free):
            if tomorrow != today + 1:
                continue
            for never in kinds:
                first = [
                    (place, 1)
                    for shift, place in self._at[today].items()
                    if never and types[shift].no_followers >= never
                ]
                then = [(place, 1) for shift, place in self._at[tomorrow].items() if shift in never]
                if first and then:
                    self._draft.keep([*first, *then], None, 1)

    def _runs(self) -> None:
        most, days, work = self._person.most_running, self._facts.days, self._work
        for day in range(days - most):
            window = work[day : day + most + 1]
            if NO not in window:
                self._draft.keep([(place, 1) for place in window], None, most)
        self._shortest(self._person.least_running, 1)
        self._shortest(self._person.least_off, -1)

    def _shortest(self, least: int, sign: int) -> None:
        """Demand that what begins goes on long enough; at the ends it may go on outside."""
        # Both ways say the same in whole numbers; the second helps the relaxation.
        for way in (1, -1):
            for day in range(self._facts.days):
                for further in range(2, least + 1):
                    self._goes_on(day, way, further, sign)

    def _goes_on(self, day: int, way: int, further: int, sign: int) -> None:
        before, last = day - way, day + way * (further - 1)
        work = self._work
        if 0 <= before < self._facts.days and 0 <= last < self._facts.days:
            terms = [(work[day], sign), (work[before], -sign), (work[last], -sign)]
            self._draft.keep(terms, None, 0 if sign > 0 else 1)

    def _weekends(self) -> None:
        pairs = [
            self._work[saturday : saturday + 2]
            for saturday in range(SATURDAY, self._facts.days, WEEK)
        ]
        most = self._person.most_weekends - sum(1 for pair in pairs if YES in pair)
        open_pairs = (pair for pair in pairs if YES not in pair)
        worked = list(filter(None, ([p for p in pair if p >= 0] for pair in open_pairs)))
        if len(worked) <= most:
            return
        weekends = []
        for pair in worked:
            now = any(self._draft.now[place] for place in pair)
            weekends.append(self._draft.unknown(0, now=now))
            for place in pair:
                self._draft.keep([(place, 1), (weekends[-1], -1)], None, 0)
        self._draft.keep([(place, 1) for place in weekends], None, most)

    def _counts(self) -> None:
        for shift in self._facts.allowed[self._number]:
            places = [at[shift] for at in self._at.values() if shift in at]
            stay = sum(1 for d, s in enumerate(self._line) if s == shift and d not in self._at)
            left = self._person.most_of[shift] - stay
            if len(places) > left:
                self._draft.keep([(place, 1) for place in places], None, left)

    def _minutes(self) -> None:
        types = self._facts.instance.shifts
        stay = sum(
            types[shift].minutes
            for day, shift in enumerate(self._line)
            if shift != OFF and day not in self._at
        )
        # Counting days at the shortest length keeps the row short, and its numbers small.
        allowed = self._facts.allowed[self._number]
        short = min((types[shift].minutes for shift in allowed), default=0)
        terms = [(self._work[day], short) for day in self._free]
        terms += [
            (place, types[shift].minutes - short)
            for at in self._at.values()
            for shift, place in at.items()
            if types[shift].minutes > short
        ]
        most = self._person.most_minutes - stay
        self._draft.keep(terms, self._person.least_minutes - stay, most)

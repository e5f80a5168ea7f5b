"""What a roster costs, counted from its places alone: the model’s own sums are not trusted."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from uuid import UUID

from coop.rostering.rules.caps import counts
from coop.rostering.rules.nouns import Facts, Place
from coop.rostering.solving.cooperative.goals import Goals, goals_of
from coop.rostering.solving.cooperative.nouns import Cost, Cover, Share

QUARTER = 15


def cost(places: Collection[Place], facts: Facts, goals: Goals | None = None) -> Cost:
    """Price a roster part by part; `goals` saves finding the fair shares again."""
    return _Priced(places, facts, goals or goals_of(facts)).cost()


def cover(places: Collection[Place], facts: Facts) -> Cover:
    """Count what is filled of what is needed and of what is wanted."""
    filled = Counter(place.shift for place in places)
    shifts = facts.shifts
    return Cover(
        least=sum(shift.least for shift in shifts),
        least_filled=sum(min(shift.least, filled[shift.id]) for shift in shifts),
        wanted=sum(shift.wanted for shift in shifts),
        wanted_filled=sum(min(shift.wanted, filled[shift.id]) for shift in shifts),
    )


def shares(places: Collection[Place], facts: Facts, goals: Goals | None = None) -> list[Share]:
    """Say what each person gets and what would be fair; who gets least of it comes first."""
    fair = (goals or goals_of(facts)).fair
    minutes: Counter[UUID] = Counter()
    work = [shift for shift in facts.shifts if counts(shift.kind, facts.limits)]
    lengths = {shift.id: shift.span.minutes for shift in work}
    for place in places:
        minutes[place.person] += lengths.get(place.shift, 0)
    found = [
        Share(person.id, minutes[person.id], share * QUARTER)
        for person, share in zip(facts.people, fair, strict=True)
    ]
    return sorted(found, key=lambda share: -share.short)


class _Priced:
    """One roster being priced."""

    def __init__(self, places: Collection[Place], facts: Facts, goals: Goals) -> None:
        self._facts, self._goals, self._weights = facts, goals, facts.weights
        self._shifts = {shift.id: shift for shift in facts.shifts}
        self._of: dict[UUID, list[UUID]] = defaultdict(list)
        self._in: dict[UUID, set[UUID]] = defaultdict(set)
        for place in places:
            self._of[place.person].append(place.shift)
            self._in[place.shift].add(place.person)
        self._got = [self._quarters(self._of[person.id]) for person in facts.people]

    def cost(self) -> Cost:
        """Price every part."""
        return Cost(
            missing_least=self._missing([shift.least for shift in self._facts.shifts])
            * self._weights.missing_least,
            missing_wanted=self._missing(
                [max(shift.wanted, shift.least) for shift in self._facts.shifts]
            )
            * self._weights.missing_wanted,
            shortfall=sum(map(self._short, self._got, self._goals.fair)),
            group_shortfall=self._groups(),
            overtime=self._overtime() * self._weights.overtime,
            wishes=-self._wishes() * self._weights.wish,
            continuity=self._unusual() * self._weights.continuity,
            trainees=self._lone() * self._weights.lone_trainee,
            changes=self._taken() * self._weights.change,
        )

    def _quarters(self, shifts: Sequence[UUID]) -> int:
        limits = self._facts.limits
        work = [self._shifts[one] for one in shifts if counts(self._shifts[one].kind, limits)]
        return sum((shift.span.minutes + QUARTER // 2) // QUARTER for shift in work)

    def _missing(self, asked: Sequence[int]) -> int:
        there = (len(self._in[shift.id]) for shift in self._facts.shifts)
        return sum(max(0, most - count) for most, count in zip(asked, there, strict=True))

    def _short(self, got: int, fair: int) -> int:
        mild, hard, worst = self._weights.shortfall
        short, first, second = max(0, fair - got), fair // 10, fair // 5
        in_first = min(short, first)
        in_second = min(short - in_first, second)
        return mild * in_first + hard * in_second + worst * (short - in_first - in_second)

    def _groups(self) -> int:
        got: Counter[int] = Counter()
        for person, quarters in zip(self._facts.people, self._got, strict=True):
            got[person.group] += quarters
        fair = self._goals.groups
        short = sum(max(0, share - got[group]) for group, share in fair.items())
        return short * self._weights.group_shortfall if len(fair) > 1 else 0

    def _overtime(self) -> int:
        most = (max(pair) for pair in zip(self._goals.fair, self._goals.wished, strict=True))
        return sum(max(0, got - limit) for got, limit in zip(self._got, most, strict=True))

    def _wishes(self) -> int:
        return sum(
            person.wishes.get(self._shifts[shift].area, 0)
            for person in self._facts.people
            for shift in self._of[person.id]
        )

    def _unusual(self) -> int:
        at: dict[UUID, set[UUID]] = defaultdict(set)
        for shift in self._facts.shifts:
            at[shift.site].add(shift.area)
        usual: dict[UUID, set[UUID]] = defaultdict(set)
        for person in self._facts.people:
            for worked in person.worked:
                usual[person.id] |= at.get(worked.site, set()) if worked.site else set()
        for place in self._facts.published:
            if place.shift in self._shifts:
                usual[place.person].add(self._shifts[place.shift].area)
        return sum(
            bool(usual[person.id]) and self._shifts[shift].area not in usual[person.id]
            for person in self._facts.people
            for shift in self._of[person.id]
        )

    def _lone(self) -> int:
        """Count the places of trainees in shifts where none of their mentors of that day is."""
        lone = 0
        for person in self._facts.people:
            pairings = [each for each in self._facts.pairings if each.trainee == person.id]
            for shift in self._of[person.id] if pairings else ():
                day = self._shifts[shift].day
                beside = {
                    each.mentor for each in pairings if each.until is None or day <= each.until
                }
                lone += bool(beside) and not beside & self._in[shift]
        return lone

    def _taken(self) -> int:
        known = {person.id for person in self._facts.people}
        return sum(
            place.shift in self._shifts
            and place.person in known
            and place.person not in self._in[place.shift]
            for place in self._facts.published
        )

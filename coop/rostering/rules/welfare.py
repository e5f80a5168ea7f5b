"""Workload and welfare: who does too much, who should be paid, who needs rest (ROS-26, ROS-27)."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from coop.rostering.rules.caps import ceiling, counts
from coop.rostering.rules.nouns import Kind, Limits

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Done:
    """Approved minutes of one person in one week, of one kind, in one work area."""

    person: UUID
    monday: date
    kind: Kind
    minutes: int
    area: UUID | None = None


@dataclass(frozen=True, slots=True)
class Over:
    """A week in which somebody did more than they may."""

    person: UUID
    monday: date
    minutes: int
    most: int


@dataclass(frozen=True, slots=True)
class PayOrStop:
    """Somebody whose unpaid work should be paid, or stop; for the board to decide (ROS-26)."""

    person: UUID
    weeks_over: int
    """Weeks with more unpaid minutes than the ceiling."""
    most: int
    """The most unpaid minutes in one week."""
    beside_paid: int
    """Unpaid minutes in areas where others are paid for the same work."""


@dataclass(frozen=True, slots=True)
class Trend:
    """Overtime of the last weeks, and of as many before; whole minutes."""

    before: int
    now: int

    @property
    def is_rising(self) -> bool:
        """Say whether there is more of it than before."""
        return self.now > self.before


@dataclass(frozen=True, slots=True)
class Share:
    """What somebody got of all hours, beside an equal part of what they wished (ROS-36)."""

    person: UUID
    minutes: int
    fair: int

    @property
    def short(self) -> int:
        """Give the minutes by which they have less than their part."""
        return max(0, self.fair - self.minutes)


def by_kind(done: Iterable[Done]) -> dict[UUID, dict[Kind, int]]:
    """Sum each person’s minutes by kind of time."""
    sums: dict[UUID, Counter[Kind]] = defaultdict(Counter)
    for one in done:
        sums[one.person][one.kind] += one.minutes
    return {person: dict(kinds) for person, kinds in sums.items()}


def weeks_over(done: Iterable[Done], most: Mapping[UUID, int], limits: Limits) -> list[Over]:
    """Give the weeks in which somebody worked more than they agreed; unnamed have the average."""
    sums: Counter[tuple[UUID, date]] = Counter()
    for one in done:
        if counts(one.kind, limits):
            sums[one.person, one.monday] += one.minutes
    return [
        Over(person, monday, minutes, cap)
        for (person, monday), minutes in sorted(sums.items())
        for cap in [most.get(person, limits.average_week)]
        if minutes > cap
    ]


def pay_or_stop(
    done: Iterable[Done], paid_areas: Collection[UUID], limits: Limits
) -> list[PayOrStop]:
    """List for the board whose unpaid work should be paid or stop, the most hours first (ROS-26).

    Either it is over its ceiling in some week, or it is what others are paid for.
    """
    weeks: dict[UUID, Counter[date]] = defaultdict(Counter)
    beside: Counter[UUID] = Counter()
    for one in done:
        if one.kind is Kind.VOLUNTEER:
            weeks[one.person][one.monday] += one.minutes
            beside[one.person] += one.minutes if one.area in paid_areas else 0
    cap = ceiling(Kind.VOLUNTEER, limits) or 0
    found = [
        PayOrStop(
            person=person,
            weeks_over=sum(minutes > cap for minutes in sums.values()),
            most=max(sums.values()),
            beside_paid=beside[person],
        )
        for person, sums in weeks.items()
    ]
    alarming = [one for one in found if one.weeks_over or one.beside_paid]
    return sorted(alarming, key=lambda one: (-one.most, one.person))


def weeks_in_a_row(mondays: Collection[date], until: date) -> int:
    """Count the weeks in a row, up to the one of a Monday, that are among these."""
    count = 0
    while until - count * WEEK in mondays:
        count += 1
    return count


def is_rest_due(mondays: Collection[date], monday: date, limits: Limits) -> bool:
    """Say whether the week of a Monday should be one of rest from peer support (ROS-27).

    `mondays` are those of the weeks with peer support before it.
    """
    return weeks_in_a_row(mondays, monday - WEEK) >= limits.peer_weeks


def overtime_trend(weeks: Sequence[int], agreed: int, limits: Limits) -> Trend:
    """Hold the overtime of the last weeks against as many before; `agreed` is minutes a week."""
    over = [max(0, minutes - agreed) for minutes in weeks]
    length = limits.trend_weeks
    return Trend(before=sum(over[-2 * length : -length]), now=sum(over[-length:]))


def shares(wished: Mapping[UUID, int], got: Mapping[UUID, int]) -> list[Share]:
    """Give what each got beside an equal part of all hours by their wishes, worst off first.

    Parts are whole minutes, rounded down; nobody who wished for nothing is owed anything.
    """
    given = sum(got.get(person, 0) for person in wished)
    asked = sum(wished.values())
    found = [
        Share(person, got.get(person, 0), wish * given // asked if asked else 0)
        for person, wish in wished.items()
    ]
    return sorted(found, key=lambda one: (-one.short, one.person))

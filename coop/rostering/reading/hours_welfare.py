"""Workload and welfare from approved hours: who does too much, and who gets too little.

What is said by class is a rough band over a quarter that has ended, and only where no
class is small: hours of single people stand on the same page.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select

from coop.core.db import session
from coop.membership.queries import MemberRow, members_on, names_on
from coop.membership.suppression import suppress
from coop.rostering.models.attendance import ApprovedHours
from coop.rostering.models.people import RestWeek
from coop.rostering.models.work import WorkArea
from coop.rostering.reading.attended import WorkShift, shifts_of
from coop.rostering.reading.dated import Agreed, agreed_up_to, held_on
from coop.rostering.reading.hours_approved import approvals_of
from coop.rostering.reading.roster_rules import roster_rules
from coop.rostering.rules.caps import ceiling, counts
from coop.rostering.rules.nouns import Kind, Limits
from coop.rostering.rules.welfare import (
    Done,
    Over,
    PayOrStop,
    Share,
    Trend,
    by_kind,
    is_rest_due,
    overtime_trend,
    pay_or_stop,
    shares,
    weeks_over,
)

WEEK = timedelta(weeks=1)
QUARTER_WEEKS = 13


class Band(StrEnum):
    """How a whole class stands against its fair share: roughly, so that nobody is told of."""

    LESS = "less"
    FAIR = "fair"
    MORE = "more"


@dataclass(frozen=True, slots=True)
class Load:
    """One person’s approved hours of a quarter, by kind, beside what was agreed."""

    member_id: UUID
    number: int
    name: str
    kinds: Mapping[Kind, int]
    most_a_week: int
    weeks_over: int
    trend: Trend
    share: Share | None

    @property
    def minutes(self) -> int:
        """Add up all kinds."""
        return sum(self.kinds.values())


@dataclass(frozen=True, slots=True)
class Supporter:
    """Somebody who gives peer support: weeks in which they did, and their weeks of rest."""

    member_id: UUID
    number: int
    name: str
    weeks: int
    is_rest_due: bool
    rests: tuple[date, ...]
    """Mondays of this week and later."""


@dataclass(frozen=True, slots=True)
class Welfare:
    """Everything on the page of welfare for thirteen weeks."""

    first: date
    last: date
    loads: tuple[Load, ...]
    stops: tuple[tuple[str, PayOrStop], ...]
    """Names with what the board should look at."""
    overs: tuple[tuple[str, Over], ...]
    supporters: tuple[Supporter, ...]
    overtime: tuple[tuple[date, int], ...]
    """By week, all members together."""
    ceiling: int | None


@dataclass(frozen=True, slots=True)
class _Known:
    """What the parts of the page are made from."""

    first: date
    last: date
    limits: Limits
    people: Mapping[UUID, MemberRow]
    names: Mapping[UUID, str]
    terms: Mapping[UUID, Sequence[Agreed]]
    shifts: Mapping[UUID, WorkShift]
    done: tuple[Done, ...]

    @property
    def mondays(self) -> list[date]:
        """Give the first day of each week."""
        return [self.first + place * WEEK for place in range(QUARTER_WEEKS)]

    def most(self, member_id: UUID) -> int:
        """Give the most minutes a week that somebody agreed to, or the law’s average."""
        held = held_on(self.terms.get(member_id, ()), self.last)
        return held.terms.most if held else self.limits.average_week


def welfare(until: date) -> Welfare:
    """Give the workload of the thirteen weeks up to the end of a day’s week."""
    known = _known(until)
    stops = pay_or_stop(known.done, _paid_areas(), known.limits)
    most = {member_id: known.most(member_id) for member_id in known.people}
    overs = weeks_over(known.done, most, known.limits)
    return Welfare(
        known.first,
        known.last,
        tuple(_loads(known, overs)),
        tuple((known.names.get(one.person, ""), one) for one in stops),
        tuple((known.names.get(one.person, ""), one) for one in overs),
        tuple(_supporters(known)),
        tuple((monday, _overtime(known, monday)) for monday in known.mondays),
        ceiling(Kind.VOLUNTEER, known.limits),
    )


def unpaid_work(until: date) -> tuple[tuple[str, PayOrStop], ...]:
    """Name whose unpaid work should be paid or stop, in the thirteen weeks up to a day (ROS-26)."""
    if not _somebody_volunteered(*_quarter(until)):
        return ()
    known = _known(until)
    stops = pay_or_stop(known.done, _paid_areas(), known.limits)
    return tuple((known.names.get(one.person, ""), one) for one in stops)


def class_shares(until: date) -> dict[str, Band | None]:
    """Give how each class stands in thirteen weeks; None where it is withheld (MEM-7).

    Without any approved hours nothing is said.
    """
    known = _known(until)
    if not known.done:
        return {}
    members: dict[str, list[Share]] = defaultdict(list)
    for share in _shares(known):
        if share.person in known.people:
            members[known.people[share.person].class_name].append(share)
    shown = suppress({name: len(found) for name, found in members.items()}).cells
    return {name: None if shown[name] is None else _band(found) for name, found in members.items()}


def _quarter(until: date) -> tuple[date, date]:
    """Give the first and the last day of the thirteen weeks that end with a day’s own."""
    last = until + timedelta(days=6 - until.weekday())
    return last - QUARTER_WEEKS * WEEK + timedelta(days=1), last


def _somebody_volunteered(first: date, last: date) -> bool:
    """Ask first: pages that pay look often, and most weeks have nothing to say."""
    asked = select(ApprovedHours.id).where(
        ApprovedHours.day.between(first, last), ApprovedHours.kind == Kind.VOLUNTEER
    )
    return session().scalars(asked.limit(1)).first() is not None


def _known(until: date) -> _Known:
    first, last = _quarter(until)
    shifts = shifts_of(first, last)
    return _Known(
        first,
        last,
        roster_rules(until).book.limits,
        {row.id: row for row in members_on(until)},
        names_on(until),
        agreed_up_to(last),
        shifts,
        tuple(_done(first, last, shifts)),
    )


def _done(first: date, last: date, shifts: Mapping[UUID, WorkShift]) -> Iterator[Done]:
    for (shift_id, member_id), chain in approvals_of(first, last).items():
        day, found = chain[-1].day, chain[-1]
        monday = day - timedelta(days=day.weekday())
        yield Done(member_id, monday, found.kind, found.minutes, shifts[shift_id].area_id)


def _paid_areas() -> frozenset[UUID]:
    return frozenset(session().scalars(select(WorkArea.id).where(WorkArea.kind == Kind.PAID)))


def _loads(known: _Known, overs: Sequence[Over]) -> Iterator[Load]:
    sums, times = by_kind(known.done), Counter(one.person for one in overs)
    fair = {share.person: share for share in _shares(known)}
    everyone = known.people.keys() & (sums.keys() | fair.keys())
    for row in (row for member_id, row in known.people.items() if member_id in everyone):
        yield Load(
            row.id,
            row.number,
            row.name,
            sums.get(row.id, {}),
            known.most(row.id),
            times[row.id],
            overtime_trend(_weeks(known, row.id), known.most(row.id), known.limits),
            fair.get(row.id),
        )


def _weeks(known: _Known, member_id: UUID) -> list[int]:
    """Give the working minutes of each week of the quarter."""
    sums: Counter[date] = Counter()
    for one in known.done:
        if one.person == member_id and counts(one.kind, known.limits):
            sums[one.monday] += one.minutes
    return [sums[monday] for monday in known.mondays]


def _overtime(known: _Known, monday: date) -> int:
    sums: Counter[UUID] = Counter()
    for one in known.done:
        if one.monday == monday and counts(one.kind, known.limits):
            sums[one.person] += one.minutes
    return sum(max(0, minutes - known.most(person)) for person, minutes in sums.items())


def _shares(known: _Known) -> list[Share]:
    wished = {
        member_id: held.terms.wished * QUARTER_WEEKS
        for member_id in known.people
        if (held := held_on(known.terms.get(member_id, ()), known.last)) and held.terms.wished
    }
    got: Counter[UUID] = Counter()
    for one in known.done:
        if counts(one.kind, known.limits):
            got[one.person] += one.minutes
    return shares(wished, got)


def _band(found: Sequence[Share]) -> Band:
    """Say roughly how a class stands: within a tenth of its fair share is fair."""
    got, fair = sum(one.minutes for one in found), sum(one.fair for one in found)
    if 10 * got < 9 * fair:
        return Band.LESS
    return Band.MORE if 10 * got > 11 * fair else Band.FAIR


def _supporters(known: _Known) -> Iterator[Supporter]:
    weeks: dict[UUID, set[date]] = defaultdict(set)
    areas = {shift.area_id for shift in known.shifts.values() if shift.is_peer_support}
    for one in known.done:
        if one.area in areas and one.minutes:
            weeks[one.person].add(one.monday)
    this = known.last - timedelta(days=6)
    rests = _rests(this)
    for row in known.people.values():
        if row.id in weeks or row.id in rests:
            mondays = weeks.get(row.id, set())
            yield Supporter(
                row.id, row.number, row.name, len(mondays),
                is_rest_due(mondays, this, known.limits) and this not in rests.get(row.id, ()),
                rests.get(row.id, ()),
            )  # fmt: skip


def _rests(since: date) -> dict[UUID, tuple[date, ...]]:
    found: dict[UUID, tuple[date, ...]] = {}
    asked = select(RestWeek).where(RestWeek.monday >= since).order_by(RestWeek.monday)
    for row in session().scalars(asked):
        found[row.member_id] = (*found.get(row.member_id, ()), row.monday)
    return found

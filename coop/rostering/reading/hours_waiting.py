"""Records that wait to be approved: the odd ones one by one, the plain ones summed."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from coop.membership.queries import names_on
from coop.rostering.reading.attended import (
    Clocked,
    Key,
    Record,
    WorkShift,
    clocked_of,
    records_of,
    shifts_of,
    told_of,
)
from coop.rostering.reading.dated import Agreed, agreed_up_to, held_on
from coop.rostering.reading.hours_approved import Approval, approvals_of
from coop.rostering.reading.hours_open import weeks_waiting
from coop.rostering.reading.roster_rules import roster_rules
from coop.rostering.rules.hours import Counted, Odd, hours_from, odd_of
from coop.rostering.rules.nouns import Limits

WEEK = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """A record that waits, the hours that follow from it, and what is odd about it."""

    record: Record
    earlier: tuple[Record, ...]
    shift: WorkShift
    name: str
    hours: Counted
    odd: tuple[Odd, ...]
    approved: Approval | None
    """What was approved before, if this record corrects it."""

    def may_be_approved_by(self, reader: UUID) -> bool:
        """Say whether this reader is neither the member nor whoever wrote it down (ROS-85)."""
        return reader not in {self.record.member_id, self.record.recorded_by}


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for one reader; `others` counts what somebody else has to approve."""

    odd: tuple[WaitingLine, ...]
    plain: tuple[WaitingLine, ...]
    others: int

    @property
    def count(self) -> int:
        """Count what this reader can approve."""
        return len(self.odd) + len(self.plain)

    @property
    def minutes(self) -> int:
        """Add up the minutes of the plain ones."""
        return sum(line.hours.minutes for line in self.plain)


@dataclass(frozen=True, slots=True)
class _Week:
    """All that is known of one week’s work."""

    shifts: Mapping[UUID, WorkShift]
    records: Mapping[Key, tuple[Record, ...]]
    approvals: Mapping[Key, tuple[Approval, ...]]
    told: Mapping[UUID, frozenset[UUID]]
    clocked: Mapping[Key, Clocked]
    limits: Limits
    terms: Mapping[UUID, Sequence[Agreed]]


def waiting_for(reader: UUID) -> Waiting:
    """Give what waits to be approved, as one reader may approve it."""
    names = names_on()
    found = [line for monday in weeks_waiting() for line in _of_week(monday, names)]
    lines = sorted(found, key=lambda line: (line.shift.span, line.shift.area, line.name))
    mine = [line for line in lines if line.may_be_approved_by(reader)]
    return Waiting(
        tuple(line for line in mine if line.odd),
        tuple(line for line in mine if not line.odd),
        len(lines) - len(mine),
    )


def _of_week(monday: date, names: Mapping[UUID, str]) -> Iterator[WaitingLine]:
    week = _known(monday)
    hours = _hours(week)
    over = _over_limits(week, hours)
    for key, chain in week.records.items():
        approved = week.approvals.get(key, ())
        if approved and approved[-1].attendance_id == chain[-1].id:
            continue
        before = approved[-1] if approved else None
        odd = tuple(_oddities(week, key, hours[key], over=over))
        yield WaitingLine(
            chain[-1], chain[:-1], week.shifts[key[0]], names.get(key[1], ""),
            hours[key], (*odd, *([Odd.CORRECTION] if before else [])), before,
        )  # fmt: skip


def _known(monday: date) -> _Week:
    sunday = monday + WEEK
    return _Week(
        shifts_of(monday, sunday),
        records_of(monday, sunday),
        approvals_of(monday, sunday),
        told_of(monday, sunday),
        clocked_of(monday, sunday),
        roster_rules(monday).book.limits,
        agreed_up_to(sunday),
    )


def _hours(week: _Week) -> dict[Key, Counted]:
    return {key: _hours_of(week, key) for key in week.records}


def _hours_of(week: _Week, key: Key) -> Counted:
    shift = week.shifts[key[0]]
    return hours_from(week.records[key][-1].mark, shift.span, week.limits.kinds[shift.kind])


def _oddities(week: _Week, key: Key, hours: Counted, *, over: frozenset[Key]) -> Iterator[Odd]:
    shift_id, member_id = key
    seen = week.clocked.get(key, Clocked())
    mark, planned = week.records[key][-1].mark, week.shifts[shift_id].span
    yield from odd_of(mark, planned, hours, seen.came, seen.left)
    if member_id not in week.told.get(shift_id, ()):
        yield Odd.NO_PLACE
    if key in over:
        yield Odd.OVER_LIMIT


def _over_limits(week: _Week, hours: Mapping[Key, Counted]) -> frozenset[Key]:
    """Find the work of each day and week that is more than the law or the terms allow."""
    days: Counter[tuple[UUID, date]] = Counter()
    weeks: Counter[UUID] = Counter()
    worked = {key for key in hours if _counts(week, key)}
    for shift_id, member_id in worked:
        minutes = hours[shift_id, member_id].minutes
        days[member_id, week.shifts[shift_id].day] += minutes
        weeks[member_id] += minutes
    return frozenset(
        (shift_id, member_id)
        for shift_id, member_id in worked
        if days[member_id, week.shifts[shift_id].day] > _most_a_day(week, member_id)
        or weeks[member_id] > _most_a_week(week, member_id)
    )


def _counts(week: _Week, key: Key) -> bool:
    kind = week.shifts[key[0]].kind
    return week.limits.kinds[kind].counts and week.records[key][-1].mark.was_there


def _agreed(week: _Week, member_id: UUID) -> Agreed | None:
    last = max((shift.day for shift in week.shifts.values()), default=date.max)
    return held_on(week.terms.get(member_id, ()), last)


def _most_a_day(week: _Week, member_id: UUID) -> int:
    agreed = _agreed(week, member_id)
    told = agreed.terms.most_a_day if agreed else None
    return min(told or week.limits.most_a_day, week.limits.most_a_day)


def _most_a_week(week: _Week, member_id: UUID) -> int:
    agreed = _agreed(week, member_id)
    return agreed.terms.most if agreed else week.limits.average_week

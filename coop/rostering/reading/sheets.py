"""Who is expected when, for sheets and files: one week, one establishment or one site."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from coop.core.errors import N_, NotFound
from coop.membership.queries import MemberRow, establishments, everyone_on, members_on, today
from coop.rostering.reading.cover import answers_between
from coop.rostering.reading.own_week import DAY, WEEK, monday_of
from coop.rostering.reading.published import published_places
from coop.rostering.reading.rosters import RosterView
from coop.rostering.reading.shifts import ShiftView, shifts_between
from coop.rostering.reading.work_sites import site
from coop.rostering.rules.edits import Pair
from coop.rostering.rules.exchange import Answer


@dataclass(frozen=True, slots=True)
class Where:
    """What a sheet is for: a week, and a site or an establishment, or all of it."""

    week: date | None = None
    site_id: UUID | None = None
    establishment_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One person in one shift."""

    shift: ShiftView
    number: int
    name: str
    sort_name: str
    answer: Answer | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines of a sheet in order of time, and over which days it goes."""

    where: Where
    title: str
    roster: RosterView
    first: date
    last: date
    lines: tuple[Line, ...]

    @property
    def expected(self) -> tuple[Line, ...]:
        """Give the lines without those who said that they cannot come."""
        return tuple(each for each in self.lines if each.answer is not Answer.CANNOT)

    @property
    def days(self) -> list[date]:
        """Give the days on which anybody is expected."""
        return sorted({each.shift.day for each in self.expected})

    @property
    def by_person(self) -> list[list[Line]]:
        """Give the lines of each person, in the order of their names."""
        order = sorted(self.expected, key=_person)
        return [list(lines) for _key, lines in groupby(order, _person)]

    @property
    def by_day(self) -> list[tuple[date, list[tuple[ShiftView, list[Line]]]]]:
        """Give the lines of each day by shift; names in order."""
        return [(day, self._shifts_on(day)) for day in self.days]

    def _shifts_on(self, day: date) -> list[tuple[ShiftView, list[Line]]]:
        lines = [each for each in self.expected if each.shift.day == day]
        return [
            (shift, sorted(group, key=_person))
            for shift, group in groupby(lines, lambda each: each.shift)
        ]


def sheet(roster: RosterView, where: Where) -> Sheet:
    """Gather the lines of a sheet from the last published version."""
    first, last = _days_of(roster, where)
    lines = [line for line in _lines(first, last) if _is_for(line[0], where)]
    if where.establishment_id is not None:
        lines = _living_at(where.establishment_id, lines)
    found = tuple(line for line, _member_id in lines)
    return Sheet(where, _title(where), roster, first, last, found)


def mondays(roster: RosterView) -> list[date]:
    """Give the first day of each week of a roster."""
    start, found = monday_of(roster.first_on), []
    while start <= roster.last_on:
        found.append(start)
        start += WEEK
    return found


def sites_of(roster: RosterView) -> list[tuple[UUID, str]]:
    """Give the sites where a roster has shifts, by name."""
    views = shifts_between(roster.first_on, roster.last_on)
    return sorted({(each.site_id, each.site) for each in views}, key=lambda pair: pair[1])


def _days_of(roster: RosterView, where: Where) -> tuple[date, date]:
    if where.week is None:
        return roster.first_on, roster.last_on
    monday = monday_of(where.week)
    return max(monday, roster.first_on), min(monday + WEEK - DAY, roster.last_on)


def _lines(first: date, last: date) -> list[tuple[Line, UUID]]:
    views = {each.id: each for each in shifts_between(first, last)}
    people = {row.id: row for row in everyone_on(today())}
    answers = answers_between(first, last)
    found = [
        (_line(views[shift], people[person], answers.get((shift, person))), person)
        for shift, person in _told(first, last)
        if person in people
    ]
    return sorted(found, key=lambda pair: _in_time(pair[0]))


def _told(first: date, last: date) -> list[Pair]:
    return [(place.shift, place.person) for place in published_places(first, last)]


def _line(shift: ShiftView, row: MemberRow, answer: Answer | None) -> Line:
    return Line(shift, row.number, row.name, row.sort_name, answer)


def _is_for(line: Line, where: Where) -> bool:
    return where.site_id is None or line.shift.site_id == where.site_id


def _living_at(place_id: UUID, lines: Iterable[tuple[Line, UUID]]) -> list[tuple[Line, UUID]]:
    """Keep who lives in an establishment on the day of the shift, as far as it is known."""
    found, living = [], dict[date, set[UUID]]()
    for line, member_id in lines:
        day = line.shift.day
        if day not in living:
            living[day] = {row.id for row in members_on(day) if row.establishment_id == place_id}
        if member_id in living[day]:
            found.append((line, member_id))
    return found


def _title(where: Where) -> str:
    if where.establishment_id is not None:
        return _establishment_name(where.establishment_id)
    if where.site_id is None:
        return ""
    return site(where.site_id).name


def _establishment_name(place_id: UUID) -> str:
    found = {each.id: each.name for each in establishments()}
    if place_id not in found:
        raise NotFound(N_("establishment"))
    return found[place_id]


def _in_time(line: Line) -> tuple[object, ...]:
    return (line.shift.starts_at, line.shift.area, line.shift.id, line.sort_name, line.number)


def _person(line: Line) -> tuple[str, int]:
    return line.sort_name, line.number

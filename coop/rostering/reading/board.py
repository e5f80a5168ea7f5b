"""The board of a roster: who is where in one week, who lacks hours, and what shifts lack."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from coop.core import clock
from coop.membership.names import sort_key
from coop.membership.queries import members_on, today
from coop.rostering.reading.board_gaps import gaps_in
from coop.rostering.reading.board_nouns import (
    Absent,
    AreaLine,
    BoardView,
    Card,
    Chip,
    Chosen,
    Column,
    GapView,
    Line,
)
from coop.rostering.reading.cover import absent_between
from coop.rostering.reading.faults import FaultView, faults_in, unable_in
from coop.rostering.reading.roster_facts import facts_of
from coop.rostering.reading.rosters import RosterView, roster
from coop.rostering.reading.shifts import ShiftView, shifts_between
from coop.rostering.rules.edits import Pair
from coop.rostering.rules.nouns import Facts, Place, Session
from coop.rostering.rules.roster import Load, loads

WEEK = timedelta(days=7)
NOON, EVENING, NIGHT_ENDS = 12, 17, 4


@dataclass(frozen=True, slots=True)
class Laid:
    """A roster laid out before its week is drawn."""

    roster: RosterView
    facts: Facts
    shifts: Mapping[UUID, ShiftView]
    """The shifts of the week, called-off ones left out."""
    faults: Sequence[FaultView]
    chosen: Chosen
    absent: frozenset[Pair]
    """The places of the week whose people said that they cannot come."""

    def shows(self, shift: ShiftView) -> bool:
        """Say whether a shift lies within what the reader chose to see."""
        site, area = self.chosen.site_id, self.chosen.area_id
        return (site is None or shift.site_id == site) and (area is None or shift.area_id == area)


def board(roster_id: UUID, chosen: Chosen) -> BoardView:
    """Draw one week of a roster; without a week, the one that today belongs to."""
    found = roster(roster_id)
    weeks = weeks_of(found)
    week = _week(chosen.week, weeks, found)
    facts = facts_of(found)
    shifts = _shifts(week)
    absent = absent_between(week, week + WEEK - timedelta(days=1))
    laid = Laid(found, facts, shifts, faults_in(facts.places, facts), chosen, absent)
    columns = _columns(shifts.values(), facts.zone)
    seen = {key: shift for key, shift in shifts.items() if laid.shows(shift)}
    lacking = gaps_in(facts.places, facts, seen, faults=laid.faults)
    people, left_out = _people(laid, columns)
    return BoardView(
        roster=found,
        chosen=chosen,
        week=week,
        weeks=weeks,
        columns=columns,
        areas=_areas(laid, columns, lacking),
        people=people,
        left_out=left_out,
        gaps=tuple(sorted(lacking, key=lambda gap: not gap.is_dire)),
        faults=tuple(laid.faults),
        told_faults=_told_faults(laid),
        absent=tuple(_absent(people, laid)),
    )


def weeks_of(found: RosterView) -> tuple[date, ...]:
    """Give the first day of each week of a roster, counted from its own first day."""
    days = (found.last_on - found.first_on).days // 7 + 1
    return tuple(found.first_on + number * WEEK for number in range(days))


def session_of(shift: ShiftView, zone: str) -> Session:
    """Give the part of the day in which a shift begins."""
    hour = clock.local(shift.starts_at, zone).hour
    if NIGHT_ENDS <= hour < NOON:
        return Session.AM
    return Session.PM if NOON <= hour < EVENING else Session.EVENING


def hours_of(shift: ShiftView, zone: str) -> str:
    """Write a shift’s hours shortly: 8:00–12:00."""
    starts, ends = (clock.local(at, zone) for at in (shift.starts_at, shift.ends_at))
    return f"{starts:%H:%M}–{ends:%H:%M}"


def _week(wanted: date | None, weeks: Sequence[date], found: RosterView) -> date:
    day = wanted or today()
    if not found.first_on <= day <= found.last_on:
        return weeks[0]
    return max(week for week in weeks if week <= day)


def _shifts(week: date) -> dict[UUID, ShiftView]:
    days = week, week + WEEK - timedelta(days=1)
    return {each.id: each for each in shifts_between(*days) if not each.is_called_off}


def _columns(shifts: Iterable[ShiftView], zone: str) -> tuple[Column, ...]:
    hours: dict[tuple[date, Session], set[str]] = defaultdict(set)
    for shift in shifts:
        hours[shift.day, session_of(shift, zone)].add(hours_of(shift, zone))
    order = list(Session)
    return tuple(
        Column(day, session, said.pop() if len(said) == 1 else "")
        for (day, session), said in sorted(
            hours.items(), key=lambda item: (item[0][0], order.index(item[0][1]))
        )
    )


def _areas(
    laid: Laid, columns: Sequence[Column], lacking: Sequence[GapView]
) -> tuple[AreaLine, ...]:
    there: dict[UUID, int] = defaultdict(int)
    out = laid.absent | unable_in(laid.faults)
    for place in laid.facts.places:
        there[place.shift] += (place.shift, place.person) not in out
    gaps = {gap.shift.id: gap for gap in lacking}
    chips: dict[UUID, dict[tuple[date, Session], list[Chip]]] = defaultdict(
        lambda: defaultdict(list)
    )
    named: dict[UUID, ShiftView] = {}
    for shift in laid.shifts.values():
        if laid.shows(shift):
            named[shift.area_id] = shift
            key = shift.day, session_of(shift, laid.facts.zone)
            chip = _chip(shift, there[shift.id], gaps.get(shift.id), laid.facts.zone)
            chips[shift.area_id][key].append(chip)
    order = sorted(named.values(), key=lambda one: (sort_key(one.site), sort_key(one.area)))
    return tuple(
        AreaLine(
            one.area_id,
            one.area,
            one.site,
            tuple(tuple(chips[one.area_id][each.day, each.session]) for each in columns),
        )
        for one in order
    )


def _chip(shift: ShiftView, there: int, gap: GapView | None, zone: str) -> Chip:
    return Chip(
        shift,
        hours_of(shift, zone),
        there,
        gap.lacks if gap else (),
        is_dire=gap is not None and gap.is_dire,
    )


def _people(laid: Laid, columns: Sequence[Column]) -> tuple[tuple[Line, ...], int]:
    members = {row.id: row for row in members_on(laid.facts.last)}
    mine = _cards(laid)
    lines = []
    for load in loads(laid.facts.places, laid.facts):
        row = members.get(load.person)
        if row is not None:
            cards = mine.get(load.person, [])
            lines.append((sort_key(row.sort_name), _line(load, row.name, cards, columns, laid)))
    filtered = laid.chosen.site_id is not None or laid.chosen.area_id is not None
    hide = filtered and not laid.chosen.everyone
    shown = [pair for pair in lines if not hide or pair[1].places]
    key = _ORDERS.get(laid.chosen.sort, _by_name)
    ordered = sorted(shown, key=lambda pair: (key(pair[1].load), pair[0]))
    return tuple(line for _key, line in ordered), len(lines) - len(shown)


def _by_name(_load: Load) -> int:
    return 0


def _by_hours(load: Load) -> int:
    return -load.minutes


def _by_short(load: Load) -> int:
    return -load.short


_ORDERS = {"name": _by_name, "hours": _by_hours, "short": _by_short}


def _line(
    load: Load, name: str, cards: Sequence[Card], columns: Sequence[Column], laid: Laid
) -> Line:
    zone = laid.facts.zone
    cells: dict[tuple[date, Session], list[Card]] = defaultdict(list)
    for card in cards:
        cells[card.shift.day, session_of(card.shift, zone)].append(card)
    return Line(
        load.person,
        name,
        load,
        tuple(tuple(cells[each.day, each.session]) for each in columns),
        sum(not card.is_elsewhere for card in cards),
    )


def _cards(laid: Laid) -> dict[UUID, list[Card]]:
    """Give everybody’s cards of the week, each in order of time."""
    told = {(place.shift, place.person) for place in laid.facts.published}
    faulty = {(fault.shift.id, fault.person_id) for fault in laid.faults}
    found: dict[UUID, list[Card]] = defaultdict(list)
    for place in _in_time(laid.facts.places, laid.shifts):
        shift, pair = laid.shifts[place.shift], (place.shift, place.person)
        found[place.person].append(
            Card(
                shift,
                hours_of(shift, laid.facts.zone),
                is_pinned=place.pinned,
                is_new=bool(told) and pair not in told,
                is_faulty=pair in faulty,
                is_elsewhere=not laid.shows(shift),
                is_absent=pair in laid.absent,
            )
        )
    return found


def _in_time(places: Collection[Place], shifts: Mapping[UUID, ShiftView]) -> list[Place]:
    known = [place for place in places if place.shift in shifts]
    return sorted(known, key=lambda place: (shifts[place.shift].starts_at, place.shift))


def _absent(people: Iterable[Line], laid: Laid) -> Iterator[Absent]:
    for line in people:
        for card in (card for cell in line.cells for card in cell):
            if card.is_absent and card.shift.starts_at > clock.now() and laid.shows(card.shift):
                yield Absent(card.shift, line.name)


def _told_faults(laid: Laid) -> tuple[FaultView, ...]:
    """Give what is wrong with places that members were told and that the draft has no more."""
    drafted: set[Pair] = {(place.shift, place.person) for place in laid.facts.places}
    told = laid.facts.published
    gone = [place for place in told if (place.shift, place.person) not in drafted]
    return tuple(faults_in(told, laid.facts, only=gone)) if gone else ()

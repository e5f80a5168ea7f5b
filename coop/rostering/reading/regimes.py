"""Regimes as they hold on a day: the usual week, the days that differ, the hours unlocked."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from coop.core.db import session
from coop.membership.queries import the_cooperative
from coop.rostering.models.work import RegimeChange, RegimeHours
from coop.rostering.reading.shifts import ShiftView, shifts_between
from coop.rostering.rules.calendar import Change, Hours, Regular, regime_spans
from coop.rostering.rules.nouns import Session, Span
from coop.rostering.rules.spans import covers

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WeekView:
    """An establishment’s usual week from a day on; a session that is not held has no hours."""

    from_on: date
    hours: Mapping[tuple[int, Session], Hours]


@dataclass(frozen=True, slots=True)
class ChangeView:
    """How one session of one day differs, or that it is as usual again; None is locked."""

    day: date
    session: Session
    hours: Hours | None
    is_usual_again: bool
    recorded_at: datetime
    holds: bool
    """Whether it is the last word on this session of this day, and not taken back."""


def weeks_of(establishment_id: UUID) -> tuple[WeekView, ...]:
    """List the usual weeks of an establishment, by the day from which each runs."""
    by_day: dict[date, dict[tuple[int, Session], Hours]] = {}
    for row in _regular(establishment_id):
        held = by_day.setdefault(row.since, {})
        if row.hours is not None:
            held[row.weekday, row.session] = row.hours
    return tuple(WeekView(day, by_day[day]) for day in sorted(by_day))


def week_on(establishment_id: UUID, day: date) -> WeekView | None:
    """Give the usual week that runs on a day; None before the first."""
    begun = [each for each in weeks_of(establishment_id) if each.from_on <= day]
    return begun[-1] if begun else None


def changes_of(establishment_id: UUID) -> tuple[ChangeView, ...]:
    """List every change of single days, the latest day first, then the last recorded."""
    rows = _changes(establishment_id=establishment_id)
    last = {(row.day, row.session): row.id for row in rows}
    found = [
        ChangeView(
            row.day,
            Session(row.session),
            _hours(row),
            row.is_usual_again,
            row.recorded_at,
            last[row.day, row.session] == row.id and not row.is_usual_again,
        )
        for row in rows
    ]
    order = {part: place for place, part in enumerate(Session)}
    found.sort(key=lambda each: order[each.session])
    return tuple(sorted(found, key=lambda each: (each.day, each.recorded_at), reverse=True))


def unlocked_between(first: date, last: date) -> dict[UUID, tuple[Span, ...]]:
    """Give for each establishment when people can be at work inside, merged and in order.

    An establishment whose regime nobody has written down is left out: nobody works there.
    """
    weekly: dict[UUID, list[Regular]] = defaultdict(list)
    for establishment_id, regular in _every_regular():
        weekly[establishment_id].append(regular)
    changes: dict[UUID, dict[tuple[date, str], RegimeChange]] = defaultdict(dict)
    for row in _changes(first=first, last=last):
        changes[row.establishment_id][row.day, row.session] = row
    zone = the_cooperative().timezone
    return {
        key: tuple(regime_spans(weekly[key], _holding(changes[key]), first, last, zone))
        for key in sorted({*weekly, *changes})
    }


def shifts_cut(first: date, last: date) -> list[ShiftView]:
    """List the shifts within walls that the sessions of those days do not hold, in order."""
    unlocked = unlocked_between(first - DAY, last + DAY)
    return [
        each
        for each in shifts_between(first, last)
        if not each.is_called_off
        and each.establishment_id is not None
        and not covers(unlocked.get(each.establishment_id, ()), each.span)
    ]


def _regular(establishment_id: UUID) -> list[Regular]:
    return [each for key, each in _every_regular() if key == establishment_id]


def _every_regular() -> list[tuple[UUID, Regular]]:
    """Give what holds from each day on: of two rows for the same, the last recorded."""
    rows = session().scalars(select(RegimeHours).order_by(RegimeHours.recorded_at))
    last = {(row.establishment_id, row.from_on, row.weekday, row.session): row for row in rows}
    return [
        (row.establishment_id, Regular(row.from_on, row.weekday, Session(row.session), _hours(row)))
        for row in last.values()
    ]


def _changes(
    *,
    establishment_id: UUID | None = None,
    first: date = date.min,
    last: date = date.max,
) -> Sequence[RegimeChange]:
    asked = select(RegimeChange).where(RegimeChange.day.between(first, last))
    if establishment_id is not None:
        asked = asked.where(RegimeChange.establishment_id == establishment_id)
    return session().scalars(asked.order_by(RegimeChange.recorded_at)).all()


def _holding(rows: Mapping[tuple[date, str], RegimeChange]) -> list[Change]:
    return [
        Change(row.day, Session(row.session), _hours(row))
        for row in rows.values()
        if not row.is_usual_again
    ]


def _hours(row: RegimeHours | RegimeChange) -> Hours | None:
    if row.starts is None or row.ends is None:
        return None
    return Hours(row.starts, row.ends)

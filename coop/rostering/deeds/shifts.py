"""Shifts: made from recurring work, added on their own, changed, called off, put back."""

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from sqlalchemy import select

from coop.core import audit, clock
from coop.core.audit import Hand
from coop.core.db import session
from coop.core.errors import N_, Refusal, refuse_if
from coop.membership.queries import the_cooperative
from coop.rostering import acts
from coop.rostering.deeds.work_facts import held
from coop.rostering.models.work import Demand, ShiftRow, WorkArea
from coop.rostering.rules.calendar import Due, Hours, Recurring, span_on, weekly_demand
from coop.rostering.rules.nouns import Kind
from coop.rostering.rules.work_places import (
    Cover,
    refusals_of_cause,
    refusals_of_closed,
    refusals_of_cover,
    refusals_of_hours,
    refusals_of_shift,
    refusals_of_span,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewShift:
    """One shift on its own, at wall times; without `kind` and `most` it takes its area’s."""

    day: date
    starts: time
    ends: time
    """Not after `starts`: on the next day."""
    least: int = 1
    wanted: int = 1
    most: int | None = None
    kind: Kind | None = None


def make_shifts(first: date, last: date, *, hand: Hand) -> int:
    """Make the shifts of all recurring work from first to last; give how many are new (ROS-64).

    What was made before is left as it is, changed or called off: it is safe to ask again.
    """
    refuse_if(refusals_of_span(first, last))
    zone = the_cooperative().timezone
    # Two hands take turns on each piece of work, in one order, so that nothing is made twice.
    asked = select(Demand).order_by(Demand.id).with_for_update(key_share=True)
    lasting = {row.id: row for row in session().scalars(asked)}
    due = weekly_demand(map(_recurring, lasting.values()), first, last, zone)
    made = _made(first, last)
    fresh = [one for one in due if (one.key, one.day) not in made and one.span.minutes > 0]
    areas = {area.id: area for area in session().scalars(select(WorkArea))}
    session().add_all(_of(one, lasting[one.key], areas[lasting[one.key].area_id]) for one in fresh)
    session().flush()
    audit.record(
        acts.SHIFTS_MADE, "shifts", hand=hand,
        first=first.isoformat(), last=last.isoformat(), shifts=len(fresh),
    )  # fmt: skip
    return len(fresh)


def add_shift(area_id: UUID, wanted: NewShift, *, hand: Hand) -> UUID:
    """Add one shift that no recurring work asks for (ROS-61 to ROS-63)."""
    area = held(WorkArea, area_id, N_("work area"))
    cover = Cover(wanted.least, wanted.wanted, wanted.most or area.most)
    span = span_on(wanted.day, Hours(wanted.starts, wanted.ends), the_cooperative().timezone)
    is_closed = area.closed_on is not None and wanted.day > area.closed_on
    refuse_if(
        refusals_of_closed(is_closed=is_closed)
        + refusals_of_hours(Hours(wanted.starts, wanted.ends), is_skipped=span.minutes <= 0)
        + refusals_of_cover(cover, places=area.most)
    )
    added = ShiftRow(
        area_id=area_id,
        demand_id=None,
        day=wanted.day,
        starts_at=span.start,
        ends_at=span.end,
        kind=wanted.kind or area.kind,
        least=cover.least,
        wanted=cover.wanted,
        most=cover.most,
        called_off_at=None,
    )
    session().add(added)
    session().flush()
    audit.record(acts.SHIFT_ADDED, added.id, hand=hand, day=wanted.day.isoformat())
    return added.id


def change_cover(shift_id: UUID, cover: Cover, *, hand: Hand) -> None:
    """Ask for more or fewer people in one shift (ROS-62, ROS-65)."""
    row = held(ShiftRow, shift_id, N_("shift"))
    places = session().get_one(WorkArea, row.area_id).most
    refuse_if(_refusals_to_touch(row) + refusals_of_cover(cover, places=places))
    row.least, row.wanted, row.most = cover.least, cover.wanted, cover.most
    audit.record(acts.COVER_CHANGED, shift_id, hand=hand, day=row.day.isoformat())


def call_off_shift(shift_id: UUID, *, because: str, hand: Hand) -> None:
    """Call a shift off; those who were to come read why (ROS-65)."""
    row = held(ShiftRow, shift_id, N_("shift"))
    refuse_if(_refusals_to_touch(row) + refusals_of_cause(because.strip()))
    row.called_off_at, row.called_off_because = clock.now(), because.strip()
    audit.record(acts.SHIFT_CALLED_OFF, shift_id, hand=hand, day=row.day.isoformat())


def put_shift_back(shift_id: UUID, *, hand: Hand) -> None:
    """Hold a shift after all that was called off; its people are asked anew (ROS-65)."""
    row = held(ShiftRow, shift_id, N_("shift"))
    refuse_if(refusals_of_shift(is_called_off=False, is_over=row.ends_at <= clock.now()))
    row.called_off_at, row.called_off_because = None, ""
    audit.record(acts.SHIFT_PUT_BACK, shift_id, hand=hand, day=row.day.isoformat())


def _refusals_to_touch(row: ShiftRow) -> list[Refusal]:
    return refusals_of_shift(
        is_called_off=row.called_off_at is not None, is_over=row.ends_at <= clock.now()
    )


def _recurring(row: Demand) -> Recurring:
    return Recurring(
        key=row.id,
        weekdays=frozenset(map(int, row.weekdays)),
        hours=Hours(row.starts, row.ends),
        since=row.since,
        until=row.until,
        weeks=row.every_weeks,
    )


def _made(first: date, last: date) -> set[tuple[UUID | None, date]]:
    asked = select(ShiftRow.demand_id, ShiftRow.day).where(ShiftRow.day.between(first, last))
    return {(demand_id, day) for demand_id, day in session().execute(asked)}


def _of(due: Due, demand: Demand, area: WorkArea) -> ShiftRow:
    return ShiftRow(
        area_id=area.id,
        demand_id=demand.id,
        day=due.day,
        starts_at=due.span.start,
        ends_at=due.span.end,
        kind=area.kind,
        least=demand.least,
        wanted=demand.wanted,
        most=max(area.most, demand.wanted),
        called_off_at=None,
    )

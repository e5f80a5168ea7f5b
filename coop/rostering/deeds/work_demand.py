"""Recurring work: begun, ended, and with it the shifts that were made from it."""

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from sqlalchemy import ColumnElement, select

from coop.core import audit, clock
from coop.core.audit import Hand
from coop.core.db import session
from coop.core.errors import N_, refuse_if
from coop.membership.queries import today
from coop.rostering import acts
from coop.rostering.deeds.work_facts import held
from coop.rostering.models.work import Demand, ShiftRow, WorkArea
from coop.rostering.rules.calendar import Hours
from coop.rostering.rules.work_places import (
    Cover,
    refusals_of_cause,
    refusals_of_closed,
    refusals_of_cover,
    refusals_of_days,
    refusals_of_hours,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDemand:
    """Work that comes back: on these weekdays (Monday 0), at these wall times, so many people."""

    weekdays: frozenset[int]
    starts: time
    ends: time
    """Not after `starts`: on the next day."""
    least: int = 1
    wanted: int = 1
    every_weeks: int = 1
    since: date | None = None
    """None is today."""
    until: date | None = None


def add_demand(area_id: UUID, wanted: NewDemand, *, hand: Hand) -> UUID:
    """Plan work that comes back in an open area (ROS-61 to ROS-63)."""
    area = held(WorkArea, area_id, N_("work area"))
    since = wanted.since or today()
    refuse_if(
        refusals_of_closed(is_closed=area.closed_on is not None)
        + refusals_of_days(wanted.weekdays, wanted.every_weeks, since, wanted.until)
        + refusals_of_hours(Hours(wanted.starts, wanted.ends))
        + refusals_of_cover(Cover(wanted.least, wanted.wanted, area.most), places=area.most)
    )
    added = Demand(
        area_id=area_id,
        weekdays="".join(map(str, sorted(wanted.weekdays))),
        starts=wanted.starts,
        ends=wanted.ends,
        least=wanted.least,
        wanted=wanted.wanted,
        every_weeks=wanted.every_weeks,
        since=since,
        until=wanted.until,
    )
    session().add(added)
    session().flush()
    audit.record(acts.DEMAND_ADDED, added.id, hand=hand, since=since.isoformat())
    return added.id


def change_demand(demand_id: UUID, *, least: int, wanted: int, hand: Hand) -> int:
    """Let recurring work take more or fewer people; give how many shifts follow (ROS-62).

    Shifts to come follow, but not those whose cover was changed on its own.
    """
    demand = held(Demand, demand_id, N_("recurring work"))
    most = session().get_one(WorkArea, demand.area_id).most
    refuse_if(refusals_of_cover(Cover(least, wanted, most), places=most))
    rows = (
        session()
        .scalars(
            select(ShiftRow)
            .where(
                ShiftRow.demand_id == demand_id,
                ShiftRow.starts_at > clock.now(),
                ShiftRow.least == demand.least,
                ShiftRow.wanted == demand.wanted,
            )
            .order_by(ShiftRow.id)
            .with_for_update(key_share=True)
        )
        .all()
    )
    for row in rows:
        row.least, row.wanted, row.most = least, wanted, max(row.most, wanted)
    demand.least, demand.wanted = least, wanted
    audit.record(acts.DEMAND_CHANGED, demand_id, hand=hand, shifts=len(rows))
    return len(rows)


def end_demand(demand_id: UUID, *, last: date, because: str, hand: Hand) -> int:
    """End recurring work after its last day; give how many of its shifts are called off (ROS-65).

    Whoever was to come to one of them reads why.
    """
    demand = held(Demand, demand_id, N_("recurring work"))
    refuse_if(refusals_of_cause(because.strip()))
    demand.until = last
    called_off = _call_off(ShiftRow.demand_id == demand_id, last, because)
    audit.record(acts.DEMAND_ENDED, demand_id, hand=hand, last=last.isoformat(), shifts=called_off)
    return called_off


def end_work_of(area_id: UUID, last: date, because: str, *, hand: Hand) -> int:
    """End all recurring work of an area, and call off every shift after its last day."""
    lasting = select(Demand).where(
        Demand.area_id == area_id, Demand.until.is_(None) | (Demand.until > last)
    )
    for demand in session().scalars(lasting.order_by(Demand.id).with_for_update(key_share=True)):
        demand.until = last
        audit.record(acts.DEMAND_ENDED, demand.id, hand=hand, last=last.isoformat(), shifts=0)
    return _call_off(ShiftRow.area_id == area_id, last, because)


def _call_off(which: ColumnElement[bool], last: date, because: str) -> int:
    rows = (
        session()
        .scalars(
            select(ShiftRow)
            .where(
                which,
                ShiftRow.day > last,
                ShiftRow.ends_at > clock.now(),
                ShiftRow.called_off_at.is_(None),
            )
            .order_by(ShiftRow.id)
            .with_for_update(key_share=True)
        )
        .all()
    )
    for row in rows:
        row.called_off_at = clock.now()
        row.called_off_because = because.strip()
    session().flush()
    return len(rows)

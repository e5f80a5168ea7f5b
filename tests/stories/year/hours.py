"""Approved hours of a month, written as attendance and approval leave them.

How hours come to be approved by web and on paper has its own story, the four weeks of a roster.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import insert, select

from coop.core import clock
from coop.core.db import new_id, session, transaction
from coop.rostering.models.attendance import ApprovedHours, Attendance
from coop.rostering.models.work import ShiftRow, WorkArea
from tests.stories.year.plan import AREA, Worker, days

ZONE = "Europe/London"


@dataclass(frozen=True, slots=True)
class Hour:
    """Approved time of one member in one area on a day; `falls_on` is later when it came late."""

    place: int
    day: date
    area: str
    minutes: int
    falls_on: date

    @property
    def is_late(self) -> bool:
        """Say whether an earlier period was closed without it."""
        return self.falls_on != self.day


LATE = Hour(26, date(2026, 5, 30), "Bicycles", 150, date(2026, 6, 1))
"""A Saturday’s work of May that nobody had written down when May was closed."""


@dataclass(frozen=True, slots=True)
class Writers:
    """Who writes hours down and who approves them; a third stands in for their own."""

    writer: UUID
    approver: UUID
    third: UUID

    def of(self, member: UUID) -> dict[str, UUID]:
        """Give two people, neither of them the member, nor twice the same."""
        writer, approver = [
            each for each in (self.writer, self.approver, self.third) if each != member
        ][:2]
        return {"recorded_by": writer, "approved_by": approver}


def hours_of(workers: Iterable[Worker], first: date, last: date) -> list[Hour]:
    """Give what everybody works in a period, as planned."""
    return [
        Hour(one.place, day, AREA[one.home_on(day)], one.minutes_on(day), day)
        for one in workers
        for day in days(first, last)
        if one.works_on(day)
    ]


def late_in(first: date) -> list[Hour]:
    """Give what was approved only after its own month was closed, and falls in this one."""
    return [LATE] if LATE.falls_on == first else []


def write(hours: Sequence[Hour], members: Mapping[int, UUID], writers: Writers) -> None:
    """Write a month’s hours: a shift for each area and day, who came, and the approval."""
    with transaction():
        shifts = _shifts({(each.area, each.day) for each in hours})
        came, approved = [], []
        for each in hours:
            member = members[each.place]
            hands = writers.of(member)
            row_id, shift = new_id(), shifts[each.area, each.day]
            came.append(_came(row_id, shift, member, each, hands["recorded_by"]))
            approved.append(_approved(row_id, shift, member, each) | hands)
        session().execute(insert(Attendance), came)
        session().execute(insert(ApprovedHours), approved)


def _shifts(wanted: set[tuple[str, date]]) -> dict[tuple[str, date], UUID]:
    areas = {row.name: row.id for row in session().scalars(select(WorkArea))}
    made = {key: new_id() for key in sorted(wanted)}
    rows = [
        {
            "id": shift, "area_id": areas[area], "demand_id": None, "day": day,
            "starts_at": _at(day, 9), "ends_at": _at(day, 12), "kind": "paid", "least": 1,
            "wanted": 1, "most": 30, "called_off_at": None,
        }
        for (area, day), shift in made.items()
    ]  # fmt: skip
    session().execute(insert(ShiftRow), rows)
    return made


def _came(row_id: UUID, shift: UUID, member: UUID, hour: Hour, writer: UUID) -> dict[str, object]:
    return {
        "id": row_id, "shift_id": shift, "member_id": member, "was_there": True, "reason": "",
        "arrived_at": _at(hour.day, 9), "left_at": _at(hour.day, 12),
        "duty_minutes": hour.minutes, "recorded_at": clock.now(), "recorded_by": writer,
        "channel": "web", "evidence": "", "because": "", "corrects_id": None,
    }  # fmt: skip


def _approved(row_id: UUID, shift: UUID, member: UUID, hour: Hour) -> dict[str, object]:
    return {
        "shift_id": shift, "member_id": member, "attendance_id": row_id, "day": hour.day,
        "falls_on": hour.falls_on, "kind": "paid", "minutes": hour.minutes, "is_paid": True,
        "approved_at": clock.now(), "corrects_id": None,
    }  # fmt: skip


def _at(day: date, hour: int) -> datetime:
    return clock.at_local(day, hour, 0, ZONE)

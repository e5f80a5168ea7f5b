"""How far the planning of work has come: what is there, what is missing, what comes first."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func, select

from coop.core.db import session
from coop.membership.queries import establishments
from coop.rostering.models.work import Demand, ShiftRow
from coop.rostering.reading.regimes import WeekView, week_on, weeks_of
from coop.rostering.reading.work_sites import areas, sites

FORECAST = timedelta(weeks=4)
"""How far ahead a work manager is shown what does not fit."""
STEPS = ("site", "area", "regime", "demand", "shifts")


@dataclass(frozen=True, slots=True)
class WallsView:
    """An establishment, whether work is done within it, and its usual week of a day."""

    id: UUID
    name: str
    has_sites: bool
    week: WeekView | None
    begins_on: date | None
    """The day from which its first usual week runs."""


@dataclass(frozen=True, slots=True)
class WorkState:
    """What of the five steps is done, in their order, and up to which day shifts are made."""

    done: dict[str, bool]
    walls: tuple[WallsView, ...]
    made_until: date | None

    @property
    def next_step(self) -> str:
        """Name the first step that is not done; empty when all are."""
        return next((step for step in STEPS if not self.done[step]), "")


def work_state(day: date) -> WorkState:
    """Say how far the planning of work has come on a day."""
    walls = _walls(day)
    until = session().scalar(select(func.max(ShiftRow.day)).where(ShiftRow.demand_id.is_not(None)))
    lasting = select(func.count(Demand.id)).where(Demand.until.is_(None) | (Demand.until >= day))
    done = {
        "site": any(each.closed_on is None for each in sites()),
        "area": any(each.closed_on is None for each in areas()),
        "regime": all(each.begins_on is not None for each in walls if each.has_sites),
        "demand": bool(session().scalar(lasting)),
        "shifts": until is not None and until >= day,
    }
    return WorkState(done, walls, until)


def _walls(day: date) -> tuple[WallsView, ...]:
    worked_in = {each.establishment_id for each in sites() if each.closed_on is None}
    return tuple(
        WallsView(
            each.id,
            each.name,
            each.id in worked_in,
            week_on(each.id, day),
            next((week.from_on for week in weeks_of(each.id)), None),
        )
        for each in establishments()
        if not each.is_closed or each.id in worked_in
    )

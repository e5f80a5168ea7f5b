"""Shifts of a span of days: as people read them, and as the rules and the solver know them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Row, Select, func, select

from coop.core.db import session
from coop.core.errors import N_, NotFound
from coop.rostering.models.work import AreaNeed, AreaTool, ShiftRow, Site, WorkArea
from coop.rostering.rules.nouns import Kind, Need, Shift, Span, Supervision


@dataclass(frozen=True, slots=True)
class ShiftView:
    """One shift in the calendar; `day` is the local day on which it starts."""

    id: UUID
    area_id: UUID
    area: str
    site_id: UUID
    site: str
    establishment_id: UUID | None
    day: date
    starts_at: datetime
    ends_at: datetime
    kind: Kind
    least: int
    wanted: int
    most: int
    """How many people it holds: its places, or fewer where a tool is scarcer."""
    is_called_off: bool
    called_off_because: str = ""
    places: int = 0
    """How many places it was given, whatever tools there are."""
    demand_id: UUID | None = None
    """The recurring work that it was made from, if any."""

    @property
    def span(self) -> Span:
        """Give the stretch of time that it takes."""
        return Span(self.starts_at, self.ends_at)


def shifts_between(
    first: date, last: date, *, site_id: UUID | None = None, area_id: UUID | None = None
) -> list[ShiftView]:
    """List the shifts that start on the days from first to last, called-off ones too, in order."""
    asked = _asked().where(ShiftRow.day.between(first, last))
    if site_id is not None:
        asked = asked.where(WorkArea.site_id == site_id)
    if area_id is not None:
        asked = asked.where(WorkArea.id == area_id)
    tools = _scarcest_tools()
    return [_view(row, tools) for row in session().execute(asked)]


def shift(shift_id: UUID) -> ShiftView:
    """Give one shift; `NotFound` when there is none."""
    row = session().execute(_asked().where(ShiftRow.id == shift_id)).one_or_none()
    if row is None:
        raise NotFound(N_("shift"))
    return _view(row, _scarcest_tools())


def shift_nouns(first: date, last: date) -> tuple[Shift, ...]:
    """Give the shifts that start on the days from first to last; called-off ones are left out."""
    asked = _asked().where(ShiftRow.day.between(first, last), ShiftRow.called_off_at.is_(None))
    tools, needs = _scarcest_tools(), _needs()
    return tuple(_noun(row, tools, needs) for row in session().execute(asked))


def _asked() -> Select[ShiftRow, WorkArea, Site]:
    return (
        select(ShiftRow, WorkArea, Site)
        .join(WorkArea, WorkArea.id == ShiftRow.area_id)
        .join(Site, Site.id == WorkArea.site_id)
        .order_by(ShiftRow.starts_at, ShiftRow.ends_at, Site.name, WorkArea.name, ShiftRow.id)
    )


def _scarcest_tools() -> dict[UUID, int]:
    """Give how many people an area’s scarcest tool lets work at once, where it has tools."""
    rows = session().execute(
        select(AreaTool.area_id, func.min(AreaTool.count)).group_by(AreaTool.area_id)
    )
    return {row[0]: row[1] for row in rows}


def _needs() -> dict[UUID, tuple[Need, ...]]:
    found: dict[UUID, tuple[Need, ...]] = {}
    for row in session().scalars(select(AreaNeed).order_by(AreaNeed.skill_id)):
        found[row.area_id] = (*found.get(row.area_id, ()), Need(row.skill_id, row.count))
    return found


def _most(row: ShiftRow, tools: Mapping[UUID, int]) -> int:
    return min(row.most, tools.get(row.area_id, row.most))


def _view(found: Row[ShiftRow, WorkArea, Site], tools: Mapping[UUID, int]) -> ShiftView:
    row, area, site = found
    return ShiftView(
        id=row.id,
        area_id=area.id,
        area=area.name,
        site_id=site.id,
        site=site.name,
        establishment_id=site.establishment_id,
        day=row.day,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        kind=Kind(row.kind),
        least=row.least,
        wanted=row.wanted,
        most=_most(row, tools),
        is_called_off=row.called_off_at is not None,
        called_off_because=row.called_off_because,
        places=row.most,
        demand_id=row.demand_id,
    )


def _noun(
    found: Row[ShiftRow, WorkArea, Site],
    tools: Mapping[UUID, int],
    needs: Mapping[UUID, tuple[Need, ...]],
) -> Shift:
    row, area, site = found
    skill = area.supervisor_skill_id
    return Shift(
        id=row.id,
        area=area.id,
        site=site.id,
        span=Span(row.starts_at, row.ends_at),
        day=row.day,
        kind=Kind(row.kind),
        least=row.least,
        wanted=row.wanted,
        most=_most(row, tools),
        needs=needs.get(area.id, ()),
        supervision=Supervision(skill, area.supervisors, area.ratio) if skill else None,
        inside=site.establishment_id,
        travel=site.travel_minutes,
        peer_support=area.is_peer_support,
    )

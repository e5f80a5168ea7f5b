"""Skills, sites and work areas as frozen values, with what they need and what is planned."""

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from sqlalchemy import Row, Select, select

from coop.core.db import session
from coop.core.errors import N_, NotFound
from coop.membership.names import sort_key
from coop.membership.queries import establishment, establishments
from coop.rostering.models.work import AreaNeed, AreaTool, Demand, Site, Skill, WorkArea
from coop.rostering.rules.nouns import Kind


@dataclass(frozen=True, slots=True)
class SkillView:
    """Something that a certificate shows."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class SiteView:
    """A place where work is done; travel is minutes each way from outside."""

    id: UUID
    name: str
    establishment_id: UUID | None
    establishment: str
    """The name of whose walls it is within; empty outside."""
    travel_minutes: int
    capacity: int | None
    closed_on: date | None
    """The last day with work, once an end is set."""


@dataclass(frozen=True, slots=True)
class AreaView:
    """One kind of work at one site."""

    id: UUID
    name: str
    site_id: UUID
    site: str
    kind: Kind
    most: int
    supervisor_skill_id: UUID | None
    supervisor_skill: str
    supervisors: int
    ratio: int
    is_peer_support: bool
    closed_on: date | None
    """The last day with work, once an end is set."""


@dataclass(frozen=True, slots=True)
class NeedView:
    """So many people in each shift must hold this skill."""

    skill_id: UUID
    skill: str
    count: int


@dataclass(frozen=True, slots=True)
class ToolView:
    """So many sets of one tool."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class DemandView:
    """Recurring work of one area, at wall times; weekdays from Monday 0."""

    id: UUID
    area_id: UUID
    area: str
    weekdays: frozenset[int]
    starts: time
    ends: time
    least: int
    wanted: int
    every_weeks: int
    since: date
    until: date | None


def skills() -> tuple[SkillView, ...]:
    """List every skill by name."""
    rows = session().scalars(select(Skill))
    return tuple(sorted((SkillView(row.id, row.name) for row in rows), key=_by_name))


def skill(skill_id: UUID) -> SkillView:
    """Give one skill; `NotFound` when there is none."""
    row = session().get(Skill, skill_id)
    if row is None:
        raise NotFound(N_("skill"))
    return SkillView(row.id, row.name)


def sites() -> tuple[SiteView, ...]:
    """List every site by name, closed ones too."""
    walls: dict[UUID | None, str] = {each.id: each.name for each in establishments()}
    rows = session().scalars(select(Site))
    views = [_site(row, walls.get(row.establishment_id, "")) for row in rows]
    return tuple(sorted(views, key=_by_name))


def site(site_id: UUID) -> SiteView:
    """Give one site; `NotFound` when there is none."""
    row = session().get(Site, site_id)
    if row is None:
        raise NotFound(N_("site"))
    return _site(row, establishment(row.establishment_id).name if row.establishment_id else "")


def areas(site_id: UUID | None = None) -> tuple[AreaView, ...]:
    """List the work areas of a site, or of every site, by site and name, closed ones too."""
    asked = _areas_asked()
    if site_id is not None:
        asked = asked.where(WorkArea.site_id == site_id)
    found = map(_area, session().execute(asked))
    return tuple(sorted(found, key=lambda each: (sort_key(each.site), sort_key(each.name))))


def area(area_id: UUID) -> AreaView:
    """Give one work area; `NotFound` when there is none."""
    row = session().execute(_areas_asked().where(WorkArea.id == area_id)).one_or_none()
    if row is None:
        raise NotFound(N_("work area"))
    return _area(row)


def needs_of(area_id: UUID) -> tuple[NeedView, ...]:
    """List the skills that each shift of an area needs."""
    rows = session().execute(
        select(AreaNeed, Skill.name).join(Skill).where(AreaNeed.area_id == area_id)
    )
    found = (NeedView(need.skill_id, name, need.count) for need, name in rows)
    return tuple(sorted(found, key=lambda each: sort_key(each.skill)))


def tools_of(area_id: UUID) -> tuple[ToolView, ...]:
    """List the tools of an area."""
    rows = session().scalars(select(AreaTool).where(AreaTool.area_id == area_id))
    return tuple(sorted((ToolView(row.name, row.count) for row in rows), key=_by_name))


def demand_of(area_id: UUID | None = None) -> tuple[DemandView, ...]:
    """List the recurring work of an area, or of all, ended work too, by its hours."""
    asked = select(Demand, WorkArea.name).join(WorkArea)
    if area_id is not None:
        asked = asked.where(Demand.area_id == area_id)
    rows = session().execute(asked.order_by(Demand.starts, Demand.ends, Demand.since, Demand.id))
    return tuple(_demand(row, name) for row, name in rows)


def demand(demand_id: UUID) -> DemandView:
    """Give one piece of recurring work; `NotFound` when there is none."""
    row = session().get(Demand, demand_id)
    if row is None:
        raise NotFound(N_("recurring work"))
    return _demand(row, session().get_one(WorkArea, row.area_id).name)


def _by_name(each: SkillView | SiteView | ToolView) -> tuple[str, str]:
    return sort_key(each.name)


def _areas_asked() -> Select[WorkArea, str, str]:
    return (
        select(WorkArea, Site.name, Skill.name)
        .join(Site, Site.id == WorkArea.site_id)
        .outerjoin(Skill, Skill.id == WorkArea.supervisor_skill_id)
    )


def _site(row: Site, within: str) -> SiteView:
    return SiteView(
        row.id,
        row.name,
        row.establishment_id,
        within,
        row.travel_minutes,
        row.capacity,
        row.closed_on,
    )


def _area(found: Row[WorkArea, str, str]) -> AreaView:
    row, where, skilled = found
    return AreaView(
        row.id,
        row.name,
        row.site_id,
        where,
        Kind(row.kind),
        row.most,
        row.supervisor_skill_id,
        skilled or "",
        row.supervisors,
        row.ratio,
        row.is_peer_support,
        row.closed_on,
    )


def _demand(row: Demand, name: str) -> DemandView:
    return DemandView(
        row.id,
        row.area_id,
        name,
        frozenset(map(int, row.weekdays)),
        row.starts,
        row.ends,
        row.least,
        row.wanted,
        row.every_weeks,
        row.since,
        row.until,
    )

"""Work areas: their places, their kind of time, their supervision, what they need and hold."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, delete, select

from coop.core import audit, clock
from coop.core.audit import Hand
from coop.core.db import session
from coop.core.errors import N_, NotFound, Refusal, refuse_if
from coop.membership.names import tidy
from coop.membership.queries import today
from coop.rostering import acts
from coop.rostering.deeds.work_demand import end_work_of
from coop.rostering.deeds.work_facts import free_name, held
from coop.rostering.models.work import (
    AreaNeed,
    AreaTool,
    Demand,
    ShiftRow,
    Site,
    Skill,
    WorkArea,
)
from coop.rostering.rules.nouns import Kind
from coop.rostering.rules.work_places import (
    refusals_of_cause,
    refusals_of_closed,
    refusals_of_name,
    refusals_of_needs,
    refusals_of_numbers,
    refusals_of_supervision,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewArea:
    """One kind of work at a site: how many places, what kind of time, who supervises."""

    name: str
    kind: Kind = Kind.PAID
    most: int = 4
    supervisor_skill_id: UUID | None = None
    supervisors: int = 0
    ratio: int = 8
    is_peer_support: bool = False


def add_area(site_id: UUID, wanted: NewArea, *, hand: Hand) -> UUID:
    """Add an area to an open site (ROS-60, ROS-61)."""
    site = held(Site, site_id, N_("site"))
    refuse_if(_refusals(wanted) + refusals_of_closed(is_closed=site.closed_on is not None))
    among = WorkArea.site_id == site_id
    added = WorkArea(
        site_id=site_id,
        name=free_name(wanted.name, WorkArea, among=among, but=None),
        closed_on=None,
    )
    _write(added, wanted)
    session().add(added)
    session().flush()
    audit.record(acts.AREA_ADDED, added.id, hand=hand)
    return added.id


def change_area(area_id: UUID, wanted: NewArea, *, hand: Hand) -> None:
    """Put right what is known of an area (ROS-60 to ROS-62).

    Shifts to come take its new number of places; a shift keeps the kind of time it was made
    with, for that is what its people agreed to.
    """
    area = held(WorkArea, area_id, N_("work area"))
    refuse_if(_refusals(wanted) + _refusals_of_room(area_id, wanted.most))
    among = WorkArea.site_id == area.site_id
    area.name = free_name(wanted.name, WorkArea, among=among, but=area.id)
    _follow(area, wanted.most)
    _write(area, wanted)
    audit.record(acts.AREA_CHANGED, area.id, hand=hand)


def close_area(area_id: UUID, *, last: date, because: str, hand: Hand) -> int:
    """End the work of an area after its last day; give how many shifts are called off (ROS-65)."""
    area = held(WorkArea, area_id, N_("work area"))
    refuse_if(refusals_of_cause(because.strip()))
    called_off = end_work_of(area_id, last, because, hand=hand)
    area.closed_on = last
    audit.record(acts.AREA_CLOSED, area_id, hand=hand, last=last.isoformat(), shifts=called_off)
    return called_off


def open_area_again(area_id: UUID, *, hand: Hand) -> None:
    """Open an area that was closed, at a site that is open; its work is planned anew (ROS-61)."""
    area = held(WorkArea, area_id, N_("work area"))
    site = held(Site, area.site_id, N_("site"))
    refuse_if(refusals_of_closed(is_closed=site.closed_on is not None))
    area.closed_on = None
    audit.record(acts.AREA_OPENED_AGAIN, area_id, hand=hand)


def set_needs(area_id: UUID, needs: Mapping[UUID, int], *, hand: Hand) -> None:
    """Say how many in each shift must hold which skill; none counts as nobody (ROS-61)."""
    area = held(WorkArea, area_id, N_("work area"))
    wanted = {skill: count for skill, count in needs.items() if count}
    refuse_if(refusals_of_needs(wanted.values(), area.most))
    for skill_id in wanted:
        if session().get(Skill, skill_id) is None:
            raise NotFound(N_("skill"))
    session().execute(delete(AreaNeed).where(AreaNeed.area_id == area_id))
    session().add_all(
        AreaNeed(area_id=area_id, skill_id=skill, count=count) for skill, count in wanted.items()
    )
    session().flush()
    audit.record(acts.NEEDS_SET, area_id, hand=hand, needs=len(wanted))


def set_tools(area_id: UUID, tools: Collection[tuple[str, int]], *, hand: Hand) -> None:
    """Say how many sets of tools there are: nobody works there without one of each (ROS-61)."""
    held(WorkArea, area_id, N_("work area"))
    wanted = [(tidy(name), count) for name, count in tools]
    names = [name for name, _count in wanted]
    refuse_if(
        [each for name in names for each in refusals_of_name(name, is_taken=names.count(name) > 1)]
        + refusals_of_numbers(*(count for _name, count in wanted))
    )
    session().execute(delete(AreaTool).where(AreaTool.area_id == area_id))
    session().add_all(AreaTool(area_id=area_id, name=name, count=count) for name, count in wanted)
    session().flush()
    audit.record(acts.TOOLS_SET, area_id, hand=hand, tools=len(wanted))


def _refusals(wanted: NewArea) -> list[Refusal]:
    return refusals_of_numbers(wanted.most) + refusals_of_supervision(
        has_skill=wanted.supervisor_skill_id is not None,
        least=wanted.supervisors,
        ratio=wanted.ratio,
    )


def _refusals_of_room(area_id: UUID, most: int) -> list[Refusal]:
    """Refuse fewer places than the work to come asks for (ROS-62)."""
    asked = max(_wanted_to_come(area_id), default=0)
    if asked <= most:
        return []
    return [
        Refusal(
            "ROS-62",
            N_("Work to come asks for %(asked)s people in one shift."),
            {"asked": asked},
            N_("Change its cover first, or end that work."),
        )
    ]


def _wanted_to_come(area_id: UUID) -> list[int]:
    lasting = select(Demand.wanted).where(
        Demand.area_id == area_id, Demand.until.is_(None) | (Demand.until >= today())
    )
    made = select(ShiftRow.wanted).where(*_to_come(area_id))
    return [*session().scalars(lasting), *session().scalars(made)]


def _to_come(area_id: UUID) -> tuple[ColumnElement[bool], ...]:
    return (
        ShiftRow.area_id == area_id,
        ShiftRow.starts_at > clock.now(),
        ShiftRow.called_off_at.is_(None),
    )


def _follow(area: WorkArea, most: int) -> None:
    """Let shifts to come take the area’s places; one that was given its own keeps them."""
    asked = select(ShiftRow).where(*_to_come(area.id)).order_by(ShiftRow.id).with_for_update()
    for row in session().scalars(asked):
        row.most = most if row.most == area.most else min(row.most, most)


def _write(area: WorkArea, wanted: NewArea) -> None:
    skill = wanted.supervisor_skill_id
    if skill is not None and session().get(Skill, skill) is None:
        raise NotFound(N_("skill"))
    area.kind = wanted.kind
    area.most = wanted.most
    area.supervisor_skill_id = skill
    area.supervisors = wanted.supervisors
    area.ratio = wanted.ratio
    area.is_peer_support = wanted.is_peer_support

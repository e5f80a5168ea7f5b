"""Skills and sites: what can be shown on a certificate, and where work is done."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select, true

from coop.core import audit
from coop.core.audit import Hand
from coop.core.db import session
from coop.core.errors import N_, refuse_if
from coop.membership.queries import establishment
from coop.rostering import acts
from coop.rostering.deeds.work_demand import end_work_of
from coop.rostering.deeds.work_facts import free_name, held
from coop.rostering.models.work import Site, Skill, WorkArea
from coop.rostering.rules.work_places import (
    refusals_of_cause,
    refusals_of_numbers,
    refusals_of_travel,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSite:
    """A place where work is done; travel is minutes each way for those who come from outside."""

    name: str
    establishment_id: UUID | None = None
    """Within whose walls it is, if any."""
    travel_minutes: int = 0
    capacity: int | None = None
    """The most people there at one time; None is as many as its areas hold."""


def add_skill(name: str, *, hand: Hand) -> UUID:
    """Name one more thing that a certificate can show (ROS-60)."""
    added = Skill(name=free_name(name, Skill, among=true(), but=None), closed_on=None)
    session().add(added)
    session().flush()
    audit.record(acts.SKILL_ADDED, added.id, hand=hand)
    return added.id


def rename_skill(skill_id: UUID, name: str, *, hand: Hand) -> None:
    """Give a skill a better name; certificates of it stay good (ROS-60)."""
    skill = held(Skill, skill_id, N_("skill"))
    skill.name = free_name(name, Skill, among=true(), but=skill.id)
    audit.record(acts.SKILL_RENAMED, skill.id, hand=hand)


def add_site(wanted: NewSite, *, hand: Hand) -> UUID:
    """Add a place where work is done (ROS-60, ROS-61)."""
    _check(wanted)
    added = Site(name=free_name(wanted.name, Site, among=true(), but=None), closed_on=None)
    _write(added, wanted)
    session().add(added)
    session().flush()
    audit.record(acts.SITE_ADDED, added.id, hand=hand)
    return added.id


def change_site(site_id: UUID, wanted: NewSite, *, hand: Hand) -> None:
    """Put right what is known of a site; shifts to come follow at once (ROS-60, ROS-61)."""
    site = held(Site, site_id, N_("site"))
    _check(wanted)
    site.name = free_name(wanted.name, Site, among=true(), but=site.id)
    _write(site, wanted)
    audit.record(acts.SITE_CHANGED, site.id, hand=hand)


def close_site(site_id: UUID, *, last: date, because: str, hand: Hand) -> int:
    """End all work at a site after its last day; give how many shifts are called off (ROS-65)."""
    site = held(Site, site_id, N_("site"))
    refuse_if(refusals_of_cause(because.strip()))
    areas = session().scalars(select(WorkArea).where(WorkArea.site_id == site_id)).all()
    called_off = sum(end_work_of(area.id, last, because, hand=hand) for area in areas)
    for area in areas:
        area.closed_on = min(filter(None, (area.closed_on, last)))
    site.closed_on = last
    audit.record(acts.SITE_CLOSED, site.id, hand=hand, last=last.isoformat(), shifts=called_off)
    return called_off


def open_site_again(site_id: UUID, *, hand: Hand) -> None:
    """Open a site that was closed; its areas are opened one by one."""
    site = held(Site, site_id, N_("site"))
    site.closed_on = None
    audit.record(acts.SITE_OPENED_AGAIN, site.id, hand=hand)


def _check(wanted: NewSite) -> None:
    refuse_if(refusals_of_numbers(wanted.capacity) + refusals_of_travel(wanted.travel_minutes))
    if wanted.establishment_id is not None:
        establishment(wanted.establishment_id)


def _write(site: Site, wanted: NewSite) -> None:
    site.establishment_id = wanted.establishment_id
    site.travel_minutes = wanted.travel_minutes
    site.capacity = wanted.capacity

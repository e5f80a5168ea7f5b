"""Where the people of the demonstration work: sites, areas, demand, regimes."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from uuid import UUID

from coop.core.audit import Hand
from coop.demo.belonging import Company, place_named
from coop.membership.queries import today
from coop.rostering import actions
from coop.rostering.actions import NewArea, NewDemand, NewSite
from coop.rostering.deeds.roster_rules import choose_roster_rules
from coop.rostering.rules.calendar import Hours
from coop.rostering.rules.nouns import Kind, Session, Weights

WORK = Path(__file__).parent / "work.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One area of the file, with its demand; times of day are written as “08:30”."""

    name: str
    most: int
    weekdays: Sequence[int]
    hours: Sequence[tuple[str, str]]
    least: int
    wanted: int
    kind: str = Kind.PAID.value
    supervisor: str = ""
    needs: Sequence[str] = ()
    peer_support: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace:
    """One site of the file with its areas; `place` is the establishment around it, if any."""

    name: str
    travel: int
    capacity: int
    area: Sequence[Mapping[str, object]]
    place: str = ""

    @property
    def works(self) -> list[Work]:
        """Give the areas."""
        return [Work(**row) for row in self.area]  # type: ignore[arg-type]


def open_work(company: Company) -> None:
    """Write every place of work, its demand, the regimes and the law book, from today on."""
    hand = Hand(company.officer("co_ordinator"))
    told = tomllib.loads(WORK.read_text(encoding="utf-8"))
    skills = {name: actions.add_skill(name, hand=hand) for name in told["skills"]}
    for row in told["site"]:
        _open_site(Workplace(**row), skills, hand)
    for row in told["regime"]:
        _keep_regime(row, hand)
    choose_roster_rules("uk", Weights(), from_on=today(), motion_number="", hand=hand)


def _open_site(place: Workplace, skills: Mapping[str, UUID], hand: Hand) -> None:
    within = place_named(place.place) if place.place else None
    site = actions.add_site(
        NewSite(
            name=place.name, establishment_id=within, travel_minutes=place.travel,
            capacity=place.capacity,
        ),
        hand=hand,
    )  # fmt: skip
    for work in place.works:
        _open_area(site, work, skills, hand)


def _open_area(site: UUID, work: Work, skills: Mapping[str, UUID], hand: Hand) -> None:
    area = actions.add_area(
        site,
        NewArea(
            name=work.name, kind=Kind(work.kind), most=work.most, ratio=6,
            supervisor_skill_id=skills.get(work.supervisor),
            supervisors=1 if work.supervisor else 0, is_peer_support=work.peer_support,
        ),
        hand=hand,
    )  # fmt: skip
    if work.needs:
        actions.set_needs(area, {skills[name]: 1 for name in work.needs}, hand=hand)
    for starts, ends in work.hours:
        wanted = NewDemand(
            weekdays=frozenset(work.weekdays), starts=time.fromisoformat(starts),
            ends=time.fromisoformat(ends), least=work.least, wanted=work.wanted, since=today(),
        )  # fmt: skip
        actions.add_demand(area, wanted, hand=hand)


def _keep_regime(row: Mapping[str, Sequence[str]], hand: Hand) -> None:
    week = {
        (int(day), part): Hours(*map(time.fromisoformat, row[part.value]))
        for day in row["weekdays"]
        for part in (Session.AM, Session.PM)
    }
    for place in row["places"]:
        actions.set_regime(place_named(place), today(), week, hand=hand)

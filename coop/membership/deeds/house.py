"""The co-operative’s own furniture: classes, establishments, a demonstration’s clock."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, select

from coop.core import audit, clock
from coop.core.audit import Hand
from coop.core.db import session
from coop.core.errors import N_, Refusal, refuse_if
from coop.membership import acts
from coop.membership.deeds.enrolment import tidy_lines
from coop.membership.models.cooperative import (
    DemonstrationClock,
    Establishment,
    StakeholderClass,
)
from coop.membership.names import tidy
from coop.membership.reading.cooperative import forget_offset, the_cooperative


@dataclass(frozen=True, slots=True, kw_only=True)
class NewClass:
    """A class of members, under the co-operative’s own name."""

    name: str
    eligibility: str = ""
    minimum_age: int = 16
    needs_attestation: bool = False
    is_volunteer: bool = False
    is_disadvantaged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEstablishment:
    """A closed place, with how many days post takes there and back."""

    name: str
    address: str = ""
    post_days_in: int = 3
    post_days_back: int = 4


def add_class(wanted: NewClass, *, hand: Hand) -> UUID:
    """Open a class of members; its code is made from its name and never changes."""
    name = tidy(wanted.name)
    refuse_if(_refusals_of_class(name))
    order = (session().scalar(select(func.max(StakeholderClass.order))) or 0) + 1
    opened = StakeholderClass(
        code=_free_code(name),
        name=name,
        eligibility=wanted.eligibility.strip(),
        minimum_age=wanted.minimum_age,
        needs_attestation=wanted.needs_attestation,
        is_volunteer=wanted.is_volunteer,
        is_disadvantaged=wanted.is_disadvantaged,
        order=order,
        closed_on=None,
    )
    session().add(opened)
    session().flush()
    audit.record(acts.CLASS_OPENED, opened.id, hand=hand)
    return opened.id


def add_establishment(wanted: NewEstablishment, *, hand: Hand) -> UUID:
    """Add a closed place where members live."""
    name = tidy(wanted.name)
    refuse_if(_refusals_of_establishment(name, wanted))
    added = Establishment(
        name=name,
        address=tidy_lines(wanted.address),
        post_days_in=wanted.post_days_in,
        post_days_back=wanted.post_days_back,
        closed_on=None,
    )
    session().add(added)
    session().flush()
    audit.record(acts.ESTABLISHMENT_ADDED, added.id, hand=hand)
    return added.id


def move_clock(by: timedelta, *, hand: Hand | None = None) -> None:
    """Move a demonstration’s clock forward; a real co-operative has no such thing (DEM-1)."""
    found = []
    if not the_cooperative().is_demonstration:
        found.append(Refusal("DEM-1", N_("Only a demonstration can move its own clock.")))
    if by <= timedelta():
        found.append(Refusal("DEM-1", N_("The clock moves forward only.")))
    refuse_if(found)
    session().add(DemonstrationClock(seconds=int(by.total_seconds()), moved_at=clock.now()))
    session().flush()
    hours = by // timedelta(hours=1)
    audit.record(acts.CLOCK_MOVED, "clock", hand=hand or Hand.system(), hours=hours)
    forget_offset()


def _refusals_of_class(name: str) -> list[Refusal]:
    found = []
    if not name:
        found.append(Refusal("REG-12", N_("A class needs a name.")))
    if session().scalar(select(StakeholderClass.id).where(StakeholderClass.name == name)):
        found.append(Refusal("REG-12", N_("There is a class of that name already.")))
    return found


def _refusals_of_establishment(name: str, wanted: NewEstablishment) -> list[Refusal]:
    found = []
    if not name:
        found.append(Refusal("REG-13", N_("An establishment needs a name.")))
    if session().scalar(select(Establishment.id).where(Establishment.name == name)):
        found.append(Refusal("REG-13", N_("There is an establishment of that name already.")))
    if min(wanted.post_days_in, wanted.post_days_back) < 0:
        found.append(Refusal("REG-13", N_("Post cannot take fewer than no days.")))
    return found


def _free_code(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    code = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:40] or "class"
    taken = set(session().scalars(select(StakeholderClass.code)))
    tries = (code if turn == 1 else f"{code}_{turn}" for turn in range(1, len(taken) + 2))
    return next(each for each in tries if each not in taken)

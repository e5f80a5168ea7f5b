"""The co-operative, its classes, its establishments, and the demonstration’s clock."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from flask import g, has_app_context
from sqlalchemy import func, select

from coop.core import clock
from coop.core.db import session
from coop.core.errors import N_, NotFound
from coop.membership.models.cooperative import (
    Cooperative,
    DemonstrationClock,
    Establishment,
    StakeholderClass,
)


@dataclass(frozen=True, slots=True)
class CooperativeView:
    """Who the co-operative is."""

    name: str
    short_name: str
    registered_number: str
    address: str
    timezone: str
    language: str
    currency: str
    founded_at: datetime
    is_demonstration: bool


@dataclass(frozen=True, slots=True)
class ClassView:
    """A class of members, under the co-operative’s own name."""

    id: UUID
    code: str
    name: str
    eligibility: str
    minimum_age: int
    needs_attestation: bool
    is_volunteer: bool
    is_disadvantaged: bool
    is_closed: bool


@dataclass(frozen=True, slots=True)
class EstablishmentView:
    """A closed place, and how many days post takes there and back."""

    id: UUID
    name: str
    address: str
    post_days_in: int
    post_days_back: int
    is_closed: bool


def cooperative() -> CooperativeView | None:
    """Give the co-operative; None before it is founded."""
    row = _row()
    if row is None:
        return None
    return CooperativeView(
        row.name,
        row.short_name,
        row.registered_number,
        row.address,
        row.timezone,
        row.language,
        row.currency,
        row.founded_at,
        row.is_demonstration,
    )


def the_cooperative() -> CooperativeView:
    """Give the co-operative, which must have been founded."""
    found = cooperative()
    if found is None:
        raise NotFound(N_("co-operative"))
    return found


def today() -> date:
    """Give the day on the co-operative’s own wall."""
    return clock.today(the_cooperative().timezone)


def classes() -> tuple[ClassView, ...]:
    """List the classes in the co-operative’s own order, those closed too."""
    rows = session().scalars(
        select(StakeholderClass).order_by(StakeholderClass.order, StakeholderClass.name)
    )
    return tuple(_class(row) for row in rows)


def open_classes() -> tuple[ClassView, ...]:
    """List the classes that people may join."""
    return tuple(each for each in classes() if not each.is_closed)


def class_of_id(class_id: UUID) -> ClassView:
    """Give one class; `NotFound` when there is none."""
    row = session().get(StakeholderClass, class_id)
    if row is None:
        raise NotFound(N_("class"))
    return _class(row)


def establishments() -> tuple[EstablishmentView, ...]:
    """List the establishments by name."""
    rows = session().scalars(select(Establishment).order_by(Establishment.name))
    return tuple(_establishment(row) for row in rows)


def establishment(establishment_id: UUID) -> EstablishmentView:
    """Give one establishment; `NotFound` when there is none."""
    row = session().get(Establishment, establishment_id)
    if row is None:
        raise NotFound(N_("establishment"))
    return _establishment(row)


def demonstration_offset() -> timedelta:
    """Say how far a demonstration has moved its clock; nothing anywhere else.

    Asked once an application context, since every look at the clock asks.
    """
    if not has_app_context():
        return timedelta()
    if "demonstration_offset" not in g:
        with session().no_autoflush:
            g.demonstration_offset = _offset()
    offset: timedelta = g.demonstration_offset
    return offset


def forget_offset() -> None:
    """Ask the clock’s offset again: it has just been moved."""
    if has_app_context():
        g.pop("demonstration_offset", None)


def _offset() -> timedelta:
    found = _row()
    if found is None or not found.is_demonstration:
        return timedelta()
    return timedelta(seconds=session().scalar(select(func.sum(DemonstrationClock.seconds))) or 0)


def _row() -> Cooperative | None:
    """Keep the row as long as the session, which asks again after each commit or rollback."""
    row = session().get(Cooperative, 1)
    session().info["cooperative"] = row
    return row


def _class(row: StakeholderClass) -> ClassView:
    return ClassView(
        row.id,
        row.code,
        row.name,
        row.eligibility,
        row.minimum_age,
        row.needs_attestation,
        row.is_volunteer,
        row.is_disadvantaged,
        row.closed_on is not None,
    )


def _establishment(row: Establishment) -> EstablishmentView:
    return EstablishmentView(
        row.id,
        row.name,
        row.address,
        row.post_days_in,
        row.post_days_back,
        row.closed_on is not None,
    )

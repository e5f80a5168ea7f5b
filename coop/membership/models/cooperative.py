"""The co-operative itself, its classes and the places where members live."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop.core.db import APPEND_ONLY, Base, new_id


class Cooperative(Base):
    """The one co-operative of this installation; a demonstration stays one for ever."""

    __tablename__ = "cooperative"
    __table_args__ = (
        CheckConstraint("id = 1", name="only_one"),
        {"info": {"fixed": ("is_demonstration", "founded_at")}},
    )

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    name: Mapped[str]
    short_name: Mapped[str]
    registered_number: Mapped[str]
    address: Mapped[str]
    timezone: Mapped[str]
    language: Mapped[str]
    currency: Mapped[str]
    founded_at: Mapped[datetime]
    is_demonstration: Mapped[bool]


class DemonstrationClock(Base):
    """How far a demonstration has moved its own clock; rows only grow."""

    __tablename__ = "demonstration_clock"
    __table_args__ = (
        CheckConstraint("seconds > 0", name="forward_only"),
        {"info": APPEND_ONLY},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    seconds: Mapped[int]
    moved_at: Mapped[datetime]


class FoundingDraft(Base):
    """What somebody has filled in so far to found the co-operative; gone once it is founded."""

    __tablename__ = "founding_draft"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    answers: Mapped[str]
    saved_at: Mapped[datetime]


class StakeholderClass(Base):
    """A class of members, under the co-operative’s own name for it."""

    __tablename__ = "stakeholder_class"
    __table_args__ = (
        UniqueConstraint("code", name="one_class_a_code"),
        UniqueConstraint("name", name="one_class_a_name"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    code: Mapped[str]
    name: Mapped[str]
    eligibility: Mapped[str]
    minimum_age: Mapped[int]
    needs_attestation: Mapped[bool]
    is_volunteer: Mapped[bool]
    is_disadvantaged: Mapped[bool]
    order: Mapped[int]
    closed_on: Mapped[date | None]


class Establishment(Base):
    """A prison or other closed place, with how long post takes there and back."""

    __tablename__ = "establishment"
    __table_args__ = (
        UniqueConstraint("name", name="one_establishment_a_name"),
        CheckConstraint("post_days_in >= 0 AND post_days_back >= 0", name="days_not_negative"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str]
    address: Mapped[str]
    post_days_in: Mapped[int]
    post_days_back: Mapped[int]
    closed_on: Mapped[date | None]

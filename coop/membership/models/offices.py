"""Offices and roles: dated grants that a second person confirms."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop.core.db import APPEND_ONLY, Base, new_id


class OfficeGrant(Base):
    """An office proposed for a member; it holds once another person has confirmed it."""

    __tablename__ = "office_grant"
    __table_args__ = (
        CheckConstraint("until_on IS NULL OR until_on >= from_on", name="ends_after_start"),
        {"info": APPEND_ONLY},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"), index=True)
    office: Mapped[str]
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    granted_by: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))
    because: Mapped[str]
    granted_at: Mapped[datetime]


class OfficeConfirmation(Base):
    """The second person’s yes; neither the proposer nor the holder may give it."""

    __tablename__ = "office_confirmation"
    __table_args__ = (
        UniqueConstraint("grant_id", name="confirmed_once"),
        CheckConstraint("confirmed_by <> granted_by", name="two_people"),
        CheckConstraint("confirmed_by <> member_id", name="never_ones_own"),
        {"info": APPEND_ONLY},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    grant_id: Mapped[UUID] = mapped_column(ForeignKey("office_grant.id"))
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    granted_by: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))
    confirmed_by: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))
    confirmed_at: Mapped[datetime]


class OfficeEnd(Base):
    """The day an office ended before its term."""

    __tablename__ = "office_end"
    __table_args__ = (UniqueConstraint("grant_id", name="ended_once"), {"info": APPEND_ONLY})

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    grant_id: Mapped[UUID] = mapped_column(ForeignKey("office_grant.id"))
    ended_on: Mapped[date]
    because: Mapped[str]
    recorded_at: Mapped[datetime]

"""Applications for membership, the opinions given on them, and the decision."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop.core.db import APPEND_ONLY, Base, new_id


class Application(Base):
    """A person’s wish to join, as it came in, by web or keyed from paper."""

    __tablename__ = "application"
    __table_args__ = (
        CheckConstraint("shares > 0", name="at_least_one_share"),
        {"info": APPEND_ONLY},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    reference: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    sort_name: Mapped[str]
    born_on: Mapped[date]
    address: Mapped[str]
    use_cooperatives_address: Mapped[bool]
    class_id: Mapped[UUID] = mapped_column(ForeignKey("stakeholder_class.id"))
    establishment_id: Mapped[UUID | None] = mapped_column(ForeignKey("establishment.id"))
    shares: Mapped[int]
    channel: Mapped[str]
    email: Mapped[str]
    language: Mapped[str]
    large_print: Mapped[bool]
    why: Mapped[str]
    received_at: Mapped[datetime]
    former_number: Mapped[int | None]
    """The membership number of somebody who was a member before, and keeps it."""


class ApplicationOpinion(Base):
    """One decider’s yes or no with a reason; each decider has one."""

    __tablename__ = "application_opinion"
    __table_args__ = (
        UniqueConstraint("application_id", "member_id", name="one_opinion_a_decider"),
        {"info": APPEND_ONLY},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    application_id: Mapped[UUID] = mapped_column(ForeignKey("application.id"))
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    approves: Mapped[bool]
    reason: Mapped[str]
    given_at: Mapped[datetime]


class ApplicationDecision(Base):
    """The decision on an application: admitted, refused or withdrawn; given once."""

    __tablename__ = "application_decision"
    __table_args__ = (
        UniqueConstraint("application_id", name="decided_once"),
        CheckConstraint("outcome IN ('admitted', 'refused', 'withdrawn')", name="known_outcome"),
        {"info": APPEND_ONLY},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    application_id: Mapped[UUID] = mapped_column(ForeignKey("application.id"))
    outcome: Mapped[str]
    reasons: Mapped[str]
    decided_at: Mapped[datetime]

"""Rule sets adopted, motions and what is said and done about them."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop.core.db import APPEND_ONLY, Base, new_id


class RuleSetAdopted(Base):
    """A version of the rules and the day it came into force; the text is kept whole."""

    __tablename__ = "rule_set_adopted"
    __table_args__ = (
        UniqueConstraint("version", name="one_adoption_a_version"),
        {"info": APPEND_ONLY},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    version: Mapped[int]
    code: Mapped[str]
    text: Mapped[str]
    digest: Mapped[str]
    from_on: Mapped[date]
    motion_id: Mapped[UUID | None] = mapped_column(ForeignKey("motion.id"))
    adopted_at: Mapped[datetime]


class Motion(Base):
    """A question that members may put; its steps are kept in `MotionStep`."""

    __tablename__ = "motion"
    __table_args__ = (
        UniqueConstraint("number", name="one_motion_a_number"),
        CheckConstraint(
            "state IN ('draft', 'proposed', 'seconded', 'in_notice', 'open', 'closed',"
            " 'declared', 'withdrawn', 'lapsed')",
            name="known_state",
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    number: Mapped[str]
    """Year and running number, as “2026-14”."""
    title: Mapped[str]
    text: Mapped[str]
    summary: Mapped[str]
    kind: Mapped[str]
    purpose: Mapped[str]
    """What the decision does: general, rule_change or expulsion."""
    is_secret: Mapped[bool]
    is_by_class: Mapped[bool]
    mover_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    about_member_id: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))
    same_as_id: Mapped[UUID | None] = mapped_column(ForeignKey("motion.id"))
    """An earlier motion that put the same question, as the mover or an officer says."""
    question: Mapped[str] = mapped_column(index=True)
    """The digest of what is asked, in small letters and single spaces, to find it put again."""
    new_rules_text: Mapped[str | None]
    state: Mapped[str]
    created_at: Mapped[datetime]


class MotionStep(Base):
    """A step in a motion’s life; no step is taken twice."""

    __tablename__ = "motion_step"
    __table_args__ = (
        UniqueConstraint("motion_id", "step", name="each_step_once"),
        {"info": APPEND_ONLY},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    motion_id: Mapped[UUID] = mapped_column(ForeignKey("motion.id"))
    step: Mapped[str]
    at: Mapped[datetime]
    because: Mapped[str]


class Seconder(Base):
    """That a member seconds a motion."""

    __tablename__ = "seconder"
    __table_args__ = (
        UniqueConstraint("motion_id", "member_id", name="seconded_once_a_member"),
        {"info": APPEND_ONLY},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    motion_id: Mapped[UUID] = mapped_column(ForeignKey("motion.id"))
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    class_id: Mapped[UUID] = mapped_column(ForeignKey("stakeholder_class.id"))
    at: Mapped[datetime]


class Contribution(Base):
    """What a member says in the discussion, by whichever door."""

    __tablename__ = "contribution"
    __table_args__ = ({"info": APPEND_ONLY},)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    motion_id: Mapped[UUID] = mapped_column(ForeignKey("motion.id"), index=True)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    text: Mapped[str]
    channel: Mapped[str]
    keyed_by: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))
    at: Mapped[datetime]


class Attachment(Base):
    """A paper that belongs to a motion, kept with its digest."""

    __tablename__ = "attachment"
    __table_args__ = ({"info": APPEND_ONLY},)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    motion_id: Mapped[UUID] = mapped_column(ForeignKey("motion.id"), index=True)
    filename: Mapped[str]
    media_type: Mapped[str]
    content: Mapped[bytes]
    sha256: Mapped[str]
    added_at: Mapped[datetime]


class Hearing(Base):
    """That a member whom an expulsion motion is about was heard, and by whom represented."""

    __tablename__ = "hearing"
    __table_args__ = (UniqueConstraint("motion_id", name="heard_once"), {"info": APPEND_ONLY})

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    motion_id: Mapped[UUID] = mapped_column(ForeignKey("motion.id"))
    offered_on: Mapped[date]
    held_on: Mapped[date | None]
    was_present: Mapped[bool]
    representative: Mapped[str]
    statement: Mapped[str]
    recorded_at: Mapped[datetime]


class FollowUp(Base):
    """Who will do what by when, once a motion is carried."""

    __tablename__ = "follow_up"
    __table_args__ = ({"info": APPEND_ONLY},)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    motion_id: Mapped[UUID] = mapped_column(ForeignKey("motion.id"), index=True)
    what: Mapped[str]
    who: Mapped[str]
    due_on: Mapped[date]
    recorded_at: Mapped[datetime]


class FollowUpReport(Base):
    """Whether it was done, or why not; the latest report counts."""

    __tablename__ = "follow_up_report"
    __table_args__ = ({"info": APPEND_ONLY},)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    follow_up_id: Mapped[UUID] = mapped_column(ForeignKey("follow_up.id"), index=True)
    is_done: Mapped[bool]
    words: Mapped[str]
    at: Mapped[datetime]

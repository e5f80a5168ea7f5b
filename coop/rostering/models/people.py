"""When and where members can work, and on what terms.

Nothing here says why: a curfew, a release and a person to keep away from are only times
and places. These rows are read by the rules, and shown to nobody who does not need them.
"""

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop.core.db import APPEND_ONLY, Base, new_id


class WorkTerms(Base):
    """What was agreed about how much a member works, from a day on; minutes a week."""

    __tablename__ = "work_terms"
    __table_args__ = (
        CheckConstraint("least >= 0 AND wished >= least AND most >= wished", name="in_order"),
        CheckConstraint("most_a_day > 0", name="some_day"),
        CheckConstraint("elsewhere >= 0", name="elsewhere_not_negative"),
        Index("ix_work_terms_member", "member_id", "from_on"),
        {"info": APPEND_ONLY},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    from_on: Mapped[date]
    recorded_at: Mapped[datetime]
    least: Mapped[int]
    wished: Mapped[int]
    most: Mapped[int]
    most_a_day: Mapped[int | None]
    has_opted_out: Mapped[bool]
    is_volunteer: Mapped[bool]
    elsewhere: Mapped[int]
    """Minutes a week for other employers, as the member tells."""


class UsualWeek(Base):
    """When a member can come in a usual week, from a day on; a canonical JSON list.

    Each part is [weekday, “HH:MM”, “HH:MM”]; an empty list is never.
    """

    __tablename__ = "usual_week"
    __table_args__ = (
        Index("ix_usual_week_member", "member_id", "from_on"),
        {"info": APPEND_ONLY},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    from_on: Mapped[date]
    recorded_at: Mapped[datetime]
    hours: Mapped[str]


class ExtraTime(Base):
    """Time outside the usual week when a member can come after all."""

    __tablename__ = "extra_time"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        Index("ix_extra_time_member", "member_id", "starts_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class Commitment(Base):
    """Time that belongs to something else than work; what, only for who must order clashes."""

    __tablename__ = "commitment"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        CheckConstraint(
            "cause IN ('court', 'transfer', 'visit', 'adjudication', 'appointment', 'caring',"
            " 'leave')",
            name="known_cause",
        ),
        Index("ix_commitment_member", "member_id", "starts_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    cause: Mapped[str]
    recorded_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class ReleaseWindow(Base):
    """A temporary release: out during these hours, so far away; its sites are `ReleaseSite`s."""

    __tablename__ = "release_window"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        CheckConstraint("travel_minutes >= 0", name="travel_not_negative"),
        Index("ix_release_window_member", "member_id", "starts_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    travel_minutes: Mapped[int]
    recorded_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class ReleaseSite(Base):
    """A site where a member on this release may work."""

    __tablename__ = "release_site"
    __table_args__ = (
        UniqueConstraint("release_id", "site_id", name="one_site_once_a_release"),
        {"info": APPEND_ONLY},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    release_id: Mapped[UUID] = mapped_column(ForeignKey("release_window.id"))
    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id"))


class Curfew(Base):
    """Hours on these weekdays when a member must be at home."""

    __tablename__ = "curfew"
    __table_args__ = (Index("ix_curfew_member", "member_id", "since"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    weekdays: Mapped[str]
    starts: Mapped[time]
    ends: Mapped[time]
    """Not after `starts`: on the next day."""
    since: Mapped[date]
    until: Mapped[date | None]
    recorded_at: Mapped[datetime]


class AvoidedSite(Base):
    """A site where a member may not go."""

    __tablename__ = "avoided_site"
    __table_args__ = (Index("ix_avoided_site_member", "member_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id"))
    since: Mapped[date]
    until: Mapped[date | None]
    recorded_at: Mapped[datetime]


class HeldCertificate(Base):
    """A certificate that somebody saw: a member holds a skill, up to and on its last day."""

    __tablename__ = "certificate"
    __table_args__ = (
        CheckConstraint("until >= since", name="ends_after_start"),
        Index("ix_certificate_member", "member_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    skill_id: Mapped[UUID] = mapped_column(ForeignKey("skill.id"))
    since: Mapped[date]
    until: Mapped[date | None]
    seen_by: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    recorded_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class AreaWish(Base):
    """How gladly a member works in an area: -2 rather not, 2 gladly."""

    __tablename__ = "area_wish"
    __table_args__ = (
        UniqueConstraint("member_id", "area_id", name="one_wish_an_area"),
        CheckConstraint("level BETWEEN -2 AND 2", name="known_level"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    area_id: Mapped[UUID] = mapped_column(ForeignKey("work_area.id"))
    level: Mapped[int]


class MentorPair(Base):
    """A trainee who should work beside a mentor."""

    __tablename__ = "mentor_pair"
    __table_args__ = (CheckConstraint("mentor_id <> trainee_id", name="two_people"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    mentor_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    trainee_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    until: Mapped[date | None]
    recorded_at: Mapped[datetime]


class KeepApartPair(Base):
    """Two members who must not meet at work; never why. Only one officer sees these rows."""

    __tablename__ = "keep_apart"
    __table_args__ = (
        CheckConstraint("first_id <> second_id", name="two_people"),
        CheckConstraint("grain IN ('shift', 'session', 'site')", name="known_grain"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    first_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    second_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    grain: Mapped[str]
    until: Mapped[date | None]
    recorded_at: Mapped[datetime]


class RestWeek(Base):
    """A week without peer support for a member who gives it; `monday` is its first day."""

    __tablename__ = "rest_week"
    __table_args__ = (UniqueConstraint("member_id", "monday", name="one_rest_a_week"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    monday: Mapped[date]
    recorded_at: Mapped[datetime]

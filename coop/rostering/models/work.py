"""Where work is done and when: skills, sites, work areas, demand, shifts and regimes.

Times of day are local wall time, as people say them; a shift keeps its instants in UTC.
"""

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop.core.db import APPEND_ONLY, Base, new_id

KINDS = "kind IN ('paid', 'governance', 'volunteer', 'time_bank', 'training')"
SESSIONS = "session IN ('am', 'pm', 'evening')"


class Skill(Base):
    """Something that a certificate shows a member can do."""

    __tablename__ = "skill"
    __table_args__ = (UniqueConstraint("name", name="one_skill_a_name"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str]
    closed_on: Mapped[date | None]


class Site(Base):
    """Where work is done: a workshop inside, or a place outside."""

    __tablename__ = "site"
    __table_args__ = (
        UniqueConstraint("name", name="one_site_a_name"),
        CheckConstraint("travel_minutes >= 0", name="travel_not_negative"),
        CheckConstraint("capacity > 0", name="some_capacity"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str]
    establishment_id: Mapped[UUID | None] = mapped_column(ForeignKey("establishment.id"))
    """Within whose walls it is, if any."""
    travel_minutes: Mapped[int]
    capacity: Mapped[int | None]
    """The most people there at one time, in every area together."""
    closed_on: Mapped[date | None]


class WorkArea(Base):
    """One kind of work at one site: its places, its kind of time, its supervision."""

    __tablename__ = "work_area"
    __table_args__ = (
        UniqueConstraint("site_id", "name", name="one_area_a_name"),
        CheckConstraint(KINDS, name="known_kind"),
        CheckConstraint("most > 0", name="some_places"),
        CheckConstraint("supervisors >= 0 AND ratio > 0", name="supervision_makes_sense"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id"))
    name: Mapped[str]
    kind: Mapped[str]
    most: Mapped[int]
    supervisor_skill_id: Mapped[UUID | None] = mapped_column(ForeignKey("skill.id"))
    supervisors: Mapped[int]
    """At least so many supervisors while anybody works."""
    ratio: Mapped[int]
    """At most so many others for each supervisor."""
    is_peer_support: Mapped[bool]
    """Whether it is support given by peers, who need weeks of rest from it."""
    closed_on: Mapped[date | None]


class AreaNeed(Base):
    """So many people in each shift of an area must hold this skill."""

    __tablename__ = "area_need"
    __table_args__ = (
        UniqueConstraint("area_id", "skill_id", name="one_need_a_skill"),
        CheckConstraint("count > 0", name="some_need"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    area_id: Mapped[UUID] = mapped_column(ForeignKey("work_area.id"))
    skill_id: Mapped[UUID] = mapped_column(ForeignKey("skill.id"))
    count: Mapped[int]


class AreaTool(Base):
    """A set of tools in an area: nobody works there without one of each."""

    __tablename__ = "area_tool"
    __table_args__ = (
        UniqueConstraint("area_id", "name", name="one_tool_a_name"),
        CheckConstraint("count > 0", name="some_tools"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    area_id: Mapped[UUID] = mapped_column(ForeignKey("work_area.id"))
    name: Mapped[str]
    count: Mapped[int]


class Demand(Base):
    """Recurring work: on these weekdays, at these times, so many people."""

    __tablename__ = "demand"
    __table_args__ = (
        CheckConstraint("least >= 0 AND wanted >= least AND wanted > 0", name="cover_in_order"),
        CheckConstraint("every_weeks > 0", name="some_weeks"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    area_id: Mapped[UUID] = mapped_column(ForeignKey("work_area.id"))
    weekdays: Mapped[str]
    """Figures from 0 (Monday) to 6 (Sunday), as “01234”."""
    starts: Mapped[time]
    ends: Mapped[time]
    """Not after `starts`: on the next day."""
    least: Mapped[int]
    wanted: Mapped[int]
    every_weeks: Mapped[int]
    """1 for every week, 2 for every other week, counted from the week of `since`."""
    since: Mapped[date]
    until: Mapped[date | None]


class ShiftRow(Base):
    """One shift in the calendar, made from demand or on its own."""

    __tablename__ = "shift"
    __table_args__ = (
        UniqueConstraint("demand_id", "day", name="one_shift_a_demand_and_day"),
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        CheckConstraint(
            "least >= 0 AND wanted >= least AND most >= wanted AND most > 0", name="cover_in_order"
        ),
        CheckConstraint(KINDS, name="known_kind"),
        Index("ix_shift_day", "day"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    area_id: Mapped[UUID] = mapped_column(ForeignKey("work_area.id"))
    demand_id: Mapped[UUID | None] = mapped_column(ForeignKey("demand.id"))
    day: Mapped[date]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    kind: Mapped[str]
    least: Mapped[int]
    wanted: Mapped[int]
    most: Mapped[int]
    called_off_at: Mapped[datetime | None]
    called_off_because: Mapped[str] = mapped_column(default="")


class RegimeHours(Base):
    """When a session of an establishment’s usual day runs, from a day on; no times: never."""

    __tablename__ = "regime_hours"
    __table_args__ = (
        CheckConstraint(SESSIONS, name="known_session"),
        CheckConstraint("weekday BETWEEN 0 AND 6", name="known_weekday"),
        CheckConstraint("(starts IS NULL) = (ends IS NULL)", name="both_times_or_none"),
        CheckConstraint("ends > starts", name="ends_after_start"),
        Index("ix_regime_hours_establishment", "establishment_id", "from_on"),
        {"info": APPEND_ONLY},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    establishment_id: Mapped[UUID] = mapped_column(ForeignKey("establishment.id"))
    from_on: Mapped[date]
    weekday: Mapped[int]
    session: Mapped[str]
    starts: Mapped[time | None]
    ends: Mapped[time | None]
    recorded_at: Mapped[datetime]


class RegimeChange(Base):
    """One day’s other hours for a session, or none: a lock-down; the last row recorded holds."""

    __tablename__ = "regime_change"
    __table_args__ = (
        CheckConstraint(SESSIONS, name="known_session"),
        CheckConstraint("(starts IS NULL) = (ends IS NULL)", name="both_times_or_none"),
        CheckConstraint("ends > starts", name="ends_after_start"),
        Index("ix_regime_change_establishment", "establishment_id", "day"),
        {"info": APPEND_ONLY},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    establishment_id: Mapped[UUID] = mapped_column(ForeignKey("establishment.id"))
    day: Mapped[date]
    session: Mapped[str]
    starts: Mapped[time | None]
    ends: Mapped[time | None]
    is_usual_again: Mapped[bool]
    """Whether this row takes an earlier change back."""
    recorded_at: Mapped[datetime]

"""Who came, and which hours were approved. A correction is a new row that names the old."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from coop.core.db import APPEND_ONLY, Base, new_id


class Clocking(Base):
    """A member’s own sign-in or sign-out at work, on a terminal."""

    __tablename__ = "clocking"
    __table_args__ = (
        UniqueConstraint("shift_id", "member_id", "way", name="clocked_once_each_way"),
        CheckConstraint("way IN ('in', 'out')", name="known_way"),
        {"info": APPEND_ONLY},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    shift_id: Mapped[UUID] = mapped_column(ForeignKey("shift.id"))
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    way: Mapped[str]
    at: Mapped[datetime]


class Attendance(Base):
    """Whether a member came to a shift, when, and how long they were on duty."""

    __tablename__ = "attendance"
    __table_args__ = (
        UniqueConstraint("corrects_id", name="attendance_corrected_once"),
        CheckConstraint(
            "reason IN ('', 'sick', 'refused', 'rest', 'clash', 'cancelled', 'other')",
            name="known_reason",
        ),
        CheckConstraint("was_there OR reason <> ''", name="absence_has_a_reason"),
        CheckConstraint("left_at > arrived_at", name="leaves_after_arriving"),
        CheckConstraint("duty_minutes >= 0", name="duty_not_negative"),
        CheckConstraint("channel IN ('web', 'terminal', 'paper')", name="known_channel"),
        CheckConstraint("corrects_id IS NULL OR because <> ''", name="corrections_say_why"),
        Index("ix_attendance_shift", "shift_id", "member_id"),
        Index(
            "one_first_record",
            "shift_id",
            "member_id",
            unique=True,
            sqlite_where=text("corrects_id IS NULL"),
            postgresql_where=text("corrects_id IS NULL"),
        ),
        {"info": APPEND_ONLY},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    shift_id: Mapped[UUID] = mapped_column(ForeignKey("shift.id"))
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    was_there: Mapped[bool]
    reason: Mapped[str]
    arrived_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]
    duty_minutes: Mapped[int | None]
    """Minutes of duty where they are fewer than the minutes of presence; None: all of them."""
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    """Whose record it is: the co-ordinator, the clerk who keyed the sheet, the member’s own."""
    channel: Mapped[str]
    evidence: Mapped[str]
    """Where the paper is kept, if it came on paper."""
    because: Mapped[str]
    """Why it was corrected; empty for a first record."""
    corrects_id: Mapped[UUID | None] = mapped_column(ForeignKey("attendance.id"))


class ApprovedHours(Base):
    """Hours that payroll may trust: approved by another person than recorded them."""

    __tablename__ = "approved_hours"
    __table_args__ = (
        UniqueConstraint("attendance_id", name="one_approval_an_attendance"),
        UniqueConstraint("corrects_id", name="approval_corrected_once"),
        CheckConstraint("minutes >= 0", name="minutes_not_negative"),
        CheckConstraint("falls_on >= day", name="falls_on_its_day_or_later"),
        CheckConstraint("approved_by <> member_id", name="never_ones_own_hours"),
        CheckConstraint("approved_by <> recorded_by", name="another_person_approves"),
        CheckConstraint(
            "kind IN ('paid', 'governance', 'volunteer', 'time_bank', 'training')",
            name="known_kind",
        ),
        Index("ix_approved_hours_day", "day"),
        Index("ix_approved_hours_falls_on", "falls_on"),
        Index(
            "one_first_approval",
            "shift_id",
            "member_id",
            unique=True,
            sqlite_where=text("corrects_id IS NULL"),
            postgresql_where=text("corrects_id IS NULL"),
        ),
        {"info": APPEND_ONLY},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    shift_id: Mapped[UUID] = mapped_column(ForeignKey("shift.id"))
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    attendance_id: Mapped[UUID] = mapped_column(ForeignKey("attendance.id"))
    day: Mapped[date]
    falls_on: Mapped[date]
    """The day by which payroll finds it: its own, or the first one not closed when approved."""
    kind: Mapped[str]
    minutes: Mapped[int]
    is_paid: Mapped[bool]
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    approved_by: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    approved_at: Mapped[datetime]
    corrects_id: Mapped[UUID | None] = mapped_column(ForeignKey("approved_hours.id"))


class HoursClosed(Base):
    """A period of hours closed for pay; what was still open then is said."""

    __tablename__ = "hours_closed"
    __table_args__ = (
        UniqueConstraint("first_on", "last_on", name="closed_once"),
        CheckConstraint("last_on >= first_on", name="days_in_order"),
        CheckConstraint("left_open = 0 OR because <> ''", name="open_hours_are_said"),
        {"info": APPEND_ONLY},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    first_on: Mapped[date]
    last_on: Mapped[date]
    closed_at: Mapped[datetime]
    closed_by: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    left_open: Mapped[int]
    because: Mapped[str]


class HoursQuestion(Base):
    """A member says that their hours are wrong; somebody who plans work answers."""

    __tablename__ = "hours_question"
    __table_args__ = (
        CheckConstraint("words <> ''", name="says_something"),
        CheckConstraint("channel IN ('web', 'terminal', 'paper')", name="known_channel"),
        CheckConstraint(
            "(answered_at IS NULL) = (answered_by IS NULL)", name="answered_by_somebody"
        ),
        CheckConstraint("answered_by <> member_id", name="never_answers_oneself"),
        Index("ix_hours_question_member", "member_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    day: Mapped[date]
    shift_id: Mapped[UUID | None] = mapped_column(ForeignKey("shift.id"))
    """None: a day on which the member had no place."""
    words: Mapped[str]
    said_at: Mapped[datetime]
    channel: Mapped[str]
    evidence: Mapped[str]
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))
    answer: Mapped[str]

"""Tables of rostering: attendance and approved hours.

Revision: 0007_attendance, after: 0006_rosters
"""

import sqlalchemy as sa
from alembic import op

from coop.core.db import UTCDateTime
from coop.core.triggers import append_only_sql

revision = "0007_attendance"
down_revision = "0006_rosters"

APPEND_ONLY = ("approved_hours", "attendance", "clocking", "hours_closed")


def upgrade() -> None:
    """Make the tables, then the triggers that guard them."""
    make_tables()
    dialect = op.get_bind().dialect.name
    for table in APPEND_ONLY:
        for statement in append_only_sql(table, dialect):
            op.execute(statement)


def downgrade() -> None:
    """Take the tables down; their triggers go with them."""
    drop_tables()


def make_tables() -> None:
    """Make the tables in the order of what they point at."""
    op.create_table(
        "hours_closed",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("closed_at", UTCDateTime(), nullable=False),
        sa.Column("closed_by", sa.Uuid(), nullable=False),
        sa.Column("left_open", sa.Integer(), nullable=False),
        sa.Column("because", sa.String(), nullable=False),
        sa.CheckConstraint(
            "left_open = 0 OR because <> ''", name=op.f("ck_hours_closed_open_hours_are_said")
        ),
        sa.CheckConstraint("last_on >= first_on", name=op.f("ck_hours_closed_days_in_order")),
        sa.ForeignKeyConstraint(
            ["closed_by"], ["member.id"], name=op.f("fk_hours_closed_closed_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hours_closed")),
        sa.UniqueConstraint("first_on", "last_on", name="closed_once"),
    )
    op.create_table(
        "attendance",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("shift_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("was_there", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("arrived_at", UTCDateTime(), nullable=True),
        sa.Column("left_at", UTCDateTime(), nullable=True),
        sa.Column("duty_minutes", sa.Integer(), nullable=True),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("because", sa.String(), nullable=False),
        sa.Column("corrects_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "corrects_id IS NULL OR because <> ''", name=op.f("ck_attendance_corrections_say_why")
        ),
        sa.CheckConstraint(
            "channel IN ('web', 'terminal', 'paper')", name=op.f("ck_attendance_known_channel")
        ),
        sa.CheckConstraint(
            "reason IN ('', 'sick', 'refused', 'rest', 'clash', 'cancelled', 'other')",
            name=op.f("ck_attendance_known_reason"),
        ),
        sa.CheckConstraint(
            "was_there OR reason <> ''", name=op.f("ck_attendance_absence_has_a_reason")
        ),
        sa.CheckConstraint("duty_minutes >= 0", name=op.f("ck_attendance_duty_not_negative")),
        sa.CheckConstraint(
            "left_at > arrived_at", name=op.f("ck_attendance_leaves_after_arriving")
        ),
        sa.ForeignKeyConstraint(
            ["corrects_id"], ["attendance.id"], name=op.f("fk_attendance_corrects_id")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_attendance_member_id")),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["member.id"], name=op.f("fk_attendance_recorded_by")
        ),
        sa.ForeignKeyConstraint(["shift_id"], ["shift.id"], name=op.f("fk_attendance_shift_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
        sa.UniqueConstraint("corrects_id", name="attendance_corrected_once"),
    )
    op.create_index("ix_attendance_shift", "attendance", ["shift_id", "member_id"], unique=False)
    op.create_index(
        "one_first_record",
        "attendance",
        ["shift_id", "member_id"],
        unique=True,
        sqlite_where=sa.text("corrects_id IS NULL"),
        postgresql_where=sa.text("corrects_id IS NULL"),
    )
    op.create_table(
        "clocking",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("shift_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("way IN ('in', 'out')", name=op.f("ck_clocking_known_way")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_clocking_member_id")),
        sa.ForeignKeyConstraint(["shift_id"], ["shift.id"], name=op.f("fk_clocking_shift_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clocking")),
        sa.UniqueConstraint("shift_id", "member_id", "way", name="clocked_once_each_way"),
    )
    op.create_table(
        "approved_hours",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("shift_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("attendance_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("falls_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("is_paid", sa.Boolean(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("approved_by", sa.Uuid(), nullable=False),
        sa.Column("approved_at", UTCDateTime(), nullable=False),
        sa.Column("corrects_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('paid', 'governance', 'volunteer', 'time_bank', 'training')",
            name=op.f("ck_approved_hours_known_kind"),
        ),
        sa.CheckConstraint(
            "falls_on >= day", name=op.f("ck_approved_hours_falls_on_its_day_or_later")
        ),
        sa.CheckConstraint(
            "approved_by <> member_id", name=op.f("ck_approved_hours_never_ones_own_hours")
        ),
        sa.CheckConstraint(
            "approved_by <> recorded_by", name=op.f("ck_approved_hours_another_person_approves")
        ),
        sa.CheckConstraint("minutes >= 0", name=op.f("ck_approved_hours_minutes_not_negative")),
        sa.ForeignKeyConstraint(
            ["approved_by"], ["member.id"], name=op.f("fk_approved_hours_approved_by")
        ),
        sa.ForeignKeyConstraint(
            ["attendance_id"], ["attendance.id"], name=op.f("fk_approved_hours_attendance_id")
        ),
        sa.ForeignKeyConstraint(
            ["corrects_id"], ["approved_hours.id"], name=op.f("fk_approved_hours_corrects_id")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_approved_hours_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["member.id"], name=op.f("fk_approved_hours_recorded_by")
        ),
        sa.ForeignKeyConstraint(
            ["shift_id"], ["shift.id"], name=op.f("fk_approved_hours_shift_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approved_hours")),
        sa.UniqueConstraint("attendance_id", name="one_approval_an_attendance"),
        sa.UniqueConstraint("corrects_id", name="approval_corrected_once"),
    )
    op.create_index("ix_approved_hours_day", "approved_hours", ["day"], unique=False)
    op.create_index("ix_approved_hours_falls_on", "approved_hours", ["falls_on"], unique=False)
    op.create_index(
        "one_first_approval",
        "approved_hours",
        ["shift_id", "member_id"],
        unique=True,
        sqlite_where=sa.text("corrects_id IS NULL"),
        postgresql_where=sa.text("corrects_id IS NULL"),
    )
    op.create_table(
        "hours_question",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("shift_id", sa.Uuid(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("said_at", UTCDateTime(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("answered_at", UTCDateTime(), nullable=True),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.CheckConstraint("words <> ''", name=op.f("ck_hours_question_says_something")),
        sa.CheckConstraint(
            "channel IN ('web', 'terminal', 'paper')", name=op.f("ck_hours_question_known_channel")
        ),
        sa.CheckConstraint(
            "(answered_at IS NULL) = (answered_by IS NULL)",
            name=op.f("ck_hours_question_answered_by_somebody"),
        ),
        sa.CheckConstraint(
            "answered_by <> member_id", name=op.f("ck_hours_question_never_answers_oneself")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_hours_question_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["shift_id"], ["shift.id"], name=op.f("fk_hours_question_shift_id")
        ),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["member.id"], name=op.f("fk_hours_question_answered_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hours_question")),
    )
    op.create_index("ix_hours_question_member", "hours_question", ["member_id"], unique=False)


def drop_tables() -> None:
    """Drop the tables, the last made first."""
    op.drop_index("ix_hours_question_member", table_name="hours_question")
    op.drop_table("hours_question")
    op.drop_index("ix_approved_hours_falls_on", table_name="approved_hours")
    op.drop_index(
        "one_first_approval",
        table_name="approved_hours",
        sqlite_where=sa.text("corrects_id IS NULL"),
        postgresql_where=sa.text("corrects_id IS NULL"),
    )
    op.drop_index("ix_approved_hours_day", table_name="approved_hours")
    op.drop_table("approved_hours")
    op.drop_table("clocking")
    op.drop_index(
        "one_first_record",
        table_name="attendance",
        sqlite_where=sa.text("corrects_id IS NULL"),
        postgresql_where=sa.text("corrects_id IS NULL"),
    )
    op.drop_index("ix_attendance_shift", table_name="attendance")
    op.drop_table("attendance")
    op.drop_table("hours_closed")

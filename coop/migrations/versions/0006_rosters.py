"""Tables of rostering: rosters, their versions, swaps and standby.

Revision: 0006_rosters, after: 0005_work
"""

import sqlalchemy as sa
from alembic import op

from coop.core.db import UTCDateTime
from coop.core.triggers import append_only_sql

revision = "0006_rosters"
down_revision = "0005_work"

APPEND_ONLY = (
    "place_reply",
    "published_place",
    "roster_edit",
    "roster_rules",
    "roster_version",
    "why_asked",
)


KINDS_BEFORE = "kind IN ('ballot', 'result', 'notice')"
KINDS = "kind IN ('ballot', 'result', 'notice', 'roster', 'pay')"


def upgrade() -> None:
    """Make the tables, then the triggers that guard them."""
    make_tables()
    say_which_letters(KINDS)
    dialect = op.get_bind().dialect.name
    for table in APPEND_ONLY:
        for statement in append_only_sql(table, dialect):
            op.execute(statement)


def downgrade() -> None:
    """Take the tables down; their triggers go with them."""
    say_which_letters(KINDS_BEFORE)
    drop_tables()


def say_which_letters(kinds: str) -> None:
    """Change which kinds of letters a mail run can have; the letters in it stay."""
    if op.get_bind().dialect.name == "sqlite":
        make_mail_runs_anew(kinds)
        return
    op.drop_constraint(op.f("ck_mail_run_known_kind"), "mail_run", type_="check")
    op.create_check_constraint(op.f("ck_mail_run_known_kind"), "mail_run", kinds)


def make_mail_runs_anew(kinds: str) -> None:
    """Put the mail runs into a new table of the same name, for an engine that changes none.

    Letters point at their runs all the while, so the rows come back under the old name:
    only then does SQLite count the letters as belonging to something again.
    """
    op.execute("PRAGMA defer_foreign_keys = ON")
    op.execute("CREATE TABLE mail_run_kept AS SELECT * FROM mail_run")
    op.drop_table("mail_run")
    op.create_table(
        "mail_run",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("establishment_id", sa.Uuid(), nullable=True),
        sa.Column("prepared_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint(kinds, name=op.f("ck_mail_run_known_kind")),
        sa.ForeignKeyConstraint(
            ["establishment_id"], ["establishment.id"], name=op.f("fk_mail_run_establishment_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_run")),
        sa.UniqueConstraint("kind", "subject_id", "part", name="one_run_a_subject_and_part"),
    )
    op.execute("INSERT INTO mail_run SELECT * FROM mail_run_kept")
    op.drop_table("mail_run_kept")


def make_tables() -> None:
    """Make the tables in the order of what they point at."""
    op.create_table(
        "roster",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("edits", sa.Integer(), nullable=False),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("edits >= 0", name=op.f("ck_roster_edits_not_negative")),
        sa.CheckConstraint("last_on >= first_on", name=op.f("ck_roster_days_in_order")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster")),
        sa.UniqueConstraint("first_on", name="one_roster_a_first_day"),
    )
    op.create_table(
        "roster_rules",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("lawbook", sa.String(), nullable=False),
        sa.Column("weights", sa.String(), nullable=False),
        sa.Column("motion_number", sa.String(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_rules")),
        sa.UniqueConstraint("version", name="one_version_of_roster_rules"),
    )
    op.create_table(
        "calendar_feed",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("says_area", sa.Boolean(), nullable=False),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_calendar_feed_member_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_feed")),
        sa.UniqueConstraint("token_hash", name="one_feed_a_token"),
    )
    op.create_table(
        "roster_edit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("roster_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("deed", sa.String(), nullable=False),
        sa.Column("changes", sa.String(), nullable=False),
        sa.Column("undoes_id", sa.Uuid(), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "deed IN ('put', 'take', 'move', 'pin', 'unpin', 'fill', 'copy', 'clear', 'undo')",
            name=op.f("ck_roster_edit_known_deed"),
        ),
        sa.ForeignKeyConstraint(["by_id"], ["member.id"], name=op.f("fk_roster_edit_by_id")),
        sa.ForeignKeyConstraint(
            ["roster_id"], ["roster.id"], name=op.f("fk_roster_edit_roster_id")
        ),
        sa.ForeignKeyConstraint(
            ["undoes_id"], ["roster_edit.id"], name=op.f("fk_roster_edit_undoes_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_edit")),
        sa.UniqueConstraint("roster_id", "number", name="each_edit_its_number"),
        sa.UniqueConstraint("undoes_id", name="undone_once"),
    )
    op.create_table(
        "roster_version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("roster_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("published_at", UTCDateTime(), nullable=False),
        sa.Column("published_by", sa.Uuid(), nullable=True),
        sa.Column("because", sa.String(), nullable=False),
        sa.Column("edit_number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["published_by"], ["member.id"], name=op.f("fk_roster_version_published_by")
        ),
        sa.ForeignKeyConstraint(
            ["roster_id"], ["roster.id"], name=op.f("fk_roster_version_roster_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_version")),
        sa.UniqueConstraint("roster_id", "number", name="each_version_its_number"),
    )
    op.create_table(
        "solve",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("roster_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=True),
        sa.Column("asked_at", UTCDateTime(), nullable=False),
        sa.Column("beat_at", UTCDateTime(), nullable=True),
        sa.Column("is_to_stop", sa.Boolean(), nullable=False),
        sa.Column("edit_number", sa.Integer(), nullable=True),
        sa.Column("facts_digest", sa.String(), nullable=False),
        sa.Column("cost", sa.Integer(), nullable=True),
        sa.Column("bound", sa.Integer(), nullable=True),
        sa.Column("best", sa.String(), nullable=False),
        sa.Column("absent", sa.String(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=True),
        sa.Column("is_proved", sa.Boolean(), nullable=False),
        sa.Column("fault", sa.String(), nullable=False),
        sa.Column("done_at", UTCDateTime(), nullable=True),
        sa.CheckConstraint("purpose IN ('fill', 'replan')", name=op.f("ck_solve_known_purpose")),
        sa.CheckConstraint(
            "state IN ('waiting', 'running', 'done', 'stopped', 'failed')",
            name=op.f("ck_solve_known_state"),
        ),
        sa.CheckConstraint("seconds BETWEEN 1 AND 3600", name=op.f("ck_solve_seconds_in_bounds")),
        sa.ForeignKeyConstraint(["asked_by"], ["member.id"], name=op.f("fk_solve_asked_by")),
        sa.ForeignKeyConstraint(["roster_id"], ["roster.id"], name=op.f("fk_solve_roster_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_solve")),
    )
    op.create_index("ix_solve_roster", "solve", ["roster_id", "asked_at"], unique=False)
    op.create_table(
        "standby",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("session", sa.String(), nullable=False),
        sa.Column("offered_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "session IN ('am', 'pm', 'evening')", name=op.f("ck_standby_known_session")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_standby_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standby")),
        sa.UniqueConstraint("member_id", "day", "session", name="on_standby_once"),
    )
    op.create_table(
        "draft_place",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("roster_id", sa.Uuid(), nullable=False),
        sa.Column("shift_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("is_pinned", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_draft_place_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["roster_id"], ["roster.id"], name=op.f("fk_draft_place_roster_id")
        ),
        sa.ForeignKeyConstraint(["shift_id"], ["shift.id"], name=op.f("fk_draft_place_shift_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_place")),
        sa.UniqueConstraint("shift_id", "member_id", name="one_place_a_member_and_shift"),
    )
    op.create_index("ix_draft_place_roster", "draft_place", ["roster_id"], unique=False)
    op.create_table(
        "place_reply",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("shift_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "answer IN ('accepted', 'cannot')", name=op.f("ck_place_reply_known_answer")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_place_reply_member_id")
        ),
        sa.ForeignKeyConstraint(["shift_id"], ["shift.id"], name=op.f("fk_place_reply_shift_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place_reply")),
    )
    op.create_index("ix_place_reply_shift", "place_reply", ["shift_id", "member_id"], unique=False)
    op.create_table(
        "published_place",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("shift_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_published_place_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["shift_id"], ["shift.id"], name=op.f("fk_published_place_shift_id")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["roster_version.id"], name=op.f("fk_published_place_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_place")),
        sa.UniqueConstraint("version_id", "shift_id", "member_id", name="published_once"),
    )
    op.create_index("ix_published_place_member", "published_place", ["member_id"], unique=False)
    op.create_table(
        "shift_offer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("shift_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("offered_at", UTCDateTime(), nullable=False),
        sa.Column("settled_at", UTCDateTime(), nullable=True),
        sa.CheckConstraint(
            "state IN ('open', 'taken', 'declined', 'withdrawn')",
            name=op.f("ck_shift_offer_known_state"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_shift_offer_member_id")
        ),
        sa.ForeignKeyConstraint(["shift_id"], ["shift.id"], name=op.f("fk_shift_offer_shift_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shift_offer")),
        sa.UniqueConstraint("shift_id", "member_id", name="one_offer_a_member"),
    )
    op.create_table(
        "swap_request",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("shift_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("with_member_id", sa.Uuid(), nullable=True),
        sa.Column("with_shift_id", sa.Uuid(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("asked_at", UTCDateTime(), nullable=False),
        sa.Column("settled_at", UTCDateTime(), nullable=True),
        sa.CheckConstraint(
            "state IN ('open', 'agreed', 'done', 'refused', 'withdrawn', 'lapsed')",
            name=op.f("ck_swap_request_known_state"),
        ),
        sa.CheckConstraint("with_member_id <> member_id", name=op.f("ck_swap_request_two_people")),
        sa.CheckConstraint(
            "with_shift_id IS NULL OR with_member_id IS NOT NULL",
            name=op.f("ck_swap_request_whose_shift"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_swap_request_member_id")
        ),
        sa.ForeignKeyConstraint(["shift_id"], ["shift.id"], name=op.f("fk_swap_request_shift_id")),
        sa.ForeignKeyConstraint(
            ["with_member_id"], ["member.id"], name=op.f("fk_swap_request_with_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["with_shift_id"], ["shift.id"], name=op.f("fk_swap_request_with_shift_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_swap_request")),
    )
    op.create_index(
        "one_open_request_a_place",
        "swap_request",
        ["shift_id", "member_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('open', 'agreed')"),
        postgresql_where=sa.text("state IN ('open', 'agreed')"),
    )
    op.create_table(
        "why_asked",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("shift_id", sa.Uuid(), nullable=True),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("question IN ('why', 'fits')", name=op.f("ck_why_asked_known_question")),
        sa.ForeignKeyConstraint(["by_id"], ["member.id"], name=op.f("fk_why_asked_by_id")),
        sa.ForeignKeyConstraint(["shift_id"], ["shift.id"], name=op.f("fk_why_asked_shift_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_why_asked")),
    )
    op.create_index("ix_why_asked_by_id", "why_asked", ["by_id", "at"], unique=False)


def drop_tables() -> None:
    """Drop the tables, the last made first."""
    op.drop_index("ix_why_asked_by_id", table_name="why_asked")
    op.drop_table("why_asked")
    op.drop_index(
        "one_open_request_a_place",
        table_name="swap_request",
        sqlite_where=sa.text("state IN ('open', 'agreed')"),
        postgresql_where=sa.text("state IN ('open', 'agreed')"),
    )
    op.drop_table("swap_request")
    op.drop_table("shift_offer")
    op.drop_index("ix_published_place_member", table_name="published_place")
    op.drop_table("published_place")
    op.drop_index("ix_place_reply_shift", table_name="place_reply")
    op.drop_table("place_reply")
    op.drop_index("ix_draft_place_roster", table_name="draft_place")
    op.drop_table("draft_place")
    op.drop_table("standby")
    op.drop_index("ix_solve_roster", table_name="solve")
    op.drop_table("solve")
    op.drop_table("roster_version")
    op.drop_table("roster_edit")
    op.drop_table("calendar_feed")
    op.drop_table("roster_rules")
    op.drop_table("roster")

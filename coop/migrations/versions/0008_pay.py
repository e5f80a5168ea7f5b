"""Tables of pay: pay schemes, pay runs and statements.

Revision: 0008_pay, after: 0007_attendance
"""

import sqlalchemy as sa
from alembic import op

from coop.core.db import UTCDateTime
from coop.core.triggers import append_only_sql

revision = "0008_pay"
down_revision = "0007_attendance"

APPEND_ONLY = (
    "pay_input",
    "pay_run_step",
    "pay_terms",
    "pay_way",
    "payment",
    "scheme_adopted",
    "statement",
    "statement_paper",
)


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
        "pay_run",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("calendar", sa.String(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("pays_on", sa.Date(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("corrects_id", sa.Uuid(), nullable=True),
        sa.Column("because", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("begun_at", UTCDateTime(), nullable=False),
        sa.Column("begun_by", sa.Uuid(), nullable=False),
        sa.Column("drafts", sa.Integer(), nullable=False),
        sa.Column("checked_by", sa.Uuid(), nullable=True),
        sa.Column("approved_by", sa.Uuid(), nullable=True),
        sa.Column("digest", sa.String(), nullable=False),
        sa.CheckConstraint(
            "calendar IN ('week', 'month', 'other')", name=op.f("ck_pay_run_known_calendar")
        ),
        sa.CheckConstraint(
            "revision = 1 OR because <> ''", name=op.f("ck_pay_run_corrections_say_why")
        ),
        sa.CheckConstraint(
            "state IN ('drafting', 'draft', 'checked', 'approved', 'issuing', 'issued', 'paid', 'dropped')",
            name=op.f("ck_pay_run_known_state"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('approved', 'issuing', 'issued', 'paid') OR (checked_by IS NOT NULL AND approved_by IS NOT NULL)",
            name=op.f("ck_pay_run_nothing_issued_unapproved"),
        ),
        sa.CheckConstraint(
            "(revision = 1) = (corrects_id IS NULL)",
            name=op.f("ck_pay_run_later_revisions_name_the_earlier"),
        ),
        sa.CheckConstraint(
            "approved_by <> checked_by", name=op.f("ck_pay_run_another_person_approves")
        ),
        sa.CheckConstraint("last_on >= first_on", name=op.f("ck_pay_run_ends_after_it_begins")),
        sa.CheckConstraint("revision >= 1", name=op.f("ck_pay_run_revisions_from_one")),
        sa.ForeignKeyConstraint(
            ["approved_by"], ["member.id"], name=op.f("fk_pay_run_approved_by")
        ),
        sa.ForeignKeyConstraint(["begun_by"], ["member.id"], name=op.f("fk_pay_run_begun_by")),
        sa.ForeignKeyConstraint(["checked_by"], ["member.id"], name=op.f("fk_pay_run_checked_by")),
        sa.ForeignKeyConstraint(
            ["corrects_id"], ["pay_run.id"], name=op.f("fk_pay_run_corrects_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pay_run")),
    )
    standing = sa.text("state <> 'dropped'")
    for name, columns in (
        ("one_run_a_period", ["calendar", "first_on", "revision"]),
        ("run_corrected_once", ["corrects_id"]),
    ):
        op.create_index(
            name,
            "pay_run",
            columns,
            unique=True,
            sqlite_where=standing,
            postgresql_where=standing,
        )
    op.create_table(
        "pay_terms",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("scheme", sa.String(), nullable=False),
        sa.Column("grade", sa.String(), nullable=False),
        sa.Column("employer", sa.String(), nullable=False),
        sa.Column("calendar", sa.String(), nullable=False),
        sa.Column("settings", sa.String(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "employer IN ('prison', 'co_operative', 'outside')",
            name=op.f("ck_pay_terms_known_employer"),
        ),
        sa.CheckConstraint(
            "calendar IN ('week', 'month', 'other')", name=op.f("ck_pay_terms_known_calendar")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_pay_terms_member_id")),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["member.id"], name=op.f("fk_pay_terms_recorded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pay_terms")),
    )
    op.create_index("ix_pay_terms_member", "pay_terms", ["member_id", "from_on"], unique=False)
    op.create_table(
        "pay_way",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("iban", sa.String(), nullable=False),
        sa.Column("bic", sa.String(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "way <> 'bank' OR iban <> ''", name=op.f("ck_pay_way_bank_has_an_account")
        ),
        sa.CheckConstraint(
            "way IN ('bank', 'office', 'cash', 'hold')", name=op.f("ck_pay_way_known_way")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_pay_way_member_id")),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["member.id"], name=op.f("fk_pay_way_recorded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pay_way")),
    )
    op.create_index("ix_pay_way_member", "pay_way", ["member_id", "from_on"], unique=False)
    op.create_table(
        "scheme_adopted",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("settings", sa.String(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("motion_number", sa.String(), nullable=False),
        sa.Column("adopted_at", UTCDateTime(), nullable=False),
        sa.Column("adopted_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "motion_number <> ''", name=op.f("ck_scheme_adopted_adopted_by_a_motion")
        ),
        sa.ForeignKeyConstraint(
            ["adopted_by"], ["member.id"], name=op.f("fk_scheme_adopted_adopted_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scheme_adopted")),
        sa.UniqueConstraint("code", "from_on", name="one_scheme_of_a_code_a_day"),
    )
    op.create_table(
        "pay_draft",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("gross_minor", sa.Integer(), nullable=False),
        sa.Column("net_minor", sa.Integer(), nullable=False),
        sa.Column("odd", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_pay_draft_member_id")),
        sa.ForeignKeyConstraint(["run_id"], ["pay_run.id"], name=op.f("fk_pay_draft_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pay_draft")),
        sa.UniqueConstraint("run_id", "member_id", name="one_draft_a_member"),
    )
    op.create_table(
        "pay_input",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("because", sa.String(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("keyed_at", UTCDateTime(), nullable=False),
        sa.Column("keyed_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["keyed_by"], ["member.id"], name=op.f("fk_pay_input_keyed_by")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_pay_input_member_id")),
        sa.ForeignKeyConstraint(["run_id"], ["pay_run.id"], name=op.f("fk_pay_input_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pay_input")),
    )
    op.create_index("ix_pay_input_run", "pay_input", ["run_id", "member_id"], unique=False)
    op.create_table(
        "pay_run_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.Column("because", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["member.id"], name=op.f("fk_pay_run_step_by")),
        sa.ForeignKeyConstraint(["run_id"], ["pay_run.id"], name=op.f("fk_pay_run_step_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pay_run_step")),
    )
    op.create_index("ix_pay_run_step_run", "pay_run_step", ["run_id"], unique=False)
    op.create_table(
        "payment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("purse", sa.String(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("amount_minor", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint("way IN ('bank', 'office', 'cash')", name=op.f("ck_payment_known_way")),
        sa.CheckConstraint("amount_minor > 0", name=op.f("ck_payment_some_money")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_payment_member_id")),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["member.id"], name=op.f("fk_payment_recorded_by")
        ),
        sa.ForeignKeyConstraint(["run_id"], ["pay_run.id"], name=op.f("fk_payment_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment")),
        sa.UniqueConstraint("run_id", "member_id", "purse", name="paid_once"),
    )
    op.create_index("ix_payment_member", "payment", ["member_id"], unique=False)
    op.create_table(
        "statement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("corrects_id", sa.Uuid(), nullable=True),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("gross_minor", sa.Integer(), nullable=False),
        sa.Column("net_minor", sa.Integer(), nullable=False),
        sa.Column("issued_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "(revision = 1) = (corrects_id IS NULL)", name=op.f("ck_statement_corrections_name_it")
        ),
        sa.ForeignKeyConstraint(
            ["corrects_id"], ["statement.id"], name=op.f("fk_statement_corrects_id")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_statement_member_id")),
        sa.ForeignKeyConstraint(["run_id"], ["pay_run.id"], name=op.f("fk_statement_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
        sa.UniqueConstraint("corrects_id", name="statement_corrected_once"),
        sa.UniqueConstraint("run_id", "member_id", name="one_statement_a_run"),
    )
    op.create_index("ix_statement_member", "statement", ["member_id"], unique=False)
    op.create_table(
        "pay_question",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("statement_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("asked_at", UTCDateTime(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answered_at", UTCDateTime(), nullable=True),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(answered_by IS NULL) = (answer = '')",
            name=op.f("ck_pay_question_answered_by_somebody"),
        ),
        sa.CheckConstraint(
            "channel IN ('web', 'terminal', 'paper')", name=op.f("ck_pay_question_known_channel")
        ),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["member.id"], name=op.f("fk_pay_question_answered_by")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_pay_question_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statement.id"], name=op.f("fk_pay_question_statement_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pay_question")),
    )
    op.create_index("ix_pay_question_member", "pay_question", ["member_id"], unique=False)
    op.create_table(
        "statement_paper",
        sa.Column("statement_id", sa.Uuid(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statement.id"], name=op.f("fk_statement_paper_statement_id")
        ),
        sa.PrimaryKeyConstraint("statement_id", name=op.f("pk_statement_paper")),
    )


def drop_tables() -> None:
    """Drop the tables, the last made first."""
    op.drop_table("statement_paper")
    op.drop_index("ix_pay_question_member", table_name="pay_question")
    op.drop_table("pay_question")
    op.drop_index("ix_statement_member", table_name="statement")
    op.drop_table("statement")
    op.drop_index("ix_payment_member", table_name="payment")
    op.drop_table("payment")
    op.drop_index("ix_pay_run_step_run", table_name="pay_run_step")
    op.drop_table("pay_run_step")
    op.drop_index("ix_pay_input_run", table_name="pay_input")
    op.drop_table("pay_input")
    op.drop_table("pay_draft")
    op.drop_table("scheme_adopted")
    op.drop_index("ix_pay_way_member", table_name="pay_way")
    op.drop_table("pay_way")
    op.drop_index("ix_pay_terms_member", table_name="pay_terms")
    op.drop_table("pay_terms")
    op.drop_index("run_corrected_once", table_name="pay_run")
    op.drop_index("one_run_a_period", table_name="pay_run")
    op.drop_table("pay_run")

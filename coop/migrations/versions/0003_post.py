"""First tables: letters out and what came back.

Revision: 0003_post, after: 0002_membership
"""

import sqlalchemy as sa
from alembic import op

from coop.core.db import UTCDateTime
from coop.core.triggers import append_only_sql

revision = "0003_post"
down_revision = "0002_membership"

APPEND_ONLY = ("dispatch", "letter", "letter_return")


def upgrade() -> None:
    """Make the tables, then the triggers that guard them."""
    make_tables()
    dialect = op.get_bind().dialect.name
    statements = []
    for table in APPEND_ONLY:
        statements += append_only_sql(table, dialect)
    for statement in statements:
        op.execute(statement)


def downgrade() -> None:
    """Take the tables down; their triggers go with them."""
    drop_tables()


def make_tables() -> None:
    """Make the tables in the order of what they point at."""
    op.create_table(
        "mail_run",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("establishment_id", sa.Uuid(), nullable=True),
        sa.Column("prepared_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('ballot', 'result', 'notice')", name=op.f("ck_mail_run_known_kind")
        ),
        sa.ForeignKeyConstraint(
            ["establishment_id"], ["establishment.id"], name=op.f("fk_mail_run_establishment_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_run")),
        sa.UniqueConstraint("kind", "subject_id", "part", name="one_run_a_subject_and_part"),
    )
    op.create_table(
        "dispatch",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["member.id"], name=op.f("fk_dispatch_recorded_by")
        ),
        sa.ForeignKeyConstraint(["run_id"], ["mail_run.id"], name=op.f("fk_dispatch_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatch")),
        sa.UniqueConstraint("run_id", name="dispatched_once"),
    )
    op.create_table(
        "letter",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("replaces_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_letter_member_id")),
        sa.ForeignKeyConstraint(["replaces_id"], ["letter.id"], name=op.f("fk_letter_replaces_id")),
        sa.ForeignKeyConstraint(["run_id"], ["mail_run.id"], name=op.f("fk_letter_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
        sa.UniqueConstraint("code", name="one_letter_a_code"),
        sa.UniqueConstraint("replaces_id", name=op.f("uq_letter_replaces_id")),
        sa.UniqueConstraint("run_id", "member_id", name="one_letter_a_member"),
    )
    op.create_table(
        "letter_return",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("letter_id", sa.Uuid(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "outcome IN ('accepted', 'late', 'unused', 'undelivered', 'already_voted')",
            name=op.f("ck_letter_return_known_outcome"),
        ),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letter.id"], name=op.f("fk_letter_return_letter_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["member.id"], name=op.f("fk_letter_return_recorded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_return")),
        sa.UniqueConstraint("letter_id", name="returned_once"),
    )


def drop_tables() -> None:
    """Drop the tables, the last made first."""
    op.drop_table("letter_return")
    op.drop_table("letter")
    op.drop_table("dispatch")
    op.drop_table("mail_run")

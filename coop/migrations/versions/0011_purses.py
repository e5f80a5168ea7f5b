"""Tables of pay: what members ask for the money in their purses, and what was done with it.

Revision: 0011_purses, after: 0010_owned
"""

import sqlalchemy as sa
from alembic import op

from coop.core.db import UTCDateTime
from coop.core.triggers import append_only_sql, fixed_sql

revision = "0011_purses"
down_revision = "0010_owned"

FIXED = ("member_id", "purse", "to_purse", "amount_minor")


def upgrade() -> None:
    """Make the tables, then the triggers that guard them."""
    make_requests()
    make_moves()
    dialect = op.get_bind().dialect.name
    for statement in append_only_sql("purse_move", dialect):
        op.execute(statement)
    for column in FIXED:
        for statement in fixed_sql("purse_request", column, dialect):
            op.execute(statement)


def downgrade() -> None:
    """Take the tables down; their triggers go with them."""
    op.drop_index("ix_purse_move_member", table_name="purse_move")
    op.drop_table("purse_move")
    op.drop_index("ix_purse_request_member", table_name="purse_request")
    op.drop_index("one_request_a_purse", table_name="purse_request")
    op.drop_table("purse_request")


def make_requests() -> None:
    """Make the table of what members ask for."""
    op.create_table(
        "purse_request",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("purse", sa.String(), nullable=False),
        sa.Column("to_purse", sa.String(), nullable=False),
        sa.Column("amount_minor", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("asked_at", UTCDateTime(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("settled_at", UTCDateTime(), nullable=True),
        sa.Column("settled_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("amount_minor > 0", name=op.f("ck_purse_request_some_money")),
        sa.CheckConstraint("purse <> to_purse", name=op.f("ck_purse_request_goes_somewhere")),
        sa.CheckConstraint(
            "channel IN ('web', 'terminal', 'paper')", name=op.f("ck_purse_request_known_channel")
        ),
        sa.CheckConstraint(
            "state IN ('asked', 'done', 'refused', 'withdrawn')",
            name=op.f("ck_purse_request_known_state"),
        ),
        sa.CheckConstraint(
            "(state = 'asked') = (settled_at IS NULL)",
            name=op.f("ck_purse_request_settled_at_some_time"),
        ),
        sa.CheckConstraint(
            "state <> 'refused' OR answer <> ''",
            name=op.f("ck_purse_request_refused_with_a_reason"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('done', 'refused') OR settled_by <> member_id",
            name=op.f("ck_purse_request_another_person_decides"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_purse_request_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["settled_by"], ["member.id"], name=op.f("fk_purse_request_settled_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purse_request")),
    )
    op.create_index(
        "one_request_a_purse",
        "purse_request",
        ["member_id", "purse"],
        unique=True,
        sqlite_where=sa.text("state = 'asked'"),
        postgresql_where=sa.text("state = 'asked'"),
    )
    op.create_index("ix_purse_request_member", "purse_request", ["member_id"], unique=False)


def make_moves() -> None:
    """Make the table of what was done."""
    op.create_table(
        "purse_move",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=True),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("purse", sa.String(), nullable=False),
        sa.Column("to_purse", sa.String(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("amount_minor", sa.Integer(), nullable=False),
        sa.Column("because", sa.String(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint("amount_minor > 0", name=op.f("ck_purse_move_some_money")),
        sa.CheckConstraint(
            "way IN ('', 'bank', 'office', 'cash')", name=op.f("ck_purse_move_known_way")
        ),
        sa.CheckConstraint(
            "(way = '') = (to_purse <> '')", name=op.f("ck_purse_move_paid_out_or_moved")
        ),
        sa.CheckConstraint(
            "recorded_by <> member_id", name=op.f("ck_purse_move_another_person_pays")
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["purse_request.id"], name=op.f("fk_purse_move_request_id")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_purse_move_member_id")),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["member.id"], name=op.f("fk_purse_move_recorded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purse_move")),
        sa.UniqueConstraint("request_id", name="asked_and_done_once"),
    )
    op.create_index("ix_purse_move_member", "purse_move", ["member_id"], unique=False)

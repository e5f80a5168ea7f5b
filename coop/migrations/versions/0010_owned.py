"""Tables of pay: shares, loans and surpluses.

Revision: 0010_owned, after: 0009_books
"""

import sqlalchemy as sa
from alembic import op

from coop.core.db import UTCDateTime
from coop.core.triggers import append_only_sql, fixed_sql

revision = "0010_owned"
down_revision = "0009_books"

APPEND_ONLY = (
    "interest",
    "loan",
    "loan_repayment",
    "nominee",
    "owned_rules_adopted",
    "share_suspension",
)
FIXED = (
    ("surplus", "amount_minor"),
    ("surplus", "document"),
    ("surplus", "digest"),
    ("surplus", "first_on"),
    ("surplus", "last_on"),
)


def upgrade() -> None:
    """Make the tables, then the triggers that guard them."""
    make_tables()
    dialect = op.get_bind().dialect.name
    for table in APPEND_ONLY:
        for statement in append_only_sql(table, dialect):
            op.execute(statement)
    for table, column in FIXED:
        for statement in fixed_sql(table, column, dialect):
            op.execute(statement)


def downgrade() -> None:
    """Take the tables down; their triggers go with them."""
    drop_tables()


def make_tables() -> None:
    """Make the tables in the order of what they point at."""
    op.create_table(
        "interest",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("on_what", sa.String(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("rate_ppm", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("motion_number", sa.String(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "on_what IN ('shares', 'loans')", name=op.f("ck_interest_known_capital")
        ),
        sa.CheckConstraint("last_on >= first_on", name=op.f("ck_interest_ends_after_it_begins")),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["member.id"], name=op.f("fk_interest_recorded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interest")),
        sa.UniqueConstraint("on_what", "first_on", name="interest_once_a_period"),
    )
    op.create_table(
        "loan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("amount_minor", sa.Integer(), nullable=False),
        sa.Column("rate_ppm", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("agreed_at", UTCDateTime(), nullable=False),
        sa.Column("agreed_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint("agreed_by <> member_id", name=op.f("ck_loan_never_ones_own_loan")),
        sa.CheckConstraint("amount_minor > 0", name=op.f("ck_loan_some_money")),
        sa.CheckConstraint("rate_ppm >= 0", name=op.f("ck_loan_rate_not_negative")),
        sa.CheckConstraint("until_on > from_on", name=op.f("ck_loan_ends_after_it_begins")),
        sa.ForeignKeyConstraint(["agreed_by"], ["member.id"], name=op.f("fk_loan_agreed_by")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_loan_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_loan")),
    )
    op.create_index("ix_loan_member", "loan", ["member_id"], unique=False)
    op.create_table(
        "loan_repayment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("loan_id", sa.Uuid(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("amount_minor", sa.Integer(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint("amount_minor > 0", name=op.f("ck_loan_repayment_some_money")),
        sa.ForeignKeyConstraint(["loan_id"], ["loan.id"], name=op.f("fk_loan_repayment_loan_id")),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["member.id"], name=op.f("fk_loan_repayment_recorded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_loan_repayment")),
        sa.UniqueConstraint("loan_id", "part", name="each_part_repaid_once"),
    )
    op.create_table(
        "owned_rules_adopted",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("switches", sa.String(), nullable=False),
        sa.Column("motion_number", sa.String(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "motion_number <> ''", name=op.f("ck_owned_rules_adopted_adopted_by_a_motion")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["member.id"], name=op.f("fk_owned_rules_adopted_recorded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_owned_rules_adopted")),
        sa.UniqueConstraint("version", name="one_version_of_owned_rules"),
    )
    op.create_table(
        "nominee",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("lines", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_nominee_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nominee")),
    )
    op.create_index("ix_nominee_member", "nominee", ["member_id"], unique=False)
    op.create_table(
        "share_order",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("shares", sa.Integer(), nullable=False),
        sa.Column("bought", sa.Integer(), nullable=False),
        sa.Column("price_minor", sa.Integer(), nullable=False),
        sa.Column("instalment_minor", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("asked_at", UTCDateTime(), nullable=False),
        sa.Column("decided_at", UTCDateTime(), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("because", sa.String(), nullable=False),
        sa.CheckConstraint(
            "channel IN ('web', 'terminal', 'paper')", name=op.f("ck_share_order_known_channel")
        ),
        sa.CheckConstraint(
            "state IN ('asked', 'agreed', 'refused', 'done', 'withdrawn')",
            name=op.f("ck_share_order_known_state"),
        ),
        sa.CheckConstraint(
            "bought >= 0 AND bought <= shares",
            name=op.f("ck_share_order_bought_what_was_ordered"),
        ),
        sa.CheckConstraint(
            "instalment_minor >= 0", name=op.f("ck_share_order_instalment_not_negative")
        ),
        sa.CheckConstraint("shares > 0", name=op.f("ck_share_order_some_shares")),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["member.id"], name=op.f("fk_share_order_decided_by")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_share_order_member_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_share_order")),
    )
    op.create_index("ix_share_order_member", "share_order", ["member_id"], unique=False)
    op.create_index(
        "one_open_order",
        "share_order",
        ["member_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('asked', 'agreed')"),
        postgresql_where=sa.text("state IN ('asked', 'agreed')"),
    )
    op.create_table(
        "share_suspension",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("is_suspended", sa.Boolean(), nullable=False),
        sa.Column("because", sa.String(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint("because <> ''", name=op.f("ck_share_suspension_says_why")),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["member.id"], name=op.f("fk_share_suspension_recorded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_share_suspension")),
    )
    op.create_table(
        "share_withdrawal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("shares", sa.Integer(), nullable=False),
        sa.Column("asked_at", UTCDateTime(), nullable=False),
        sa.Column("payable_from", sa.Date(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("settled_at", UTCDateTime(), nullable=True),
        sa.Column("settled_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "channel IN ('web', 'terminal', 'paper')",
            name=op.f("ck_share_withdrawal_known_channel"),
        ),
        sa.CheckConstraint(
            "state IN ('waiting', 'paid', 'withdrawn')",
            name=op.f("ck_share_withdrawal_known_state"),
        ),
        sa.CheckConstraint("shares > 0", name=op.f("ck_share_withdrawal_some_shares")),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_share_withdrawal_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["settled_by"], ["member.id"], name=op.f("fk_share_withdrawal_settled_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_share_withdrawal")),
        sa.UniqueConstraint("place", name="one_place_in_the_queue"),
    )
    op.create_index("ix_share_withdrawal_member", "share_withdrawal", ["member_id"], unique=False)
    op.create_table(
        "surplus",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("amount_minor", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("motion_number", sa.String(), nullable=False),
        sa.Column("proposed_at", UTCDateTime(), nullable=False),
        sa.Column("proposed_by", sa.Uuid(), nullable=False),
        sa.Column("shared_at", UTCDateTime(), nullable=True),
        sa.Column("shared_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "state <> 'shared' OR motion_number <> ''", name=op.f("ck_surplus_shared_by_a_motion")
        ),
        sa.CheckConstraint(
            "state IN ('proposed', 'shared', 'dropped')", name=op.f("ck_surplus_known_state")
        ),
        sa.CheckConstraint("amount_minor > 0", name=op.f("ck_surplus_some_money")),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["member.id"], name=op.f("fk_surplus_proposed_by")
        ),
        sa.ForeignKeyConstraint(["shared_by"], ["member.id"], name=op.f("fk_surplus_shared_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_surplus")),
    )
    op.create_index(
        "surplus_shared_once",
        "surplus",
        ["first_on"],
        unique=True,
        sqlite_where=sa.text("state = 'shared'"),
        postgresql_where=sa.text("state = 'shared'"),
    )


def drop_tables() -> None:
    """Drop the tables, the last made first."""
    op.drop_index(
        "surplus_shared_once",
        table_name="surplus",
        sqlite_where=sa.text("state = 'shared'"),
        postgresql_where=sa.text("state = 'shared'"),
    )
    op.drop_table("surplus")
    op.drop_index("ix_share_withdrawal_member", table_name="share_withdrawal")
    op.drop_table("share_withdrawal")
    op.drop_table("share_suspension")
    op.drop_index(
        "one_open_order",
        table_name="share_order",
        sqlite_where=sa.text("state IN ('asked', 'agreed')"),
        postgresql_where=sa.text("state IN ('asked', 'agreed')"),
    )
    op.drop_index("ix_share_order_member", table_name="share_order")
    op.drop_table("share_order")
    op.drop_index("ix_nominee_member", table_name="nominee")
    op.drop_table("nominee")
    op.drop_table("owned_rules_adopted")
    op.drop_table("loan_repayment")
    op.drop_index("ix_loan_member", table_name="loan")
    op.drop_table("loan")
    op.drop_table("interest")

"""Tables of pay: the books.

Revision: 0009_books, after: 0008_pay
"""

import sqlalchemy as sa
from alembic import op

from coop.core.db import UTCDateTime
from coop.core.triggers import (
    append_only_sql,
    drop_lock_ground_sql,
    fixed_sql,
    lock_ground_sql,
    locked_sql,
)

revision = "0009_books"
down_revision = "0008_pay"

APPEND_ONLY = ("bank_line", "books_locked", "budget_line", "ledger_entry", "ledger_line")
LOCKED = ("ledger_entry", "ledger_line")
FIXED = (("ledger_account", "kind"), ("ledger_account", "is_of_members"))


def upgrade() -> None:
    """Make the tables, then the triggers that guard them."""
    make_tables()
    for statement in guards(op.get_bind().dialect.name):
        op.execute(statement)


def guards(dialect: str) -> list[str]:
    """Give the statements that make the triggers."""
    asked = [append_only_sql(table, dialect) for table in APPEND_ONLY]
    asked += [fixed_sql(table, column, dialect) for table, column in FIXED]
    asked += [lock_ground_sql(dialect), *(locked_sql(table, dialect) for table in LOCKED)]
    return [statement for part in asked for statement in part]


def downgrade() -> None:
    """Take the tables down; their triggers go with them."""
    drop_tables()
    for statement in drop_lock_ground_sql(op.get_bind().dialect.name):
        op.execute(statement)


def make_tables() -> None:
    """Make the tables in the order of what they point at."""
    op.create_table(
        "ledger_account",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("is_of_members", sa.Boolean(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('asset', 'liability', 'equity', 'income', 'expense')",
            name=op.f("ck_ledger_account_known_kind"),
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_ledger_account")),
    )
    op.create_table(
        "bank_line",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("booked_on", sa.Date(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("file_digest", sa.String(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("imported_at", UTCDateTime(), nullable=False),
        sa.Column("imported_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint("amount_minor <> 0", name=op.f("ck_bank_line_some_money")),
        sa.ForeignKeyConstraint(
            ["account"], ["ledger_account.code"], name=op.f("fk_bank_line_account")
        ),
        sa.ForeignKeyConstraint(
            ["imported_by"], ["member.id"], name=op.f("fk_bank_line_imported_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_line")),
        sa.UniqueConstraint("fingerprint", name="imported_once"),
    )
    op.create_table(
        "books_locked",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("because", sa.String(), nullable=False),
        sa.Column("locked_at", UTCDateTime(), nullable=False),
        sa.Column("locked_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["locked_by"], ["member.id"], name=op.f("fk_books_locked_locked_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_books_locked")),
        sa.UniqueConstraint("until_on", name="locked_once"),
    )
    op.create_table(
        "budget_line",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("motion_number", sa.String(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint("motion_number <> ''", name=op.f("ck_budget_line_set_by_a_motion")),
        sa.ForeignKeyConstraint(
            ["account"], ["ledger_account.code"], name=op.f("fk_budget_line_account")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["member.id"], name=op.f("fk_budget_line_recorded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_line")),
    )
    op.create_index("ix_budget_line_year", "budget_line", ["first_on"], unique=False)
    op.create_table(
        "ledger_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("source_id", sa.String(), nullable=False),
        sa.Column("says", sa.String(), nullable=False),
        sa.Column("entered_at", UTCDateTime(), nullable=False),
        sa.Column("entered_by", sa.Uuid(), nullable=True),
        sa.Column("reverses_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["entered_by"], ["member.id"], name=op.f("fk_ledger_entry_entered_by")
        ),
        sa.ForeignKeyConstraint(
            ["reverses_id"], ["ledger_entry.id"], name=op.f("fk_ledger_entry_reverses_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_entry")),
        sa.UniqueConstraint("id", "day", name="one_day_an_entry"),
        sa.UniqueConstraint("reverses_id", name="reversed_once"),
        sa.UniqueConstraint("source", "source_id", name="one_entry_a_source"),
    )
    op.create_index("ix_ledger_entry_day", "ledger_entry", ["day"], unique=False)
    op.create_table(
        "bank_match",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("bank_line_id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("matched_at", UTCDateTime(), nullable=False),
        sa.Column("matched_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bank_line_id"], ["bank_line.id"], name=op.f("fk_bank_match_bank_line_id")
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["ledger_entry.id"], name=op.f("fk_bank_match_entry_id")
        ),
        sa.ForeignKeyConstraint(
            ["matched_by"], ["member.id"], name=op.f("fk_bank_match_matched_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_match")),
        sa.UniqueConstraint("bank_line_id", "entry_id", name="matched_once"),
    )
    op.create_index("ix_bank_match_entry", "bank_match", ["entry_id"], unique=False)
    op.create_table(
        "ledger_line",
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("debit", sa.String(), nullable=False),
        sa.Column("debit_member_id", sa.Uuid(), nullable=True),
        sa.Column("credit", sa.String(), nullable=False),
        sa.Column("credit_member_id", sa.Uuid(), nullable=True),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("amount_minor > 0", name=op.f("ck_ledger_line_some_money")),
        sa.CheckConstraint(
            "debit <> credit OR debit_member_id <> credit_member_id",
            name=op.f("ck_ledger_line_moves_somewhere"),
        ),
        sa.ForeignKeyConstraint(
            ["credit"], ["ledger_account.code"], name=op.f("fk_ledger_line_credit")
        ),
        sa.ForeignKeyConstraint(
            ["credit_member_id"], ["member.id"], name=op.f("fk_ledger_line_credit_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["debit"], ["ledger_account.code"], name=op.f("fk_ledger_line_debit")
        ),
        sa.ForeignKeyConstraint(
            ["debit_member_id"], ["member.id"], name=op.f("fk_ledger_line_debit_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["entry_id", "day"],
            ["ledger_entry.id", "ledger_entry.day"],
            name="day_of_its_entry",
        ),
        sa.PrimaryKeyConstraint("entry_id", "line", name=op.f("pk_ledger_line")),
    )
    op.create_index(
        "ix_ledger_line_credit", "ledger_line", ["credit", "credit_member_id", "day"], unique=False
    )
    op.create_index(
        "ix_ledger_line_credit_member", "ledger_line", ["credit_member_id"], unique=False
    )
    op.create_index(
        "ix_ledger_line_debit", "ledger_line", ["debit", "debit_member_id", "day"], unique=False
    )
    op.create_index("ix_ledger_line_debit_member", "ledger_line", ["debit_member_id"], unique=False)


def drop_tables() -> None:
    """Drop the tables, the last made first."""
    op.drop_index("ix_ledger_line_debit_member", table_name="ledger_line")
    op.drop_index("ix_ledger_line_debit", table_name="ledger_line")
    op.drop_index("ix_ledger_line_credit_member", table_name="ledger_line")
    op.drop_index("ix_ledger_line_credit", table_name="ledger_line")
    op.drop_table("ledger_line")
    op.drop_index("ix_bank_match_entry", table_name="bank_match")
    op.drop_table("bank_match")
    op.drop_index("ix_ledger_entry_day", table_name="ledger_entry")
    op.drop_table("ledger_entry")
    op.drop_index("ix_budget_line_year", table_name="budget_line")
    op.drop_table("budget_line")
    op.drop_table("books_locked")
    op.drop_table("bank_line")
    op.drop_table("ledger_account")

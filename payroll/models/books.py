"""The books: every movement takes from one account and gives to another, so they balance."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from coop.core.db import APPEND_ONLY, Base, new_id

LOCKED = {**APPEND_ONLY, "locked": True}
"""Rows of a day that the books are locked for are refused by a trigger (PAY-82)."""


class LedgerAccount(Base):
    """An account of the chart; `code` is what movements name."""

    __tablename__ = "ledger_account"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('asset', 'liability', 'equity', 'income', 'expense')", name="known_kind"
        ),
        {"info": {"fixed": ("kind", "is_of_members")}},
    )

    code: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    kind: Mapped[str]
    is_of_members: Mapped[bool]
    """Whether each movement on it names a member."""
    opened_on: Mapped[date]
    closed_on: Mapped[date | None]


class LedgerEntry(Base):
    """One event in the books, with where it comes from; never edited, only reversed."""

    __tablename__ = "ledger_entry"
    __table_args__ = (
        UniqueConstraint("source", "source_id", name="one_entry_a_source"),
        UniqueConstraint("reverses_id", name="reversed_once"),
        # Lines point at both, so that no line is of another day than its entry.
        UniqueConstraint("id", "day", name="one_day_an_entry"),
        Index("ix_ledger_entry_day", "day"),
        {"info": LOCKED},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    day: Mapped[date]
    source: Mapped[str]
    """What kind of thing it comes from: statement, payment, share, loan, surplus, bank, hand."""
    source_id: Mapped[str]
    says: Mapped[str]
    entered_at: Mapped[datetime]
    entered_by: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))
    reverses_id: Mapped[UUID | None] = mapped_column(ForeignKey("ledger_entry.id"))


class LedgerLine(Base):
    """A movement: so much is debited to one account and credited to another."""

    __tablename__ = "ledger_line"
    __table_args__ = (
        CheckConstraint("amount_minor > 0", name="some_money"),
        ForeignKeyConstraint(
            ["entry_id", "day"],
            ["ledger_entry.id", "ledger_entry.day"],
            name="day_of_its_entry",
        ),
        CheckConstraint(
            "debit <> credit OR debit_member_id <> credit_member_id", name="moves_somewhere"
        ),
        Index("ix_ledger_line_debit", "debit", "debit_member_id", "day"),
        Index("ix_ledger_line_credit", "credit", "credit_member_id", "day"),
        Index("ix_ledger_line_debit_member", "debit_member_id"),
        Index("ix_ledger_line_credit_member", "credit_member_id"),
        {"info": LOCKED},
    )

    entry_id: Mapped[UUID] = mapped_column(primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date]
    debit: Mapped[str] = mapped_column(ForeignKey("ledger_account.code"))
    debit_member_id: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))
    credit: Mapped[str] = mapped_column(ForeignKey("ledger_account.code"))
    credit_member_id: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))
    amount_minor: Mapped[int] = mapped_column(BigInteger)


class BooksLocked(Base):
    """The books are locked up to and on a day: a trigger refuses entries on or before it."""

    __tablename__ = "books_locked"
    __table_args__ = (
        UniqueConstraint("until_on", name="locked_once"),
        {"info": APPEND_ONLY},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    until_on: Mapped[date]
    because: Mapped[str]
    locked_at: Mapped[datetime]
    locked_by: Mapped[UUID] = mapped_column(ForeignKey("member.id"))


class BankLine(Base):
    """A line of a bank’s statement, as imported; the same line is imported once."""

    __tablename__ = "bank_line"
    __table_args__ = (
        UniqueConstraint("fingerprint", name="imported_once"),
        CheckConstraint("amount_minor <> 0", name="some_money"),
        {"info": APPEND_ONLY},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    account: Mapped[str] = mapped_column(ForeignKey("ledger_account.code"))
    booked_on: Mapped[date]
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    text: Mapped[str]
    reference: Mapped[str]
    fingerprint: Mapped[str]
    file_digest: Mapped[str]
    line: Mapped[int]
    imported_at: Mapped[datetime]
    imported_by: Mapped[UUID] = mapped_column(ForeignKey("member.id"))


class BankMatch(Base):
    """That a line of the bank’s statement is one entry of the books."""

    __tablename__ = "bank_match"
    __table_args__ = (
        UniqueConstraint("bank_line_id", "entry_id", name="matched_once"),
        Index("ix_bank_match_entry", "entry_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    bank_line_id: Mapped[UUID] = mapped_column(ForeignKey("bank_line.id"))
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("ledger_entry.id"))
    matched_at: Mapped[datetime]
    matched_by: Mapped[UUID] = mapped_column(ForeignKey("member.id"))


class BudgetLine(Base):
    """What the members meant an account to come to in a year, by a motion; the last row holds."""

    __tablename__ = "budget_line"
    __table_args__ = (
        CheckConstraint("motion_number <> ''", name="set_by_a_motion"),
        Index("ix_budget_line_year", "first_on"),
        {"info": APPEND_ONLY},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    first_on: Mapped[date]
    last_on: Mapped[date]
    account: Mapped[str] = mapped_column(ForeignKey("ledger_account.code"))
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    motion_number: Mapped[str]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("member.id"))

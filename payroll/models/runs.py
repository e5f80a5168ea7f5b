"""Pay runs: drafts, statements issued once, and payments made once."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from coop.core.db import APPEND_ONLY, Base, new_id

STATES = ("drafting", "draft", "checked", "approved", "issuing", "issued", "paid", "dropped")


class PayRun(Base):
    """The pay of one period; a later revision of the same period corrects it."""

    __tablename__ = "pay_run"
    __table_args__ = (
        # A run that was dropped leaves its place to another.
        Index(
            "one_run_a_period",
            "calendar",
            "first_on",
            "revision",
            unique=True,
            sqlite_where=text("state <> 'dropped'"),
            postgresql_where=text("state <> 'dropped'"),
        ),
        Index(
            "run_corrected_once",
            "corrects_id",
            unique=True,
            sqlite_where=text("state <> 'dropped'"),
            postgresql_where=text("state <> 'dropped'"),
        ),
        CheckConstraint("calendar IN ('week', 'month', 'other')", name="known_calendar"),
        CheckConstraint("last_on >= first_on", name="ends_after_it_begins"),
        CheckConstraint("revision >= 1", name="revisions_from_one"),
        CheckConstraint(
            "(revision = 1) = (corrects_id IS NULL)", name="later_revisions_name_the_earlier"
        ),
        CheckConstraint("revision = 1 OR because <> ''", name="corrections_say_why"),
        CheckConstraint(
            "state IN ('drafting', 'draft', 'checked', 'approved', 'issuing', 'issued', 'paid',"
            " 'dropped')",
            name="known_state",
        ),
        CheckConstraint("approved_by <> checked_by", name="another_person_approves"),
        CheckConstraint(
            "state NOT IN ('approved', 'issuing', 'issued', 'paid')"
            " OR (checked_by IS NOT NULL AND approved_by IS NOT NULL)",
            name="nothing_issued_unapproved",
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    calendar: Mapped[str]
    first_on: Mapped[date]
    last_on: Mapped[date]
    pays_on: Mapped[date]
    revision: Mapped[int]
    corrects_id: Mapped[UUID | None] = mapped_column(ForeignKey("pay_run.id"))
    because: Mapped[str]
    state: Mapped[str]
    begun_at: Mapped[datetime]
    begun_by: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    drafts: Mapped[int]
    """How often it was drafted; each draft is one more."""
    checked_by: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))
    approved_by: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))
    digest: Mapped[str]
    """SHA-256 of all drafts when it was checked; only these may be approved and issued."""


class PayRunStep(Base):
    """A step in the life of a pay run: what, who, when."""

    __tablename__ = "pay_run_step"
    __table_args__ = (
        Index("ix_pay_run_step_run", "run_id"),
        {"info": APPEND_ONLY},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    run_id: Mapped[UUID] = mapped_column(ForeignKey("pay_run.id"))
    step: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))
    because: Mapped[str]


class PayInput(Base):
    """A figure for one member in one run from outside: tax, pieces, a bonus; the last holds."""

    __tablename__ = "pay_input"
    __table_args__ = (
        Index("ix_pay_input_run", "run_id", "member_id"),
        {"info": APPEND_ONLY},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    run_id: Mapped[UUID] = mapped_column(ForeignKey("pay_run.id"))
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    code: Mapped[str]
    value: Mapped[str]
    """As it was given; empty takes an earlier value back."""
    because: Mapped[str]
    evidence: Mapped[str]
    """Where it comes from: a paper’s place, or the digest of a file and its line."""
    keyed_at: Mapped[datetime]
    keyed_by: Mapped[UUID] = mapped_column(ForeignKey("member.id"))


class PayDraft(Base):
    """What one member’s statement would say; made anew with each draft."""

    __tablename__ = "pay_draft"
    __table_args__ = (UniqueConstraint("run_id", "member_id", name="one_draft_a_member"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    run_id: Mapped[UUID] = mapped_column(ForeignKey("pay_run.id"))
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    document: Mapped[str]
    gross_minor: Mapped[int]
    net_minor: Mapped[int]
    odd: Mapped[str]
    """Canonical JSON: what a second person should look at first."""


class Statement(Base):
    """A statement of pay as it was issued: once for each member and run, never edited."""

    __tablename__ = "statement"
    __table_args__ = (
        UniqueConstraint("run_id", "member_id", name="one_statement_a_run"),
        UniqueConstraint("corrects_id", name="statement_corrected_once"),
        CheckConstraint("(revision = 1) = (corrects_id IS NULL)", name="corrections_name_it"),
        Index("ix_statement_member", "member_id"),
        {"info": APPEND_ONLY},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    run_id: Mapped[UUID] = mapped_column(ForeignKey("pay_run.id"))
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    revision: Mapped[int]
    corrects_id: Mapped[UUID | None] = mapped_column(ForeignKey("statement.id"))
    document: Mapped[str]
    """The whole statement as canonical JSON; every sum in it can be added again."""
    digest: Mapped[str]
    gross_minor: Mapped[int]
    net_minor: Mapped[int]
    issued_at: Mapped[datetime]


class StatementPaper(Base):
    """The typeset statement, kept as it was handed out."""

    __tablename__ = "statement_paper"
    __table_args__ = ({"info": APPEND_ONLY},)

    statement_id: Mapped[UUID] = mapped_column(ForeignKey("statement.id"), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    digest: Mapped[str]


class Payment(Base):
    """Money paid out for a run to one member, once."""

    __tablename__ = "payment"
    __table_args__ = (
        UniqueConstraint("run_id", "member_id", "purse", name="paid_once"),
        CheckConstraint("amount_minor > 0", name="some_money"),
        CheckConstraint("way IN ('bank', 'office', 'cash')", name="known_way"),
        Index("ix_payment_member", "member_id"),
        {"info": APPEND_ONLY},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    run_id: Mapped[UUID] = mapped_column(ForeignKey("pay_run.id"))
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    purse: Mapped[str]
    way: Mapped[str]
    amount_minor: Mapped[int]
    reference: Mapped[str]
    paid_on: Mapped[date]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("member.id"))


class PayQuestion(Base):
    """A member says that their pay is wrong; whoever runs pay answers, on the record."""

    __tablename__ = "pay_question"
    __table_args__ = (
        CheckConstraint("(answered_by IS NULL) = (answer = '')", name="answered_by_somebody"),
        CheckConstraint("channel IN ('web', 'terminal', 'paper')", name="known_channel"),
        Index("ix_pay_question_member", "member_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    statement_id: Mapped[UUID] = mapped_column(ForeignKey("statement.id"))
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    text: Mapped[str]
    channel: Mapped[str]
    asked_at: Mapped[datetime]
    answer: Mapped[str]
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))

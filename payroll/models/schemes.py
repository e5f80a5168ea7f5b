"""Pay schemes adopted, and which of them holds for whom."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop.core.db import APPEND_ONLY, Base, new_id


class SchemeAdopted(Base):
    """A pay scheme as the members adopted it, whole, from a day on; never edited."""

    __tablename__ = "scheme_adopted"
    __table_args__ = (
        UniqueConstraint("code", "from_on", name="one_scheme_of_a_code_a_day"),
        CheckConstraint("motion_number <> ''", name="adopted_by_a_motion"),
        {"info": APPEND_ONLY},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    code: Mapped[str]
    title: Mapped[str]
    version: Mapped[int]
    text: Mapped[str]
    """The scheme’s whole file (TOML)."""
    digest: Mapped[str]
    """SHA-256 of the text and the settings."""
    settings: Mapped[str]
    """Canonical JSON: switches chosen, and the co-operative’s own rates."""
    from_on: Mapped[date]
    motion_number: Mapped[str]
    adopted_at: Mapped[datetime]
    adopted_by: Mapped[UUID] = mapped_column(ForeignKey("member.id"))


class PayTerms(Base):
    """Under which scheme and grade a member is paid, from a day on; an empty scheme: not paid."""

    __tablename__ = "pay_terms"
    __table_args__ = (
        CheckConstraint("employer IN ('prison', 'co_operative', 'outside')", name="known_employer"),
        CheckConstraint("calendar IN ('week', 'month', 'other')", name="known_calendar"),
        Index("ix_pay_terms_member", "member_id", "from_on"),
        {"info": APPEND_ONLY},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    from_on: Mapped[date]
    scheme: Mapped[str]
    grade: Mapped[str]
    employer: Mapped[str]
    calendar: Mapped[str]
    """By the week or by the month: which runs pay this member."""
    settings: Mapped[str]
    """Canonical JSON: the scheme’s inputs that stay the same for this member."""
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("member.id"))


class PayWay(Base):
    """How a member’s money reaches them, from a day on."""

    __tablename__ = "pay_way"
    __table_args__ = (
        CheckConstraint("way IN ('bank', 'office', 'cash', 'hold')", name="known_way"),
        CheckConstraint("way <> 'bank' OR iban <> ''", name="bank_has_an_account"),
        Index("ix_pay_way_member", "member_id", "from_on"),
        {"info": APPEND_ONLY},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    from_on: Mapped[date]
    way: Mapped[str]
    """Bank account, the finance office of the member’s establishment, cash, or kept for now."""
    iban: Mapped[str]
    bic: Mapped[str]
    holder: Mapped[str]
    channel: Mapped[str]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("member.id"))

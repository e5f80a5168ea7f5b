"""Money that lies in members’ purses: what members ask for it, and what was done with it."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from coop.core.db import APPEND_ONLY, Base, new_id


class PurseRequest(Base):
    """A member asks for money of one purse: to be paid, or to be put into another purse."""

    __tablename__ = "purse_request"
    __table_args__ = (
        CheckConstraint("amount_minor > 0", name="some_money"),
        CheckConstraint("purse <> to_purse", name="goes_somewhere"),
        CheckConstraint("channel IN ('web', 'terminal', 'paper')", name="known_channel"),
        CheckConstraint("state IN ('asked', 'done', 'refused', 'withdrawn')", name="known_state"),
        CheckConstraint("(state = 'asked') = (settled_at IS NULL)", name="settled_at_some_time"),
        CheckConstraint("state <> 'refused' OR answer <> ''", name="refused_with_a_reason"),
        CheckConstraint(
            "state NOT IN ('done', 'refused') OR settled_by <> member_id",
            name="another_person_decides",
        ),
        Index(
            "one_request_a_purse",
            "member_id",
            "purse",
            unique=True,
            sqlite_where=text("state = 'asked'"),
            postgresql_where=text("state = 'asked'"),
        ),
        Index("ix_purse_request_member", "member_id"),
        {"info": {"fixed": ("member_id", "purse", "to_purse", "amount_minor")}},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    purse: Mapped[str]
    to_purse: Mapped[str]
    """The purse that it shall go to; empty: it shall be paid to the member."""
    amount_minor: Mapped[int]
    words: Mapped[str]
    channel: Mapped[str]
    asked_at: Mapped[datetime]
    state: Mapped[str]
    answer: Mapped[str]
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))


class PurseMove(Base):
    """Money that left a purse outside any pay run: paid out, or put into another purse."""

    __tablename__ = "purse_move"
    __table_args__ = (
        UniqueConstraint("request_id", name="asked_and_done_once"),
        CheckConstraint("amount_minor > 0", name="some_money"),
        CheckConstraint("way IN ('', 'bank', 'office', 'cash')", name="known_way"),
        CheckConstraint("(way = '') = (to_purse <> '')", name="paid_out_or_moved"),
        CheckConstraint("recorded_by <> member_id", name="another_person_pays"),
        Index("ix_purse_move_member", "member_id"),
        {"info": APPEND_ONLY},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    request_id: Mapped[UUID | None] = mapped_column(ForeignKey("purse_request.id"))
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    purse: Mapped[str]
    to_purse: Mapped[str]
    way: Mapped[str]
    amount_minor: Mapped[int]
    because: Mapped[str]
    done_on: Mapped[date]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("member.id"))

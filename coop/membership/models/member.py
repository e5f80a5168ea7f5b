"""A member, and the dated facts of their membership.

Each fact is a row that says from which day it holds. The latest row up to a day
is the fact on that day; among rows of one day, the one recorded last.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop.core.db import APPEND_ONLY, Base, new_id


class Member(Base):
    """A person on the register; the number is theirs for life."""

    __tablename__ = "member"
    __table_args__ = (
        UniqueConstraint("number", name="one_member_a_number"),
        UniqueConstraint("account_id", name="one_member_an_account"),
        UniqueConstraint("application_id", name="one_member_an_application"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    number: Mapped[int]
    born_on: Mapped[date | None]
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    application_id: Mapped[UUID | None] = mapped_column(ForeignKey("application.id"))


class DatedFact:
    """The columns that every dated fact about a member shares."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    from_on: Mapped[date]
    recorded_at: Mapped[datetime]


class Standing(DatedFact, Base):
    """Whether the person is a member: admitted, readmitted, resigned, died, expelled."""

    __tablename__ = "standing"
    __table_args__ = (
        CheckConstraint(
            "step IN ('admitted', 'readmitted', 'resigned', 'died', 'expelled')",
            name="known_step",
        ),
        Index("ix_standing_member", "member_id", "from_on"),
        {"info": APPEND_ONLY},
    )

    step: Mapped[str]
    because: Mapped[str]
    motion_number: Mapped[str | None]


class MemberName(DatedFact, Base):
    """What the member is called, and how that sorts."""

    __tablename__ = "member_name"
    __table_args__ = (
        Index("ix_member_name_member", "member_id", "from_on"),
        {"info": APPEND_ONLY},
    )

    name: Mapped[str]
    sort_name: Mapped[str]


class ServiceAddress(DatedFact, Base):
    """Where notices are served: own, care-of, or the co-operative’s own address."""

    __tablename__ = "service_address"
    __table_args__ = (
        Index("ix_service_address_member", "member_id", "from_on"),
        {"info": APPEND_ONLY},
    )

    lines: Mapped[str]
    is_cooperatives_own: Mapped[bool]


class ClassMembership(DatedFact, Base):
    """Which class the member belongs to; moved at the member’s own wish."""

    __tablename__ = "class_membership"
    __table_args__ = (
        Index("ix_class_membership_member", "member_id", "from_on"),
        {"info": APPEND_ONLY},
    )

    class_id: Mapped[UUID] = mapped_column(ForeignKey("stakeholder_class.id"))
    attested_by: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))


class Whereabouts(DatedFact, Base):
    """In which establishment the member lives, if any: transfer, release, recall."""

    __tablename__ = "whereabouts"
    __table_args__ = (
        CheckConstraint(
            "move IN ('start', 'transfer', 'temporary_release', 'return', 'release', 'recall')",
            name="known_move",
        ),
        Index("ix_whereabouts_member", "member_id", "from_on"),
        {"info": APPEND_ONLY},
    )

    establishment_id: Mapped[UUID | None] = mapped_column(ForeignKey("establishment.id"))
    move: Mapped[str]


class Reach(DatedFact, Base):
    """How the member wants to be reached: door, language, large print."""

    __tablename__ = "reach"
    __table_args__ = (
        CheckConstraint("channel IN ('web', 'terminal', 'paper')", name="known_channel"),
        Index("ix_reach_member", "member_id", "from_on"),
        {"info": APPEND_ONLY},
    )

    channel: Mapped[str]
    language: Mapped[str]
    large_print: Mapped[bool]
    email: Mapped[str]


class ShareEntry(DatedFact, Base):
    """Shares bought, transferred in or out, withdrawn or forfeited; paid in minor units."""

    __tablename__ = "share_entry"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('bought', 'transferred_in', 'transferred_out', 'withdrawn', 'forfeited')",
            name="known_kind",
        ),
        CheckConstraint("shares <> 0", name="some_shares"),
        Index("ix_share_entry_member", "member_id", "from_on"),
        {"info": APPEND_ONLY},
    )

    kind: Mapped[str]
    shares: Mapped[int]
    paid_minor: Mapped[int]


class Consent(Base):
    """What a member allows to be known, to whom, until when; withdrawn by a later row."""

    __tablename__ = "consent"
    __table_args__ = ({"info": APPEND_ONLY},)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"), index=True)
    what: Mapped[str]
    to_whom: Mapped[str]
    until_on: Mapped[date | None]
    given_at: Mapped[datetime]
    withdraws_id: Mapped[UUID | None] = mapped_column(ForeignKey("consent.id"), unique=True)

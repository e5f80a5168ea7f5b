"""What members own: shares on order, shares given back, loans, and surpluses shared."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from coop.core.db import APPEND_ONLY, Base, new_id


class ShareOrder(Base):
    """A member’s application for more shares, paid at once or by instalments from pay."""

    __tablename__ = "share_order"
    __table_args__ = (
        CheckConstraint("shares > 0", name="some_shares"),
        CheckConstraint("bought >= 0 AND bought <= shares", name="bought_what_was_ordered"),
        CheckConstraint("instalment_minor >= 0", name="instalment_not_negative"),
        CheckConstraint(
            "state IN ('asked', 'agreed', 'refused', 'done', 'withdrawn')", name="known_state"
        ),
        CheckConstraint("channel IN ('web', 'terminal', 'paper')", name="known_channel"),
        Index("ix_share_order_member", "member_id"),
        Index(
            "one_open_order",
            "member_id",
            unique=True,
            sqlite_where=text("state IN ('asked', 'agreed')"),
            postgresql_where=text("state IN ('asked', 'agreed')"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    shares: Mapped[int]
    bought: Mapped[int]
    """How many of them the member has by now."""
    price_minor: Mapped[int]
    """The price of one share when it was asked for."""
    instalment_minor: Mapped[int]
    """So much is kept from each pay; nothing: paid at once, outside pay."""
    state: Mapped[str]
    channel: Mapped[str]
    asked_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))
    because: Mapped[str]


class ShareWithdrawal(Base):
    """A member gives notice to have shares paid out; paid in the order of the requests."""

    __tablename__ = "share_withdrawal"
    __table_args__ = (
        UniqueConstraint("place", name="one_place_in_the_queue"),
        CheckConstraint("shares > 0", name="some_shares"),
        CheckConstraint("state IN ('waiting', 'paid', 'withdrawn')", name="known_state"),
        CheckConstraint("channel IN ('web', 'terminal', 'paper')", name="known_channel"),
        Index("ix_share_withdrawal_member", "member_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    place: Mapped[int]
    shares: Mapped[int]
    asked_at: Mapped[datetime]
    payable_from: Mapped[date]
    channel: Mapped[str]
    state: Mapped[str]
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))


class ShareSuspension(Base):
    """The board stops paying shares out, from a day on; a later row ends it."""

    __tablename__ = "share_suspension"
    __table_args__ = (
        CheckConstraint("because <> ''", name="says_why"),
        {"info": APPEND_ONLY},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    from_on: Mapped[date]
    is_suspended: Mapped[bool]
    because: Mapped[str]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("member.id"))


class Nominee(Base):
    """Who shall have a member’s property in the co-operative on their death."""

    __tablename__ = "nominee"
    __table_args__ = (
        Index("ix_nominee_member", "member_id"),
        {"info": APPEND_ONLY},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    name: Mapped[str]
    """Empty takes the nomination back."""
    lines: Mapped[str]
    channel: Mapped[str]
    recorded_at: Mapped[datetime]


class Loan(Base):
    """A loan that a member gave to the co-operative."""

    __tablename__ = "loan"
    __table_args__ = (
        CheckConstraint("amount_minor > 0", name="some_money"),
        CheckConstraint("rate_ppm >= 0", name="rate_not_negative"),
        CheckConstraint("until_on > from_on", name="ends_after_it_begins"),
        CheckConstraint("agreed_by <> member_id", name="never_ones_own_loan"),
        Index("ix_loan_member", "member_id"),
        {"info": APPEND_ONLY},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    amount_minor: Mapped[int]
    rate_ppm: Mapped[int]
    """Interest for a year, in millionths."""
    from_on: Mapped[date]
    until_on: Mapped[date]
    agreed_at: Mapped[datetime]
    agreed_by: Mapped[UUID] = mapped_column(ForeignKey("member.id"))


class LoanRepayment(Base):
    """A part of a loan paid back, or all of it; the parts of a loan are counted from one."""

    __tablename__ = "loan_repayment"
    __table_args__ = (
        UniqueConstraint("loan_id", "part", name="each_part_repaid_once"),
        CheckConstraint("amount_minor > 0", name="some_money"),
        {"info": APPEND_ONLY},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    loan_id: Mapped[UUID] = mapped_column(ForeignKey("loan.id"))
    part: Mapped[int]
    amount_minor: Mapped[int]
    paid_on: Mapped[date]
    account: Mapped[str]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("member.id"))


class OwnedRulesAdopted(Base):
    """The rule set of ownership from a day on, with every switch as the members set it."""

    __tablename__ = "owned_rules_adopted"
    __table_args__ = (
        UniqueConstraint("version", name="one_version_of_owned_rules"),
        CheckConstraint("motion_number <> ''", name="adopted_by_a_motion"),
        {"info": APPEND_ONLY},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    version: Mapped[int]
    from_on: Mapped[date]
    code: Mapped[str]
    digest: Mapped[str]
    """SHA-256 of the file as it was adopted."""
    text: Mapped[str]
    """The whole file, so that the rules of an old year can be read again."""
    switches: Mapped[str]
    """Canonical JSON of what was chosen."""
    motion_number: Mapped[str]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("member.id"))


class Interest(Base):
    """Interest on shares or loans for a period, by a motion; once for each period."""

    __tablename__ = "interest"
    __table_args__ = (
        UniqueConstraint("on_what", "first_on", name="interest_once_a_period"),
        CheckConstraint("on_what IN ('shares', 'loans')", name="known_capital"),
        CheckConstraint("last_on >= first_on", name="ends_after_it_begins"),
        {"info": APPEND_ONLY},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    on_what: Mapped[str]
    first_on: Mapped[date]
    last_on: Mapped[date]
    rate_ppm: Mapped[int]
    document: Mapped[str]
    """Canonical JSON: each member’s days and amounts, with the working."""
    motion_number: Mapped[str]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("member.id"))


class Surplus(Base):
    """How the surplus of a year is to be used: proposed, then carried out once by a motion."""

    __tablename__ = "surplus"
    __table_args__ = (
        CheckConstraint("amount_minor > 0", name="some_money"),
        CheckConstraint("state IN ('proposed', 'shared', 'dropped')", name="known_state"),
        CheckConstraint("state <> 'shared' OR motion_number <> ''", name="shared_by_a_motion"),
        Index(
            "surplus_shared_once",
            "first_on",
            unique=True,
            sqlite_where=text("state = 'shared'"),
            postgresql_where=text("state = 'shared'"),
        ),
        {"info": {"fixed": ("amount_minor", "document", "digest", "first_on", "last_on")}},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    first_on: Mapped[date]
    last_on: Mapped[date]
    amount_minor: Mapped[int]
    document: Mapped[str]
    """Canonical JSON: the rules used, every part and every member’s share, with the working."""
    digest: Mapped[str]
    state: Mapped[str]
    motion_number: Mapped[str]
    proposed_at: Mapped[datetime]
    proposed_by: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    shared_at: Mapped[datetime | None]
    shared_by: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))

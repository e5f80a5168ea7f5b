"""Ballots: the roll, the turnout, the box, and the declaration.

That a member voted and how a paper was marked are kept in two tables that share
nothing. A sealed paper has no member, no time and no order.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop.core.db import APPEND_ONLY, Base, new_id


class Ballot(Base):
    """The vote on one motion: its hours, the rules pinned, and the key of its box."""

    __tablename__ = "ballot"
    __table_args__ = (
        UniqueConstraint("motion_id", name="one_ballot_a_motion"),
        CheckConstraint("closes_at > opens_at", name="closes_after_opening"),
        CheckConstraint("empty_envelopes >= 0", name="empty_not_negative"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    motion_id: Mapped[UUID] = mapped_column(ForeignKey("motion.id"))
    notice_at: Mapped[datetime]
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    rules_id: Mapped[UUID | None] = mapped_column(ForeignKey("rule_set_adopted.id"))
    left_out_because: Mapped[str]
    empty_envelopes: Mapped[int] = mapped_column(default=0)
    """Accepted envelopes in which the tellers found no paper."""
    empty_because: Mapped[str] = mapped_column(default="")
    box_public_key: Mapped[bytes | None]
    box_sealed_key: Mapped[bytes | None]
    """The box’s private key, sealed with the installation’s secret; gone after the count."""


class RollEntry(Base):
    """A member entitled to vote, fixed when voting opened, with the class of that day."""

    __tablename__ = "roll_entry"
    __table_args__ = (
        UniqueConstraint("ballot_id", "member_id", name="once_on_the_roll"),
        {"info": APPEND_ONLY},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    ballot_id: Mapped[UUID] = mapped_column(ForeignKey("ballot.id"))
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    class_id: Mapped[UUID] = mapped_column(ForeignKey("stakeholder_class.id"))
    college: Mapped[str]


class Turnout(Base):
    """That a member has voted, and by which door; never how."""

    __tablename__ = "turnout"
    __table_args__ = (
        UniqueConstraint("ballot_id", "member_id", name="one_member_one_vote"),
        CheckConstraint("channel IN ('web', 'terminal', 'paper')", name="known_channel"),
        {"info": APPEND_ONLY},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    ballot_id: Mapped[UUID] = mapped_column(ForeignKey("ballot.id"))
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    channel: Mapped[str]


class SealedPaper(Base):
    """A secret paper in the box: unreadable, unordered, nobody’s."""

    __tablename__ = "sealed_paper"
    __table_args__ = ({"sqlite_with_rowid": False},)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    ballot_id: Mapped[UUID] = mapped_column(ForeignKey("ballot.id"))
    sealed: Mapped[bytes]


class OpenVote(Base):
    """A named vote in an open ballot; a later row replaces an earlier one, if the rules allow."""

    __tablename__ = "open_vote"
    __table_args__ = (
        UniqueConstraint("ballot_id", "member_id", "change", name="one_open_vote_a_change"),
        CheckConstraint("choice IN ('for', 'against', 'abstain', 'spoiled')", name="known_choice"),
        {"info": APPEND_ONLY},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    ballot_id: Mapped[UUID] = mapped_column(ForeignKey("ballot.id"))
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    choice: Mapped[str]
    channel: Mapped[str]
    change: Mapped[int]


class PaperBatch(Base):
    """A stack of inner papers, mixed and counted, waiting to be keyed twice."""

    __tablename__ = "paper_batch"
    __table_args__ = (
        UniqueConstraint("ballot_id", "number", name="one_batch_a_number"),
        CheckConstraint("papers > 0", name="some_papers"),
        CheckConstraint("spoiled >= 0 AND spoiled <= papers", name="spoiled_within"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    ballot_id: Mapped[UUID] = mapped_column(ForeignKey("ballot.id"))
    number: Mapped[int]
    papers: Mapped[int]
    college: Mapped[str]
    """For a vote by class the papers of one college are stacked together; else empty."""
    spoiled: Mapped[int] = mapped_column(default=0)
    """How many of the papers were spoiled, known once they are in the box."""
    made_by: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    boxed_at: Mapped[datetime | None]


class BatchKeying(Base):
    """One teller’s keying of a whole batch, in the order of the stack.

    `marks` is one line a paper: the choice, and for an open ballot the paper’s code.
    Deleted for a secret ballot when the papers are in the box.
    """

    __tablename__ = "batch_keying"
    __table_args__ = (
        UniqueConstraint("batch_id", "teller_id", name="each_teller_keys_once"),
        UniqueConstraint("batch_id", "turn", name="two_keyings_a_batch"),
        CheckConstraint("turn IN (1, 2)", name="first_or_second"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    batch_id: Mapped[UUID] = mapped_column(ForeignKey("paper_batch.id"))
    teller_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    turn: Mapped[int]
    marks: Mapped[str]
    keyed_at: Mapped[datetime]


class BatchSettlement(Base):
    """Where the two keyings differed: what the paper says, settled with a reason."""

    __tablename__ = "batch_settlement"
    __table_args__ = (UniqueConstraint("batch_id", "position", name="settled_once"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    batch_id: Mapped[UUID] = mapped_column(ForeignKey("paper_batch.id"))
    position: Mapped[int]
    mark: Mapped[str]
    because: Mapped[str]
    settled_by: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    settled_at: Mapped[datetime]


class CountedBox(Base):
    """The opened box of one ballot as one sorted blob; no order of casting is left."""

    __tablename__ = "counted_box"
    __table_args__ = (
        UniqueConstraint("ballot_id", name="one_box_a_ballot"),
        {"info": APPEND_ONLY},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    ballot_id: Mapped[UUID] = mapped_column(ForeignKey("ballot.id"))
    papers: Mapped[bytes]


class Declaration(Base):
    """The official result, whole, as canonical JSON with its digest; issued once."""

    __tablename__ = "declaration"
    __table_args__ = (
        UniqueConstraint("ballot_id", name="one_declaration_a_ballot"),
        {"info": APPEND_ONLY},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    ballot_id: Mapped[UUID] = mapped_column(ForeignKey("ballot.id"))
    is_carried: Mapped[bool]
    document: Mapped[str]
    digest: Mapped[str]
    declared_at: Mapped[datetime]

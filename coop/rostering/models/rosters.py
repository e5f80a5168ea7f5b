"""Rosters: drafts with every edit, published versions, solves, swaps, offers and standby."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from coop.core.db import APPEND_ONLY, Base, new_id


class RosterRules(Base):
    """The law book and the weights that rosters are made by, from a day on."""

    __tablename__ = "roster_rules"
    __table_args__ = (
        UniqueConstraint("version", name="one_version_of_roster_rules"),
        {"info": APPEND_ONLY},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    version: Mapped[int]
    from_on: Mapped[date]
    lawbook: Mapped[str]
    weights: Mapped[str]
    """Canonical JSON of the weights that differ from the usual ones."""
    motion_number: Mapped[str]
    """The decision behind it; empty where there was none yet."""
    recorded_at: Mapped[datetime]


class Roster(Base):
    """The work of some weeks: one draft that co-ordinators edit, and its published versions."""

    __tablename__ = "roster"
    __table_args__ = (
        UniqueConstraint("first_on", name="one_roster_a_first_day"),
        CheckConstraint("last_on >= first_on", name="days_in_order"),
        CheckConstraint("edits >= 0", name="edits_not_negative"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    first_on: Mapped[date]
    last_on: Mapped[date]
    edits: Mapped[int]
    """The number of the last edit; each edit takes the next one under a lock."""
    made_at: Mapped[datetime]


class DraftPlace(Base):
    """A place as the draft has it now."""

    __tablename__ = "draft_place"
    __table_args__ = (
        UniqueConstraint("shift_id", "member_id", name="one_place_a_member_and_shift"),
        Index("ix_draft_place_roster", "roster_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    roster_id: Mapped[UUID] = mapped_column(ForeignKey("roster.id"))
    shift_id: Mapped[UUID] = mapped_column(ForeignKey("shift.id"))
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    is_pinned: Mapped[bool]


class RosterEdit(Base):
    """One edit of a draft, in order; an undo is an edit that names what it takes back."""

    __tablename__ = "roster_edit"
    __table_args__ = (
        UniqueConstraint("roster_id", "number", name="each_edit_its_number"),
        UniqueConstraint("undoes_id", name="undone_once"),
        CheckConstraint(
            "deed IN ('put', 'take', 'move', 'pin', 'unpin', 'fill', 'copy', 'clear', 'undo')",
            name="known_deed",
        ),
        {"info": APPEND_ONLY},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    roster_id: Mapped[UUID] = mapped_column(ForeignKey("roster.id"))
    number: Mapped[int]
    deed: Mapped[str]
    changes: Mapped[str]
    """Canonical JSON: places added, taken, pinned and unpinned, as [shift, member] pairs."""
    undoes_id: Mapped[UUID | None] = mapped_column(ForeignKey("roster_edit.id"))
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))
    at: Mapped[datetime]


class RosterVersion(Base):
    """A roster as it was published; the next version does not change it."""

    __tablename__ = "roster_version"
    __table_args__ = (
        UniqueConstraint("roster_id", "number", name="each_version_its_number"),
        {"info": APPEND_ONLY},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    roster_id: Mapped[UUID] = mapped_column(ForeignKey("roster.id"))
    number: Mapped[int]
    published_at: Mapped[datetime]
    published_by: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))
    because: Mapped[str]
    edit_number: Mapped[int]
    digest: Mapped[str]
    """SHA-256 of its places, sorted."""


class PublishedPlace(Base):
    """A place in a published version."""

    __tablename__ = "published_place"
    __table_args__ = (
        UniqueConstraint("version_id", "shift_id", "member_id", name="published_once"),
        Index("ix_published_place_member", "member_id"),
        {"info": APPEND_ONLY},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    version_id: Mapped[UUID] = mapped_column(ForeignKey("roster_version.id"))
    shift_id: Mapped[UUID] = mapped_column(ForeignKey("shift.id"))
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))


class Solve(Base):
    """A search for a roster: asked for, running, done; the best so far is kept while it runs."""

    __tablename__ = "solve"
    __table_args__ = (
        CheckConstraint(
            "state IN ('waiting', 'running', 'done', 'stopped', 'failed')", name="known_state"
        ),
        CheckConstraint("purpose IN ('fill', 'replan')", name="known_purpose"),
        CheckConstraint("seconds BETWEEN 1 AND 3600", name="seconds_in_bounds"),
        Index("ix_solve_roster", "roster_id", "asked_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    roster_id: Mapped[UUID] = mapped_column(ForeignKey("roster.id"))
    purpose: Mapped[str]
    state: Mapped[str]
    seconds: Mapped[int]
    seed: Mapped[int]
    asked_by: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))
    asked_at: Mapped[datetime]
    beat_at: Mapped[datetime | None]
    """The last sign of life of the worker that runs it."""
    is_to_stop: Mapped[bool]
    edit_number: Mapped[int | None]
    """The draft’s last edit when the facts were read."""
    facts_digest: Mapped[str]
    cost: Mapped[int | None]
    bound: Mapped[int | None]
    best: Mapped[str]
    """Canonical JSON of the best places so far and their cost, part by part; empty at first."""
    absent: Mapped[str]
    """Canonical JSON of who is away when, for a replan; empty for a search from scratch."""
    changed: Mapped[int | None]
    """How many published places a replan takes away; None until it is known."""
    is_proved: Mapped[bool]
    """Whether nothing better exists, as the search proved."""
    fault: Mapped[str]
    done_at: Mapped[datetime | None]


class PlaceReply(Base):
    """A member’s answer to a published place; the last one counts."""

    __tablename__ = "place_reply"
    __table_args__ = (
        CheckConstraint("answer IN ('accepted', 'cannot')", name="known_answer"),
        Index("ix_place_reply_shift", "shift_id", "member_id"),
        {"info": APPEND_ONLY},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    shift_id: Mapped[UUID] = mapped_column(ForeignKey("shift.id"))
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    answer: Mapped[str]
    at: Mapped[datetime]


class SwapRequest(Base):
    """A member asks to be replaced in a shift, or to swap it for a colleague’s."""

    __tablename__ = "swap_request"
    __table_args__ = (
        CheckConstraint(
            "state IN ('open', 'agreed', 'done', 'refused', 'withdrawn', 'lapsed')",
            name="known_state",
        ),
        CheckConstraint("with_member_id <> member_id", name="two_people"),
        CheckConstraint("with_shift_id IS NULL OR with_member_id IS NOT NULL", name="whose_shift"),
        Index(
            "one_open_request_a_place",
            "shift_id",
            "member_id",
            unique=True,
            sqlite_where=text("state IN ('open', 'agreed')"),
            postgresql_where=text("state IN ('open', 'agreed')"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    shift_id: Mapped[UUID] = mapped_column(ForeignKey("shift.id"))
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    with_member_id: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))
    with_shift_id: Mapped[UUID | None] = mapped_column(ForeignKey("shift.id"))
    """None: the colleague takes the shift and gives none."""
    state: Mapped[str]
    asked_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]


class ShiftOffer(Base):
    """A member offers to take an open shift."""

    __tablename__ = "shift_offer"
    __table_args__ = (
        UniqueConstraint("shift_id", "member_id", name="one_offer_a_member"),
        CheckConstraint("state IN ('open', 'taken', 'declined', 'withdrawn')", name="known_state"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    shift_id: Mapped[UUID] = mapped_column(ForeignKey("shift.id"))
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    state: Mapped[str]
    offered_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]


class Standby(Base):
    """A member who can be called on for a session of a day."""

    __tablename__ = "standby"
    __table_args__ = (
        UniqueConstraint("member_id", "day", "session", name="on_standby_once"),
        CheckConstraint("session IN ('am', 'pm', 'evening')", name="known_session"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    day: Mapped[date]
    session: Mapped[str]
    offered_at: Mapped[datetime]


class CalendarFeed(Base):
    """A private address of a member’s shifts; only the hash of its token is kept."""

    __tablename__ = "calendar_feed"
    __table_args__ = (UniqueConstraint("token_hash", name="one_feed_a_token"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    token_hash: Mapped[str]
    says_area: Mapped[bool]
    """Whether each shift is named by its work area; else it is only “Shift”."""
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class WhyAsked(Base):
    """That somebody asked why, or what if: questions are counted, so that nobody fishes."""

    __tablename__ = "why_asked"
    __table_args__ = (
        CheckConstraint("question IN ('why', 'fits')", name="known_question"),
        Index("ix_why_asked_by_id", "by_id", "at"),
        {"info": APPEND_ONLY},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    by_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    question: Mapped[str]
    """Why a shift is not filled, or who fits where."""
    shift_id: Mapped[UUID | None] = mapped_column(ForeignKey("shift.id"))
    at: Mapped[datetime]

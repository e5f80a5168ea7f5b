"""The facts of rostering as frozen nouns: what the rules and the solver know, and no more.

Times are aware and in UTC; days are local to the co-operative’s time zone; minutes are whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from coop.rostering.rules.limits import Kind, KindRules, Limits, Weights, usual_kinds

__all__ = [
    "Busy",
    "Cause",
    "Certificate",
    "Facts",
    "Grain",
    "KeepApart",
    "Kind",
    "KindRules",
    "Limits",
    "Need",
    "Pairing",
    "Person",
    "Place",
    "Release",
    "Session",
    "Shift",
    "Span",
    "Stay",
    "Supervision",
    "Terms",
    "Weights",
    "Worked",
    "usual_kinds",
]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of time, from its start up to but without its end; both aware and in UTC."""

    start: datetime
    end: datetime

    @property
    def minutes(self) -> int:
        """Give its length in whole minutes, as they pass: a clock change does not stretch it."""
        return int((self.end - self.start) / timedelta(minutes=1))

    def overlaps(self, other: "Span") -> bool:
        """Say whether the two share any moment; touching ends do not."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: "Span") -> bool:
        """Say whether the other lies wholly within this one."""
        return self.start <= other.start and other.end <= self.end

    def widened(self, minutes: int) -> "Span":
        """Give the span with as many minutes more at each end, as for the way there and back."""
        more = timedelta(minutes=minutes)
        return Span(self.start - more, self.end + more)


class Session(StrEnum):
    """The parts of a day in an establishment’s regime."""

    AM = "am"
    PM = "pm"
    EVENING = "evening"


class Cause(StrEnum):
    """Why somebody’s time is taken, first things first: work yields to every one of them."""

    COURT = "court"
    TRANSFER = "transfer"
    VISIT = "visit"
    ADJUDICATION = "adjudication"
    APPOINTMENT = "appointment"
    CARING = "caring"
    LEAVE = "leave"


class Grain(StrEnum):
    """How far two people are kept apart."""

    SHIFT = "shift"
    """Not in the same shift."""
    SESSION = "session"
    """Not at the same site at overlapping times."""
    SITE = "site"
    """Not at the same site on the same day."""


@dataclass(frozen=True, slots=True)
class Need:
    """So many people in a shift must hold a certificate of this skill that is in date."""

    skill: UUID
    count: int


@dataclass(frozen=True, slots=True)
class Supervision:
    """Trained supervisors: at least so many while anybody works, and so many others to each."""

    skill: UUID
    least: int
    ratio: int
    """At most so many people who are not supervisors for each supervisor."""


@dataclass(frozen=True, slots=True)
class Shift:
    """One stretch of work in one area, and how many people it takes."""

    id: UUID
    area: UUID
    site: UUID
    span: Span
    day: date
    """The local day on which it starts."""
    kind: Kind
    least: int
    """Fewer people than this, and the work cannot be done."""
    wanted: int
    most: int
    """Places, tools and room: never more people than this."""
    needs: tuple[Need, ...] = ()
    supervision: Supervision | None = None
    inside: UUID | None = None
    """The establishment within whose walls it is, if any."""
    travel: int = 0
    """Minutes each way for those who come to it from outside."""
    peer_support: bool = False
    """Whether it is support given by peers, who need weeks of rest from it."""


@dataclass(frozen=True, slots=True)
class Stay:
    """Where a person lives from a day on: an establishment, or outside (None)."""

    since: date
    establishment: UUID | None


@dataclass(frozen=True, slots=True)
class Certificate:
    """A skill shown on paper; it is good up to and on its last day, if it has one."""

    skill: UUID
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Busy:
    """A stretch of time that belongs to something else than work."""

    span: Span
    cause: Cause


@dataclass(frozen=True, slots=True)
class Release:
    """A temporary release: out during this span, to these sites, so far away."""

    span: Span
    sites: frozenset[UUID]
    travel: int
    """Minutes each way; both ways must fit into the span."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What was agreed with a person about how much they work; minutes a week."""

    least: int
    wished: int
    most: int
    most_a_day: int | None = None
    opted_out: bool = False
    """Whether they agreed in writing to work over the average of the law."""
    volunteer: bool = False
    """Whether they come as a volunteer: no pay, expenses only."""


@dataclass(frozen=True, slots=True)
class Worked:
    """Work that stands outside the roster being made: published before or after, or elsewhere."""

    span: Span
    site: UUID | None = None
    """None for another employer."""
    shift: UUID | None = None
    kind: Kind = Kind.PAID
    travel: int = 0
    """Minutes each way to it."""


@dataclass(frozen=True, slots=True)
class Person:
    """A member as the roster knows them; spans reach a week beyond the roster’s days."""

    id: UUID
    terms: Terms
    stays: tuple[Stay, ...] = (Stay(date.min, None),)
    certificates: tuple[Certificate, ...] = ()
    available: tuple[Span, ...] | None = None
    """When they can come, from their usual week and its exceptions; None is always."""
    busy: tuple[Busy, ...] = ()
    releases: tuple[Release, ...] = ()
    curfews: tuple[Span, ...] = ()
    """When they must be at home."""
    avoided: frozenset[UUID] = frozenset()
    """Sites where they may not go."""
    worked: tuple[Worked, ...] = ()
    """Places and other work around the roster’s days, as published or told."""
    weeks_before: tuple[int, ...] = ()
    """Minutes worked in each of the weeks before the roster, all employers, the latest last."""
    elsewhere: int = 0
    """Minutes a week for other employers, where no hours are known."""
    wishes: Mapping[UUID, int] = field(default_factory=dict)
    """Work area -> -2 (rather not) to 2 (gladly)."""
    carried: int = 0
    """Minutes owed from the last rosters (positive), or had too much (negative)."""
    born_on: date | None = None
    group: int = 0
    """A number without a name for the person’s class, so that shares can be fair across classes."""
    rest_weeks: frozenset[date] = frozenset()
    """The Mondays of their weeks of rest from peer support."""


@dataclass(frozen=True, slots=True)
class KeepApart:
    """Two people who must not meet at work, at this grain, up to and on a day; never why."""

    pair: frozenset[UUID]
    grain: Grain
    until: date | None
    """The last day it holds; None is until it is ended."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """A trainee who should work beside a mentor, up to and on a day."""

    mentor: UUID
    trainee: UUID
    until: date | None


@dataclass(frozen=True, slots=True)
class Place:
    """One person’s slot in one shift."""

    shift: UUID
    person: UUID
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that a roster is made from."""

    zone: str
    first: date
    last: date
    """The roster’s days, both included, local."""
    shifts: tuple[Shift, ...]
    people: tuple[Person, ...]
    unlocked: Mapping[UUID, tuple[Span, ...]] = field(default_factory=dict)
    """Establishment -> when people there can be at work inside, merged and in order."""
    capacity: Mapping[UUID, int] = field(default_factory=dict)
    """Site -> the most people there at one time."""
    keep_apart: tuple[KeepApart, ...] = ()
    pairings: tuple[Pairing, ...] = ()
    limits: Limits = field(default_factory=Limits)
    weights: Weights = field(default_factory=Weights)
    places: tuple[Place, ...] = ()
    """Places already there: pinned ones stay; the others may move."""
    published: tuple[Place, ...] = ()
    """Places as members were told; taking one away costs `weights.change`."""

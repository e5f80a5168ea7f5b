"""What a drawn co-operative is made of before it becomes facts."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from uuid import UUID
from zoneinfo import ZoneInfo

from coop.rostering.rules.nouns import Shift, Span, Supervision

DAY = 1440
QUIET = (date(2026, 6, 1), date(2026, 9, 7))
"""Mondays with nothing odd about them."""
ODD = (
    date(2026, 3, 23),
    date(2026, 10, 19),
    date(2027, 3, 22),
    date(2027, 10, 25),
    date(2028, 2, 21),
    date(2028, 2, 28),
)
"""Mondays with a clock change or a leap day within a fortnight."""


@dataclass(frozen=True, slots=True)
class Size:
    """How large a co-operative is, and whether odd days and narrow limits are wanted."""

    members: int
    weeks: int
    areas: int
    wild: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """A work area: where it is, when it works, and what it asks of people."""

    id: UUID
    site: UUID
    prison: UUID | None
    travel: int
    patterns: tuple[tuple[int, int], ...]
    """Start and end of each shift, minutes after local midnight."""
    days: int
    """Days of the week on which it works, from Monday on."""
    supervision: Supervision | None
    skill: UUID | None


@dataclass(frozen=True, slots=True)
class Ground:
    """The places of a co-operative and its demand."""

    seed: str
    size: Size
    first: date
    prisons: tuple[UUID, ...]
    outside: tuple[UUID, ...]
    areas: tuple[Area, ...]
    shifts: tuple[Shift, ...]
    unlocked: dict[UUID, tuple[Span, ...]]

    @property
    def days(self) -> int:
        """Count the roster’s days."""
        return 7 * self.size.weeks


ZONE = "Europe/London"


def name(seed: str, *parts: object) -> UUID:
    """Name a thing so that the same seed names it the same way."""
    text = ":".join([seed, *map(str, parts)])
    return UUID(bytes=sha256(text.encode()).digest()[:16], version=4)


def instant(day: date, minute: int) -> datetime:
    """Say when a minute after local midnight of a day is, in UTC."""
    whole, rest = divmod(minute, DAY)
    wall = time(rest // 60, rest % 60)
    local = datetime.combine(day + timedelta(days=whole), wall, ZoneInfo(ZONE))
    return local.astimezone(UTC)


def span(day: date, start: int, end: int) -> Span:
    """Give the span between two wall times of a day."""
    return Span(instant(day, start), instant(day, end))

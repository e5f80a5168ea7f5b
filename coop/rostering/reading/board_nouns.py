"""What the board of a roster shows, as frozen values: a wall chart of one week."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from coop.core.errors import Refusal
from coop.rostering.reading.faults import FaultView
from coop.rostering.reading.rosters import RosterView
from coop.rostering.reading.shifts import ShiftView
from coop.rostering.rules.nouns import Session
from coop.rostering.rules.roster import Load


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a reader wants to see of a roster; `everyone` shows those without a place too."""

    week: date | None = None
    site_id: UUID | None = None
    area_id: UUID | None = None
    sort: str = "name"
    everyone: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A session of a day in which there is work; `hours` is given if all its shifts share them."""

    day: date
    session: Session
    hours: str


@dataclass(frozen=True, slots=True)
class Card:
    """One place on the board."""

    shift: ShiftView
    hours: str
    is_pinned: bool
    is_new: bool
    """Whether members were not told of it yet."""
    is_faulty: bool
    is_elsewhere: bool
    """Whether it lies outside what the reader chose to see."""
    is_absent: bool
    """Whether the member said that they cannot come."""


@dataclass(frozen=True, slots=True)
class Line:
    """One person’s week: their load in the roster, and their cards column by column."""

    person_id: UUID
    name: str
    load: Load
    cells: tuple[tuple[Card, ...], ...]
    places: int


@dataclass(frozen=True, slots=True)
class Chip:
    """How well one shift is covered; `lacks` says in short what it lacks."""

    shift: ShiftView
    hours: str
    there: int
    lacks: tuple[Refusal, ...]
    is_dire: bool
    """Whether it has fewer people than it needs at least."""


@dataclass(frozen=True, slots=True)
class AreaLine:
    """One work area’s week: its shifts column by column."""

    area_id: UUID
    area: str
    site: str
    cells: tuple[tuple[Chip, ...], ...]


@dataclass(frozen=True, slots=True)
class GapView:
    """A shift that lacks something, and what, in sentences."""

    shift: ShiftView
    there: int
    lacks: tuple[Refusal, ...]
    is_dire: bool


@dataclass(frozen=True, slots=True)
class Absent:
    """A member who was told a place and said that they cannot come."""

    shift: ShiftView
    name: str


@dataclass(frozen=True, slots=True)
class BoardView:
    """One week of a roster as its board shows it."""

    roster: RosterView
    chosen: Chosen
    week: date
    weeks: tuple[date, ...]
    columns: tuple[Column, ...]
    areas: tuple[AreaLine, ...]
    people: tuple[Line, ...]
    left_out: int
    """How many people are not shown, because they have no place in what was chosen."""
    gaps: tuple[GapView, ...]
    faults: tuple[FaultView, ...]
    told_faults: tuple[FaultView, ...]
    """Places that members were told and that break a rule now."""
    absent: tuple[Absent, ...]

    @property
    def dire(self) -> tuple[GapView, ...]:
        """Give the gaps without which the work cannot be done."""
        return tuple(gap for gap in self.gaps if gap.is_dire)

"""Counts of members by class, as they may be published: once a quarter, small ones withheld."""

from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from coop.core import clock
from coop.core.db import session
from coop.membership import rulebook
from coop.membership.models.member import ClassMembership, Standing
from coop.membership.reading.cooperative import classes, the_cooperative, today
from coop.membership.reading.facts import ENTRIES
from coop.membership.reading.members import members_on
from coop.membership.rules import ClassCount
from coop.membership.suppression import Published, Quarter, publications

QUARTER_MONTHS = 3


@dataclass(frozen=True, slots=True)
class _Line:
    """The dated steps and classes of one person, in order."""

    steps: tuple[tuple[date, str], ...]
    classes: tuple[tuple[date, UUID], ...]

    def class_on(self, day: date) -> UUID | None:
        """Give the class on the day; None for whoever is not a member then."""
        step = next((what for on, what in reversed(self.steps) if on <= day), "")
        if step not in ENTRIES:
            return None
        return next((which for on, which in reversed(self.classes) if on <= day), None)


def counts_on(day: date) -> Published | None:
    """Give the counts by class in force on a day; None until the first one can be made.

    Names of classes stand for themselves; a withheld number is None (MEM-7, MEM-8).
    """
    ends = list(_quarter_ends(day))
    if not ends:
        return None
    names = {each.id: each.name for each in classes()}
    lines = _lines()
    history = [Quarter(end, _classes_on(end, lines, names)) for end in ends]
    smallest = rulebook.rules_on(day).smallest_cell
    made = publications(history, list(names.values()), smallest)
    return made[-1] if made else None


def next_chance(day: date) -> date:
    """Give the last day of the quarter that the day stands in: a new count may follow it."""
    return _quarter_end(day.year, day.month)


def class_counts() -> list[ClassCount]:
    """Count the classes of today with their flags, for rules that watch a share; never shown."""
    held = Counter(row.class_id for row in members_on(today()))
    return [
        ClassCount(
            frozenset(
                word
                for word, is_so in (
                    ("volunteer", each.is_volunteer),
                    ("disadvantaged", each.is_disadvantaged),
                )
                if is_so
            ),
            held[each.id],
        )
        for each in classes()
    ]


def _classes_on(
    day: date, lines: Mapping[UUID, _Line], names: Mapping[UUID, str]
) -> dict[Hashable, str]:
    """Name the class of every member of that day."""
    held = ((who, line.class_on(day)) for who, line in lines.items())
    return {who: names[class_id] for who, class_id in held if class_id is not None}


def _quarter_ends(day: date) -> Iterator[date]:
    """Give the last day of each quarter from the founding to before the day."""
    house = the_cooperative()
    founded = clock.local(house.founded_at, house.timezone).date()
    end = _quarter_end(founded.year, founded.month)
    while end < day:
        yield end
        next_day = end + timedelta(days=1)
        end = _quarter_end(next_day.year, next_day.month)


def _quarter_end(year: int, month: int) -> date:
    last = month + (-month) % QUARTER_MONTHS
    return date(year, last, monthrange(year, last)[1])


def _lines() -> dict[UUID, _Line]:
    """Read every step and every class of everyone: two questions."""
    steps: dict[UUID, list[tuple[date, str]]] = defaultdict(list)
    belongs: dict[UUID, list[tuple[date, UUID]]] = defaultdict(list)
    asked = select(Standing.member_id, Standing.from_on, Standing.step)
    for who, on, step in session().execute(asked.order_by(Standing.from_on, Standing.recorded_at)):
        steps[who].append((on, step))
    moved = select(ClassMembership.member_id, ClassMembership.from_on, ClassMembership.class_id)
    order = (ClassMembership.from_on, ClassMembership.recorded_at)
    for who, on, class_id in session().execute(moved.order_by(*order)):
        belongs[who].append((on, class_id))
    return {who: _Line(tuple(taken), tuple(belongs[who])) for who, taken in steps.items()}

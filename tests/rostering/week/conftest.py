"""The ground of these tests: a roster that was published a week before it begins."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from tests.builders.membership import Person
from tests.builders.rosters import Working, a_roster, publish_it, put
from tests.remembered import remembered

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Week:
    """A published week: Ada has Monday morning, Ben has Tuesday morning, two more are free."""

    work: Working

    @property
    def ada(self) -> Person:
        """Give who works on Monday morning."""
        return self.work.people[0]

    @property
    def ben(self) -> Person:
        """Give who works on Tuesday morning."""
        return self.work.people[1]

    @property
    def cleo(self) -> Person:
        """Give one who has no shift."""
        return self.work.people[2]

    @property
    def dan(self) -> Person:
        """Give another who has no shift."""
        return self.work.people[3]

    @property
    def monday(self) -> UUID:
        """Give the shift of Monday morning."""
        return self.work.shift(0)

    @property
    def tuesday(self) -> UUID:
        """Give the shift of Tuesday morning."""
        return self.work.shift(1)


@pytest.fixture
def week(app) -> Week:
    """Publish a week in good time: nothing in it is near."""
    return a_published_week()


@remembered
def a_published_week(**other: object) -> Week:
    """Begin a roster of a week, put two people into it, and publish it."""
    work = a_roster(**other)  # type: ignore[arg-type]
    put(work, work.shift(0), work.people[0])
    put(work, work.shift(1), work.people[1])
    publish_it(work)
    return Week(work)


def near(week: Week) -> datetime:
    """Give a moment two days before the week, when every change is short notice."""
    day = week.work.first - 2 * DAY
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)

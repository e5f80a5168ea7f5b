"""What happens in the year, as plain facts: who lives where, who is paid how, who works when.

Nothing here asks the program anything. The sums and the hours of the story come from it, so
that what the program says can be compared with it.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

DAY = timedelta(days=1)
BEGINS, ENDS = date(2026, 4, 1), date(2027, 3, 31)
FOUNDED = date(2026, 1, 5)
OWN_FROM = date(2026, 7, 1)
"""From this day the second prison’s members are paid by the scheme they wrote themselves."""
MORE_FROM = date(2026, 8, 1)
"""From this day plain pay is higher, as a motion decided only in autumn."""
WORKING_DAYS = 5
TURN = 3
LATE_TURN, LATE_MINUTES = 11, 25
SHIFT_MINUTES = 180


class Home(StrEnum):
    """Where somebody lives, by the name of the place; empty is outside."""

    NORTH = "Northgate"
    SOUTH = "Fenwick Road"
    HOSTEL = "Harbour House"
    OUT = ""


AREA = {
    Home.NORTH: "Printing",
    Home.SOUTH: "Washing",
    Home.HOSTEL: "Kitchen",
    Home.OUT: "Bicycles",
}


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody moves on a day, by what the secretary records."""

    day: date
    matter: str
    """transfer, release or recall."""
    home: Home


@dataclass(frozen=True, slots=True)
class Stay:
    """Days in one place under one scheme, both ends included."""

    first: date
    last: date
    home: Home
    scheme: str


@dataclass(frozen=True, slots=True)
class Worker:
    """One member of the story: their place among the sixty, where they began, their moves."""

    place: int
    home: Home
    is_paid: bool = True
    moves: tuple[Move, ...] = ()

    def home_on(self, day: date) -> Home:
        """Give where they live on a day."""
        return next((one.home for one in reversed(self.moves) if one.day <= day), self.home)

    def scheme_on(self, day: date) -> str:
        """Give the code of the scheme by which they are paid on a day; empty: not paid."""
        if not self.is_paid:
            return ""
        return {
            Home.NORTH: "ew-prison",
            Home.SOUTH: "riverside" if day >= OWN_FROM else "ew-prison",
            Home.HOSTEL: "ew-levy",
            Home.OUT: "plain",
        }[self.home_on(day)]

    def works_on(self, day: date) -> bool:
        """Say whether they have a shift on a day."""
        turn = (day.toordinal() + self.place) % TURN == 0
        return self.is_paid and day.weekday() < WORKING_DAYS and turn

    def minutes_on(self, day: date) -> int:
        """Give the minutes of that shift: now and then somebody comes late."""
        is_late = (self.place + day.day) % LATE_TURN == 0
        return SHIFT_MINUTES - (LATE_MINUTES if is_late else 0)

    def stays(self, first: date, last: date) -> list[Stay]:
        """Cut a period wherever the place or the scheme changes."""
        starts = [
            day for day in days(first, last) if day == first or self._on(day) != self._on(day - DAY)
        ]
        ends = [start - DAY for start in starts[1:]] + [last]
        return [Stay(a, b, *self._on(a)) for a, b in zip(starts, ends, strict=True)]

    def _on(self, day: date) -> tuple[Home, str]:
        return self.home_on(day), self.scheme_on(day)


def days(first: date, last: date) -> list[date]:
    """Give every day of a period."""
    return [first + DAY * n for n in range((last - first).days + 1)]


def months() -> list[tuple[date, date]]:
    """Give the first and the last day of each month of the year."""
    firsts = [day for day in days(BEGINS, ENDS) if day.day == 1]
    return [(first, (first + 31 * DAY).replace(day=1) - DAY) for first in firsts]


def moved(place: int, home: Home, *moves: Move) -> Worker:
    """Give a member who moves in the year."""
    return Worker(place, home, moves=moves)


def release(day: date) -> Move:
    """Come home."""
    return Move(day, "release", Home.OUT)


def transfer(day: date, to: Home) -> Move:
    """Be moved to another establishment."""
    return Move(day, "transfer", to)


def recall(day: date, to: Home) -> Move:
    """Be taken back to an establishment."""
    return Move(day, "recall", to)

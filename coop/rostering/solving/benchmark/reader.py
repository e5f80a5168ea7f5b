"""Read the text format of the Shift Scheduling benchmark, and say all its faults at once."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from coop.rostering.solving.benchmark.lines import (
    SECTIONS,
    Faults,
    Line,
    Unreadable,
    quoted,
    sections,
)
from coop.rostering.solving.benchmark.nouns import Cover, Instance, Person, ShiftType, Wish

LONGEST_HORIZON = 5_000
# Sums of weights must fit the tables in which lines are priced.
HEAVIEST = 50_000
HORIZON, SHIFTS, STAFF, DAYS_OFF, ON_REQUESTS, OFF_REQUESTS, COVER = SECTIONS


def read(path: Path) -> Instance:
    """Read a file, or raise `Unreadable` with every fault in it."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable([f"{path.name}: expected plain text in UTF-8."]) from None
    except OSError as error:
        raise Unreadable([f"{path.name}: cannot be read ({error.strerror})."]) from None
    return parse(text, path.name)


def parse(text: str, name: str) -> Instance:
    """Read the text of an instance; the name is only for the faults."""
    faults = Faults(name)
    parts = sections(text, faults)
    reading = _Reading(faults)
    instance = reading.instance(parts)
    if faults.said:
        raise Unreadable(faults.said)
    return instance


@dataclass(slots=True)
class _Reading:
    """The sections of one file being read, in their order; later ones name earlier ones."""

    faults: Faults
    days: int = 0
    shifts: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)

    def instance(self, parts: dict[str, list[Line]]) -> Instance:
        self.days = self._horizon(parts.get(HORIZON, []))
        shifts = tuple(self._shifts(parts.get(SHIFTS, [])))
        staff = self._named(parts.get(STAFF, []), range(8, 9), "person", self.people)
        days_off = self._days_off(parts.get(DAYS_OFF, []))
        return Instance(
            days=self.days,
            shifts=shifts,
            people=tuple(
                self._person(line, frozenset(days_off.get(self.people[line.fields[0]], ())))
                for line in staff
            ),
            wishes=(
                *self._wishes(parts.get(ON_REQUESTS, []), wanted=True),
                *self._wishes(parts.get(OFF_REQUESTS, []), wanted=False),
            ),
            covers=tuple(self._covers(parts.get(COVER, []))),
        )

    def _horizon(self, lines: list[Line]) -> int:
        for extra in lines[1:]:
            self.faults.add(extra.number, "horizon", "one line only", "one more")
        if not lines or not self.faults.has(lines[0], range(1, 2), "horizon"):
            return 1
        return self.faults.number(lines[0], 0, "horizon in days", least=1, most=LONGEST_HORIZON)

    def _named(
        self, lines: list[Line], fields: range, what: str, numbers: dict[str, int]
    ) -> list[Line]:
        """Give numbers to what a section names, so that its own lines may name each other."""
        good = [line for line in lines if self.faults.has(line, fields, what)]
        for line in good:
            self.faults.name_new(line, what, numbers)
        return good

    def _shifts(self, lines: list[Line]) -> Iterator[ShiftType]:
        for line in self._named(lines, range(2, 4), "shift", self.shifts):
            minutes = self.faults.number(line, 1, "minutes", least=1, most=24 * 60)
            followers = _parts("|".join(line.fields[2:]))
            numbers = (
                self.faults.known(line, code, "shift that cannot follow", self.shifts)
                for code in followers
            )
            yield ShiftType(line.fields[0], minutes, frozenset(numbers))

    def _person(self, line: Line, days_off: frozenset[int]) -> Person:
        number = self.faults.number
        return Person(
            code=line.fields[0],
            most_of=self._most_of(line),
            most_minutes=number(line, 2, "most minutes"),
            least_minutes=number(line, 3, "least minutes"),
            most_running=number(line, 4, "most shifts in a row", least=1),
            least_running=number(line, 5, "least shifts in a row"),
            least_off=number(line, 6, "least days off in a row"),
            most_weekends=number(line, 7, "most weekends"),
            days_off=days_off,
        )

    def _most_of(self, line: Line) -> tuple[int, ...]:
        """Read how many of each shift; one that is not named has no limit of its own."""
        most = [self.days] * len(self.shifts)
        for part in _parts(line.fields[1]):
            code, equals, count = (piece.strip() for piece in part.partition("="))
            if not equals:
                self.faults.add(line.number, "most shifts", "SHIFT=NUMBER", quoted(part))
                continue
            shift = self.faults.known(line, code, "shift in most shifts", self.shifts)
            number = self.faults.whole(line, count, f"most shifts of {code}")
            if most:
                most[shift] = number
        return tuple(most)

    def _day(self, line: Line, text: str) -> int:
        return self.faults.whole(line, text, "day", most=self.days - 1)

    def _days_off(self, lines: list[Line]) -> dict[int, set[int]]:
        days_off: dict[int, set[int]] = {}
        for line in lines:
            person = self.faults.known(line, line.fields[0], "person", self.people)
            days = {self._day(line, text) for text in line.fields[1:] if text}
            days_off.setdefault(person, set()).update(days)
        return days_off

    def _wishes(self, lines: list[Line], *, wanted: bool) -> Iterator[Wish]:
        for line in lines:
            if self.faults.has(line, range(4, 5), "request"):
                yield Wish(
                    person=self.faults.known(line, line.fields[0], "person", self.people),
                    day=self._day(line, line.fields[1]),
                    shift=self.faults.known(line, line.fields[2], "shift", self.shifts),
                    weight=self.faults.number(line, 3, "weight", most=HEAVIEST),
                    wanted=wanted,
                )

    def _covers(self, lines: list[Line]) -> Iterator[Cover]:
        for line in lines:
            if self.faults.has(line, range(5, 6), "cover"):
                yield Cover(
                    day=self._day(line, line.fields[0]),
                    shift=self.faults.known(line, line.fields[1], "shift", self.shifts),
                    wanted=self.faults.number(line, 2, "cover"),
                    under=self.faults.number(line, 3, "weight for under", most=HEAVIEST),
                    over=self.faults.number(line, 4, "weight for over", most=HEAVIEST),
                )


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split("|") if part.strip()]

"""The board that all workers share: the best roster so far, its bound, and the time."""

import time
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from threading import Lock

from coop.rostering.solving.benchmark.checker import faults
from coop.rostering.solving.benchmark.desk import Change, Desk
from coop.rostering.solving.benchmark.nouns import Roster

# What lines of their own some people had when a worker began.
Seen = dict[int, tuple[int, ...]]


@dataclass
class Board:
    """One roster that only gets better, laid on by several workers at once."""

    desk: Desk
    began: float
    until: float
    told: Callable[[float, int], None] | None = None
    bound: int | None = None
    legal: bool = False
    busy: set[int] = field(default_factory=set)
    # Whole lines that are legal, for each person the most useful first.
    known: dict[int, list[tuple[int, ...]]] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)
    _stopped: bool = False

    def is_over(self) -> bool:
        """Say whether the time is up, or the roster is proved to be the best."""
        return self._stopped or time.monotonic() >= self.until

    def left(self) -> float:
        """Give the seconds left."""
        return max(0.0, self.until - time.monotonic())

    def snapshot(self) -> Desk:
        """Copy the roster as it is now."""
        with self.lock:
            return Desk(self.desk.facts, self.desk.roster)

    def see(self, people: Iterable[int]) -> Seen:
        """Note what lines some people have now."""
        return {person: tuple(self.desk.roster[person]) for person in people}

    def lay(self, seen: Seen, days: range, changes: Collection[Change]) -> int:
        """Lay changes of these people’s days, if they fit and cost no more; give the gain.

        Lines over the whole horizon always fit. Those over a stretch fit only if the rest
        of the person’s line is still as it was seen.
        """
        with self.lock:
            if any(not self._fits(line, days, person) for person, line in seen.items()):
                return 0
            old = [(person, day, self.desk.roster[person][day]) for person, day, _ in changes]
            before = self.desk.objective
            self.desk.lay(changes)
            if self.desk.objective > before or not all(map(self._is_legal, seen)):
                self.desk.lay(old)
                return 0
            if self.desk.objective < before:
                self._tell()
            return before - self.desk.objective

    def _fits(self, seen: Sequence[int], days: range, person: int) -> bool:
        now = self.desk.roster[person]
        return (
            list(seen[: days.start]) == now[: days.start]
            and list(seen[days.stop :]) == now[days.stop :]
        )

    def _is_legal(self, person: int) -> bool:
        """Check a line apart from the search: one fault must not spoil what others found."""
        instance = self.desk.facts.instance
        codes = [*(shift.code for shift in instance.shifts), ""]
        line = [codes[shift] for shift in self.desk.roster[person]]
        return not any(faults(instance, instance.people[person], line))

    def begin_with(self, roster: Roster) -> None:
        """Take the first legal roster."""
        with self.lock:
            self.desk = Desk(self.desk.facts, roster)
            self.legal = True
            self._tell()

    def prove(self, bound: int) -> None:
        """Note a lower bound; when the roster meets it, there is no more to do."""
        with self.lock:
            self.bound = bound if self.bound is None else max(bound, self.bound)
            self._finish()

    def _tell(self) -> None:
        if self.told:
            self.told(time.monotonic() - self.began, self.desk.objective)
        self._finish()

    def _finish(self) -> None:
        if self.legal and self.bound is not None and self.bound >= self.desk.objective:
            self._stopped = True

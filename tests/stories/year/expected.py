"""What every statement of the year must say, added up from the plan and the figures alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tests.stories.year.figures import given, standing
from tests.stories.year.hours import Hour
from tests.stories.year.plan import Stay, Worker
from tests.stories.year.sums import Pay, Rates, pay_of

Said = tuple[str, str, str, int, dict[str, int], dict[str, int]]
"""A stretch of a statement: its days, its scheme, gross pay, what is taken, and the purses."""


@dataclass(frozen=True, slots=True)
class Due:
    """One member’s pay of a month: a part for each stay."""

    place: int
    parts: tuple[tuple[Stay, Pay], ...]

    @property
    def gross(self) -> int:
        """Give the gross pay of all parts."""
        return sum(pay.gross for _, pay in self.parts)

    @property
    def net(self) -> int:
        """Give the net pay of all parts."""
        return sum(pay.net for _, pay in self.parts)

    def into(self, purse: str) -> int:
        """Give what goes into a purse."""
        return sum(pay.purses.get(purse, 0) for _, pay in self.parts)

    @property
    def says(self) -> list[Said]:
        """Give what the stretches of the statement must say."""
        return [
            (stay.first.isoformat(), stay.last.isoformat(), stay.scheme, pay.gross,
             {code: amount for code, amount in pay.taken.items() if amount}, pay.purses)
            for stay, pay in self.parts
        ]  # fmt: skip


@dataclass(slots=True)
class Year:
    """The year as it goes on: what was saved so far, and what each month came to."""

    workers: Mapping[int, Worker]
    saved: dict[int, int] = field(default_factory=dict)
    due: dict[date, dict[int, Due]] = field(default_factory=dict)
    corrected: dict[date, dict[int, Due]] = field(default_factory=dict)

    @property
    def newest(self) -> dict[date, dict[int, Due]]:
        """Give what each month came to in the end, with what was corrected."""
        return {first: dues | self.corrected.get(first, {}) for first, dues in self.due.items()}

    def month(
        self, first: date, last: date, hours: Sequence[Hour], rates: Rates | None = None
    ) -> dict[int, Due]:
        """Add a month up for everybody, and remember what they saved in it."""
        found = {}
        for place, worker in self.workers.items():
            mine = [one for one in hours if one.place == place]
            due = self._due(worker, first, last, mine, rates)
            if due.parts:
                found[place] = due
                self.saved[place] = self.saved.get(place, 0) + due.into("savings")
        self.due[first] = found
        return found

    def again(self, first: date, last: date, hours: Sequence[Hour], rates: Rates) -> dict[int, Due]:
        """Add a month up again at other rates; give only those for whom it comes to more."""
        found = {}
        for place, before in self.due[first].items():
            mine = [one for one in hours if one.place == place]
            due = self._due(self.workers[place], first, last, mine, rates)
            if due.gross != before.gross:
                found[place] = due
                more = due.into("savings") - before.into("savings")
                self.saved[place] = self.saved[place] + more
        self.corrected[first] = found
        return found

    def _due(
        self, worker: Worker, first: date, last: date, hours: Sequence[Hour], rates: Rates | None
    ) -> Due:
        parts = []
        saved = self.saved.get(worker.place, 0)
        for stay in worker.stays(first, last):
            if not stay.scheme:
                continue
            inside = [one for one in hours if stay.first <= one.falls_on <= stay.last]
            figures = {**standing(worker, stay.scheme), **given(worker, first, last)}
            pay = pay_of(stay, inside, figures, saved, rates)
            saved += pay.purses.get("savings", 0)
            parts.append((stay, pay))
        return Due(worker.place, tuple(parts))

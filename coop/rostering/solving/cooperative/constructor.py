"""A first roster at once, always legal: scarce shifts first, supervisors before the others.

It knows no rule of its own: it asks the programme’s hard rows whether one more place fits.
"""

from dataclasses import dataclass

import numpy as np

from coop.rostering.solving.cooperative.model import Model
from coop.rostering.solving.programme import Programme
from coop.rostering.solving.table import Numbers, spans

FAR = 1000
LIKED = 40
"""How many thousandths of a fair share one step of a wish is worth."""


class Room:
    """What room each hard row has left, and which rows each unknown stands in."""

    def __init__(self, programme: Programme) -> None:
        starts, unknowns, weights = programme.limits.columns()
        rows = np.repeat(np.arange(len(programme.limits), dtype=np.int64), np.diff(starts))
        order = np.argsort(unknowns, kind="stable")
        counts = np.bincount(unknowns, minlength=programme.size)
        self._at = np.concatenate(([0], np.cumsum(counts)))
        self._rows, self._weights = rows[order], weights[order]
        self._left = programme.bounds()[1].copy()

    def fits(self, unknowns: Numbers) -> Numbers:
        """Give those of some unknowns that could each be set now without breaking a row."""
        begin, end = self._at[unknowns], self._at[unknowns + 1]
        terms = spans(begin, end)
        weights = self._weights[terms]
        tight = (weights > 0) & (weights > self._left[self._rows[terms]])
        which = np.repeat(np.arange(len(unknowns), dtype=np.int64), end - begin)
        shut = np.zeros(len(unknowns), dtype=np.bool_)
        shut[which[tight]] = True
        return np.asarray(unknowns[~shut], dtype=np.int64)

    def take(self, unknown: int) -> None:
        """Set an unknown: its rows have less room from now on."""
        terms = slice(self._at[unknown], self._at[unknown + 1])
        np.subtract.at(self._left, self._rows[terms], self._weights[terms])


@dataclass(frozen=True, slots=True)
class Task:
    """A shift to be filled: who could come, and who of them must come first."""

    unknowns: Numbers
    first: Numbers
    firsts: int
    least: int
    wanted: int


class Constructor:
    """Fills shifts one after another."""

    def __init__(self, model: Model) -> None:
        self._model, self._pairs = model, model.pairs
        self._room = Room(model.programme)
        self._values = [False] * model.programme.size
        self._taken = np.zeros(model.sheet.count[1], dtype=np.int64)
        self._got = np.zeros(model.sheet.count[0], dtype=np.int64)
        self._fair = np.maximum(np.array(model.goals.fair, dtype=np.int64), 1)
        self._worth = self._wishes()
        shut = [unknown for unknown, value in model.programme.fixed.items() if not value]
        self._shut = np.zeros(model.programme.size, dtype=np.bool_)
        self._shut[shut] = True

    def build(self) -> list[bool]:
        """Set what is pinned, then the supervisors, then the least of each shift, then the rest."""
        firsts = self._model.restdays.first.items()
        for unknown, value in [*firsts, *self._model.programme.fixed.items()]:
            if value:
                self._set(unknown)
        tasks = [self._task(column) for column in range(self._model.sheet.count[1])]
        order = sorted(range(len(tasks)), key=lambda n: _scarcity(tasks[n]))
        for column in order:
            task = tasks[column]
            self._fill(column, task.first, task.firsts)
        for column in order:
            self._fill(column, tasks[column].unknowns, tasks[column].least)
        for column in order:
            self._fill(column, tasks[column].unknowns, tasks[column].wanted)
        self._model.restdays.complete(self._values)
        return self._values

    def _task(self, column: int) -> Task:
        shift = self._model.sheet.shifts[column]
        unknowns = self._pairs.of_column(column)
        unknowns = unknowns[~self._shut[unknowns]]
        rule = shift.supervision
        first, firsts = unknowns[:0], 0
        if rule:
            others = max(shift.wanted, shift.least) - rule.least
            more = -(-max(0, others - rule.ratio * rule.least) // (rule.ratio + 1))
            first = unknowns[self._model.shifts.holders(rule.skill, unknowns)]
            firsts = rule.least + more
        for need in shift.needs:
            first = unknowns[self._model.shifts.holders(need.skill, unknowns)]
            firsts = max(firsts, need.count)
        return Task(unknowns, first, firsts, shift.least, max(shift.wanted, shift.least))

    def _fill(self, column: int, unknowns: Numbers, most: int) -> None:
        """Take the people who have least of their share, one by one, while any fits."""
        while self._taken[column] < most:
            free = self._room.fits(unknowns)
            free = free[[not self._values[unknown] for unknown in free.tolist()]]
            if not len(free):
                return
            rows = self._pairs.rows[free]
            filled = FAR * self._got[rows] // self._fair[rows] - self._worth[free]
            self._set(int(free[np.argmin(filled)]))

    def _set(self, unknown: int) -> None:
        self._values[unknown] = True
        self._room.take(unknown)
        if unknown < self._pairs.size:
            column = self._pairs.columns[unknown]
            self._taken[column] += 1
            self._got[self._pairs.rows[unknown]] += self._model.sheet.quarters[column]

    def _wishes(self) -> Numbers:
        """Give what a place is worth beyond fairness: the wishes, and staying as it was."""
        costs = self._model.programme.costs()
        return np.asarray(-LIKED * costs, dtype=np.int64)


def _scarcity(task: Task) -> tuple[int, int]:
    """Order shifts by how many could come for each place that must be filled."""
    most = max(1, task.wanted)
    return FAR * len(task.unknowns) // most, len(task.first)

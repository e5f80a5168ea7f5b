"""A roster woven from whole lines: prices draw out good lines, a mixture picks among them.

Prices say what one more person in each cell is worth. Each person answers with their best
line at those prices; the mixture of all lines known gives better prices. When it has
settled, the lines with the greatest shares are fixed a few at a time.
"""

import time
from collections.abc import Iterable

import numpy as np

from coop.rostering.solving.benchmark.board import Board
from coop.rostering.solving.benchmark.mix import Mix, Solved
from coop.rostering.solving.benchmark.nouns import OFF
from coop.rostering.solving.benchmark.pricing import Costs
from coop.rostering.solving.benchmark.task import FINE, Line, Prices, Task

# How far prices move in one round of the auction for one person too few.
STEP = 3.0
FIRST_PRICE = 2.0
# How much of the best prices so far is kept, so that prices do not jump about.
KEPT = 0.5
SURE = 0.97
MENDING_ROUNDS, FEW = 6, 40


class Weaving:
    """One task being woven; `lines` is the roster of the task as it stands."""

    def __init__(self, task: Task, until: float, board: Board) -> None:
        self.task, self._until, self._board = task, until, board
        self.lines = dict(task.now)
        self._cover = task.cover(self.lines.values())
        self.mix = Mix(task)
        self.bound: int | None = None
        self.latest: Prices | None = None
        self._center: Prices | None = None
        self._best_bound = -(2**62)
        for person, line in self.lines.items():
            self.mix.add(person, line)

    def until(self, moment: float) -> None:
        """Let what follows have an end of its own, by the monotonic clock."""
        self._until = moment

    def _left(self) -> float:
        return min(self._until - time.monotonic(), self._board.left())

    def _is_over(self) -> bool:
        return self._board.is_over() or self._left() <= 0

    def cheapest(self, person: int, count: int) -> list[Line]:
        """Give the lines of a person that are cheapest at the latest prices."""
        lines = list(self.mix.lines[person])
        prices = self.latest if self.latest is not None else np.zeros(self.task.wanted.shape)
        # A day off reads the last column, which costs nothing.
        costs = np.pad(self.task.wishes[person] - prices, ((0, 0), (0, 1)))
        worth = costs[np.arange(len(self.task.days)), np.array(lines)].sum(axis=1)
        return [lines[place] for place in np.argsort(worth)[:count].tolist()]

    def know(self, person: int, lines: Iterable[Line]) -> None:
        """Take over lines that are known to be legal."""
        for line in lines:
            self.mix.add(person, line)

    def respond(self, people: Iterable[int]) -> bool:
        """Let each person in turn take their best line among all others’; say if any did."""
        changed = False
        for person in people:
            if self._is_over():
                break
            changed |= self._respond(person)
        return changed

    def _respond(self, person: int) -> bool:
        task, old = self.task, self.lines[person]
        self._count(old, -1)
        worth = np.where(self._cover < task.wanted, task.under, -task.over).astype(np.int32)
        _, line = task.best(person, (task.wishes[person] - worth) * FINE)
        better = line if line and self._gains(person, line, worth) else old
        self._count(better, 1)
        self.lines[person] = better
        self.mix.add(person, better)
        return better != old

    def _gains(self, person: int, line: Line, worth: Costs) -> bool:
        now = self.lines[person]
        return self._cost(person, line, worth) < self._cost(person, now, worth)

    def _cost(self, person: int, line: Line, worth: Costs) -> int:
        covered = sum(int(worth[cell]) for cell in enumerate(line) if cell[1] != OFF)
        return self.task.wish_cost(person, line) - covered

    def _count(self, line: Line, by: int) -> None:
        for cell in enumerate(line):
            if cell[1] != OFF:
                self._cover[cell] += by

    def auction(self, rounds: int) -> None:
        """Let prices rise where people are missing and fall where there are too many."""
        task, cover = self.task, self._cover.copy()
        lines, prices = dict(self.lines), np.full(cover.shape, FIRST_PRICE)
        step = STEP / len(task.people)
        for _ in range(rounds):
            for person in task.people:
                if self._is_over():
                    return
                _, line = task.best(person, task.wishes[person] * FINE - task.fine(prices))
                if line is not None:
                    self.mix.add(person, line)
                    cover += task.cover([line]) - task.cover([lines[person]])
                    lines[person] = line
                prices = np.clip(prices + step * (task.wanted - cover), -task.over, task.under)

    def generate(self, rounds: int) -> Solved | None:
        """Add lines until the mixture cannot gain from any, or the rounds are over."""
        solved = self._solve()
        for _ in range(rounds):
            if solved is None or self._is_over():
                break
            self.latest = solved.prices
            new = self._price(solved, self.task.people)
            better = self._solve()
            solved = better or solved
            if not new or better is None or better.cost - self._best_bound / FINE < 1:
                break
        return solved

    def _solve(self) -> Solved | None:
        return self.mix.solve(self._left())

    def _price(self, solved: Solved, people: Iterable[int]) -> int:
        """Ask people for their best lines at smoothed prices; give how many were new."""
        kept = solved.prices if self._center is None else self._center
        fine = self.task.fine(KEPT * kept + (1 - KEPT) * solved.prices)
        values, new, asked = 0, 0, 0
        for person in people:
            if self._is_over():
                break
            value, line = self.task.best(person, self.task.wishes[person] * FINE - fine)
            values, asked = values + value, asked + 1
            new += line is not None and self.mix.add(person, line)
        if asked == len(self.task.people):
            self._note_bound(self.task.bound(values, fine), fine)
        return new

    def _note_bound(self, bound: int, fine: Costs) -> None:
        """Keep the best bound, and the prices that proved it."""
        if bound > self._best_bound or self._center is None:
            self._center = fine / FINE
        if bound > self._best_bound:
            self._best_bound = bound
            self.bound = -(-bound // FINE)

    def dive(self, solved: Solved, step: float) -> bool:
        """Fix the surest lines a few at a time; say whether everybody has one."""
        todo, center = set(self.task.people), self._center
        took = 0.0
        while todo and not self._is_over():
            began = time.monotonic()
            # Greater steps when the time is short: half a dive is worth nothing.
            share = max(step, took / max(took, self._left()))
            for person, line in _surest(solved, todo, max(1, round(share * len(todo)))):
                self.mix.fix(person, line)
                self._count(self.lines[person], -1)
                self.lines[person] = line
                self._count(line, 1)
                todo.discard(person)
            mended = self._mend(solved.cost, todo) if todo else None
            if mended is None:
                break
            solved, took = mended, time.monotonic() - began
        self._center = center
        return not todo

    def _mend(self, cost: float, todo: set[int]) -> Solved | None:
        """After some lines are fixed, look for others that make up for it."""
        solved, self._center = self._solve(), None
        for _ in range(MENDING_ROUNDS if len(todo) < FEW else 1):
            if solved is None or not self._price(solved, sorted(todo)):
                break
            before, solved = solved.cost, self._solve()
            if solved is None or solved.cost < cost + 1 or solved.cost > before - 0.5:
                break
        return solved


def _surest(solved: Solved, todo: set[int], count: int) -> list[tuple[int, Line]]:
    """Choose the lines with the greatest shares: the nearly whole ones, but some in any case."""
    best = []
    for person in todo:
        share, line = solved.surest(person)
        best.append((share, person, line))
    best.sort(reverse=True)
    return [
        (person, line)
        for place, (share, person, line) in enumerate(best)
        if place < count or share > SURE
    ]

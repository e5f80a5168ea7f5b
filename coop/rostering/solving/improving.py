"""Bettering a roster piece by piece, with one or more workers side by side."""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Lock

import numpy as np

from coop.rostering.solving import cpsat
from coop.rostering.solving.nouns import (
    Found,
    Learner,
    Limits,
    Neighbourhoods,
    Progress,
    Stop,
    Watch,
)
from coop.rostering.solving.piece import Piece, cut
from coop.rostering.solving.programme import Programme, as_numbers
from coop.rostering.solving.table import Numbers

TOO_SHORT = 0.05
# A neighbourhood that is empty so often in a row has nothing left to offer.
PATIENCE = 100


@dataclass(frozen=True, slots=True)
class Ears:
    """Who is told and who is asked while a roster is being bettered."""

    watch: Watch | None = None
    stop: Stop | None = None


class Improving:
    """A roster being bettered: the best so far, and the rounds that worked on it."""

    def __init__(self, programme: Programme, start: Sequence[bool], limits: Limits) -> None:
        self._began = time.monotonic()
        self._programme, self._limits, self._ears = programme, limits, Ears()
        self._learner: Learner | None = None
        self._values = as_numbers(start)
        self._objective = programme.objective(start)
        self._round, self._work, self._empty, self._stopped = 0, 0.0, 0, False
        self._lock = Lock()
        self._loose = np.ones(programme.size, dtype=np.bool_)
        self._loose[list(programme.fixed)] = False

    def run(self, neighbourhoods: Neighbourhoods, ears: Ears) -> Found:
        """Work until the time is up, somebody stops it, or nothing is set free any more."""
        self._ears = ears
        self._learner = neighbourhoods if isinstance(neighbourhoods, Learner) else None
        # Two workers end in an order that nobody can repeat.
        count = 1 if self._limits.repeatable else max(1, self._limits.workers)
        with ThreadPoolExecutor(count) as crew:
            shifts = [crew.submit(self._work_on, neighbourhoods) for _ in range(count)]
            for shift in shifts:
                shift.result()
        values = [value > 0 for value in self._values.tolist()]
        objective = self._programme.objective(values)
        return Found(values, objective, None, self._seconds(), proved=False)

    def _work_on(self, neighbourhoods: Neighbourhoods) -> None:
        while not self._is_over():
            with self._lock:
                self._round += 1
                number, before = self._round, self._values.copy()
                chosen = neighbourhoods(number, (before > 0).tolist())
            free = np.unique(np.fromiter(chosen, dtype=np.int64))
            free = free[self._loose[free]]
            self._empty = 0 if len(free) else self._empty + 1
            if len(free):
                self._try(number, cut(self._programme, before, free))

    def _is_over(self) -> bool:
        spent = self._work if self._limits.repeatable else self._seconds()
        asked = self._ears.stop is not None and self._ears.stop()
        out_of_time = spent > self._limits.seconds - TOO_SHORT
        return self._stopped or asked or out_of_time or self._empty > PATIENCE

    def _try(self, number: int, piece: Piece) -> None:
        began = time.monotonic()
        spent = self._work if self._limits.repeatable else self._seconds()
        effort = cpsat.Effort(
            seconds=min(self._limits.piece, self._limits.seconds - spent),
            seed=self._limits.seed + number,
            repeatable=self._limits.repeatable,
        )
        answer = cpsat.solve(piece, effort, hint=piece.now, stop=self._ears.stop)
        with self._lock:
            # A piece with nothing to do must still use up some of the count of work.
            self._work += max(answer.work, TOO_SHORT / 10)
            gain = self._lay_in(piece, answer.chosen)
            if self._learner:
                self._learner.learn(number, gain, time.monotonic() - began)

    def _lay_in(self, piece: Piece, chosen: list[bool] | None) -> int:
        """Lay a piece into the roster of this moment; others may have changed it since."""
        if chosen is None or chosen == piece.now:
            return 0
        free = np.array(piece.unknowns, dtype=np.int64)
        there = cut(self._programme, self._values, free)
        gain = there.price(there.now) - there.price(chosen)
        if gain < 0 or not there.keeps(chosen):
            return 0
        self._values[free] = as_numbers(chosen)
        self._objective -= gain
        if gain > 0:
            self._tell(self._values)
        return gain

    def _tell(self, values: Numbers) -> None:
        progress = Progress(self._seconds(), self._objective, None)
        watch = self._ears.watch
        if watch and not watch(progress, (values > 0).tolist()):
            self._stopped = True

    def _seconds(self) -> float:
        return time.monotonic() - self._began

"""Two ways to a good roster: the whole programme at once, or piece by piece."""

import time
from collections.abc import Sequence

import numpy as np

from coop.rostering.solving import cpsat
from coop.rostering.solving.improving import Ears, Improving
from coop.rostering.solving.nouns import (
    Found,
    Limits,
    Neighbourhoods,
    Progress,
    Stop,
    Watch,
)
from coop.rostering.solving.piece import cut
from coop.rostering.solving.programme import Programme, as_numbers

__all__ = ["Found", "Limits", "Progress", "Stop", "Watch", "improve", "solve_whole"]

# A strong linear relaxation proves a roster; only then do the tighter bounds pay.
PROVING = ("max_lp", "objective_lb_search")


def solve_whole(
    programme: Programme, limits: Limits, *, start: Sequence[bool] | None = None,
    watch: Watch | None = None, stop: Stop | None = None,
) -> Found:  # fmt: skip
    """Solve a programme as one model; the start is only a hint and may break rows."""
    return _Whole(programme, start, watch).solve(limits, stop)


def improve(
    programme: Programme, start: Sequence[bool], neighbourhoods: Neighbourhoods, limits: Limits,
    *, watch: Watch | None = None, stop: Stop | None = None,
) -> Found:  # fmt: skip
    """Better a roster piece by piece; the start must keep every hard row.

    Each worker takes the next neighbourhood, solves that piece alone, and lays its answer
    into the roster of that moment if all rows still hold and it costs no more. Neighbourhoods
    that can `learn` are told what each round brought.
    """
    if programme.broken(start):
        raise ValueError("A search piece by piece needs a start that keeps every hard row.")
    return Improving(programme, start, limits).run(neighbourhoods, Ears(watch, stop))


class _Whole:
    """A whole programme, its pins aside, as one piece."""

    def __init__(
        self, programme: Programme, start: Sequence[bool] | None, watch: Watch | None
    ) -> None:
        self._began = time.monotonic()
        self._programme, self._watch, self._has_start = programme, watch, start is not None
        self._values = as_numbers(start or [False] * programme.size)
        for unknown, value in programme.fixed.items():
            self._values[unknown] = int(value)
        pins = np.array(sorted(programme.fixed), dtype=np.int64)
        self._free = np.setdiff1d(np.arange(programme.size), pins)
        self._piece = cut(programme, self._values, self._free)
        priced = programme.objective(self._whole(self._piece.now))
        # What the pins cost on their own is no business of the solver’s.
        self._aside = priced - self._piece.price(self._piece.now)

    def solve(self, limits: Limits, stop: Stop | None) -> Found:
        """Solve it within what is left of the time."""
        effort = cpsat.Effort(
            seconds=limits.seconds - (0 if limits.repeatable else self._seconds()),
            workers=limits.workers,
            seed=limits.seed,
            repeatable=limits.repeatable,
            strategies=PROVING if limits.workers > 1 else (),
            linear=2,
        )
        hint = self._piece.now if self._has_start else None
        better = self._tell if self._watch else None
        answer = cpsat.solve(self._piece, effort, hint=hint, better=better, stop=stop)
        values = None if answer.chosen is None else self._whole(answer.chosen)
        return Found(
            values=values,
            objective=None if values is None else self._programme.objective(values),
            bound=self._lifted(answer.bound),
            seconds=self._seconds(),
            proved=answer.proved,
        )

    def _tell(self, chosen: list[bool], bound: int | None) -> bool:
        values = self._whole(chosen)
        objective = self._programme.objective(values)
        progress = Progress(self._seconds(), objective, self._lifted(bound))
        return self._watch is None or self._watch(progress, values)

    def _whole(self, chosen: Sequence[bool]) -> list[bool]:
        self._values[self._free] = as_numbers(chosen)
        return [value > 0 for value in self._values.tolist()]

    def _lifted(self, bound: int | None) -> int | None:
        return None if bound is None else bound + self._aside

    def _seconds(self) -> float:
        return time.monotonic() - self._began

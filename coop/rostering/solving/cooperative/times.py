"""Spans as numbers: many of them are asked at once whether they hold or overlap others."""

from collections.abc import Iterable
from datetime import UTC, datetime

import numpy as np
import numpy.typing as npt

from coop.rostering.rules.nouns import Span
from coop.rostering.solving.table import Numbers

Flags = npt.NDArray[np.bool_]
START = datetime(2000, 1, 1, tzinfo=UTC)
SECONDS = 86_400


def second(at: datetime) -> int:
    """Count the seconds from a fixed day in the past, exactly."""
    passed = at - START
    return passed.days * SECONDS + passed.seconds


class Times:
    """Some spans, merged where they touch."""

    def __init__(self, spans: Iterable[Span]) -> None:
        merged: list[list[int]] = []
        for start, end in sorted((second(span.start), second(span.end)) for span in spans):
            if merged and start <= merged[-1][1]:
                merged[-1][1] = max(end, merged[-1][1])
            else:
                merged.append([start, end])
        both = np.array(merged, dtype=np.int64).reshape(-1, 2)
        self._starts, self._ends = both[:, 0], both[:, 1]

    def overlap(self, starts: Numbers, ends: Numbers) -> Flags:
        """Say for each asked span whether any of these shares a moment with it."""
        if not len(self._starts):
            return np.zeros(len(starts), dtype=np.bool_)
        first = np.searchsorted(self._ends, starts, side="right")
        there = first < len(self._starts)
        reach = self._starts[np.minimum(first, len(self._starts) - 1)]
        return np.asarray(there & (reach < ends), dtype=np.bool_)

    def hold(self, starts: Numbers, ends: Numbers) -> Flags:
        """Say for each asked span whether it lies wholly within these."""
        if not len(self._starts):
            return np.zeros(len(starts), dtype=np.bool_)
        last = np.searchsorted(self._starts, starts, side="right") - 1
        reach = self._ends[np.maximum(last, 0)]
        return np.asarray((last >= 0) & (reach >= ends), dtype=np.bool_)

"""Rows of whole numbers kept tightly: a roster of a year has millions of terms."""

from array import array
from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Numbers: TypeAlias = npt.NDArray[np.int64]
Term: TypeAlias = tuple[int, int]


class Table:
    """Weighted sums of unknowns, one a row; grows row by row, is read all at once."""

    def __init__(self) -> None:
        self._starts = array("q", [0])
        self._unknowns = array("q")
        self._weights = array("q")
        self._read: tuple[Numbers, Numbers, Numbers] | None = None
        self._where: tuple[Numbers, Numbers] | None = None

    def __len__(self) -> int:
        return len(self._starts) - 1

    def add(self, terms: Sequence[Term]) -> None:
        """Write one more row of (unknown, weight)."""
        self._read = self._where = None
        for unknown, weight in terms:
            self._unknowns.append(unknown)
            self._weights.append(weight)
        self._starts.append(len(self._unknowns))

    def columns(self) -> tuple[Numbers, Numbers, Numbers]:
        """Give where each row starts, and all unknowns and weights in one line."""
        if self._read is None:
            self._read = (
                np.array(self._starts, dtype=np.int64),
                np.array(self._unknowns, dtype=np.int64),
                np.array(self._weights, dtype=np.int64),
            )
        return self._read

    def sums(self, values: Numbers) -> Numbers:
        """Give the weighted sum of every row."""
        starts, unknowns, weights = self.columns()
        running = np.concatenate(([0], np.cumsum(weights * values[unknowns])))
        return np.asarray(running[starts[1:]] - running[starts[:-1]], dtype=np.int64)

    def touching(self, unknowns: Numbers, size: int) -> Numbers:
        """Name the rows in which any of these unknowns stands, in order."""
        starts, rows = self._transposed(size)
        found = spans(starts[unknowns], starts[unknowns + 1])
        return np.asarray(np.unique(rows[found]), dtype=np.int64)

    def _transposed(self, size: int) -> tuple[Numbers, Numbers]:
        if self._where is None or len(self._where[0]) != size + 1:
            starts, unknowns, _ = self.columns()
            rows = np.repeat(np.arange(len(self), dtype=np.int64), np.diff(starts))
            order = np.argsort(unknowns, kind="stable")
            counts = np.bincount(unknowns, minlength=size)
            self._where = (np.concatenate(([0], np.cumsum(counts))), rows[order])
        return self._where


def spans(starts: Numbers, ends: Numbers) -> Numbers:
    """Give every place from each start up to its end, one span after another."""
    lengths = ends - starts
    total = int(lengths.sum())
    before = np.cumsum(lengths) - lengths
    places: Numbers = np.arange(total, dtype=np.int64) + np.repeat(starts - before, lengths)
    return places

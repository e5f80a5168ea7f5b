"""Who may stand in which shift: the legal pairs, numbered, and for all others the reasons."""

from collections.abc import Collection
from uuid import UUID

import numpy as np

from coop.rostering.rules.reasons import Reason
from coop.rostering.solving.cooperative.fitting import BITS, Fitting
from coop.rostering.solving.cooperative.sheet import Sheet
from coop.rostering.solving.cooperative.times import Flags
from coop.rostering.solving.table import Numbers


class Pairs:
    """Legal pairs of a person and a shift; the number of a pair is its unknown.

    A pinned pair is always among them: it stays, whatever may be said against it.
    """

    def __init__(self, sheet: Sheet, only: Collection[tuple[UUID, UUID]] | None = None) -> None:
        """Ask for everybody; `only` these pairs (shift, person) are taken, if any are named."""
        self.fitting = Fitting(sheet)
        self.bits = np.zeros(sheet.count, dtype=np.int32)
        ways = np.zeros(sheet.count, dtype=np.int32)
        for row, person in enumerate(sheet.people):
            self.bits[row], ways[row] = self.fitting.reasons(person)
        legal = self.bits == 0
        if only is not None:
            legal &= _named(sheet, only)
        self.pinned = [
            sheet.pair(place)
            for place in sheet.facts.places
            if place.pinned and place.person in sheet.row and place.shift in sheet.column
        ]
        for row, column in self.pinned:
            legal[row, column] = True
        self.rows, self.columns = (np.asarray(each, dtype=np.int64) for each in np.nonzero(legal))
        self.size = len(self.rows)
        self.ways = ways[self.rows, self.columns].astype(np.int64)
        self._numbers = np.full(sheet.count, -1, dtype=np.int32)
        self._numbers[self.rows, self.columns] = np.arange(self.size)
        self._starts = np.searchsorted(self.rows, np.arange(sheet.count[0] + 1))
        self._by_column = np.argsort(self.columns, kind="stable")
        ends = np.arange(sheet.count[1] + 1)
        self._column_starts = np.searchsorted(self.columns[self._by_column], ends)

    def number(self, row: int, column: int) -> int:
        """Give the unknown of a pair, or -1."""
        return int(self._numbers[row, column])

    def numbers_of_row(self, row: int) -> Numbers:
        """Give for every shift the unknown of its pair with a person, or -1."""
        return np.asarray(self._numbers[row], dtype=np.int64)

    def unknowns_of_row(self, row: int) -> Numbers:
        """Give the unknowns of a person, shift by shift."""
        return np.arange(self._starts[row], self._starts[row + 1])

    def of_row(self, row: int) -> Numbers:
        """Give the shifts in which a person may stand."""
        return self.columns[self._starts[row] : self._starts[row + 1]]

    def of_column(self, column: int) -> Numbers:
        """Give the unknowns of a shift, person by person."""
        part = slice(self._column_starts[column], self._column_starts[column + 1])
        return self._by_column[part]

    def reasons(self, row: int, column: int) -> list[Reason]:
        """Say what stands between a person and a shift, in the order in which people are told."""
        bits = int(self.bits[row, column])
        return [reason for reason, bit in BITS.items() if bits & bit]


def _named(sheet: Sheet, only: Collection[tuple[UUID, UUID]]) -> Flags:
    named = np.zeros(sheet.count, dtype=np.bool_)
    for shift, person in only:
        named[sheet.row[person], sheet.column[shift]] = True
    return named

"""A piece of a programme: some unknowns are free, all others stay as they are."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from coop.rostering.solving.programme import Miss, Programme
from coop.rostering.solving.table import Numbers, Table, spans


@dataclass(frozen=True, slots=True)
class Row:
    """A weighted sum over the free unknowns, by their place in the piece."""

    places: list[int]
    weights: list[int]


@dataclass(frozen=True, slots=True)
class Bound:
    """A hard row: what the free part of its sum must stay between."""

    row: Row
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Aim:
    """A soft row; `done` is what the unknowns that stay already bring."""

    row: Row
    miss: Miss
    done: int


@dataclass(frozen=True, slots=True)
class Piece:
    """What is free, what it costs, and the rows it must keep; `now` is how it stands."""

    unknowns: list[int]
    now: list[bool]
    costs: list[int]
    bounds: list[Bound]
    aims: list[Aim]

    def price(self, chosen: list[bool]) -> int:
        """Price a choice of the free unknowns, with all rows that they touch."""
        linear = sum(cost for cost, value in zip(self.costs, chosen, strict=True) if value)
        return linear + sum(aim.miss.cost(aim.done + total(aim.row, chosen)) for aim in self.aims)

    def keeps(self, chosen: list[bool]) -> bool:
        """Say whether a choice of the free unknowns keeps every hard row of the piece."""
        return all(bound.least <= total(bound.row, chosen) <= bound.most for bound in self.bounds)


def total(row: Row, chosen: list[bool]) -> int:
    """Add up a row."""
    return sum(
        weight for place, weight in zip(row.places, row.weights, strict=True) if chosen[place]
    )


def cut(programme: Programme, values: Numbers, free: Numbers) -> Piece:
    """Cut out the free unknowns with every row that touches them."""
    place = np.full(programme.size, -1, dtype=np.int64)
    place[free] = np.arange(len(free))
    return Piece(
        unknowns=free.tolist(),
        now=(values[free] > 0).tolist(),
        costs=programme.costs()[free].tolist(),
        bounds=list(_bounds(programme, values, place, free)),
        aims=list(_aims(programme, values, place, free)),
    )


def _bounds(
    programme: Programme, values: Numbers, place: Numbers, free: Numbers
) -> Iterator[Bound]:
    least, most = programme.bounds()
    rows = programme.limits.touching(free, programme.size)
    parts = _Parts(programme.limits, rows, values, place)
    low, high = least[rows] - parts.done, most[rows] - parts.done
    # A row that no choice can break only costs time.
    alive = np.flatnonzero((parts.lowest < low) | (parts.highest > high))
    for number in alive.tolist():
        yield Bound(parts.row(number), int(low[number]), int(high[number]))


def _aims(programme: Programme, values: Numbers, place: Numbers, free: Numbers) -> Iterator[Aim]:
    rows = programme.misses.touching(free, programme.size)
    parts = _Parts(programme.misses, rows, values, place)
    for number, (row, done) in enumerate(zip(rows.tolist(), parts.done.tolist(), strict=True)):
        yield Aim(parts.row(number), programme.aims[row], done)


class _Parts:
    """The free terms of some rows, and what the terms that stay add up to."""

    def __init__(self, table: Table, rows: Numbers, values: Numbers, place: Numbers) -> None:
        starts, unknowns, weights = table.columns()
        begin, end = starts[rows], starts[rows + 1]
        terms = spans(begin, end)
        which = np.repeat(np.arange(len(rows), dtype=np.int64), end - begin)
        at, weight = place[unknowns[terms]], weights[terms]
        stays = at < 0
        self.done = _sums(which[stays], (weight * values[unknowns[terms]])[stays], len(rows))
        which, weight, self._places = which[~stays], weight[~stays], at[~stays].tolist()
        self.lowest = _sums(which, np.minimum(weight, 0), len(rows))
        self.highest = _sums(which, np.maximum(weight, 0), len(rows))
        self._weights = weight.tolist()
        self._ends = np.searchsorted(which, np.arange(len(rows) + 1)).tolist()

    def row(self, number: int) -> Row:
        """Give the free terms of one row."""
        part = slice(self._ends[number], self._ends[number + 1])
        return Row(self._places[part], self._weights[part])


def _sums(which: Numbers, amounts: Numbers, count: int) -> Numbers:
    # Adding at places is exact; a weighted bincount would go through floats.
    sums = np.zeros(count, dtype=np.int64)
    np.add.at(sums, which, amounts)
    return sums

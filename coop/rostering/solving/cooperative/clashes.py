"""Which shifts one person cannot both work: one place at a time, and rest (ROS-3, ROS-4).

Pairs that exclude each other are gathered into cliques, of which at most one may be a place:
fewer rows, and a far stronger relaxation than pair by pair. People with the same way to the
same shifts share their cliques, so that these are found only once.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from coop.rostering.solving.cooperative.times import Flags
from coop.rostering.solving.table import Numbers

DAY = 1440 * 60


@dataclass(frozen=True, slots=True)
class Turns:
    """Stretches of work as numbers: seconds, days, sites, and the seconds of the way there."""

    starts: Numbers
    ends: Numbers
    days: Numbers
    sites: Numbers
    ways: Numbers
    counted: Flags

    def take(self, which: Numbers) -> "Turns":
        """Give some of them."""
        return Turns(
            self.starts[which], self.ends[which], self.days[which],
            self.sites[which], self.ways[which], self.counted[which],
        )  # fmt: skip


def exclude(some: Turns, others: Turns, rest: int) -> Flags:
    """Say for each of some and each of the others whether one person cannot work both.

    They clash when they overlap or the ways between two sites do not fit in between. They leave
    too little rest when less than it parts them and they begin on different days without
    touching, or reach over more of 24 hours than the rest leaves. `rest` is in seconds.
    """
    first = np.minimum(some.starts[:, None], others.starts[None, :])
    last = np.maximum(some.ends[:, None], others.ends[None, :])
    gap = np.maximum(some.starts[:, None], others.starts[None, :]) - np.minimum(
        some.ends[:, None], others.ends[None, :]
    )
    apart = some.sites[:, None] != others.sites[None, :]
    way = np.where(apart, some.ways[:, None] + others.ways[None, :], 0)
    days = some.days[:, None] != others.days[None, :]
    both = some.counted[:, None] & others.counted[None, :]
    short = (gap < rest) & ((days & (gap > 0)) | (last - first > DAY - rest))
    return np.asarray((gap < way) | (both & short), dtype=np.bool_)


def chains(turns: Turns, excluded: Flags, rest: int) -> Iterator[tuple[int, int, int]]:
    """Find three turns that no rest parts though the first and the last are far apart.

    Each two of them go together, but all three would reach over too much of 24 hours.
    """
    gap = turns.starts[None, :] - turns.ends[:, None]
    reach = turns.ends[None, :] - turns.starts[:, None]
    far = (gap >= rest) & (gap < DAY) & (reach > DAY - rest) & ~excluded
    near = (np.abs(gap) < rest) & ~excluded & (turns.counted[:, None] & turns.counted[None, :])
    same = turns.days[:, None] == turns.days[None, :]
    touch = near & ~same & (gap == 0)
    near &= same | touch
    # Only works that touch over midnight carry a chain from one day into the next.
    far &= same | touch.any(axis=1)[:, None] | touch.any(axis=0)[None, :]
    for one, last in zip(*(each.tolist() for each in np.nonzero(far)), strict=True):
        for between in np.flatnonzero(near[one] & near[:, last]).tolist():
            yield one, between, last


def cliques(excluded: Flags) -> list[list[int]]:
    """Cover every excluded pair by sets in which each excludes each; greedily, in order."""
    masks = [_mask(row) & ~(1 << number) for number, row in enumerate(excluded)]
    covered = [0] * len(masks)
    found: list[list[int]] = []
    for number, mask in enumerate(masks):
        left = mask & ~covered[number] & ~((1 << number) - 1)
        while left:
            clique = _grown(number, (left & -left).bit_length() - 1, masks)
            members = list(_members(clique))
            for member in members:
                covered[member] |= clique
            found.append(members)
            left &= ~clique
    return found


def _grown(one: int, two: int, masks: list[int]) -> int:
    clique = (1 << one) | (1 << two)
    left = masks[one] & masks[two]
    while left:
        lowest = left & -left
        clique |= lowest
        left &= masks[lowest.bit_length() - 1]
    return clique


def _members(mask: int) -> Iterator[int]:
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def _mask(row: Flags) -> int:
    return int.from_bytes(np.packbits(row, bitorder="little").tobytes(), "little")

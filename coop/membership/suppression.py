"""Counts of members by class, without the small ones, not even by subtraction (MEM-7, MEM-8).

What may be published is decided here and proved in tests/membership/test_suppression.py,
where somebody who knows these very rules, the totals and the public register works out
every table that could lie behind what is shown.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

MINIMUM = 5


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A table as it may be shown: None stands for a number that is withheld.

    `total` is always shown: the register is open, so anybody can count its members.
    """

    total: int
    cells: Mapping[str, int | None]

    @property
    def complete(self) -> bool:
        """Say whether nothing is withheld."""
        return None not in self.cells.values()

    @property
    def silent(self) -> bool:
        """Say whether everything is withheld."""
        return all(number is None for number in self.cells.values())


@dataclass(frozen=True, slots=True)
class TwoTables:
    """Counts by class and by place; `places` is None when the whole table is withheld."""

    classes: Suppressed
    places: Suppressed | None


@dataclass(frozen=True, slots=True)
class Quarter:
    """The register on the last day of a quarter: the class of every member of that day."""

    on: date
    classes: Mapping[Hashable, str]


@dataclass(frozen=True, slots=True)
class Published:
    """The counts in force, and the day that they tell of."""

    on: date
    table: Suppressed


def suppress(table: Mapping[str, int], minimum: int = MINIMUM) -> Suppressed:
    """Withhold every cell under `minimum`, and more until none can be worked out (MEM-7).

    The smallest cells go first, equal ones together, so that neither order nor name
    tells which of the withheld ones was small.
    """
    total = sum(table.values())
    limit = _limit(table, minimum)
    return Suppressed(
        total, {name: None if number <= limit else number for name, number in table.items()}
    )


def suppress_with_places(cross: Mapping[tuple[str, str], int], minimum: int = MINIMUM) -> TwoTables:
    """Count by class, and by place only where no class in any place is small (MEM-7).

    `cross` counts members by (class, place). Who lives in a prison is no secret to
    whoever lives there, so a place’s total can stand for a class. When each class in
    each place has nobody or `minimum`, the whole cross table could be printed without
    harm, and so can its sums; else places are withheld altogether.
    """
    classes = suppress(_summed(cross, 0), minimum)
    small = any(0 < number < minimum for number in cross.values())
    if small or not classes.complete:
        return TwoTables(classes, None)
    places = suppress(_summed(cross, 1), minimum)
    return TwoTables(classes, places if places.complete else None)


def publications(
    history: Sequence[Quarter], names: Sequence[str], minimum: int = MINIMUM
) -> list[Published]:
    """Give every publication up to now, from the quarters in order; the last is in force.

    `names` are all classes, also those without members. The open register says who came
    and who went, so two counts close together would say in which class one person is. A
    new count is thought of only after twice `minimum` comings and goings, which anybody
    can count. It is made only if it tells of nobody beside any count made before (MEM-8).
    Until then the old count stands, with its day. A count that would withhold every class
    is silence: nothing is made, and the next one is thought of after as many again.
    """
    made: list[Quarter] = []
    silent: list[Quarter] = []
    counts: list[Published] = []
    waiting = 2 * minimum
    for before, quarter in pairwise([Quarter(date.min, {}), *history]):
        waiting += len(before.classes.keys() ^ quarter.classes.keys())
        if waiting < 2 * minimum:
            continue
        waiting = 0
        if not _may_stand_beside(made, silent, quarter, minimum):
            continue
        table = suppress(_counted(quarter, names), minimum)
        (silent if table.silent else made).append(quarter)
        counts += [] if table.silent else [Published(quarter.on, table)]
    return counts


def _may_stand_beside(
    made: Sequence[Quarter], silent: Sequence[Quarter], later: Quarter, minimum: int
) -> bool:
    """Say whether a count tells of nobody, beside every count made and every silence kept.

    Beside a silence no numbers can be taken from each other, so it is enough that two
    of those who came, or went, could change places: they are of two classes.
    """
    return all(_tells_of_nobody(one, later, minimum) for one in made) and all(
        _tells_of_nobody(one, later, 1) for one in silent
    )


def _tells_of_nobody(earlier: Quarter, later: Quarter, minimum: int) -> bool:
    """Say whether two counts side by side leave everybody’s class open.

    Whoever came or went between them, and is seen in one count alone, must be spread
    over two classes at least, `minimum` or more in each. Then any two of them in
    different classes could change places and nothing that is published would differ.
    Whoever moved from one class to another went from the one and came to the other.
    """
    came = _counter(later.classes.items() - earlier.classes.items())
    went = _counter(earlier.classes.items() - later.classes.items())
    return _in_groups(came, minimum) and _in_groups(went, minimum)


def _counter(members: Iterable[tuple[Hashable, str]]) -> list[int]:
    return list(Counter(name for _, name in members).values())


def _counted(quarter: Quarter, names: Sequence[str]) -> dict[str, int]:
    held = Counter(quarter.classes.values())
    return {name: held[name] for name in names}


def _limit(table: Mapping[str, int], minimum: int) -> int:
    """Give the greatest number that must be withheld; -1 when all may be shown."""
    ordered = sorted(table.values())
    if not ordered or ordered[0] >= minimum:
        return -1
    # The last limit withholds everything, so there is always one that will do.
    return next(limit for limit in sorted(set(ordered)) if _will_do(ordered, limit, minimum))


def _will_do(ordered: Sequence[int], limit: int, minimum: int) -> bool:
    hidden = [number for number in ordered if number <= limit]
    shown = ordered[len(hidden) :]
    return not shown or (shown[0] >= minimum and _is_loose(hidden, shown[0], minimum))


def _is_loose(hidden: Sequence[int], least_shown: int, minimum: int) -> bool:
    """Say whether the withheld cells can still be shared out in several ways.

    Their sum is known, and so is that each is under the least one shown. With `minimum`
    of room at both ends no cell is forced, even for a reader who knows this rule. The
    smallest cell alone never makes `minimum`, so two at least are withheld.
    """
    together = sum(hidden)
    room = len(hidden) * (least_shown - 1) - together
    return together >= minimum and room >= minimum


def _in_groups(numbers: Sequence[int], minimum: int) -> bool:
    """Say whether there is nobody, or two classes at least with `minimum` or more each."""
    return not numbers or (len(numbers) > 1 and min(numbers) >= minimum)


def _summed(cross: Mapping[tuple[str, str], int], axis: int) -> dict[str, int]:
    sums: dict[str, int] = {}
    for names, number in cross.items():
        sums[names[axis]] = sums.get(names[axis], 0) + number
    return sums

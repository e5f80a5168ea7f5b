"""Counts of members by class, without the small ones, not even by subtraction (MEM-7, MEM-8).

What may be published is decided here and proved in tests/membership/test_suppression.py,
where somebody who knows these very rules, the totals and the public register works out
every table that could lie behind what is shown.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

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


@dataclass(frozen=True, slots=True)
class TwoTables:
    """Counts by class and by place; `places` is None when the whole table is withheld."""

    classes: Suppressed
    places: Suppressed | None


@dataclass(frozen=True, slots=True)
class Quarter:
    """The register on the last day of a quarter, and who came and went since the one before.

    A member who moves from one class to another has left the one and joined the other.
    """

    on: date
    members: Mapping[str, int]
    joined: Mapping[str, int]
    left: Mapping[str, int]


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


def publications(history: Sequence[Quarter], minimum: int = MINIMUM) -> list[Published]:
    """Give every publication up to now, from the quarters in order; the last is in force.

    The open register says who came and went, so two counts close together would say in
    which class one person is. A new count is thought of only after twice `minimum`
    comings and goings, which anybody can count; and it is made only when those who
    came, and those who went, are each spread over classes in groups of `minimum` at
    least (MEM-8). Otherwise the old count stands, with its day.
    """
    made: list[Published] = []
    since: list[Quarter] = []
    waiting = 0
    for quarter in history:
        since.append(quarter)
        waiting += sum(quarter.joined.values()) + sum(quarter.left.values())
        if made and waiting < 2 * minimum:
            continue
        waiting = 0
        if not made or _is_mixed(since, minimum):
            made.append(Published(quarter.on, suppress(quarter.members, minimum)))
            since = []
    return made


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


def _is_mixed(quarters: Iterable[Quarter], minimum: int) -> bool:
    joined: dict[str, int] = {}
    left: dict[str, int] = {}
    for quarter in quarters:
        for sums, moves in ((joined, quarter.joined), (left, quarter.left)):
            for name, number in moves.items():
                sums[name] = sums.get(name, 0) + number
    return _in_groups(joined.values(), minimum) and _in_groups(left.values(), minimum)


def _in_groups(numbers: Iterable[int], minimum: int) -> bool:
    """Say whether nobody moved, or two classes at least did, each by `minimum` or more."""
    some = [number for number in numbers if number]
    return not some or (len(some) > 1 and min(some) >= minimum)


def _summed(cross: Mapping[tuple[str, str], int], axis: int) -> dict[str, int]:
    sums: dict[str, int] = {}
    for names, number in cross.items():
        sums[names[axis]] = sums.get(names[axis], 0) + number
    return sums

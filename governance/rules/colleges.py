"""Votes by class: colleges merged when small, numbers withheld when few voted (GOV-9 to 11)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from governance.counting.majority import Tally


@dataclass(frozen=True, slots=True)
class College:
    """A class, or classes merged, that votes apart: its code, name, roll and votes."""

    code: str
    name: str
    roll: int
    tally: Tally


def merged(rolls: Mapping[str, int], smallest: int) -> tuple[tuple[str, ...], ...]:
    """Merge classes until each college has `smallest` members on the roll (GOV-10).

    The smallest college joins the next smallest, by number and then by code, so that
    anybody gets the same colleges from the same roll. Classes with nobody on the roll
    are left out. One college alone means that the vote is by heads only.
    """
    colleges: list[tuple[int, tuple[str, ...]]] = [
        (number, (code,)) for code, number in rolls.items() if number
    ]
    colleges.sort()
    while len(colleges) > 1 and colleges[0][0] < smallest:
        first, second, *rest = colleges
        joined = (first[0] + second[0], tuple(sorted(first[1] + second[1])))
        colleges = sorted([joined, *rest])
    return tuple(sorted(codes for _number, codes in colleges))


def withheld(colleges: Sequence[College], smallest: int) -> frozenset[str]:
    """Name the colleges whose numbers may not be shown (GOV-11).

    A college in which fewer than `smallest` voted is withheld. Since the head-count is
    shown, one college alone could be found by subtraction: so the next smallest are
    withheld too, until there are two at least and `smallest` papers between them.
    """
    ordered = sorted(colleges, key=lambda one: (one.tally.voting, one.code))
    few = sum(1 for one in ordered if one.tally.voting < smallest)
    if not few:
        return frozenset()
    taken = few
    while taken < len(ordered) and not _is_pool(ordered[:taken], smallest):
        taken += 1
    return frozenset(one.code for one in ordered[:taken])


def _is_pool(colleges: Sequence[College], smallest: int) -> bool:
    # A college that is withheld for itself has too few papers, so this asks for two at least.
    return sum(one.tally.voting for one in colleges) >= smallest

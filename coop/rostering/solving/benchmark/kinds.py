"""The shifts that one person may work, put together where they make no difference."""

from dataclasses import dataclass
from math import gcd

from coop.rostering.solving.benchmark.nouns import Instance, Person


@dataclass(frozen=True, slots=True)
class Group:
    """Shifts that allow the same followers, may follow the same, and are as long."""

    kind: int
    befores: int
    length: int
    shifts: list[int]


class Kinds:
    """A person’s shifts by kind: what may follow a shift is all that the next day must know."""

    def __init__(self, instance: Instance, person: Person) -> None:
        types = instance.shifts
        self.allowed = [shift for shift, most in enumerate(person.most_of) if most > 0]
        self.unit = gcd(*(types[shift].minutes for shift in self.allowed)) or 1
        followers = sorted({tuple(sorted(types[shift].no_followers)) for shift in self.allowed})
        self.count = max(1, len(followers))
        self.of = {
            shift: followers.index(tuple(sorted(types[shift].no_followers)))
            for shift in self.allowed
        }
        may_stand_before = {
            shift: tuple(kind for kind, never in enumerate(followers) if shift not in never)
            for shift in self.allowed
        }
        self.befores = sorted(set(may_stand_before.values()))
        self.followers = [frozenset(never) for never in followers]
        self.groups = self._grouped(instance, may_stand_before)

    def _grouped(
        self, instance: Instance, may_stand_before: dict[int, tuple[int, ...]]
    ) -> list[Group]:
        groups: dict[tuple[int, int, int], list[int]] = {}
        for shift in self.allowed:
            befores = self.befores.index(may_stand_before[shift])
            length = instance.shifts[shift].minutes // self.unit
            groups.setdefault((self.of[shift], befores, length), []).append(shift)
        return [Group(*key, shifts) for key, shifts in sorted(groups.items())]

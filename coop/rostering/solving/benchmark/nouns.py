"""The facts of a Shift Scheduling instance, by number: shift types, people, wishes, cover."""

from dataclasses import dataclass
from typing import TypeAlias

OFF = -1
# For each person and day the number of a shift type, or OFF.
Roster: TypeAlias = list[list[int]]


@dataclass(frozen=True, slots=True)
class ShiftType:
    """A kind of shift: how long it is, and which may not follow it the next day."""

    code: str
    minutes: int
    no_followers: frozenset[int]


@dataclass(frozen=True, slots=True)
class Person:
    """What one person may work."""

    code: str
    most_of: tuple[int, ...]
    most_minutes: int
    least_minutes: int
    most_running: int
    least_running: int
    least_off: int
    most_weekends: int
    days_off: frozenset[int]


@dataclass(frozen=True, slots=True)
class Wish:
    """A wish to work a shift or not to; not meeting it costs its weight."""

    person: int
    day: int
    shift: int
    weight: int
    wanted: bool


@dataclass(frozen=True, slots=True)
class Cover:
    """How many are wanted in a shift on a day, and what each under or over costs."""

    day: int
    shift: int
    wanted: int
    under: int
    over: int


@dataclass(frozen=True, slots=True)
class Instance:
    """A whole instance; its first day is a Monday."""

    days: int
    shifts: tuple[ShiftType, ...]
    people: tuple[Person, ...]
    wishes: tuple[Wish, ...]
    covers: tuple[Cover, ...]

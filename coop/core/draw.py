"""Draws that anybody can repeat: what chance would decide comes from a published seed."""

from collections.abc import Sequence
from hashlib import sha256
from typing import TypeVar

T = TypeVar("T")


class Draw:
    """A stream of numbers from a seed: the same seed gives the same numbers."""

    def __init__(self, seed: str) -> None:
        """Begin the stream."""
        self._seed = seed
        self._turn = 0

    def below(self, most: int) -> int:
        """Give a whole number from 0 up to, and not including, `most`."""
        self._turn += 1
        digest = sha256(f"{self._seed}:{self._turn}".encode()).digest()
        return int.from_bytes(digest) % most

    def pick(self, choices: Sequence[T]) -> T:
        """Give one of the choices."""
        return choices[self.below(len(choices))]

    def chance(self, per_cent: int) -> bool:
        """Say yes in so many cases of a hundred."""
        return self.below(100) < per_cent

    def shuffled(self, choices: Sequence[T]) -> list[T]:
        """Give the choices in a drawn order."""
        left = list(choices)
        return [left.pop(self.below(len(left))) for _ in range(len(left))]

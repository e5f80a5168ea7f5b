"""Lots that anybody can draw again: every choice in a search comes from its seed."""

from collections.abc import Sequence
from hashlib import sha256
from typing import TypeVar

T = TypeVar("T")


class Lots:
    """A stream of numbers from a seed and a name: the same two give the same stream."""

    def __init__(self, seed: int, name: str) -> None:
        """Begin the stream."""
        self._seed, self._turn = f"{seed}:{name}", 0

    def below(self, most: int) -> int:
        """Give a whole number from 0 up to, and not including, `most`."""
        self._turn += 1
        digest = sha256(f"{self._seed}:{self._turn}".encode()).digest()
        return int.from_bytes(digest[:8]) % most

    def pick(self, choices: Sequence[T]) -> T:
        """Give one of the choices."""
        return choices[self.below(len(choices))]

    def some(self, choices: Sequence[T], count: int) -> list[T]:
        """Give so many different ones of the choices, or all that there are."""
        left = list(choices)
        return [left.pop(self.below(len(left))) for _ in range(min(count, len(left)))]

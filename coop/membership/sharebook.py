"""Whoever keeps books is told of every movement of shares, in the transaction that wrote it.

A higher room tells this file at start-up that it listens. What it does belongs to the
movement: if it refuses, the register does not change either.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SharesMoved:
    """Shares as the register just wrote them down; `id` is the row’s own."""

    id: UUID
    kind: str
    """bought, withdrawn, forfeited; or transferred, which two rows of the register say."""
    member_id: UUID
    from_on: date
    shares: int
    """How many moved: always more than none."""
    paid_minor: int
    """What was paid for them, in minor units."""
    to_member_id: UUID | None = None
    """Who has them now, if they were transferred."""
    through: str = ""
    """How the money came or went, in a word of whoever asked; membership does not read it."""


Listener = Callable[[SharesMoved], None]

_listeners: list[Listener] = []


def set_listener(listener: Listener) -> None:
    """Learn who is told of every movement of shares."""
    _listeners[:] = [listener]


def tell(moved: SharesMoved) -> None:
    """Tell of a movement that was just written."""
    for listener in _listeners:
        listener(moved)

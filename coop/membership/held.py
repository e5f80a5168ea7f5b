"""What other rooms hold about a member, for that member’s own sheet; each room tells how to ask."""

from collections.abc import Callable, Sequence
from uuid import UUID

HeldOf = Callable[[UUID], Sequence[tuple[str, str]]]
"""Asked with a member, gives pairs of a name and what is held."""

_rooms: list[HeldOf] = []


def register_held(ask: HeldOf) -> None:
    """Ask this room too when a member prints what is held about them."""
    if ask not in _rooms:
        _rooms.append(ask)


def held_elsewhere(member_id: UUID) -> list[tuple[str, str]]:
    """Gather what every other room holds about a member, for that member’s own eyes."""
    return [pair for ask in _rooms for pair in ask(member_id)]

"""In what order people are offered a shift: fewest hours first, ties by a lot (ROS-23)."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Offer:
    """Somebody who offers to come, or stands by, with the minutes they have already."""

    person: UUID
    minutes: int


def order_of_offers(offers: Iterable[Offer], seed: str) -> list[Offer]:
    """Put offers in their fair order; the same seed always gives the same order.

    Who has fewer hours comes first. Between equals a lot decides, drawn from the published
    seed, so that anybody can draw it again and nobody can choose it. An offer counts once.
    """
    once = {offer.person: offer for offer in offers}
    return sorted(once.values(), key=lambda offer: (offer.minutes, lot(seed, offer.person)))


def lot(seed: str, person: UUID) -> str:
    """Draw a person’s lot from a published seed; the smallest wins."""
    return sha256(f"{seed}:{person}".encode()).hexdigest()


def seed_of(shift: UUID, closes: str) -> str:
    """Give the seed of a shift’s lots: its id, and the moment at which offers close, as written."""
    return f"evenhand-offers:{shift}:{closes}"

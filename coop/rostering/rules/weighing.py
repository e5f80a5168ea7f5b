"""What the weights of a roster may be: whole points, and shortfalls that rise."""

from collections.abc import Collection
from dataclasses import astuple
from itertools import pairwise

from coop.core.errors import N_, Refusal
from coop.rostering.rules.nouns import Weights

HEAVIEST = 10_000


def refusals_of_rules(code: str, weights: Weights, *, known: Collection[str]) -> list[Refusal]:
    """Refuse a law book that is not here, and weights that make no sense (ROS-79)."""
    found = []
    if code not in known:
        found.append(Refusal("ROS-79", N_("There is no such law book here.")))
    points = [
        point
        for value in astuple(weights)
        for point in (value if isinstance(value, tuple) else (value,))
    ]
    if not all(0 <= point <= HEAVIEST for point in points):
        found.append(Refusal("ROS-79", N_("A weight is a whole number from 0 to 10,000.")))
    if any(later < earlier for earlier, later in pairwise(weights.shortfall)):
        found.append(
            Refusal(
                "ROS-79",
                N_("A big shortfall cannot weigh less than a small one."),
                todo=N_("Let the three weights of a shortfall rise."),
            )
        )
    return found

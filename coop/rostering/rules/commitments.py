"""What comes first when commitments clash; work yields to all of them (ROS-22)."""

from collections.abc import Iterable

from coop.rostering.rules.nouns import Busy, Cause

FIRST = {cause: place for place, cause in enumerate(Cause)}
"""Court, transfer, visit, adjudication, appointment; then caring and leave; then work."""


def overruled(busy: Iterable[Busy]) -> list[Busy]:
    """Give the commitments of which any part yields to one that comes first, in order of time."""
    told = list(busy)
    return sorted(
        (
            one
            for one in told
            if any(
                FIRST[other.cause] < FIRST[one.cause] and other.span.overlaps(one.span)
                for other in told
            )
        ),
        key=lambda each: (each.span, FIRST[each.cause]),
    )

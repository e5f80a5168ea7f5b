"""What comes first when commitments clash; work yields to all of them (ROS-22)."""

from collections.abc import Iterable

from coop.rostering.rules.nouns import Busy, Cause, Span
from coop.rostering.rules.spans import meets, without

FIRST = {cause: place for place, cause in enumerate(Cause)}
"""Court, transfer, visit, adjudication, appointment; then caring and leave; then work."""


def standing_commitments(busy: Iterable[Busy]) -> list[Busy]:
    """Give what is left of commitments when, at any moment, only the first of them stands.

    What is left is in order of time. A commitment that is wholly overruled is gone.
    """
    taken: list[Span] = []
    standing: list[Busy] = []
    for one in sorted(busy, key=lambda each: (FIRST[each.cause], each.span)):
        standing += [Busy(part, one.cause) for part in without([one.span], taken)]
        taken.append(one.span)
    return sorted(standing, key=lambda each: each.span)


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


def must_yield(work: Span, busy: Iterable[Busy]) -> bool:
    """Say whether a stretch of work, with its way, must make room for a commitment."""
    return meets((one.span for one in busy), work)

"""What the audit counts with: stints of work, and what lies near or within what."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from coop.rostering.rules.nouns import Kind, Span


@dataclass(frozen=True, slots=True)
class Stint:
    """Some work of one person, in the roster or around it."""

    span: Span
    day: date
    kind: Kind
    site: UUID | None
    way: timedelta
    mine: bool
    """Whether it is in the roster."""


def near(stints: Sequence[Stint], reach: timedelta) -> Iterator[tuple[Stint, Stint]]:
    """Give each two stints, in order, of which the second begins soon after the first ends."""
    for number, one in enumerate(stints):
        for two in stints[number + 1 :]:
            if two.span.start - one.span.end >= reach:
                break
            yield one, two


def end_of(stints: Iterable[Stint]) -> datetime:
    """Give the last moment of some stints."""
    return max(stint.span.end for stint in stints)


def lies_within(spans: Iterable[Span], whole: Span) -> bool:
    """Say whether the spans, which may touch each other, cover the whole."""
    reached = whole.start
    for span in sorted(spans):
        if span.start <= reached < span.end:
            reached = span.end
    return reached >= whole.end

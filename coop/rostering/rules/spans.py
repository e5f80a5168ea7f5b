"""Sums with stretches of time: merge them, cut holes, see what they cover; ends are open."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from coop.rostering.rules.nouns import Span

MINUTE = timedelta(minutes=1)


def merged(spans: Iterable[Span]) -> list[Span]:
    """Join spans that overlap or touch; the rest stay as they are, in order."""
    joined: list[Span] = []
    for span in sorted(spans):
        if span.end <= span.start:
            continue
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def without(spans: Iterable[Span], holes: Iterable[Span]) -> list[Span]:
    """Give what is left of the spans when the holes are cut out; merged and in order."""
    left: list[Span] = []
    cuts = merged(holes)
    for span in merged(spans):
        start = span.start
        for cut in cuts:
            if cut.overlaps(span):
                left.append(Span(start, cut.start))
                start = max(start, cut.end)
        left.append(Span(start, span.end))
    return merged(left)


def common(spans: Iterable[Span], others: Iterable[Span]) -> list[Span]:
    """Give what lies in both; merged and in order."""
    pairs = ((one, two) for one in merged(spans) for two in merged(others) if one.overlaps(two))
    return [Span(max(one.start, two.start), min(one.end, two.end)) for one, two in pairs]


def covers(spans: Sequence[Span], whole: Span) -> bool:
    """Say whether spans in order, which may touch, cover the whole without a gap."""
    reached = whole.start
    for span in spans:
        if span.start <= reached < span.end:
            reached = span.end
        if reached >= whole.end:
            return True
    return reached >= whole.end


def meets(spans: Iterable[Span], whole: Span) -> bool:
    """Say whether any of the spans shares a moment with the whole."""
    return any(span.start < whole.end and whole.start < span.end for span in spans)


def shared_minutes(one: Span, two: Span) -> int:
    """Count the whole minutes that two spans share."""
    start, end = max(one.start, two.start), min(one.end, two.end)
    return max(0, int((end - start) / MINUTE))

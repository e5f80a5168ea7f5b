"""From a record to hours: what counts, whether it is paid, and what is odd about it (ROS-24)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from coop.rostering.rules.attending import Mark, early, late, over
from coop.rostering.rules.nouns import KindRules, Span

GRACE = 5
"""Minutes that nobody needs to look at."""
QUARTER = 15
CLOSE = timedelta(minutes=30)
"""Whoever signs in early and starts on time is written down with the start of the shift."""


class Odd(StrEnum):
    """Why somebody should look at a record before it is approved."""

    LATE = "late"
    EARLY = "early"
    OVERLONG = "overlong"
    PAID_ABSENCE = "paid_absence"
    NO_PLACE = "no_place"
    OVER_LIMIT = "over_limit"
    CORRECTION = "correction"
    CLASH = "clash"


@dataclass(frozen=True, slots=True)
class Counted:
    """The hours that follow from a record: whole minutes, paid or not."""

    minutes: int
    is_paid: bool


def hours_from(mark: Mark, planned: Span, rules: KindRules) -> Counted:
    """Work out the hours of one record by the rules of its kind of time (ROS-24).

    Who came has the minutes of duty. Who did not has the planned minutes, if the law book
    pays for that reason, and otherwise none.
    """
    if not mark.was_there:
        is_paid = rules.paid and mark.reason in rules.paid_absences
        return Counted(planned.minutes if is_paid else 0, is_paid)
    minutes = mark.on_duty
    if rules.quarter_hours:
        minutes = -(-minutes // QUARTER) * QUARTER
    return Counted(minutes, rules.paid)


def odd_of(
    mark: Mark, planned: Span, hours: Counted, came: datetime | None, left: datetime | None
) -> Iterator[Odd]:
    """Say what is odd about a record by itself; `came` and `left` are its sign-in and sign-out."""
    if late(mark, planned) > GRACE:
        yield Odd.LATE
    if early(mark, planned) > GRACE:
        yield Odd.EARLY
    if over(mark, planned) > GRACE:
        yield Odd.OVERLONG
    if not mark.was_there and hours.is_paid:
        yield Odd.PAID_ABSENCE
    if _is_far(mark.arrived_at, came) or _is_far(mark.left_at, left):
        yield Odd.CLASH


def _is_far(written: datetime | None, clocked: datetime | None) -> bool:
    """Say whether a list and a sign-in differ; somebody signed in whom the list calls absent."""
    if clocked is None:
        return False
    return written is None or abs(written - clocked) > CLOSE

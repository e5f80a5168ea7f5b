"""What may be written down about who came, and when a member may sign in at work.

Presence is when somebody was there; duty is what of it was work. Both are whole minutes as
they passed, so a clock change neither gives nor takes an hour.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from coop.core.errors import N_, Refusal
from coop.rostering.rules.nouns import Span

SIGN_IN_BEFORE = timedelta(minutes=30)
SIGN_OUT_AFTER = timedelta(hours=4)
NEAR = timedelta(hours=6)
"""Times further than this from the shift were surely mistyped."""


class Absence(StrEnum):
    """Why somebody did not come: the standard list, and no more than that."""

    SICK = "sick"
    REFUSED = "refused"
    REST = "rest"
    CLASH = "clash"
    CANCELLED = "cancelled"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Mark:
    """What is written down about one member and one shift.

    Who was there has times and no reason; who was not has a reason and no times.
    `duty` is the minutes of duty where they are fewer than those of presence.
    """

    was_there: bool
    reason: str = ""
    arrived_at: datetime | None = None
    left_at: datetime | None = None
    duty: int | None = None

    @property
    def span(self) -> Span | None:
        """Give the time of presence, if both ends are known."""
        if not self.was_there or self.arrived_at is None or self.left_at is None:
            return None
        return Span(self.arrived_at, self.left_at)

    @property
    def presence(self) -> int:
        """Count the minutes from arriving to leaving."""
        return self.span.minutes if self.span else 0

    @property
    def on_duty(self) -> int:
        """Count the minutes of duty: those given, or all of the presence."""
        return self.presence if self.duty is None else self.duty


def as_planned(shift: Span) -> Mark:
    """Give the mark of somebody who came at the start and left at the end."""
    return Mark(was_there=True, arrived_at=shift.start, left_at=shift.end)


def as_clocked(clocked: Span, shift: Span) -> Mark:
    """Give the mark that a sign-in and sign-out suggest: duty lies within the shift."""
    start, end = max(clocked.start, shift.start), min(clocked.end, shift.end)
    duty = Span(start, end).minutes if start < end else 0
    return Mark(
        was_there=True,
        arrived_at=clocked.start,
        left_at=clocked.end,
        duty=duty if duty < clocked.minutes else None,
    )


def absent(reason: str) -> Mark:
    """Give the mark of somebody who did not come."""
    return Mark(was_there=False, reason=reason)


def late(mark: Mark, shift: Span) -> int:
    """Count the minutes after the start at which somebody arrived."""
    span = mark.span
    return Span(shift.start, span.start).minutes if span and span.start > shift.start else 0


def early(mark: Mark, shift: Span) -> int:
    """Count the minutes before the end at which somebody left."""
    span = mark.span
    return Span(span.end, shift.end).minutes if span and span.end < shift.end else 0


def over(mark: Mark, shift: Span) -> int:
    """Count the minutes of duty beyond the length of the shift."""
    return max(0, mark.on_duty - shift.minutes) if mark.was_there else 0


def refusals_to_mark(mark: Mark, shift: Span, now: datetime) -> list[Refusal]:
    """Refuse a mark before the shift began, or one that cannot be so (ROS-80, ROS-81)."""
    if now < shift.start:
        return [
            Refusal(
                "ROS-80",
                N_("The shift has not begun."),
                todo=N_("Mark it once it has begun."),
            )
        ]
    return list(_of_presence(mark, shift, now) if mark.was_there else _of_absence(mark))


def _of_absence(mark: Mark) -> Iterator[Refusal]:
    if mark.reason not in set(Absence):
        yield Refusal("ROS-81", N_("Choose a reason from the list."))


def _of_presence(mark: Mark, shift: Span, now: datetime) -> Iterator[Refusal]:
    span = mark.span
    if span is None:
        yield Refusal("ROS-81", N_("Give the times of arriving and leaving."))
        return
    if span.end <= span.start:
        yield Refusal("ROS-81", N_("Somebody leaves after they arrive."))
    if span.end > now:
        yield Refusal(
            "ROS-80",
            N_("Nobody has left at that time yet."),
            todo=N_("Mark who came when the shift is over."),
        )
    if span.start < shift.start - NEAR or span.end > shift.end + NEAR:
        yield Refusal("ROS-81", N_("These times are too far from the shift."))
    if mark.duty is not None and not 0 <= mark.duty <= mark.presence:
        yield Refusal("ROS-81", N_("Duty is never longer than presence."))


def refusals_to_sign_in(shift: Span, now: datetime, clocked: datetime | None) -> list[Refusal]:
    """Refuse to sign in twice, too early, or after the end (ROS-84)."""
    if clocked is not None:
        return [Refusal("ROS-84", N_("You have signed in already."))]
    if now < shift.start - SIGN_IN_BEFORE:
        return [
            Refusal(
                "ROS-84",
                N_("It is too early to sign in."),
                todo=N_("Come back in the half hour before the shift."),
            )
        ]
    if now >= shift.end:
        return [_asks_the_co_ordinator(N_("The shift is over."))]
    return []


def refusals_to_sign_out(
    shift: Span, now: datetime, came: datetime | None, left: datetime | None
) -> list[Refusal]:
    """Refuse to sign out without having signed in, twice, or long after the end (ROS-84)."""
    if left is not None:
        return [Refusal("ROS-84", N_("You have signed out already."))]
    if came is None:
        return [_asks_the_co_ordinator(N_("You have not signed in."))]
    if now > shift.end + SIGN_OUT_AFTER:
        return [_asks_the_co_ordinator(N_("The shift has been over for too long."))]
    return []


def _asks_the_co_ordinator(sentence: str) -> Refusal:
    return Refusal("ROS-84", sentence, todo=N_("Tell the co-ordinator when you came and left."))


def nearest(wall: time, planned: datetime, zone: str) -> datetime:
    """Turn a time on the wall into the moment nearest to the planned one, in UTC.

    So 05:30 written for a shift that ends at 06:00 is the next morning’s, and of two 01:30s
    on the night when clocks go back it is the one that fits the plan.
    """
    here = ZoneInfo(zone)
    day = planned.astimezone(here).date()
    moments = [
        datetime.combine(day + timedelta(days=step), wall, tzinfo=here)
        .replace(fold=fold)
        .astimezone(UTC)
        for step in (-1, 0, 1)
        for fold in (0, 1)
    ]
    return min(moments, key=lambda moment: (abs(moment - planned), moment))

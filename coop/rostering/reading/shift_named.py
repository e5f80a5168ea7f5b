"""A shift as it is named on paper: whose, on which day, and at what time if there are two."""

from datetime import date, time
from uuid import UUID

from coop.core import clock
from coop.core.errors import N_, Refusal, Refused
from coop.membership.queries import the_cooperative
from coop.rostering.reading.own_week import my_shifts
from coop.rostering.reading.shifts import ShiftView
from coop.rostering.reading.swaps import SwapView, open_calls, swaps_of
from coop.rostering.rules.exchange import LIVE


def shift_named(member_id: UUID, day: date, starts: time | None) -> UUID:
    """Find a member’s shift by its day, and by its time where there are two (ROS-109)."""
    found = [
        each.shift.id
        for each in my_shifts(member_id, day, day)
        if starts is None or _begins(each.shift) == starts
    ]
    if len(found) == 1:
        return found[0]
    raise Refused(_none() if not found else _several())


def request_named(
    colleague_id: UUID, asker_id: UUID | None, day: date, starts: time | None
) -> SwapView:
    """Find a request by the day of the shift that is given away, and who asked if told."""
    waiting = [*swaps_of(colleague_id), *open_calls(colleague_id)]
    found = {
        each.id: each
        for each in waiting
        if each.is_live
        and each.shift.day == day
        and asker_id in {None, each.member_id}
        and starts in {None, _begins(each.shift)}
    }
    if len(found) == 1:
        return next(iter(found.values()))
    raise Refused(_no_request() if not found else _several())


def own_request(member_id: UUID, day: date, starts: time | None) -> SwapView:
    """Find a member’s own request by the day of its shift."""
    found = [
        each
        for each in swaps_of(member_id)
        if each.step in LIVE
        and each.member_id == member_id
        and each.shift.day == day
        and starts in {None, _begins(each.shift)}
    ]
    if len(found) == 1:
        return found[0]
    raise Refused(_no_request() if not found else _several())


def _begins(view: ShiftView) -> time:
    return clock.local(view.starts_at, the_cooperative().timezone).time()


def _none() -> Refusal:
    return Refusal(
        "ROS-109",
        N_("This member has no such shift on that day."),
        todo=N_("Look at the number, the day and the time on the paper again."),
    )


def _several() -> Refusal:
    return Refusal(
        "ROS-109",
        N_("There is more than one on that day."),
        todo=N_("Key the time at which it begins, too."),
    )


def _no_request() -> Refusal:
    return Refusal(
        "ROS-109",
        N_("No request about a shift on that day waits."),
        todo=N_("Look at the numbers and the day on the paper again."),
    )

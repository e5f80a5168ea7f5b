"""Shifts that change hands: what a swap changes, and what stands in its way (ROS-100 to ROS-104).

A swap is agreed by both people. It is done at once where every rule holds and no shift in
it is near; near ones wait for a co-ordinator, because others have planned on them (ROS-103).
"""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from coop.core.errors import N_, Refusal
from coop.rostering.rules.edits import Pair


class Answer(StrEnum):
    """What a member says to a place that was published."""

    ACCEPTED = "accepted"
    CANNOT = "cannot"


class Step(StrEnum):
    """How far a request to be replaced or to swap has come."""

    OPEN = "open"
    """Waits for a colleague."""
    AGREED = "agreed"
    """Waits for a co-ordinator."""
    DONE = "done"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


LIVE = (Step.OPEN, Step.AGREED)


GONE = Refusal(
    "ROS-104",
    N_("One of these shifts has gone to somebody else meanwhile."),
    todo=N_("Look at the roster again, and ask for another shift."),
)
OWN = Refusal("ROS-103", N_("Nobody approves a swap of their own."))


@dataclass(frozen=True, slots=True)
class Exchange:
    """One shift goes from a member to a colleague, and another comes back, if they swap."""

    shift: UUID
    member: UUID
    colleague: UUID
    back: UUID | None = None

    @property
    def taken(self) -> tuple[Pair, ...]:
        """Give the places that are taken out of the roster."""
        given = (self.shift, self.member)
        return (given,) if self.back is None else (given, (self.back, self.colleague))

    @property
    def added(self) -> tuple[Pair, ...]:
        """Give the places that are put in."""
        got = (self.shift, self.colleague)
        return (got,) if self.back is None else (got, (self.back, self.member))


def refusals_to_reply(*, is_theirs: bool, has_begun: bool) -> list[Refusal]:
    """Say why somebody cannot answer for a place (ROS-100)."""
    found = []
    if not is_theirs:
        found.append(not_theirs("ROS-100"))
    if has_begun:
        found.append(
            Refusal(
                "ROS-100",
                N_("This shift has begun."),
                todo=N_("Tell the co-ordinator what happened."),
            )
        )
    return found


def refusals_to_ask(*, is_theirs: bool, has_begun: bool, has_asked: bool) -> list[Refusal]:
    """Say why somebody cannot ask to be replaced or to swap (ROS-101)."""
    found = []
    if not is_theirs:
        found.append(not_theirs("ROS-101"))
    if has_begun:
        found.append(Refusal("ROS-101", N_("This shift has begun. It can no longer be given.")))
    if has_asked:
        found.append(
            Refusal(
                "ROS-101",
                N_("You have asked already for this shift."),
                todo=N_("Take your first request back, then ask again."),
            )
        )
    return found


def refusals_to_take_part(step: str, *, wanted: Step, has_begun: bool) -> list[Refusal]:
    """Say why a request can no longer be agreed to, declined, settled or withdrawn (ROS-102)."""
    if step == Step.DONE:
        return [Refusal("ROS-102", N_("This swap is made already."))]
    if step == Step.LAPSED:
        return [GONE]
    if step != wanted and step not in LIVE:
        return [Refusal("ROS-102", N_("This request is closed."))]
    if step != wanted:
        return [Refusal("ROS-102", N_("This request is at another step now."))]
    if has_begun:
        return [Refusal("ROS-104", N_("The shift has begun, so this request has lapsed."))]
    return []


def not_theirs(rule: str) -> Refusal:
    """Say that the published roster has no such place."""
    return Refusal(
        rule,
        N_("This shift is not theirs in the published roster."),
        todo=N_("It may have changed meanwhile. Look at the roster again."),
    )


def not_asked(rule: str) -> Refusal:
    """Say that somebody else was asked."""
    return Refusal(rule, N_("This request goes to somebody else."))

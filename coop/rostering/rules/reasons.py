"""What stands in a place’s way, and what may be said of it to whom (ROS-1)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from coop.core.errors import N_, Refusal


class Reason(StrEnum):
    """Each thing that can stand in the way, in the order in which people are told."""

    AVAILABLE = "not_available"
    """Not among the hours in which they said they can come."""
    COMMITMENT = "commitment"
    CURFEW = "curfew"
    AVOIDED = "avoided"
    RELEASE = "release"
    """Outside the establishment without a release that covers the shift and the way."""
    APART = "apart"
    TWICE = "twice"
    FULL = "full"
    RESERVED = "reserved"
    CERTIFICATE = "certificate"
    SUPERVISION = "supervision"
    CAPACITY = "capacity"
    LOCKED = "locked"
    AWAY = "away"
    """On release elsewhere while the shift is within the walls."""
    REST_WEEK = "rest_week"
    CLASH = "clash"
    REST = "rest"
    WEEKLY_REST = "weekly_rest"
    DAYS = "days"
    DAY_HOURS = "day_hours"
    WEEK_HOURS = "week_hours"
    AVERAGE = "average"
    NIGHT = "night"
    NIGHT_AVERAGE = "night_average"
    CEILING = "ceiling"
    POST = "post"
    """A volunteer in a paid post."""


@dataclass(frozen=True, slots=True)
class Telling:
    """How one reason is told: its rule, its sentence, what to do, and whether it is hidden."""

    rule: str
    text: str
    todo: str = ""
    hidden: bool = False


NOT_AVAILABLE = N_("Not available for this shift.")
TOO_MUCH = N_("It would be too much work in one week.")

TELLINGS: Mapping[Reason, Telling] = {
    Reason.AVAILABLE: Telling("ROS-1", NOT_AVAILABLE, hidden=True),
    Reason.COMMITMENT: Telling("ROS-22", N_("Something else comes first then."), hidden=True),
    Reason.CURFEW: Telling("ROS-33", N_("They must be at home then."), hidden=True),
    Reason.AVOIDED: Telling("ROS-34", N_("They may not go to this site."), hidden=True),
    Reason.RELEASE: Telling("ROS-35", N_("No release covers this shift and the way."), hidden=True),
    Reason.APART: Telling(
        "ROS-31", N_("They are kept apart from somebody at this work."), hidden=True
    ),
    Reason.TWICE: Telling("ROS-3", N_("They are already in this shift.")),
    Reason.FULL: Telling("ROS-2", N_("The shift is full.")),
    Reason.RESERVED: Telling(
        "ROS-30",
        N_("The last places are for people with a certificate."),
        N_("Choose somebody who holds the certificate."),
    ),
    Reason.CERTIFICATE: Telling(
        "ROS-10",
        N_("They hold no certificate for this that is good on its last day."),
        N_("Look at when the certificate ends."),
    ),
    Reason.SUPERVISION: Telling(
        "ROS-11",
        N_("There would be too few trained supervisors."),
        N_("Place a supervisor first."),
    ),
    Reason.CAPACITY: Telling("ROS-12", N_("The site is full at that time.")),
    Reason.LOCKED: Telling("ROS-13", N_("There is no work session there at that time.")),
    Reason.AWAY: Telling("ROS-14", N_("They are on release elsewhere then.")),
    Reason.REST_WEEK: Telling("ROS-27", N_("This is their week of rest from peer support.")),
    Reason.CLASH: Telling("ROS-3", N_("They have other work then, or could not be there in time.")),
    Reason.REST: Telling("ROS-4", N_("It would leave less than %(hours)s hours’ rest.")),
    Reason.WEEKLY_REST: Telling(
        "ROS-5", N_("It would leave no rest of %(hours)s hours in seven days.")
    ),
    # The same sentence as for hours: only those who live inside have such a limit of days.
    Reason.DAYS: Telling("ROS-7", TOO_MUCH),
    Reason.DAY_HOURS: Telling("ROS-6", N_("It would be too many hours in one day.")),
    Reason.WEEK_HOURS: Telling("ROS-7", TOO_MUCH),
    Reason.AVERAGE: Telling(
        "ROS-8", N_("It would be over %(hours)s hours a week on average, all work counted.")
    ),
    Reason.NIGHT: Telling("ROS-15", N_("They do not work in these hours of the night.")),
    Reason.NIGHT_AVERAGE: Telling(
        "ROS-16", N_("It would be over %(hours)s hours a night on average.")
    ),
    Reason.CEILING: Telling(
        "ROS-18", N_("It would be over the ceiling for unpaid hours."), N_("Pay or stop.")
    ),
    Reason.POST: Telling(
        "ROS-19",
        N_("A volunteer cannot fill a paid post."),
        N_("Pay them for it, or choose somebody else."),
    ),
}


@dataclass(frozen=True, slots=True)
class Stands:
    """One thing that stands in the way, with what fills its sentence; a hidden one has nothing."""

    reason: Reason
    values: Mapping[str, object] = field(default_factory=dict)


NEUTRAL = Refusal("ROS-1", NOT_AVAILABLE)
"""The one sentence for whatever is hidden, and for plain unavailability."""

_ORDER = {reason: place for place, reason in enumerate(Reason)}


def is_hidden(reason: Reason) -> bool:
    """Say whether the reason is told to nobody but the named officer (ROS-1)."""
    return TELLINGS[reason].hidden


def open_reason(reason: Reason) -> Reason:
    """Give the reason as everybody may know it: a hidden one is plain unavailability (ROS-1)."""
    return Reason.AVAILABLE if is_hidden(reason) else reason


def said(stands: Sequence[Stands], *, to_officer: bool = False) -> list[Refusal]:
    """Say everything once, in a fixed order; hidden reasons are one neutral sentence (ROS-1)."""
    told: list[Refusal] = []
    for one in sorted(stands, key=lambda stand: _ORDER[stand.reason]):
        refusal = _told(one, to_officer=to_officer)
        if refusal not in told:
            told.append(refusal)
    return told


def reasons_of(stands: Iterable[Stands]) -> list[Reason]:
    """Give the reasons as everybody may know them, each once, in their order (ROS-1)."""
    return sorted({open_reason(one.reason) for one in stands}, key=_ORDER.__getitem__)


def _told(one: Stands, *, to_officer: bool) -> Refusal:
    telling = TELLINGS[one.reason]
    if telling.hidden and not to_officer:
        return NEUTRAL
    return Refusal(telling.rule, telling.text, one.values, telling.todo)

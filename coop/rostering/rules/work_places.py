"""What must hold of places of work and their shifts, whoever comes to them (ROS-60 to ROS-66)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from coop.core.errors import N_, Refusal
from coop.rostering.rules.calendar import Hours
from coop.rostering.rules.nouns import Session

LONGEST_SPAN = timedelta(weeks=26)
"""Shifts are made for at most so long at once."""
WEEKDAYS = frozenset(range(7))

Day = Mapping[Session, Hours | None]


@dataclass(frozen=True, slots=True)
class Cover:
    """How many people a shift takes: it fails below `least`, hopes for `wanted`, holds `most`."""

    least: int
    wanted: int
    most: int


def refusals_of_name(name: str, *, is_taken: bool) -> list[Refusal]:
    """Refuse what has no name, or the name of another (ROS-60)."""
    found = []
    if not name:
        found.append(Refusal("ROS-60", N_("It needs a name.")))
    if is_taken:
        found.append(
            Refusal(
                "ROS-60",
                N_("There is one of that name already."),
                todo=N_("Choose a name that nobody can take for the other."),
            )
        )
    return found


def refusals_of_numbers(*counts: int | None) -> list[Refusal]:
    """Refuse room for nobody: places, tools and room are counted from one (ROS-61)."""
    if any(count is not None and count < 1 for count in counts):
        return [Refusal("ROS-61", N_("Places, tools and room are counted from one up."))]
    return []


def refusals_of_travel(minutes: int) -> list[Refusal]:
    """Refuse a way that takes less than no time, or longer than half a day (ROS-61)."""
    if not 0 <= minutes <= 12 * 60:
        return [Refusal("ROS-61", N_("The way takes between 0 minutes and 12 hours."))]
    return []


def refusals_of_supervision(*, has_skill: bool, least: int, ratio: int) -> list[Refusal]:
    """Refuse supervisors without the skill that shows who may supervise (ROS-61)."""
    found = []
    if least < 0 or ratio < 1:
        found.append(Refusal("ROS-61", N_("A supervisor looks after one person at least.")))
    if least > 0 and not has_skill:
        found.append(
            Refusal(
                "ROS-61",
                N_("Say which skill a supervisor must have."),
                todo=N_("Choose a skill, or ask for no supervisors."),
            )
        )
    return found


def refusals_of_needs(counts: Collection[int], most: int) -> list[Refusal]:
    """Refuse to ask for more certified people than there are places (ROS-61)."""
    if any(count < 0 for count in counts) or max(counts, default=0) > most:
        return [
            Refusal(
                "ROS-61",
                N_("A skill can be asked of at most %(most)s people: there are no more places."),
                {"most": most},
            )
        ]
    return []


def refusals_of_closed(*, is_closed: bool) -> list[Refusal]:
    """Refuse new work where all work has an end (ROS-61)."""
    if not is_closed:
        return []
    return [Refusal("ROS-61", N_("No more work is planned here."), todo=N_("Open it again first."))]


def refusals_of_cover(cover: Cover, *, places: int) -> list[Refusal]:
    """Refuse cover that is out of order, or more than the area has places for (ROS-62)."""
    found = []
    room = min(cover.most, places)
    if cover.least < 0 or cover.wanted < 1:
        found.append(Refusal("ROS-62", N_("A shift is for one person at least.")))
    if cover.least > cover.wanted:
        found.append(
            Refusal("ROS-62", N_("The fewest people cannot be more than those you would like."))
        )
    if cover.wanted > room or cover.most > places:
        found.append(
            Refusal(
                "ROS-62",
                N_("There are places for %(most)s people only."),
                {"most": room if cover.wanted > room else places},
                N_("Ask for fewer people, or make more places first."),
            )
        )
    return found


def refusals_of_hours(hours: Hours, *, is_skipped: bool = False) -> list[Refusal]:
    """Refuse work without a minute in it; an earlier end is on the next day (ROS-63)."""
    if hours.starts == hours.ends:
        return [Refusal("ROS-63", N_("Work cannot end at the moment it starts."))]
    if is_skipped:
        return [Refusal("ROS-63", N_("These hours are left out when the clocks go forward."))]
    return []


def refusals_of_days(
    weekdays: frozenset[int], every_weeks: int, since: date, until: date | None
) -> list[Refusal]:
    """Refuse recurring work on no day at all (ROS-63)."""
    found = []
    if not weekdays or not weekdays <= WEEKDAYS:
        found.append(Refusal("ROS-63", N_("Choose at least one day of the week.")))
    if every_weeks < 1:
        found.append(Refusal("ROS-63", N_("Work comes back every week, or every few weeks.")))
    if until is not None and until < since:
        found.append(Refusal("ROS-63", N_("The last day cannot be before the first.")))
    return found


def refusals_of_span(first: date, last: date) -> list[Refusal]:
    """Refuse to make shifts backwards, or for too long at once (ROS-64)."""
    if last < first:
        return [Refusal("ROS-64", N_("The last day cannot be before the first."))]
    if last - first >= LONGEST_SPAN:
        return [Refusal("ROS-64", N_("Make shifts for at most half a year at once."))]
    return []


def refusals_of_shift(*, is_called_off: bool, is_over: bool) -> list[Refusal]:
    """Refuse to change what is called off or past (ROS-65)."""
    found = []
    if is_called_off:
        found.append(Refusal("ROS-65", N_("This shift is called off.")))
    if is_over:
        found.append(Refusal("ROS-65", N_("This shift is over.")))
    return found


def refusals_of_cause(because: str) -> list[Refusal]:
    """Refuse to call work off without a word to those who were to come (ROS-65)."""
    if because:
        return []
    return [
        Refusal(
            "ROS-65",
            N_("Say why the work is called off."),
            todo=N_("Those who were to come will read it."),
        )
    ]


def refusals_of_sessions(sessions: Day) -> list[Refusal]:
    """Refuse sessions that end before they start, or run into the next (ROS-66)."""
    held = [hours for session in Session if (hours := sessions.get(session)) is not None]
    found = []
    if any(hours.ends <= hours.starts for hours in held):
        found.append(Refusal("ROS-66", N_("A session ends later on the same day.")))
    if any(later.starts < earlier.ends for earlier, later in pairwise(held)):
        found.append(Refusal("ROS-66", N_("A session starts after the one before has ended.")))
    return found


def refusals_of_week(days: Sequence[Day]) -> list[Refusal]:
    """Refuse a usual week of which any day makes no sense; say each thing once (ROS-66)."""
    found = [refusal for sessions in days for refusal in refusals_of_sessions(sessions)]
    return list({refusal.text: refusal for refusal in found}.values())

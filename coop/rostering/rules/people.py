"""What can be written down about a member’s work: hours, times, certificates and pairs."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from uuid import UUID

from coop.core.errors import N_, Refusal
from coop.rostering.rules.calendar import Weekly
from coop.rostering.rules.nouns import Cause, Span, Terms

DAY_MINUTES = 24 * 60
WEEK_MINUTES = 7 * DAY_MINUTES
FURTHEST = timedelta(days=366)
LONGEST = timedelta(days=92)
LEVELS = range(-2, 3)
SET_BY_OTHERS = frozenset({Cause.COURT, Cause.TRANSFER, Cause.ADJUDICATION})
"""What an establishment or a court sets: no member can take it back."""


@dataclass(frozen=True, slots=True)
class Hold:
    """From which day something holds, up to and on which day; None is until it is ended."""

    since: date
    until: date | None = None


def refusals_of_member(*, is_member: bool) -> list[Refusal]:
    """Refuse to write anything about somebody who does not belong (ROS-70)."""
    return [] if is_member else [Refusal("ROS-70", N_("This person is not a member now."))]


def refusals_of_terms(terms: Terms) -> list[Refusal]:
    """Refuse hours that are out of order: at least, wished, most (ROS-70)."""
    found = []
    if not 0 <= terms.least <= terms.wished <= terms.most:
        found.append(
            Refusal(
                "ROS-70",
                N_("Hours go up from the fewest, to those wished, to the most."),
                todo=N_("Change the three numbers so that each is as big as the one before."),
            )
        )
    if terms.most > WEEK_MINUTES:
        found.append(Refusal("ROS-70", N_("A week has 168 hours.")))
    if terms.most_a_day is not None and not 0 < terms.most_a_day <= DAY_MINUTES:
        found.append(Refusal("ROS-70", N_("A day’s most is between some minutes and 24 hours.")))
    return found


def refusals_of_wish(agreed: Terms | None, wished: int, elsewhere: int) -> list[Refusal]:
    """Refuse a wish outside what was agreed, or before anything was (ROS-74)."""
    if agreed is None:
        return [
            Refusal(
                "ROS-74",
                N_("No hours have been agreed with you yet."),
                todo=N_("Ask the co-ordinator to agree them with you."),
            )
        ]
    found = []
    if not agreed.least <= wished <= agreed.most:
        found.append(
            Refusal(
                "ROS-74",
                N_("You agreed on %(least)s to %(most)s hours a week."),
                {"least": _hours(agreed.least), "most": _hours(agreed.most)},
                N_("Wish for hours between these, or ask to agree on others."),
            )
        )
    if not 0 <= elsewhere <= WEEK_MINUTES:
        found.append(Refusal("ROS-74", N_("A week has 168 hours.")))
    return found


def refusals_of_own(*, is_own: bool) -> list[Refusal]:
    """Refuse that anybody else agrees in a member’s place to work over the average (ROS-74)."""
    if is_own:
        return []
    return [Refusal("ROS-74", N_("Only the member can agree to this, or take it back."))]


def refusals_of_start(from_on: date, today: date) -> list[Refusal]:
    """Refuse to change what is past, or what is too far ahead to know (ROS-71)."""
    if from_on < today:
        return [
            Refusal(
                "ROS-71",
                N_("The day has passed already."),
                todo=N_("Choose today or a later day."),
            )
        ]
    return _too_far(from_on, today)


def refusals_of_week(pattern: Sequence[Weekly]) -> list[Refusal]:
    """Refuse a usual week whose hours end as they start, or overlap on one day (ROS-72)."""
    found = []
    if any(one.starts == one.ends for one in pattern if one.starts != _MIDNIGHT):
        found.append(Refusal("ROS-72", N_("Hours cannot end when they start.")))
    by_day: dict[int, list[tuple[int, int]]] = {}
    for one in pattern:
        by_day.setdefault(one.weekday, []).append(_minutes_of(one))
    if any(
        later[0] < earlier[1]
        for hours in by_day.values()
        for earlier, later in pairwise(sorted(hours))
    ):
        found.append(
            Refusal(
                "ROS-72",
                N_("Two times on one day overlap."),
                todo=N_("Write them as one time, from the first start to the last end."),
            )
        )
    return found


def refusals_of_span(span: Span, now: datetime) -> list[Refusal]:
    """Refuse a stretch of time that is backwards, past, too long or too far ahead (ROS-73)."""
    if span.end <= span.start:
        return [
            Refusal(
                "ROS-73", N_("It ends before it starts."), todo=N_("Look at the days and times.")
            )
        ]
    found = []
    if span.end <= now:
        found.append(Refusal("ROS-73", N_("This time has passed already.")))
    if span.end - span.start > LONGEST:
        found.append(
            Refusal(
                "ROS-73",
                N_("It is longer than three months."),
                todo=N_("Change your usual week for so long a time."),
            )
        )
    return found + _too_far(span.start.date(), now.date())


def refusals_to_take_back(cause: Cause | None, *, is_own: bool) -> list[Refusal]:
    """Refuse that a member takes back what others set for them (ROS-73)."""
    if not is_own or cause not in SET_BY_OTHERS:
        return []
    return [
        Refusal(
            "ROS-73",
            N_("Others set this time."),
            todo=N_("Tell the clerk if it is wrong."),
        )
    ]


def refusals_of_release(span: Span, travel: int, sites: Collection[UUID]) -> list[Refusal]:
    """Refuse a release without a site, or too short for the way there and back (ROS-73)."""
    found = []
    if not sites:
        found.append(Refusal("ROS-73", N_("Choose at least one site.")))
    if travel < 0 or 2 * travel >= span.minutes > 0:
        found.append(Refusal("ROS-73", N_("The way there and back takes all of the time.")))
    return found


def refusals_of_hold(hold: Hold, today: date) -> list[Refusal]:
    """Refuse what ends before it begins, or is over already (ROS-73)."""
    if hold.until is not None and hold.until < max(hold.since, today):
        return [Refusal("ROS-73", N_("The last day is over, or comes before the first."))]
    return _too_far(hold.since, today)


def refusals_of_weekdays(weekdays: Collection[int]) -> list[Refusal]:
    """Refuse what recurs on no weekday (ROS-73)."""
    return [] if weekdays else [Refusal("ROS-73", N_("Choose at least one day of the week."))]


def refusals_of_certificate(hold: Hold, today: date, *, is_closed: bool) -> list[Refusal]:
    """Refuse a certificate that is not good yet, or for a skill no longer asked for (ROS-75)."""
    found = []
    if hold.since > today:
        found.append(Refusal("ROS-75", N_("The certificate is not good yet on this day.")))
    if hold.until is not None and hold.until < hold.since:
        found.append(Refusal("ROS-75", N_("The last day cannot be before the first.")))
    if is_closed:
        found.append(Refusal("ROS-75", N_("Nobody asks for this skill any more.")))
    return found


def refusals_of_levels(levels: Mapping[UUID, int]) -> list[Refusal]:
    """Refuse a wish that is none of the five (ROS-74)."""
    if all(level in LEVELS for level in levels.values()):
        return []
    return [Refusal("ROS-74", N_("Choose one of the five wishes for each area."))]


def refusals_of_pair(
    first: UUID, second: UUID, *, is_paired: bool, until: date | None, today: date
) -> list[Refusal]:
    """Refuse a pair of one person, the same pair again, or one that is over (ROS-77)."""
    found = []
    if first == second:
        found.append(Refusal("ROS-77", N_("Choose two different people.")))
    if is_paired:
        found.append(Refusal("ROS-77", N_("This pair is there already."), todo=N_("End it first.")))
    if until is not None and until < today:
        found.append(Refusal("ROS-77", N_("The last day has passed already.")))
    return found


def _too_far(day: date, today: date) -> list[Refusal]:
    if day <= today + FURTHEST:
        return []
    return [
        Refusal(
            "ROS-71",
            N_("The day is more than a year ahead."),
            todo=N_("Write it down again when the day is nearer."),
        )
    ]


def _minutes_of(one: Weekly) -> tuple[int, int]:
    """Give the minutes after midnight; an end at or before the start is on the next day."""
    starts = one.starts.hour * 60 + one.starts.minute
    ends = one.ends.hour * 60 + one.ends.minute
    return starts, ends if ends > starts else ends + DAY_MINUTES


def _hours(minutes: int) -> str:
    """Write minutes as hours: 7, 7:30."""
    return f"{minutes // 60}" if minutes % 60 == 0 else f"{minutes // 60}:{minutes % 60:02}"


_MIDNIGHT = datetime.min.time()

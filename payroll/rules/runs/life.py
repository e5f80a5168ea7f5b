"""A pay run’s life: which step may follow which, and what stands in the way (PAY-30 to PAY-36)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from coop.core.errors import N_, Refusal

WEEK = timedelta(days=7)
DAY = timedelta(days=1)


class State(StrEnum):
    """How far a pay run has come."""

    DRAFTING = "drafting"
    DRAFT = "draft"
    CHECKED = "checked"
    APPROVED = "approved"
    ISSUING = "issuing"
    ISSUED = "issued"
    PAID = "paid"
    DROPPED = "dropped"


class Step(StrEnum):
    """What can happen to a pay run; the worker does DRAFTED and ISSUED, people all others."""

    REDRAFT = "redraft"
    DRAFTED = "drafted"
    CHECK = "check"
    SEND_BACK = "send_back"
    APPROVE = "approve"
    ISSUE = "issue"
    ISSUED = "issued"
    PAID = "paid"
    DROP = "drop"


class Calendar(StrEnum):
    """By which calendar pay runs: weeks from Monday, whole months, or days of one’s choice."""

    WEEK = "week"
    MONTH = "month"
    OTHER = "other"


LIFE = MappingProxyType(
    {
        (State.DRAFTING, Step.DRAFTED): State.DRAFT,
        (State.DRAFTING, Step.DROP): State.DROPPED,
        (State.DRAFT, Step.REDRAFT): State.DRAFTING,
        (State.DRAFT, Step.CHECK): State.CHECKED,
        (State.DRAFT, Step.DROP): State.DROPPED,
        (State.CHECKED, Step.REDRAFT): State.DRAFTING,
        (State.CHECKED, Step.SEND_BACK): State.DRAFT,
        (State.CHECKED, Step.APPROVE): State.APPROVED,
        (State.CHECKED, Step.DROP): State.DROPPED,
        (State.APPROVED, Step.REDRAFT): State.DRAFTING,
        (State.APPROVED, Step.SEND_BACK): State.DRAFT,
        (State.APPROVED, Step.ISSUE): State.ISSUING,
        (State.APPROVED, Step.DROP): State.DROPPED,
        (State.ISSUING, Step.ISSUED): State.ISSUED,
        (State.ISSUED, Step.PAID): State.PAID,
    }
)
"""Every step there is, and where it leads; what is not here cannot happen (PAY-30)."""

OPEN = frozenset({State.DRAFTING, State.DRAFT, State.CHECKED, State.APPROVED, State.ISSUING})
OUT = frozenset({State.ISSUED, State.PAID})
_WRONG = MappingProxyType(
    {
        Step.REDRAFT: N_("Only a run that is not issued yet can be drafted again."),
        Step.DRAFTED: N_("This run is not being drafted."),
        Step.CHECK: N_("Only a finished draft can be checked."),
        Step.SEND_BACK: N_("Only a run that was checked can be sent back."),
        Step.APPROVE: N_("Only a run that was checked can be approved."),
        Step.ISSUE: N_("Only an approved run can be issued."),
        Step.ISSUED: N_("This run is not being issued."),
        Step.PAID: N_("Only an issued run can be paid."),
        Step.DROP: N_("A run that is issued cannot be dropped. Correct it instead."),
    }
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A run that somebody wants to begin."""

    calendar: Calendar
    first: date
    last: date
    pays_on: date


@dataclass(frozen=True, slots=True)
class Checking:
    """What decides whether a draft may be called checked."""

    drafts: int
    blocked: int
    """Members whose pay cannot be worked out and who are not left out."""
    is_closed: bool
    """Whether the hours of the period are closed."""
    is_stale: bool
    """Whether something that it was made from has changed since."""
    is_correction: bool = False


def may_step(state: State, step: Step) -> bool:
    """Say whether a step may be taken now."""
    return (state, step) in LIFE


def after(state: State, step: Step) -> State:
    """Give where a step leads; `KeyError` when it cannot be taken."""
    return LIFE[state, step]


def refusals_to_step(state: State, step: Step) -> list[Refusal]:
    """Say why a step cannot be taken now (PAY-30)."""
    return [] if may_step(state, step) else [Refusal("PAY-30", _WRONG[step])]


def refusals_to_begin(wanted: Wanted, others: Sequence[tuple[date, date]]) -> list[Refusal]:
    """Say what stands in the way of a run over these days (PAY-31).

    `others` are the days of all runs by the same calendar that were not dropped.
    """
    found = _wrong_days(wanted)
    for first, last in others:
        if first <= wanted.last and wanted.first <= last:
            said = {"first": first.isoformat(), "last": last.isoformat()}
            todo = N_("Correct that run, or choose other days.")
            text = N_("There is a run from %(first)s to %(last)s already.")
            found.append(Refusal("PAY-31", text, said, todo))
    return found


def _wrong_days(wanted: Wanted) -> list[Refusal]:
    first, last = wanted.first, wanted.last
    found = []
    if last < first:
        found.append(Refusal("PAY-31", N_("The last day comes before the first.")))
    if wanted.calendar is Calendar.WEEK and (first.weekday() != 0 or last - first != 6 * DAY):
        found.append(Refusal("PAY-31", N_("A week runs from Monday to Sunday.")))
    is_month = first.day == 1 and last == month_end(first)
    if wanted.calendar is Calendar.MONTH and not is_month:
        found.append(Refusal("PAY-31", N_("A month runs from its first day to its last.")))
    if wanted.pays_on < first:
        found.append(Refusal("PAY-31", N_("Pay day cannot come before the first day.")))
    return found


def refusals_to_check(facts: Checking) -> list[Refusal]:
    """Say why a draft cannot be called checked yet (PAY-32, PAY-33)."""
    found = []
    if not facts.is_closed:
        todo = N_("Close the hours of these days, then draft the run again.")
        found.append(Refusal("PAY-32", N_("The hours of this period are still open."), {}, todo))
    if facts.is_stale:
        text = N_("Something that the draft was made from has changed since.")
        found.append(Refusal("PAY-32", text, {}, N_("Draft the run again.")))
    if facts.blocked:
        text = N_("Pay cannot be worked out for %(number)s members.")
        todo = N_("Put right what their lines say, or leave them out with a reason.")
        found.append(Refusal("PAY-33", text, {"number": facts.blocked}, todo))
    if not facts.drafts:
        nobody, nothing = N_("Nobody is paid in this run."), N_("This correction changes nothing.")
        text = nothing if facts.is_correction else nobody
        found.append(Refusal("PAY-33", text, {}, N_("Drop the run.")))
    return found


def refusals_to_approve(
    checked_by: UUID | None, by: UUID | None, *, pinned: str, seen: str
) -> list[Refusal]:
    """Say why this person may not approve what they saw (PAY-34, PAY-35)."""
    found = []
    if by is None or checked_by == by:
        todo = N_("Ask somebody else who may approve pay.")
        text = N_("Whoever checked a run does not approve it as well.")
        found.append(Refusal("PAY-34", text, {}, todo))
    if pinned != seen:
        text = N_("The run is no longer what you looked at.")
        found.append(Refusal("PAY-35", text, {}, N_("Look at it again.")))
    return found


def month_end(day: date) -> date:
    """Give the last day of a day’s month."""
    return (day.replace(day=28) + 4 * DAY).replace(day=1) - DAY


def code_of(calendar: Calendar, first: date, last: date) -> str:
    """Name a period: 2026-W47, 2026-11, or its two days."""
    if calendar is Calendar.WEEK:
        year, week, _ = first.isocalendar()
        return f"{year}-W{week:02d}"
    if calendar is Calendar.MONTH:
        return first.strftime("%Y-%m")
    return f"{first.isoformat()}..{last.isoformat()}"


def next_days(calendar: Calendar, after_day: date) -> tuple[date, date]:
    """Give the days of the period that follows a day."""
    first = after_day + DAY
    if calendar is Calendar.MONTH:
        first = first if first.day == 1 else month_end(first) + DAY
        return first, month_end(first)
    if calendar is Calendar.WEEK:
        first += timedelta(days=-first.weekday() % 7)
    return first, first + WEEK - DAY


def parts_of(count: int, size: int) -> list[tuple[int, int]]:
    """Cut a number of members into parts, each from a place up to the next."""
    return [(start, min(start + size, count)) for start in range(0, count, size)]

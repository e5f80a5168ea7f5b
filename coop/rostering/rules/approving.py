"""Who may approve hours, when a period closes, and where a late approval falls."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from coop.core.errors import N_, Refusal

LONGEST_PERIOD = timedelta(days=92)


@dataclass(frozen=True, slots=True)
class Record:
    """What approving must know of one record: whose, by whom, and whether it is the last."""

    member: UUID
    recorded_by: UUID
    is_last: bool
    is_whole: bool
    """Whether it says all that hours are worked out from."""


def refusals_to_approve(record: Record, approver: UUID | None) -> list[Refusal]:
    """Refuse one’s own hours and one’s own record (ROS-85), and what does not hold (ROS-86)."""
    found = []
    if approver is None:
        found.append(Refusal("ROS-85", N_("A person must approve hours.")))
    if approver == record.member:
        found.append(
            Refusal(
                "ROS-85",
                N_("Nobody approves their own hours."),
                todo=N_("Ask another co-ordinator to approve them."),
            )
        )
    if approver == record.recorded_by:
        found.append(
            Refusal(
                "ROS-85",
                N_("Whoever wrote hours down does not approve them."),
                todo=N_("Ask another co-ordinator to approve them."),
            )
        )
    if not record.is_last:
        found.append(
            Refusal(
                "ROS-86",
                N_("This record was corrected meanwhile."),
                todo=N_("Look at it again."),
            )
        )
    if not record.is_whole:
        found.append(Refusal("ROS-86", N_("The times of this record are not complete.")))
    return found


def falls_on(day: date, closed_until: date | None) -> date:
    """Give the day by which payroll finds hours: their own, or the first open one (ROS-89)."""
    if closed_until is None or day > closed_until:
        return day
    return closed_until + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Closing:
    """A period that somebody wants to close: what is still open in it, and why it may be."""

    first: date
    last: date
    left_open: int
    because: str


def refusals_to_close(wanted: Closing, *, closed_until: date | None, today: date) -> list[Refusal]:
    """Refuse a period out of turn or unfinished (ROS-88), or silence over open hours (ROS-87)."""
    found = _of_days(wanted, today)
    begins = closed_until + timedelta(days=1) if closed_until else wanted.first
    if wanted.first != begins:
        found.append(
            Refusal("ROS-88", N_("A period begins the day after the last one that was closed."))
        )
    if wanted.left_open and not wanted.because.strip():
        found.append(
            Refusal(
                "ROS-87",
                N_("%(open)s places of this period have no approved hours yet."),
                {"open": wanted.left_open},
                N_("Approve them first, or say why the period closes without them."),
            )
        )
    return found


def _of_days(wanted: Closing, today: date) -> list[Refusal]:
    if wanted.last < wanted.first:
        return [Refusal("ROS-88", N_("A period ends on or after its first day."))]
    if wanted.last > today:
        return [Refusal("ROS-88", N_("A period can be closed on its last day or later."))]
    if wanted.last - wanted.first > LONGEST_PERIOD:
        return [Refusal("ROS-88", N_("A period is at most three months long."))]
    return []

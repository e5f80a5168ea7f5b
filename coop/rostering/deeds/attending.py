"""Write down who came: by list, one more person, and corrections that name what they correct."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from coop.core import audit, clock
from coop.core.audit import Hand
from coop.core.db import session
from coop.core.errors import N_, Refusal, Refused, refuse_if
from coop.membership.queries import name_of
from coop.rostering import acts
from coop.rostering.deeds.hours_book import locked_shift, writer_of
from coop.rostering.models.attendance import Attendance
from coop.rostering.models.work import ShiftRow
from coop.rostering.reading.attended import record, records_in, told_to
from coop.rostering.reading.fitting import stands_to_add
from coop.rostering.rules.attending import Absence, Mark, as_planned, refusals_to_mark
from coop.rostering.rules.nouns import Span
from coop.rostering.rules.reasons import said


@dataclass(frozen=True, slots=True)
class _Page:
    """Under which shift something is written, by whom, through which door."""

    shift: ShiftRow
    writer: UUID
    hand: Hand


def mark_attendance(shift_id: UUID, marks: Mapping[UUID, Mark], *, hand: Hand) -> int:
    """Write a list down, one first record for each member named (ROS-80 to ROS-82).

    Nobody is written down twice: of two hands at once the second is told who is there
    already, and nothing of its list is kept.
    """
    page = _Page(locked_shift(shift_id), writer_of(hand), hand)
    told, known = told_to(shift_id), records_in(shift_id)
    found = [one for member_id in marks for one in _of_member(member_id, told, known)]
    found += [one for mark in marks.values() for one in _of_mark(mark, page)]
    if not marks:
        found.append(Refusal("ROS-82", N_("Nobody is left to mark.")))
    refuse_if(list({str(one): one for one in found}.values()))
    for member_id, mark in marks.items():
        _write(page, member_id, mark)
    audit.record(acts.ATTENDANCE_MARKED, shift_id, hand=hand, people=len(marks))
    return len(marks)


def mark_all_as_planned(shift_id: UUID, *, hand: Hand) -> int:
    """Write down that everybody not yet on the list came as planned; give how many."""
    shift = locked_shift(shift_id)
    waiting = told_to(shift_id) - records_in(shift_id).keys()
    planned = as_planned(_span(shift))
    return mark_attendance(shift_id, dict.fromkeys(sorted(waiting), planned), hand=hand)


def add_to_list(shift_id: UUID, member_id: UUID, mark: Mark, *, hand: Hand) -> UUID:
    """Write down somebody who came without a place, if they fit (ROS-83)."""
    page = _Page(locked_shift(shift_id), writer_of(hand), hand)
    found = list(_of_mark(mark, page))
    if not mark.was_there:
        found.append(Refusal("ROS-83", N_("Only somebody who came is added.")))
    if member_id in told_to(shift_id) or member_id in records_in(shift_id):
        found.append(Refusal("ROS-83", N_("This member is on the list already.")))
    else:
        found += said(stands_to_add(member_id, shift_id, page.shift.day))
    refuse_if(found)
    written = _write(page, member_id, mark)
    audit.record(acts.CAME_UNPLANNED, member_id, hand=hand, shift=str(shift_id))
    return written


def correct_attendance(record_id: UUID, mark: Mark, because: str, *, hand: Hand) -> UUID:
    """Put a record right with a new one that names it, and says why (ROS-82)."""
    old = record(record_id)
    page = _Page(locked_shift(old.shift_id), writer_of(hand), hand)
    found = [*refusals_to_mark(mark, _span(page.shift), clock.now())]
    if not because.strip():
        found.append(Refusal("ROS-82", N_("Say why this is corrected.")))
    if records_in(old.shift_id)[old.member_id][-1].id != record_id:
        found.append(_corrected_meanwhile())
    elif mark == old.mark:
        found.append(Refusal("ROS-82", N_("Nothing would change.")))
    refuse_if(found)
    written = _write(page, old.member_id, mark, corrects=record_id, because=because.strip())
    audit.record(acts.ATTENDANCE_CORRECTED, old.member_id, hand=hand, shift=str(old.shift_id))
    return written


def _of_member(
    member_id: UUID, told: frozenset[UUID], known: Mapping[UUID, object]
) -> list[Refusal]:
    if member_id in known:
        return [_written_already(member_id)]
    if member_id not in told:
        return [Refusal("ROS-83", N_("%(name)s has no place here."), {"name": name_of(member_id)})]
    return []


def _of_mark(mark: Mark, page: _Page) -> list[Refusal]:
    if page.shift.called_off_at is not None and mark.reason != Absence.CANCELLED:
        return [Refusal("ROS-80", N_("This shift was called off: nobody worked in it."))]
    return refusals_to_mark(mark, _span(page.shift), clock.now())


def _written_already(member_id: UUID) -> Refusal:
    return Refusal(
        "ROS-82",
        N_("%(name)s is on the list already."),
        {"name": name_of(member_id)},
        N_("Look at the list again; what is wrong can be corrected."),
    )


def _corrected_meanwhile() -> Refusal:
    return Refusal(
        "ROS-82",
        N_("Somebody else changed this list meanwhile."),
        todo=N_("Look at the list again."),
    )


def _write(
    page: _Page, member_id: UUID, mark: Mark, *, corrects: UUID | None = None, because: str = ""
) -> UUID:
    row = Attendance(
        shift_id=page.shift.id,
        member_id=member_id,
        was_there=mark.was_there,
        reason=mark.reason,
        arrived_at=mark.arrived_at,
        left_at=mark.left_at,
        duty_minutes=mark.duty,
        recorded_at=clock.now(),
        recorded_by=page.writer,
        channel=page.hand.via,
        evidence=page.hand.evidence,
        because=because,
        corrects_id=corrects,
    )
    session().add(row)
    try:
        session().flush()
    except IntegrityError as twice:
        raise Refused(_corrected_meanwhile()) from twice
    return row.id


def _span(shift: ShiftRow) -> Span:
    return Span(shift.starts_at, shift.ends_at)

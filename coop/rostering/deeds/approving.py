"""Approve hours: another person than wrote them down, and never the person themselves."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from coop.core import audit, clock
from coop.core.audit import Hand
from coop.core.db import session
from coop.core.errors import N_, Refusal, Refused, refuse_if
from coop.rostering import acts
from coop.rostering.deeds.hours_book import locked_shift, open_book
from coop.rostering.models.attendance import ApprovedHours
from coop.rostering.models.work import ShiftRow
from coop.rostering.reading.attended import Record as Written
from coop.rostering.reading.attended import record, records_in
from coop.rostering.reading.hours_approved import closed_until
from coop.rostering.reading.roster_rules import roster_rules
from coop.rostering.rules.approving import Record, falls_on, refusals_to_approve
from coop.rostering.rules.hours import Counted, hours_from
from coop.rostering.rules.nouns import Kind, Span


def approve_hours(record_ids: Sequence[UUID], *, hand: Hand) -> int:
    """Approve the hours of these records; give how many were approved now (ROS-85, ROS-86).

    What a colleague approved a moment before is left as it is. A record that corrects
    approved hours makes an approval that names the old one.
    """
    open_book(shared=True)
    written = [record(one) for one in dict.fromkeys(record_ids)]
    shifts = {one: locked_shift(one) for one in sorted({line.shift_id for line in written})}
    lasts = {one: records_in(one) for one in shifts}
    done = _approved_already(shifts)
    waiting = [one for one in written if one.id not in done]
    found = [
        refusal
        for one in waiting
        for refusal in _refusals(one, lasts[one.shift_id][one.member_id][-1].id, hand)
    ]
    refuse_if(list({str(one): one for one in found}.values()))
    until = closed_until()
    made = [_approved(one, shifts[one.shift_id], until, hand) for one in waiting]
    _keep(made)
    minutes = sum(row.minutes for row in made)
    if made:
        audit.record(acts.HOURS_APPROVED, "hours", hand=hand, lines=len(made), minutes=minutes)
    return len(made)


def _approved_already(shift_ids: Iterable[UUID]) -> frozenset[UUID]:
    asked = select(ApprovedHours.attendance_id).where(ApprovedHours.shift_id.in_(shift_ids))
    return frozenset(session().scalars(asked))


def _refusals(written: Written, last: UUID, hand: Hand) -> list[Refusal]:
    mark = written.mark
    facts = Record(
        member=written.member_id,
        recorded_by=written.recorded_by,
        is_last=last == written.id,
        is_whole=not mark.was_there or mark.span is not None,
    )
    return refusals_to_approve(facts, hand.by)


def _approved(written: Written, shift: ShiftRow, until: date | None, hand: Hand) -> ApprovedHours:
    hours = _counted(written, shift)
    return ApprovedHours(
        shift_id=shift.id,
        member_id=written.member_id,
        attendance_id=written.id,
        day=shift.day,
        falls_on=falls_on(shift.day, until),
        kind=shift.kind,
        minutes=hours.minutes,
        is_paid=hours.is_paid,
        recorded_by=written.recorded_by,
        approved_by=hand.by,
        approved_at=clock.now(),
        corrects_id=_approved_before(written),
    )


def _counted(written: Written, shift: ShiftRow) -> Counted:
    kind, planned = Kind(shift.kind), Span(shift.starts_at, shift.ends_at)
    rules = roster_rules(shift.day).book.limits.kinds[kind]
    return hours_from(written.mark, planned, rules)


def _approved_before(written: Written) -> UUID | None:
    """Find the approval that the next one of this member and shift puts right."""
    corrected = select(ApprovedHours.corrects_id).where(ApprovedHours.corrects_id.is_not(None))
    asked = select(ApprovedHours.id).where(
        ApprovedHours.shift_id == written.shift_id,
        ApprovedHours.member_id == written.member_id,
        ApprovedHours.id.not_in(corrected),
    )
    return session().scalars(asked).one_or_none()


def _keep(rows: Sequence[ApprovedHours]) -> None:
    session().add_all(rows)
    try:
        session().flush()
    except IntegrityError as wrong:
        raise Refused(
            Refusal(
                "ROS-86",
                N_("Somebody else approved or corrected these hours meanwhile."),
                todo=N_("Look at the list again."),
            )
        ) from wrong

"""Approve hours: another person than wrote them down, and never the person themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from coop.core import audit, clock
from coop.core.audit import Hand
from coop.core.db import session
from coop.core.errors import N_, Refusal, Refused, refuse_if
from coop.rostering import acts
from coop.rostering.deeds.hours_book import locked_shifts, open_book, writer_of
from coop.rostering.models.attendance import ApprovedHours
from coop.rostering.models.work import ShiftRow
from coop.rostering.reading.attended import Key, records_among, shifts_recorded
from coop.rostering.reading.attended import Record as Written
from coop.rostering.reading.hours_approved import Approval, approvals_among, closed_until
from coop.rostering.reading.roster_rules import roster_rules
from coop.rostering.rules.approving import Record, falls_on, refusals_to_approve
from coop.rostering.rules.hours import hours_from
from coop.rostering.rules.nouns import Kind, Limits, Span


@dataclass(frozen=True, slots=True)
class _Ground:
    """What every approval of one deed stands on."""

    approver: UUID
    shifts: Mapping[UUID, ShiftRow]
    closed_until: date | None
    limits: Mapping[date, Limits]


def approve_hours(record_ids: Sequence[UUID], *, hand: Hand) -> int:
    """Approve the hours of these records; give how many were approved now (ROS-85, ROS-86).

    What a colleague approved a moment before is left as it is. A record that corrects
    approved hours makes an approval that names the old one.
    """
    open_book(shared=True)
    shifts = locked_shifts(shifts_recorded(set(record_ids)))
    chains, before = records_among(shifts), approvals_among(shifts)
    done = {one.attendance_id for approvals in before.values() for one in approvals}
    waiting = [one for one in dict.fromkeys(record_ids) if one not in done]
    refuse_if(_refusals([(one, chains[one]) for one in waiting], hand))
    if not waiting:
        return 0
    ground = _ground(shifts, hand)
    made = [_approved(chains[one][-1], ground, before) for one in waiting]
    _keep(made)
    minutes = sum(row.minutes for row in made)
    audit.record(acts.HOURS_APPROVED, "hours", hand=hand, lines=len(made), minutes=minutes)
    return len(made)


def _refusals(wanted: Sequence[tuple[UUID, Sequence[Written]]], hand: Hand) -> list[Refusal]:
    """Say once everything that stands in the way of any of these records."""
    facts = (
        Record(
            member=chain[-1].member_id,
            recorded_by=chain[-1].recorded_by,
            is_last=chain[-1].id == record_id,
            is_whole=not chain[-1].mark.was_there or chain[-1].mark.span is not None,
        )
        for record_id, chain in wanted
    )
    found = [refusal for one in facts for refusal in refusals_to_approve(one, hand.by)]
    return list({str(one): one for one in found}.values())


def _ground(shifts: Mapping[UUID, ShiftRow], hand: Hand) -> _Ground:
    days = {shift.day for shift in shifts.values()}
    limits = {day: roster_rules(day).book.limits for day in days}
    return _Ground(writer_of(hand), shifts, closed_until(), limits)


def _approved(
    written: Written, ground: _Ground, before: Mapping[Key, Sequence[Approval]]
) -> ApprovedHours:
    shift = ground.shifts[written.shift_id]
    planned, kind = Span(shift.starts_at, shift.ends_at), Kind(shift.kind)
    earlier = before.get((shift.id, written.member_id), ())
    hours = hours_from(written.mark, planned, ground.limits[shift.day].kinds[kind])
    return ApprovedHours(
        shift_id=shift.id,
        member_id=written.member_id,
        attendance_id=written.id,
        day=shift.day,
        falls_on=falls_on(shift.day, ground.closed_until),
        kind=kind,
        minutes=hours.minutes,
        is_paid=hours.is_paid,
        recorded_by=written.recorded_by,
        approved_by=ground.approver,
        approved_at=clock.now(),
        corrects_id=earlier[-1].id if earlier else None,
    )


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

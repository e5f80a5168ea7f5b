"""Hours for pay: approved by another person, corrected by differences, closed with what is open."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from coop.core import clock
from coop.core.auditbook import AuditEntry
from coop.core.db import session, transaction
from coop.core.errors import Refused
from coop.rostering.deeds.approving import approve_hours
from coop.rostering.deeds.attending import correct_attendance
from coop.rostering.deeds.closing_hours import close_period
from coop.rostering.models.attendance import ApprovedHours, HoursClosed
from coop.rostering.reading.hours_approved import approved_hours, closed_periods
from coop.rostering.reading.hours_waiting import waiting_for
from coop.rostering.rules.approving import (
    Closing,
    Record,
    falls_on,
    refusals_to_approve,
    refusals_to_close,
)
from coop.rostering.rules.attending import absent, as_planned
from coop.rostering.rules.hours import Odd
from tests.builders.attendance import (
    DAY,
    a_told_shift,
    a_workplace,
    all_approved,
    approved,
    came,
    came_as_planned,
    corrected,
    marked,
)
from tests.governance.crowd import all_at_once

WEEK = timedelta(days=6)
FORTNIGHT = timedelta(days=13)
LATER = timedelta(days=20)


def close(first=DAY, last=DAY + FORTNIGHT, *, because="", by):
    with clock.at(clock.now() + LATER), transaction():
        return close_period(first, last, because, hand=by.hand)


def hours(first=DAY, last=DAY + FORTNIGHT):
    return approved_hours(first, last)


def test_approved_hours_are_what_payroll_learns(app):
    work = a_workplace()
    shift = a_told_shift(*work.members)
    records = came_as_planned(shift, *work.members, by=work.planner)

    count = approved(*records, by=work.other_planner)

    period = hours()
    assert count == 2
    assert period.minutes == 480
    assert {line.member_id for line in period.hours} == {one.id for one in work.members}
    assert {(line.area, line.kind, line.is_paid) for line in period.hours} == {
        ("Laundry", "paid", True)
    }
    assert (period.left_open, period.is_closed) == (0, False)


def test_hours_nobody_approved_never_reach_payroll(app):
    work = a_workplace()
    shift = a_told_shift(*work.members)
    came_as_planned(shift, work.members[0], by=work.planner)

    period = hours()

    assert period.hours == ()
    # One record waits, and one place has no record at all.
    assert period.left_open == 2


def test_nobody_approves_what_they_wrote_down(app):
    work = a_workplace()
    shift = a_told_shift(*work.members)
    records = came_as_planned(shift, *work.members, by=work.planner)

    with pytest.raises(Refused, match="Whoever wrote hours down"):
        approved(*records, by=work.planner)

    assert all_approved() == []


def test_nobody_approves_their_own_hours(app):
    work = a_workplace()
    shift = a_told_shift(work.other_planner)
    records = came_as_planned(shift, work.other_planner, by=work.planner)

    with pytest.raises(Refused, match="their own hours"):
        approved(*records, by=work.other_planner)

    assert all_approved() == []


@pytest.mark.parametrize(
    ("constraint", "approver"),
    [
        pytest.param("never_ones_own_hours", "member", id="one’s own hours"),
        pytest.param("another_person_approves", "planner", id="one’s own record"),
    ],
)
def test_the_database_forbids_both_by_name(app, constraint, approver):
    work = a_workplace()
    shift = a_told_shift(*work.members)
    [record] = came_as_planned(shift, work.members[0], by=work.planner)
    by = {"member": work.members[0], "planner": work.planner}[approver]
    row = ApprovedHours(
        shift_id=shift.id, member_id=work.members[0].id, attendance_id=record, day=DAY,
        falls_on=DAY, kind="paid", minutes=240, is_paid=True, recorded_by=work.planner.id,
        approved_by=by.id, approved_at=clock.now(), corrects_id=None,
    )  # fmt: skip

    with pytest.raises(IntegrityError, match=constraint), transaction():
        session().add(row)


def test_many_approving_at_once_approve_once(app):
    work = a_workplace()
    shift = a_told_shift(*work.members)
    records = came_as_planned(shift, *work.members, by=work.planner)
    hands = [work.other_planner.hand, work.clerk.hand] * 4

    with clock.at(shift.over):
        ends = all_at_once(app, [lambda one=one: approve_hours(records, hand=one) for one in hands])

    entries = select(AuditEntry).where(AuditEntry.act == "rostering.hours_approved")
    assert ends == ["done"] * 8
    assert len(all_approved()) == 2
    assert len(list(session().scalars(entries))) == 1


def test_a_record_corrected_meanwhile_is_not_approved(app):
    work = a_workplace()
    shift = a_told_shift(*work.members)
    [first] = came_as_planned(shift, work.members[0], by=work.planner)
    corrected(shift, first, absent("refused"), by=work.planner)

    with pytest.raises(Refused, match="corrected meanwhile"):
        approved(first, by=work.other_planner)


@pytest.mark.parametrize("turn", range(3))
def test_a_correction_and_an_approval_at_once_never_pay_for_the_old_record(app, turn):
    work = a_workplace()
    shift = a_told_shift(*work.members)
    [first] = came_as_planned(shift, work.members[0], by=work.planner)

    def correct():
        correct_attendance(first, absent("refused"), "So.", hand=work.planner.hand)

    with clock.at(shift.over):
        ends = all_at_once(
            app, [correct, lambda: approve_hours([first], hand=work.other_planner.hand)]
        )

    waiting = waiting_for(work.other_planner.id)
    assert ends[0] == "done"
    assert waiting.count == 1
    assert len(all_approved()) == (1 if ends[1] == "done" else 0)


def test_a_correction_is_paid_as_a_difference(app):
    work = a_workplace()
    shift = a_told_shift(*work.members)
    [first] = came_as_planned(shift, work.members[0], by=work.planner)
    approved(first, by=work.other_planner)

    second = corrected(shift, first, came(shift, late=45), by=work.planner)
    approved(second, by=work.other_planner)

    lines = hours().hours
    assert [line.minutes for line in lines] == [240, -45]
    assert lines[1].corrects == lines[0].approval_id


def test_paid_time_that_becomes_unpaid_is_taken_away_whole(app):
    work = a_workplace()
    shift = a_told_shift(*work.members)
    [first] = came_as_planned(shift, work.members[0], by=work.planner)
    approved(first, by=work.other_planner)

    second = corrected(shift, first, absent("refused"), by=work.planner)
    approved(second, by=work.other_planner)

    told = [(line.minutes, line.is_paid) for line in hours().hours]
    assert told == [(240, True), (-240, True), (0, False)]


def test_a_chain_of_corrections_adds_up_to_the_last(app):
    work = a_workplace()
    shift = a_told_shift(*work.members)
    [record] = came_as_planned(shift, work.members[0], by=work.planner)
    approved(record, by=work.other_planner)
    for late in (10, 90, 0, 35):
        record = corrected(shift, record, came(shift, late=late, over=1), by=work.planner)
        approved(record, by=work.other_planner)

    period = hours()

    assert period.minutes == 240 - 35 + 1
    assert len(period.hours) == 5


def test_a_correction_of_a_closed_period_falls_in_the_next_and_is_said(app):
    work = a_workplace()
    shift = a_told_shift(work.members[0])
    [first] = came_as_planned(shift, work.members[0], by=work.planner)
    approved(first, by=work.other_planner)
    close(by=work.planner)

    second = corrected(shift, first, came(shift, over=15), by=work.planner)
    approved(second, by=work.other_planner)

    closed, following = (
        hours(),
        hours(DAY + FORTNIGHT + timedelta(days=1), DAY + timedelta(days=27)),
    )
    assert [line.minutes for line in closed.hours] == [240]
    assert closed.is_closed
    assert [(line.minutes, line.is_late, line.day) for line in following.hours] == [(15, True, DAY)]


def test_a_period_does_not_close_over_open_hours_in_silence(app):
    work = a_workplace()
    shift = a_told_shift(*work.members)
    came_as_planned(shift, work.members[0], by=work.planner)

    with pytest.raises(Refused, match="2 places of this period have no approved hours"):
        close(by=work.planner)
    left = close(because="The sheet of Monday is lost in the post.", by=work.planner)

    [kept] = closed_periods()
    assert left == kept.left_open == 2
    assert kept.because.startswith("The sheet")


def test_the_database_forbids_a_silent_close(app):
    work = a_workplace()
    row = HoursClosed(
        first_on=DAY, last_on=DAY, closed_at=clock.now(), closed_by=work.planner.id,
        left_open=1, because="",
    )  # fmt: skip

    with pytest.raises(IntegrityError, match="open_hours_are_said"), transaction():
        session().add(row)


def test_hours_left_open_fall_in_the_next_period_once_approved(app):
    work = a_workplace(members=1)
    shift = a_told_shift(*work.members)
    [record] = came_as_planned(shift, *work.members, by=work.planner)
    close(because="No second co-ordinator this week.", by=work.planner)

    approved(record, by=work.other_planner)

    assert hours().hours == ()
    [line] = hours(DAY + FORTNIGHT + timedelta(days=1), DAY + LATER).hours
    assert (line.day, line.falls_on) == (DAY, DAY + FORTNIGHT + timedelta(days=1))


@pytest.mark.parametrize("turn", range(3))
def test_no_hours_slip_into_a_period_behind_its_close(app, turn):
    work = a_workplace(members=6)
    shift = a_told_shift(*work.members)
    records = came_as_planned(shift, *work.members, by=work.planner)
    deeds = [lambda one=one: approve_hours([one], hand=work.other_planner.hand) for one in records]

    def shut():
        close_period(DAY, DAY + FORTNIGHT, "We cannot wait.", hand=work.planner.hand)

    with clock.at(clock.now() + LATER):
        ends = all_at_once(app, [*deeds[:3], shut, *deeds[3:]])

    [kept] = closed_periods()
    assert ends == ["done"] * 7
    assert len(hours().hours) == 6 - kept.left_open
    late = hours(DAY + FORTNIGHT + timedelta(days=1), DAY + LATER)
    assert len(late.hours) == kept.left_open


def test_two_closes_at_once_close_once(app):
    work = a_workplace()
    closes = [
        lambda days=days: close_period(DAY, DAY + timedelta(days=days), "", hand=work.planner.hand)
        for days in (6, 13, 6, 13)
    ]

    with clock.at(clock.now() + LATER):
        ends = all_at_once(app, closes)

    assert ends.count("done") == 1
    assert len(closed_periods()) == 1


def test_a_first_period_leaves_no_approved_hours_before_it(app):
    work = a_workplace(members=1)
    shift = a_told_shift(*work.members)
    approved(*came_as_planned(shift, *work.members, by=work.planner), by=work.other_planner)

    with pytest.raises(Refused, match="approved hours before the first day"):
        close(DAY + timedelta(days=1), by=work.planner)


def test_bulk_approval_shows_only_the_odd_ones(app):
    work = a_workplace(members=5)
    a, b, c, d, e = work.members
    shift = a_told_shift(a, b, c, d, e)
    marked(
        shift,
        {
            a: as_planned(shift.span),
            b: came(shift, late=6),
            c: came(shift, early=30),
            d: came(shift, over=45),
            e: absent("refused"),
        },
        by=work.planner,
    )

    waiting = waiting_for(work.other_planner.id)

    assert {line.name: line.odd for line in waiting.odd} == {
        b.name: (Odd.LATE,), c.name: (Odd.EARLY,), d.name: (Odd.OVERLONG,),
    }  # fmt: skip
    assert {line.name for line in waiting.plain} == {a.name, e.name}
    assert waiting.minutes == 240


def test_a_few_minutes_late_are_plain(app):
    work = a_workplace(members=1)
    shift = a_told_shift(*work.members)
    marked(shift, {work.members[0]: came(shift, late=5)}, by=work.planner)

    assert waiting_for(work.other_planner.id).odd == ()


def test_a_correction_of_approved_hours_is_odd(app):
    work = a_workplace(members=1)
    shift = a_told_shift(*work.members)
    [first] = came_as_planned(shift, *work.members, by=work.planner)
    approved(first, by=work.other_planner)
    corrected(shift, first, came(shift, late=2), by=work.planner)

    [line] = waiting_for(work.other_planner.id).odd

    assert line.odd == (Odd.CORRECTION,)
    assert line.approved is not None
    assert (line.approved.minutes, line.hours.minutes) == (240, 238)


def test_more_than_the_day_allows_is_odd(app):
    work = a_workplace(members=1)
    for starts, ends in (("06:00", "11:00"), ("12:00", "18:00")):
        shift = a_told_shift(*work.members, starts=starts, ends=ends)
        came_as_planned(shift, *work.members, by=work.planner)

    odd = waiting_for(work.other_planner.id).odd

    assert [line.odd for line in odd] == [(Odd.OVER_LIMIT,)] * 2


def test_what_one_wrote_down_waits_for_somebody_else(app):
    work = a_workplace(members=2)
    shift = a_told_shift(*work.members)
    came_as_planned(shift, *work.members, by=work.planner)

    waiting = waiting_for(work.planner.id)

    assert (waiting.count, waiting.others) == (0, 2)


def test_the_log_of_an_approval_gives_a_sum_and_nobody(app):
    work = a_workplace()
    shift = a_told_shift(*work.members)
    approved(*came_as_planned(shift, *work.members, by=work.planner), by=work.other_planner)

    entry = (
        session()
        .scalars(select(AuditEntry).where(AuditEntry.act == "rostering.hours_approved"))
        .one()
    )
    assert (entry.subject, entry.details) == ("hours", '{"lines":2,"minutes":480}')


def test_a_time_bank_counts_by_the_quarter_hour_rounded_up(app):
    work = a_workplace(members=2)
    shift = a_told_shift(*work.members, starts="10:00", ends="11:10", kind="time_bank", area="Bank")
    first, second = work.members
    records = marked(
        shift, {first: as_planned(shift.span), second: came(shift, early=18)}, by=work.planner
    )
    approved(*records, by=work.other_planner)

    assert sorted(line.minutes for line in hours().hours) == [60, 75]
    assert not any(line.is_paid for line in hours().hours)


def test_a_night_of_the_clock_change_is_paid_as_it_passed(app):
    work = a_workplace(members=1)
    night = date(2026, 3, 28)
    shift = a_told_shift(*work.members, day=night, starts="22:00", ends="06:00")
    approved(
        *came_as_planned(shift, *work.members, by=work.planner), by=work.other_planner,
        at=shift.over,
    )  # fmt: skip

    [line] = hours(night, night).hours
    assert (line.day, line.minutes) == (night, 7 * 60)


@given(
    closed=st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    day=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
)
def test_hours_fall_on_their_day_or_on_the_first_open_one(closed, day):
    found = falls_on(day, closed)

    assert found == day or (closed is not None and day <= closed)
    assert closed is None or found > closed
    assert found >= day


@pytest.mark.parametrize(
    ("first", "last", "until", "sentence"),
    [
        pytest.param(DAY, DAY - WEEK, None, "on or after its first day", id="backwards"),
        pytest.param(DAY, DAY + LATER, None, "on its last day or later", id="to come"),
        pytest.param(DAY - 20 * WEEK, DAY, None, "three months", id="too long"),
        pytest.param(DAY - WEEK, DAY, DAY - 3 * WEEK, "day after the last one", id="a gap"),
        pytest.param(DAY - WEEK, DAY, DAY - timedelta(days=2), "day after", id="an overlap"),
    ],
)
def test_periods_follow_each_other(first, last, until, sentence):
    found = refusals_to_close(Closing(first, last, 0, ""), closed_until=until, today=DAY)

    assert any(sentence in str(one) for one in found)


def test_a_record_without_times_is_not_approved(app):
    work = a_workplace()
    record = Record(
        member=work.members[0].id, recorded_by=work.planner.id, is_last=True, is_whole=False
    )

    found = refusals_to_approve(record, work.clerk.id)

    assert [str(one) for one in found] == ["The times of this record are not complete."]

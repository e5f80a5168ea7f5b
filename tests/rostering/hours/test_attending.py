"""Who came: lists, exceptions, corrections that name what they correct, and nothing twice."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError, IntegrityError

from coop.core import clock
from coop.core.audit import Channel
from coop.core.auditbook import AuditEntry
from coop.core.db import new_id, session, transaction
from coop.core.errors import NotFound, Refused
from coop.rostering.deeds.attending import (
    correct_attendance,
    mark_all_as_planned,
    mark_attendance,
)
from coop.rostering.models.attendance import Attendance
from coop.rostering.reading.attended import record, records_in
from coop.rostering.rules.attending import (
    Mark,
    absent,
    as_clocked,
    as_planned,
    early,
    late,
    nearest,
    over,
    refusals_to_mark,
)
from coop.rostering.rules.nouns import Span
from tests.builders.attendance import (
    a_told_shift,
    a_workplace,
    came,
    came_as_planned,
    corrected,
    marked,
)
from tests.builders.rostering_facts import LONDON, a_span
from tests.governance.crowd import all_at_once

SHIFT = a_span()


def test_a_list_is_written_down_once_the_shift_has_begun(app):
    work = a_workplace()
    shift = a_told_shift(*work.members)

    before = clock.at(shift.span.start - timedelta(minutes=1))
    with before, pytest.raises(Refused, match="has not begun"), transaction():
        mark_attendance(shift.id, {work.members[0].id: absent("sick")}, hand=work.planner.hand)

    assert records_in(shift.id) == {}


def test_nobody_has_left_before_they_leave(app):
    work = a_workplace()
    shift = a_told_shift(*work.members)

    before = clock.at(shift.span.end - timedelta(minutes=1))
    with before, pytest.raises(Refused, match="Nobody has left"), transaction():
        mark_all_as_planned(shift.id, hand=work.planner.hand)


def test_all_came_as_planned_but_for_the_exceptions(app):
    work = a_workplace(members=3)
    shift = a_told_shift(*work.members)
    marked(shift, {work.members[1]: absent("clash")}, by=work.planner)

    with clock.at(shift.over), transaction():
        count = mark_all_as_planned(shift.id, hand=work.planner.hand)

    marks = {key: chain[-1].mark for key, chain in records_in(shift.id).items()}
    assert count == 2
    assert marks[work.members[0].id] == as_planned(shift.span)
    assert marks[work.members[1].id] == absent("clash")


def test_a_list_on_which_everybody_is_marked_takes_nothing_more(app):
    work = a_workplace()
    shift = a_told_shift(*work.members)
    came_as_planned(shift, *work.members, by=work.planner)

    with clock.at(shift.over), pytest.raises(Refused, match="Nobody is left"), transaction():
        mark_all_as_planned(shift.id, hand=work.planner.hand)


def test_presence_is_kept_apart_from_duty(app):
    work = a_workplace()
    shift = a_told_shift(*work.members)

    [one] = marked(shift, {work.members[0]: came(shift, over=30, duty=200)}, by=work.planner)

    mark = record(one).mark
    assert (mark.presence, mark.on_duty) == (270, 200)


@pytest.mark.parametrize(
    ("mark", "sentence"),
    [
        pytest.param(Mark(was_there=True), "Give the times", id="no times"),
        pytest.param(Mark(was_there=False), "Choose a reason", id="no reason"),
        pytest.param(absent("idle"), "Choose a reason", id="not on the list"),
        pytest.param(
            Mark(was_there=True, arrived_at=SHIFT.end, left_at=SHIFT.start),
            "leaves after they arrive",
            id="backwards",
        ),
        pytest.param(
            Mark(was_there=True, arrived_at=SHIFT.start - timedelta(hours=7), left_at=SHIFT.end),
            "too far",
            id="mistyped",
        ),
        pytest.param(
            Mark(was_there=True, arrived_at=SHIFT.start, left_at=SHIFT.end, duty=241),
            "never longer",
            id="more duty than presence",
        ),
    ],
)
def test_what_cannot_be_so_is_not_written_down(mark, sentence):
    found = refusals_to_mark(mark, SHIFT, SHIFT.end + timedelta(hours=2))

    assert any(sentence in str(one) for one in found)


def test_somebody_without_a_place_is_not_on_the_list(app):
    work = a_workplace(members=2)
    shift = a_told_shift(work.members[0])

    with pytest.raises(Refused, match="Worker B has no place here"):
        came_as_planned(shift, *work.members, by=work.planner)

    assert records_in(shift.id) == {}


def test_a_correction_is_a_new_row_that_names_the_old(app):
    work = a_workplace()
    shift = a_told_shift(*work.members)
    [first] = came_as_planned(shift, work.members[0], by=work.planner)

    second = corrected(shift, first, came(shift, late=20), by=work.other_planner)
    third = corrected(shift, second, absent("sick"), by=work.planner)

    chain = records_in(shift.id)[work.members[0].id]
    assert [one.id for one in chain] == [first, second, third]
    assert [one.corrects_id for one in chain] == [None, first, second]
    assert chain[0].mark == as_planned(shift.span)


@pytest.mark.parametrize(
    ("because", "again", "sentence"),
    [
        pytest.param(" ", False, "Say why", id="no reason given"),
        pytest.param("So.", True, "Nothing would change", id="no change"),
    ],
)
def test_a_correction_says_why_and_changes_something(app, because, again, sentence):
    work = a_workplace()
    shift = a_told_shift(*work.members)
    [first] = came_as_planned(shift, work.members[0], by=work.planner)
    mark = as_planned(shift.span) if again else absent("other")

    with clock.at(shift.over), pytest.raises(Refused, match=sentence), transaction():
        correct_attendance(first, mark, because, hand=work.planner.hand)


def test_only_the_last_record_can_be_corrected(app):
    work = a_workplace()
    shift = a_told_shift(*work.members)
    [first] = came_as_planned(shift, work.members[0], by=work.planner)
    corrected(shift, first, absent("rest"), by=work.planner)

    with pytest.raises(Refused, match="changed this list meanwhile"):
        corrected(shift, first, absent("other"), by=work.planner)


def test_two_lists_at_once_leave_one_record_each(app):
    work = a_workplace()
    shift = a_told_shift(*work.members)
    marks = dict.fromkeys([one.id for one in work.members], as_planned(shift.span))
    hands = [work.planner.hand, work.other_planner.hand] * 3

    with clock.at(shift.over):
        ends = all_at_once(
            app, [lambda hand=hand: mark_attendance(shift.id, marks, hand=hand) for hand in hands]
        )

    assert ends.count("done") == 1
    assert all("on the list already" in end for end in ends if end != "done")
    assert session().query(Attendance).count() == 2


def test_two_corrections_at_once_make_one(app):
    work = a_workplace()
    shift = a_told_shift(*work.members)
    [first] = came_as_planned(shift, work.members[0], by=work.planner)
    hands = [work.planner.hand, work.other_planner.hand] * 2

    with clock.at(shift.over):
        ends = all_at_once(
            app,
            [
                lambda hand=hand: correct_attendance(first, absent("other"), "So.", hand=hand)
                for hand in hands
            ],
        )

    assert ends.count("done") == 1
    assert len(records_in(shift.id)[work.members[0].id]) == 2


def test_the_database_forbids_a_second_first_record(app):
    work = a_workplace()
    shift = a_told_shift(*work.members)
    came_as_planned(shift, work.members[0], by=work.planner)
    twin = Attendance(
        shift_id=shift.id, member_id=work.members[0].id, was_there=False, reason="other",
        arrived_at=None, left_at=None, duty_minutes=None, recorded_at=clock.now(),
        recorded_by=work.planner.id, channel="web", evidence="", because="", corrects_id=None,
    )  # fmt: skip

    with pytest.raises(IntegrityError, match=r"one_first_record|shift_id"), transaction():
        session().add(twin)


def test_a_record_never_changes(app):
    work = a_workplace()
    shift = a_told_shift(*work.members)
    [first] = came_as_planned(shift, work.members[0], by=work.planner)

    with pytest.raises(DBAPIError, match=r"append-only|attendance"), transaction():
        session().get_one(Attendance, first).reason = "sick"


def test_the_log_says_that_a_list_was_written_and_no_reason(app):
    work = a_workplace()
    shift = a_told_shift(*work.members)
    [first] = marked(shift, {work.members[0]: absent("sick")}, by=work.planner)
    corrected(shift, first, absent("refused"), by=work.planner)

    entries = [
        f"{one.act} {one.details} {one.evidence}"
        for one in session().scalars(select(AuditEntry))
        if one.act.startswith("rostering.attendance")
    ]
    assert len(entries) == 2
    assert not any(word in line for line in entries for word in ("sick", "refused", "sheet says"))


def test_whoever_keys_a_sheet_is_its_writer_and_the_paper_is_named(app):
    work = a_workplace()
    shift = a_told_shift(*work.members)

    [one] = marked(
        shift, {work.members[0]: as_planned(shift.span)}, by=work.clerk, via=Channel.PAPER
    )

    assert (record(one).recorded_by, record(one).channel) == (work.clerk.id, "paper")


def test_an_unknown_record_cannot_be_corrected(app):
    work = a_workplace()

    with pytest.raises(NotFound), transaction():
        correct_attendance(new_id(), absent("other"), "So.", hand=work.planner.hand)


@pytest.mark.parametrize(
    ("minutes", "found"),
    [
        pytest.param((0, 0), (0, 0, 0), id="as planned"),
        pytest.param((25, 0), (25, 0, 0), id="late"),
        pytest.param((0, -40), (0, 40, 0), id="left early"),
        pytest.param((-10, 30), (0, 0, 40), id="came before and stayed on"),
    ],
)
def test_late_early_and_over_are_counted_in_minutes(minutes, found):
    arrived, left = (timedelta(minutes=each) for each in minutes)
    mark = Mark(was_there=True, arrived_at=SHIFT.start + arrived, left_at=SHIFT.end + left)

    assert (late(mark, SHIFT), early(mark, SHIFT), over(mark, SHIFT)) == found


def test_a_sign_in_before_the_shift_is_presence_and_not_duty():
    seen = Span(SHIFT.start - timedelta(minutes=25), SHIFT.end + timedelta(minutes=5))

    mark = as_clocked(seen, SHIFT)

    assert (mark.presence, mark.on_duty) == (270, 240)


def test_the_night_when_clocks_go_back_is_an_hour_longer():
    night = a_span(date(2026, 10, 24), "22:00", "06:00")

    assert as_planned(night).on_duty == 9 * 60


def test_the_night_when_clocks_go_forward_is_an_hour_shorter():
    night = a_span(date(2026, 3, 28), "22:00", "06:00")

    assert as_planned(night).on_duty == 7 * 60


@pytest.mark.parametrize(
    ("wall", "planned", "moment"),
    [
        pytest.param("22:10", (24, 21, 0), (24, 21, 10), id="the same evening"),
        pytest.param("05:30", (25, 6, 0), (25, 5, 30), id="the next morning"),
        pytest.param("23:50", (25, 0, 0), (24, 22, 50), id="before midnight"),
        pytest.param("01:30", (25, 0, 15), (25, 0, 30), id="the first 01:30 of two"),
        pytest.param("01:30", (25, 1, 45), (25, 1, 30), id="the second 01:30 of two"),
    ],
)
def test_a_time_on_the_wall_is_the_moment_nearest_to_the_plan(wall, planned, moment):
    def october(day, hour, minute):
        return datetime(2026, 10, day, hour, minute, tzinfo=UTC)

    found = nearest(time.fromisoformat(wall), october(*planned), LONDON)

    assert found == october(*moment)

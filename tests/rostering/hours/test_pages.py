"""The pages of attendance and hours, as co-ordinators, clerks and members use them."""

from datetime import timedelta

import pytest

from coop.core import clock
from coop.core.db import session, transaction
from coop.rostering.deeds.attending import mark_all_as_planned
from coop.rostering.deeds.closing_hours import close_period
from coop.rostering.models.attendance import Attendance
from coop.rostering.reading.attended import records_in
from coop.rostering.rules.attending import absent, as_planned
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

ONE = timedelta(days=1)


@pytest.fixture
def evening(app):
    """Hold the clock on the evening of the day."""
    with clock.at(clock.now() + timedelta(hours=10)):
        yield


def test_the_week_says_what_is_not_marked(page, evening):
    work = a_workplace()
    shift = a_told_shift(*work.members)

    week = page.signed_in_as(work.planner).get("rostering.attendance")

    assert "1 shift is not marked." in week
    assert "2 not marked" in week
    assert page.get("rostering.attendance_of", shift_id=shift.id).heading == "Who came: Laundry"


def test_one_press_writes_down_that_all_came_as_planned(page, evening):
    work = a_workplace()
    shift = a_told_shift(*work.members)
    page.signed_in_as(work.planner).get("rostering.attendance_of", shift_id=shift.id)

    done = page.send("All came as planned")

    assert done.flashes == ["2 people are written down."]
    assert "Came 08:00–12:00." in done
    assert {chain[-1].mark for chain in records_in(shift.id).values()} == {as_planned(shift.span)}


def test_a_list_with_exceptions_is_written_down_at_once(page, evening):
    work = a_workplace(members=3)
    shift = a_told_shift(*work.members)
    a, b, _ = (one.id for one in work.members)
    page.signed_in_as(work.planner).get("rostering.attendance_of", shift_id=shift.id)

    done = page.send(
        "Write the list down",
        **{
            f"{a}-arrived": "08:20", f"{a}-left": "11:30",
            f"{b}-how": "sick",
        },
    )  # fmt: skip

    assert "Came 08:20–11:30, 20 minutes late, left 30 minutes early." in done
    assert "Did not come: sick." in done
    assert done.flashes == ["3 people are written down."]


def test_a_slip_keeps_what_was_filled_in(page, evening):
    work = a_workplace()
    shift = a_told_shift(*work.members)
    a = work.members[0].id
    page.signed_in_as(work.planner).get("rostering.attendance_of", shift_id=shift.id)

    again = page.send(
        "Write the list down",
        expect=422,
        **{f"{a}-arrived": "quarter past"},
    )

    assert "Worker A, Arrived – Give the time as hours and minutes, such as 08:30." in again
    assert records_in(shift.id) == {}


def test_whoever_did_not_come_has_no_times(page, evening):
    work = a_workplace()
    shift = a_told_shift(*work.members)
    a = work.members[0].id
    page.signed_in_as(work.planner).get("rostering.attendance_of", shift_id=shift.id)

    again = page.send(
        "Write the list down", expect=422, **{f"{a}-how": "rest", f"{a}-left": "11:00"}
    )

    assert "Worker A, How it went – Times are given only with “Came”." in again


def test_a_correction_shows_what_it_changed_and_why(page, evening):
    work = a_workplace()
    shift = a_told_shift(*work.members)
    [first] = came_as_planned(shift, work.members[0], by=work.planner)
    page.signed_in_as(work.other_planner).get(
        "rostering.correct", shift_id=shift.id, record_id=first
    )

    done = page.send("Correct it", arrived="09:00", because="The sheet says so.")

    assert "Came 09:00–12:00, 60 minutes late." in done
    assert "Before it was corrected: Came 08:00–12:00." in done
    assert "Because: The sheet says so." in done


def test_odd_hours_are_approved_one_by_one_and_plain_ones_with_one_press(page, evening):
    work = a_workplace(members=3)
    shift = a_told_shift(*work.members)
    a, b, c = work.members
    marked(
        shift,
        {a: as_planned(shift.span), b: as_planned(shift.span), c: came(shift, late=40)},
        by=work.planner,
    )
    shown = page.signed_in_as(work.other_planner).get("rostering.hours")

    assert "2 records are as planned. Together: 8 h." in shown
    assert "Came 08:40–12:00, 40 minutes late. It counts as 3 h 20 min, paid." in shown
    page.send("Approve all plain ones")
    assert len(all_approved()) == 2
    done = page.send(f"Approve {c.name}, 2 Mar 2026")

    assert done.flashes == ["1 record is approved."]
    assert sorted(one.minutes for one in all_approved()) == [200, 240, 240]


def test_a_long_list_of_odd_hours_is_shown_in_parts(page, evening, monkeypatch):
    monkeypatch.setattr("coop.core.listings.portion.__defaults__", (1, 2))
    work = a_workplace(members=3)
    shift = a_told_shift(*work.members)
    marked(shift, {each: came(shift, late=40) for each in work.members}, by=work.planner)

    first = page.signed_in_as(work.other_planner).get("rostering.hours")
    rest = page.follow("Next part")

    assert "2 of 3 records are shown here." in first
    assert [name.name in first for name in work.members] == [True, True, False]
    assert [name.name in rest for name in work.members] == [False, False, True]


def test_whoever_wrote_it_all_reads_who_may_approve(page, evening):
    work = a_workplace()
    shift = a_told_shift(*work.members)
    marked(shift, {each: as_planned(shift.span) for each in work.members}, by=work.planner)

    shown = page.signed_in_as(work.planner).get("rostering.hours")

    assert "You wrote these down, or worked them yourself." in shown
    assert (
        "2 records wait for another co-ordinator, "
        "who neither wrote them down nor worked them." in shown
    )


def test_a_period_over_open_hours_closes_only_with_a_cause(page, evening):
    work = a_workplace()
    a_told_shift(*work.members, day=DAY - timedelta(days=3))
    page.signed_in_as(work.planner).get("rostering.close_hours")

    refused = page.send("Close the period", expect=409)
    assert "2 places of this period have no approved hours yet." in refused
    page.get("rostering.close_hours")
    done = page.send("Close the period", because="The sheet is lost.")

    assert "2 places were left open. The sheet is lost." in done


def test_what_comes_after_a_close_is_said_in_the_next_period(page, evening):
    work = a_workplace(members=1)
    shift = a_told_shift(*work.members)
    [record] = came_as_planned(shift, *work.members, by=work.planner)
    with transaction():
        close_period(DAY - 7 * ONE, DAY, "The second co-ordinator is away.", hand=work.planner.hand)
    approved(record, by=work.other_planner)

    shown = page.signed_in_as(work.planner).get("rostering.close_hours")

    assert shown.facts["From earlier periods, approved late"] == "1"
    assert shown.facts["Approved so far"] == "4 h"


def test_a_member_sees_their_hours_and_says_that_they_are_wrong(page, evening):
    work = a_workplace(sign_in=True)
    shift = a_told_shift(*work.members)
    record, _other = came_as_planned(shift, *work.members, by=work.planner)
    approved(record, by=work.other_planner)
    member = work.members[0]

    mine = page.signed_in_as(member).get("rostering.my_hours")
    assert "Planned 4 h, came 4 h, approved 4 h." in mine
    page.get("rostering.hours_wrong", shift_id=shift.id)
    page.send("Send it", words="I stayed until one.")
    home = page.signed_in_as(work.planner).get("home.home")
    assert "1 member says that hours are wrong." in home
    page.follow("Read and answer – 1 member says that hours are wrong.")
    page.send("Send the answer", answer="You are right. It is corrected.")

    assert "You are right. It is corrected." in page.signed_in_as(member).get("rostering.my_hours")


def test_nobody_asks_about_a_shift_of_others(page, evening):
    work = a_workplace(members=2, sign_in=True)
    shift = a_told_shift(work.members[0])

    page.signed_in_as(work.members[1]).get("rostering.hours_wrong", shift_id=shift.id, expect=404)


def test_a_form_on_paper_says_that_hours_are_wrong(page, evening):
    work = a_workplace()
    a_told_shift(*work.members)
    page.signed_in_as(work.clerk).get("rostering.key_hours_wrong")

    page.send(
        "Record it", member_number=work.members[0].number, day=DAY, words="I came at seven.",
        evidence="Folder 3, page 9",
    )  # fmt: skip
    page.signed_in_as(work.planner).get("rostering.hours")
    asked = page.follow("Worker A, 2 Mar 2026")

    assert "I came at seven." in asked
    assert "From paper, kept as Folder 3, page 9." in asked


def test_a_clerk_keys_the_signed_sheet(page, evening):
    work = a_workplace()
    shift = a_told_shift(*work.members)
    a = work.members[0].id
    page.signed_in_as(work.clerk).get("rostering.key_sheets")
    page.follow("Laundry, 2 Mar 2026, 08:00–12:00")

    page.send("Record it", evidence="Folder 1", **{f"{a}-how": "rest"})

    rows = session().query(Attendance).all()
    assert {(row.channel, row.evidence, row.recorded_by) for row in rows} == {
        ("paper", "Folder 1", work.clerk.id)
    }
    assert records_in(shift.id)[a][-1].mark == absent("rest")


def test_a_sheet_is_not_keyed_without_saying_where_it_is_kept(page, evening):
    work = a_workplace()
    shift = a_told_shift(*work.members)
    page.signed_in_as(work.clerk).get("rostering.key_sheet", shift_id=shift.id)

    again = page.send("Record it", expect=422)

    assert again.errors == ["Where the paper is kept – Say where the paper is kept."]
    assert records_in(shift.id) == {}


def test_home_names_the_shift_that_is_not_marked_and_what_waits(page, evening):
    work = a_workplace()
    shift = a_told_shift(*work.members)
    home = page.signed_in_as(work.planner).get("home.home")
    assert "Laundry on Monday 2 March 2026 is not marked. By Monday 2 March 2026." in home

    with transaction():
        mark_all_as_planned(shift.id, hand=work.other_planner.hand)

    home = page.get("home.home")
    assert "2 records of hours wait for approval." in home
    assert "is not marked" not in home


def test_welfare_shows_workload_and_its_sheet_for_a_spreadsheet(page, evening):
    work = a_workplace()
    shift = a_told_shift(*work.members)
    [first, _second] = came_as_planned(shift, *work.members, by=work.planner)
    approved(first, by=work.other_planner)
    approved(corrected(shift, first, absent("sick"), by=work.planner), by=work.other_planner)

    shown = page.signed_in_as(work.house.board).get("rostering.hours_welfare")
    sheet = page.get("rostering.hours_welfare_csv")

    assert "Worker A" in shown
    assert "sick" not in sheet.text
    assert "class" not in sheet.text.casefold()


def test_a_week_of_rest_is_kept_and_lifted(page, evening):
    work = a_workplace()
    page.signed_in_as(work.planner).get("rostering.hours_welfare")

    kept = page.send(
        "Keep this week free",
        member_number=work.members[0].number,
        monday=DAY + timedelta(days=14),
    )
    assert "Rests in the week of 16 Mar 2026." in kept
    lifted = page.send("Lift this rest")

    assert "Rests in the week" not in lifted

"""Who may open which page of attendance and hours, and what no page says to whom."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from coop.core import clock
from coop.core.auditbook import AuditEntry
from coop.core.db import new_id, session, transaction
from coop.rostering.deeds.questioning import question_hours
from coop.rostering.queries import approved_hours
from coop.rostering.rules.attending import absent, as_planned
from tests.builders.attendance import a_told_shift, a_workplace, approved, corrected, marked
from tests.builders.membership import a_member

PLANNING = (
    "attendance", "attendance_of", "correct", "add_person", "hours", "close_hours",
    "answer_question", "hours_welfare", "hours_welfare_csv",
)  # fmt: skip
KEYING = ("key_sheets", "key_sheet", "key_hours_wrong")
OWN = ("my_hours", "at_work")
BY_RECORD = {"correct"}
BY_SHIFT = {"attendance_of", "correct", "add_person", "key_sheet", "day_sheet"}
CAUSES = ("sick", "Sick", "refused", "Refused")


@pytest.fixture
def evening(app):
    """Hold the clock on the evening of the day."""
    with clock.at(clock.now() + timedelta(hours=10)):
        yield


@pytest.fixture
def work(evening):
    """Give a workplace where one came, one was sick, and one refused."""
    return a_workplace(members=3, sign_in=True)


@pytest.fixture
def places(work):
    """Give what stands in the addresses: a shift, a record of it, a question."""
    shift = a_told_shift(*work.members)
    a, b, c = work.members
    records = marked(
        shift,
        {a: as_planned(shift.span), b: absent("sick"), c: absent("refused")},
        by=work.planner,
    )
    approved(*records, by=work.other_planner)
    with transaction():
        asked = question_hours(shift.day, "I was there.", hand=a.hand, shift_id=shift.id)
    return {"shift_id": shift.id, "record_id": records[1], "question_id": asked}


def told(name, places):
    """Give what an address needs of the places."""
    wanted = {"shift_id"} if name in BY_SHIFT else set()
    wanted |= {"record_id"} if name in BY_RECORD else set()
    wanted |= {"question_id"} if name == "answer_question" else set()
    return {key: places[key] for key in wanted}


def opened(page, name, places, *, expect=200):
    return page.get(f"rostering.{name}", expect=expect, **told(name, places))


@pytest.mark.parametrize("name", [*PLANNING, *KEYING])
def test_a_member_opens_only_their_own(page, work, places, name):
    page.signed_in_as(work.members[0])

    opened(page, name, places, expect=403)


def test_a_co_ordinator_opens_what_is_planned_and_keys_no_paper(page, work, places):
    page.signed_in_as(work.planner)

    for name in (*PLANNING, "day_sheet", *OWN):
        opened(page, name, places)
    for name in KEYING:
        opened(page, name, places, expect=403)


def test_a_clerk_keys_paper_and_approves_nothing(page, work, places):
    page.signed_in_as(work.clerk)

    for name in (*KEYING, "day_sheet", *OWN):
        opened(page, name, places)
    for name in PLANNING:
        opened(page, name, places, expect=403)
    page.post("rostering.approve", records=places["record_id"], expect=403)


def test_whoever_runs_pay_closes_and_approves_nothing(page, work, places):
    page.signed_in_as(a_member(office="payroll_officer"))

    for name in ("hours", "close_hours"):
        opened(page, name, places)
    page.post("rostering.approve", records=places["record_id"], expect=403)


@pytest.mark.parametrize("name", [*sorted(BY_SHIFT - {"key_sheet"}), "answer_question"])
def test_what_is_not_there_is_not_found(page, work, places, name):
    page.signed_in_as(work.planner)

    opened(page, name, dict.fromkeys(places, new_id()), expect=404)


def test_a_record_of_another_shift_is_not_found_under_this_one(page, work, places):
    other = a_told_shift(work.members[0], starts="13:00", ends="17:00")
    page.signed_in_as(work.planner)

    opened(page, "correct", places | {"shift_id": other.id}, expect=404)


def test_why_somebody_did_not_come_is_read_by_those_who_need_it_alone(page, work, places):
    page.signed_in_as(work.planner)
    assert "Did not come: sick." in opened(page, "attendance_of", places)
    assert "Did not come: sick." in page.signed_in_as(work.members[1]).get("rostering.my_hours")

    readers = {
        work.members[0]: ("my_hours", "at_work"),
        work.clerk: ("key_sheets", "my_hours"),
        work.house.board: ("hours_welfare", "hours_welfare_csv"),
        work.planner: ("hours_welfare_csv",),
    }
    for who, names in readers.items():
        page.signed_in_as(who)
        for name in names:
            shown = opened(page, name, places).text
            assert not any(word in shown for word in CAUSES), f"{name} tells {who.name}"


def test_whoever_approves_reads_of_an_absence_only_whether_it_is_paid(page, work):
    a, b, c = work.members
    shift = a_told_shift(*work.members)
    marks = {a: absent("sick"), b: absent("refused"), c: as_planned(shift.span)}
    _sick, _refused, late = marked(shift, marks, by=work.planner)
    corrected(shift, late, absent("sick"), by=work.planner)

    shown = page.signed_in_as(work.other_planner).get("rostering.hours")

    assert "Absent, paid by rule" in shown
    assert "Absent, not paid" in shown
    assert not any(word in shown.text for word in (*CAUSES, "Did not come"))


def test_the_log_never_says_why_somebody_did_not_come(page, work, places):
    lines = [
        f"{one.act} {one.subject} {one.evidence} {one.details}"
        for one in session().scalars(select(AuditEntry))
    ]

    assert any("rostering.attendance_marked" in line for line in lines)
    assert not any(word in line for line in lines for word in (*CAUSES, "I was there"))


def test_a_payroll_line_says_minutes_and_no_cause(page, work, places):
    day = clock.now().date()
    told_to_pay = repr(approved_hours(day, day))

    assert "240" in told_to_pay
    assert not any(word in told_to_pay for word in CAUSES)

"""Signing in and out at work, what it fills in, and the sheet of paper beside it."""

from datetime import timedelta

import pytest

from coop.core import accounts, clock
from coop.core.audit import Channel, Hand
from coop.core.credentials.terminals import card_for
from coop.core.db import session, transaction
from coop.core.documents import typeset
from coop.core.errors import Refused
from coop.entrance.threshold import CARD
from coop.membership.queries import account_of
from coop.rostering.deeds.clocking import sign_in_at_work, sign_out_at_work
from coop.rostering.models.attendance import Clocking
from coop.rostering.models.work import ShiftRow
from coop.rostering.reading.attended import clocked_in, records_in
from coop.rostering.reading.hours_waiting import waiting_for
from coop.rostering.rules.attending import absent, as_planned
from coop.rostering.rules.hours import Odd
from tests.builders.attendance import DAY, a_told_shift, a_workplace, marked
from tests.documents import papers, reader
from tests.governance.crowd import all_at_once

PIN = "193856"


def at_terminal(person) -> Hand:
    return Hand(by=person.id, via=Channel.TERMINAL)


def signed(shift, person, came, left=None):
    """Sign in so many minutes after the start, and out so many after the end."""
    with clock.at(shift.span.start + timedelta(minutes=came)), transaction():
        sign_in_at_work(shift.id, hand=at_terminal(person))
    if left is not None:
        with clock.at(shift.span.end + timedelta(minutes=left)), transaction():
            sign_out_at_work(shift.id, hand=at_terminal(person))


@pytest.mark.parametrize(
    ("minutes", "sentence"),
    [
        pytest.param(-31, "too early", id="more than half an hour before"),
        pytest.param(240, "over", id="at the end"),
    ],
)
def test_signing_in_has_its_time(app, minutes, sentence):
    work = a_workplace(members=1)
    shift = a_told_shift(*work.members)

    with pytest.raises(Refused, match=sentence):
        signed(shift, work.members[0], minutes)

    assert session().query(Clocking).count() == 0


def test_half_an_hour_before_is_early_enough(app):
    work = a_workplace(members=1)
    shift = a_told_shift(*work.members)

    signed(shift, work.members[0], -30, 0)

    seen = clocked_in(shift.id)[work.members[0].id]
    assert seen.span is not None
    assert seen.span.minutes == 270


def test_signing_in_is_done_on_the_terminal(app):
    work = a_workplace(members=1)
    shift = a_told_shift(*work.members)

    with clock.at(shift.span.start), pytest.raises(Refused, match="on the terminal"), transaction():
        sign_in_at_work(shift.id, hand=work.members[0].hand)


def test_nobody_signs_in_without_a_place(app):
    work = a_workplace(members=2)
    shift = a_told_shift(work.members[0])

    with pytest.raises(Refused, match="no place in this shift"):
        signed(shift, work.members[1], 0)


def test_signing_in_at_once_many_times_is_once(app):
    work = a_workplace(members=1)
    shift = a_told_shift(*work.members)
    hand = at_terminal(work.members[0])

    with clock.at(shift.span.start):
        ends = all_at_once(app, [lambda: sign_in_at_work(shift.id, hand=hand)] * 6)

    assert ends.count("done") == 1
    assert session().query(Clocking).count() == 1


def test_signing_out_comes_after_signing_in(app):
    work = a_workplace(members=1)
    shift = a_told_shift(*work.members)

    with clock.at(shift.span.end), pytest.raises(Refused, match="not signed in"), transaction():
        sign_out_at_work(shift.id, hand=at_terminal(work.members[0]))


def at_a_terminal(page, person):
    """Stand at the terminal of the site, and sign in with one’s number and PIN."""
    page.signed_out()
    with transaction():
        terminal_id = accounts.register_terminal("Laundry door", hand=person.hand)
        accounts.set_pin(account_of(person.id), PIN, hand=person.hand)
    page._client.set_cookie(CARD, card_for(terminal_id))
    page.get("signin.terminal")
    return page.send("", name=person.number, pin=PIN)


def test_a_member_signs_in_and_out_at_the_terminal(page):
    work = a_workplace(members=1, sign_in=True)
    shift = a_told_shift(*work.members)

    with clock.at(shift.span.start - timedelta(minutes=10)):
        assert "Sign in to your shift: Laundry." in at_a_terminal(page, work.members[0])
        page.follow("Sign in – Sign in to your shift: Laundry.")
        page.send("Sign in")
    with clock.at(shift.span.end + timedelta(minutes=3)):
        home = at_a_terminal(page, work.members[0])
        assert "Sign out when you leave: Laundry." in home
        page.get("rostering.at_work")
        done = page.send("Sign out")

    assert done.flashes == ["You signed out at 12:03."]
    seen = clocked_in(shift.id)[work.members[0].id].span
    assert seen is not None
    assert seen.minutes == 253


def test_nobody_signs_in_at_work_from_elsewhere(page):
    work = a_workplace(members=1, sign_in=True)
    shift = a_told_shift(*work.members)

    with clock.at(shift.span.start):
        shown = page.signed_in_as(work.members[0]).get("rostering.at_work")
        page.post("rostering.sign_in_at_work", shift_id=shift.id, expect=409)

    assert "This is done on the shared terminal where you work." in shown
    assert session().query(Clocking).count() == 0


def test_the_list_takes_the_times_of_the_terminal(page):
    work = a_workplace(members=2)
    shift = a_told_shift(*work.members)
    signed(shift, work.members[0], 20, 5)

    with clock.at(shift.over):
        shown = page.signed_in_as(work.planner).get("rostering.attendance_of", shift_id=shift.id)
        assert "Signed in at 08:20, out at 12:05" in shown
        assert "Did not sign in" in shown
        page.send("Write the list down", **{f"{work.members[1].id}-how": "refused"})

    mark = records_in(shift.id)[work.members[0].id][-1].mark
    assert (mark.presence, mark.on_duty) == (225, 220)


def test_nothing_is_taken_for_granted_of_whoever_did_not_sign_in(page):
    work = a_workplace(members=2)
    shift = a_told_shift(*work.members)
    signed(shift, work.members[0], 0, 0)

    with clock.at(shift.over):
        page.signed_in_as(work.planner).get("rostering.attendance_of", shift_id=shift.id)
        again = page.send("Write the list down", expect=422)

    assert "Worker B, How it went – Say whether they came." in again
    assert records_in(shift.id) == {}


def test_a_list_that_differs_from_the_terminal_is_odd(app):
    work = a_workplace(members=2)
    shift = a_told_shift(*work.members)
    a, b = work.members
    signed(shift, a, 0)
    signed(shift, b, 45, 0)
    marked(shift, {a: absent("other"), b: as_planned(shift.span)}, by=work.planner)

    odd = waiting_for(work.other_planner.id).odd

    assert [(line.name, line.odd) for line in odd] == [
        ("Worker A", (Odd.CLASH,)), ("Worker B", (Odd.CLASH,)),
    ]  # fmt: skip


def test_a_shift_that_was_called_off_can_only_be_cancelled(app):
    work = a_workplace(members=1)
    shift = a_told_shift(*work.members)
    with transaction():
        session().get_one(ShiftRow, shift.id).called_off_at = clock.now()

    with pytest.raises(Refused, match="called off"):
        marked(shift, {work.members[0]: as_planned(shift.span)}, by=work.planner)
    marked(shift, {work.members[0]: absent("cancelled")}, by=work.planner)

    assert records_in(shift.id)[work.members[0].id][-1].mark == absent("cancelled")


def test_the_sheet_of_a_shift_names_its_people_and_no_cause(page):
    work = a_workplace(members=2)
    shift = a_told_shift(*work.members)
    marked(shift, {work.members[0]: absent("sick")}, by=work.planner)

    sheet = page.signed_in_as(work.clerk).get("rostering.day_sheet", shift_id=shift.id)

    words = reader.text(sheet.body)
    assert "WorkerA" in words
    assert "WorkerB" in words
    # The word stands once, in the list of causes at the foot, and beside nobody.
    assert words.count("Sick") == 1
    assert sheet.headers["Content-Disposition"] == f"inline; filename=sheet-{DAY}.pdf"


def test_the_list_and_the_sheet_of_a_long_shift_say_which_break_is_owed(page):
    work = a_workplace()
    short, long = a_told_shift(*work.members), a_told_shift(*work.members, ends="17:00")
    page.signed_in_as(work.planner)

    for shift, is_owed in ((short, False), (long, True)):
        shown = page.get("rostering.attendance_of", shift_id=shift.id)
        sheet = page.get("rostering.day_sheet", shift_id=shift.id)
        assert ("Break owed: 20 minutes." in shown) == is_owed
        assert ("Breakowed:20minutes." in reader.text(sheet.body)) == is_owed


def test_a_sheet_leaves_room_for_whoever_comes_without_a_place():
    made = typeset(
        "day_sheet", papers.a_day_sheet(spare=40), at=papers.AT, title="Sheet of a shift"
    )

    assert len(reader.pages(made)) > 1
    again = "Riversideworkshop·Monday2November2026·08:00–12:00·Laundry"
    assert [again in page for page in reader.pages(made)[:2]] == [False, True]
    assert all("Cameat" in page for page in reader.pages(made)[:-1])

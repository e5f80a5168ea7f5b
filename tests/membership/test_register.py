"""The register: as at any day, without class, in a fixed number of questions."""

from datetime import date, timedelta

import pytest
from sqlalchemy import event

from coop.core.audit import Hand
from coop.core.db import db, transaction
from coop.core.errors import Refused
from coop.membership import actions, queries
from tests.builders.membership import (
    HOME,
    INSIDE,
    NORTHGATE,
    a_cooperative,
    a_member,
    class_called,
    place_called,
)

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def questions(app):
    """Collect every question that the database is asked."""
    asked: list[str] = []

    def note(_connection, _cursor, statement, *_rest):
        asked.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield asked
    event.remove(db.engine, "before_cursor_execute", note)


def test_the_register_reads_as_it_stood_on_any_past_day():
    house, day = a_cooperative(), queries.today()
    fern = a_member(name="Fern Hollis", address="5 Hill Road", shares=2)
    with transaction():
        actions.change_service_address(
            fern.id, lines="9 Sea Lane", from_on=day + timedelta(days=10), hand=fern.hand
        )
        actions.rename(fern.id, name="Fern Vale", from_on=day + timedelta(days=20), hand=fern.hand)
        actions.resign(fern.id, from_on=day + timedelta(days=30), hand=fern.hand)

    def line(days):
        return next(r for r in queries.register_on(day + timedelta(days=days)) if r.number == 4)

    assert (line(0).name, line(0).service_address, line(0).shares) == (
        "Fern Hollis", "5 Hill Road", 2,
    )  # fmt: skip
    assert line(15).service_address == "9 Sea Lane"
    assert line(25).name == "Fern Vale"
    assert (line(29).ceased_on, line(30).ceased_on) == (None, day + timedelta(days=30))
    assert fern.number not in {r.number for r in queries.register_on(day - timedelta(days=1))}
    assert house.secretary.number == 1


def test_of_two_facts_of_one_day_the_one_recorded_last_holds():
    a_cooperative()
    fern = a_member(name="Fern Hollis")

    with transaction():
        actions.rename(fern.id, name="Fern Slip", from_on=queries.today(), hand=fern.hand)
        actions.rename(fern.id, name="Fern Vale", from_on=queries.today(), hand=fern.hand)

    assert queries.member(fern.id, queries.today()).name == "Fern Vale"


def test_whoever_comes_back_has_the_old_number_and_a_line_for_each_time():
    house, day = a_cooperative(), queries.today()
    fern = a_member(name="Fern Hollis")
    with transaction():
        actions.resign(fern.id, from_on=day + timedelta(days=5), hand=fern.hand)
    later = a_member(name="Somebody Else")

    with transaction():
        actions.readmit(fern.id, from_on=day + timedelta(days=9), hand=house.secretary.hand)

    lines = [r for r in queries.register_on(day + timedelta(days=9)) if r.member_id == fern.id]
    assert [r.number for r in lines] == [4, 4]
    assert [r.ceased_on for r in lines] == [day + timedelta(days=5), None]
    assert later.number == 5


@pytest.mark.parametrize("name", ["O'Neil", "x'); DROP TABLE member;--", 'a "b" \\ c', "Ñ\u0301 ☂"])
def test_what_people_write_never_becomes_an_order(name):
    a_cooperative()

    fern = a_member(name=name, address=name)

    row = queries.member(fern.id, queries.today())
    assert (row.name, row.service_address) == (name, name)


@pytest.mark.parametrize(("typed", "kept"), [
    pytest.param("  Fern \n Hollis ", "Fern Hollis", id="spaces"),
    pytest.param("Fern\u202e Hollis", "Fern Hollis", id="a mark that turns the line"),
    pytest.param("Fe\u0301lix", "F\u00e9lix", id="a loose accent"),
    pytest.param("Fern\x00\x07", "Fern", id="control marks"),
])  # fmt: skip
def test_a_name_is_kept_on_one_line_without_invisible_marks(typed, kept):
    a_cooperative()

    fern = a_member(name=typed)

    assert queries.name_of(fern.id) == kept


def test_names_stand_as_people_sort_them():
    a_cooperative()
    for name, sort_name in (
        ("Zoë Åberg", ""), ("Ana de la Cruz", "Cruz, Ana de la"), ("Émile Dor", ""),
        ("bo adder", ""),
    ):  # fmt: skip
        a_member(name=name, sort_name=sort_name)

    names = [row.name for row in queries.members_on(queries.today())]

    assert names == [
        "Zoë Åberg", "bo adder", "Ana de la Cruz", "Émile Dor", "Bo Ek", "Clover Reed",
        "Ash Rowan",
    ]  # fmt: skip


@pytest.mark.parametrize("question", [
    pytest.param(lambda: queries.members_on(queries.today()), id="members"),
    pytest.param(lambda: queries.register_on(queries.today()), id="register"),
    pytest.param(lambda: queries.voters_on(queries.today()), id="voters"),
    pytest.param(lambda: queries.offices_on(queries.today()), id="offices"),
    pytest.param(lambda: queries.counts_on(queries.today() + timedelta(days=200)), id="counts"),
])  # fmt: skip
def test_a_longer_register_asks_no_more_questions(question, questions):
    a_cooperative()
    for _ in range(5):
        a_member()
    questions.clear()
    question()
    few = len(questions)
    for _ in range(15):
        a_member()

    questions.clear()
    question()

    assert 0 < len(questions) == few <= 8


def test_a_move_keeps_number_shares_class_and_vote():
    house, day = a_cooperative(), queries.today()
    fern = a_member(class_=INSIDE, inside=True, channel="paper", shares=3)
    before = queries.member(fern.id, day)

    with transaction():
        actions.release(fern.id, from_on=day + timedelta(days=3), hand=house.secretary.hand)

    after = queries.member(fern.id, day + timedelta(days=3))
    assert (before.establishment_name, after.establishment_name) == (NORTHGATE, None)
    assert (after.number, after.shares, after.class_id) == (
        before.number, before.shares, before.class_id,
    )  # fmt: skip
    assert fern.id in {row.id for row in queries.voters_on(day + timedelta(days=3))}


def test_a_letter_goes_inside_while_the_register_shows_the_service_address():
    a_cooperative()
    fern = a_member(inside=True, address="c/o 2 Mill Street")

    row = queries.member(fern.id, queries.today())

    assert row.address_lines == (NORTHGATE, "1 Long Lane", "Alderton")
    assert row.service_address == "c/o 2 Mill Street"


def test_a_member_out_for_a_time_still_belongs_to_the_place_and_comes_back():
    house, day = a_cooperative(), queries.today()
    fern = a_member(inside=True)

    with transaction():
        actions.temporary_release(fern.id, from_on=day, hand=house.secretary.hand)
    out = queries.member(fern.id, day)
    with transaction():
        actions.return_member(fern.id, from_on=day + timedelta(days=2), hand=house.secretary.hand)
    back = queries.member(fern.id, day + timedelta(days=2))

    assert (out.is_temporarily_out, out.establishment_id) == (True, place_called())
    assert (back.is_temporarily_out, back.establishment_id) == (False, place_called())


def test_a_class_moves_only_at_the_member_s_own_wish():
    house, day = a_cooperative(), queries.today()
    fern = a_member(class_=INSIDE)

    with pytest.raises(Refused, match="own wish"), transaction():
        actions.move_class(
            fern.id, class_id=class_called(HOME), from_on=day, hand=house.secretary.hand
        )
    with transaction():
        keyed = Hand(by=fern.id, keyed_by=house.secretary.id, evidence="Folder 3, page 2")
        actions.move_class(fern.id, class_id=class_called(HOME), from_on=day, hand=keyed)

    assert queries.member(fern.id, day).class_name == HOME


@pytest.mark.parametrize(("move", "why"), [
    pytest.param(
        lambda who, on, by: actions.transfer_member(who, to=place_called(), from_on=on, hand=by),
        "lives outside", id="no transfer from outside",
    ),
    pytest.param(
        lambda who, on, by: actions.release(who, from_on=on, hand=by),
        "lives outside already", id="no release from outside",
    ),
    pytest.param(
        lambda who, on, by: actions.return_member(who, from_on=on, hand=by),
        "not out for a time", id="no return without going out",
    ),
    pytest.param(
        lambda who, on, by: actions.recall(
            who, to=place_called(), from_on=on - timedelta(days=9), hand=by
        ),
        "before the person was admitted", id="nothing before admission",
    ),
    pytest.param(
        lambda who, on, by: actions.recall(
            who, to=place_called(), from_on=on + timedelta(days=500), hand=by
        ),
        "more than a year ahead", id="nothing in the far future",
    ),
])  # fmt: skip
def test_a_move_that_cannot_have_been_is_refused(move, why):
    house = a_cooperative()
    fern = a_member()

    with pytest.raises(Refused, match=why), transaction():
        move(fern.id, queries.today(), house.secretary.hand)


def test_nobody_resigns_twice():
    a_cooperative()
    fern, day = a_member(), queries.today()
    with transaction():
        actions.resign(fern.id, from_on=day + timedelta(days=9), hand=fern.hand)

    with pytest.raises(Refused, match="already ends"), transaction():
        actions.resign(fern.id, from_on=day, hand=fern.hand)

    lines = [r for r in queries.register_on(day + timedelta(days=9)) if r.member_id == fern.id]
    assert [r.ceased_on for r in lines] == [day + timedelta(days=9)]


def test_a_member_is_expelled_only_by_a_motion_that_is_named():
    house, day = a_cooperative(), queries.today()
    fern = a_member()

    with pytest.raises(Refused, match="only by a carried motion"), transaction():
        actions.expel(fern.id, from_on=day, motion_number=" ", hand=house.secretary.hand)
    with transaction():
        actions.expel(fern.id, from_on=day, motion_number="2026-3", hand=house.secretary.hand)

    assert not queries.is_member_on(fern.id, day)
    assert any(e.values.get("motion") == "2026-3" for e in queries.history_of(fern.id))


def test_after_an_expulsion_only_another_motion_brings_a_member_back():
    house, day = a_cooperative(), queries.today()
    fern = a_member()
    with transaction():
        actions.expel(fern.id, from_on=day, motion_number="2026-3", hand=house.secretary.hand)

    with pytest.raises(Refused, match="comes back only by a carried motion"), transaction():
        actions.readmit(fern.id, from_on=day, hand=house.secretary.hand)
    with transaction():
        actions.readmit(fern.id, from_on=day, motion_number="2026-9", hand=house.secretary.hand)

    assert queries.is_member_on(fern.id, day)


def test_one_member_holds_no_more_shares_than_the_rules_allow():
    a_cooperative()
    fern, moss = a_member(shares=60), a_member(shares=60)

    with pytest.raises(Refused, match="at most 100 shares"), transaction():
        actions.transfer_shares(
            fern.id, taker_id=moss.id, shares=50, from_on=queries.today(), hand=fern.hand
        )
    with transaction():
        actions.transfer_shares(
            fern.id, taker_id=moss.id, shares=40, from_on=queries.today(), hand=fern.hand
        )

    held = {row.id: row.shares for row in queries.members_on(queries.today())}
    assert (held[fern.id], held[moss.id]) == (20, 100)


def test_an_early_day_has_an_empty_register():
    a_cooperative()

    assert queries.register_on(date(1999, 1, 1)) == ()

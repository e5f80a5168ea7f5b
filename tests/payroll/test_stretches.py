"""A period is cut where a fact changes, and nowhere else."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from payroll.rules.runs.stretches import Days, cut, held_on, place_of

WEEK = Days(date(2026, 11, 16), date(2026, 11, 22))
MON, WED, FRI = date(2026, 11, 16), date(2026, 11, 18), date(2026, 11, 20)
DAY = timedelta(days=1)


def test_a_period_without_a_change_is_one_stretch():
    assert cut(WEEK, [(date(2026, 1, 1), "ew-prison")], []) == [WEEK]


def test_a_release_on_wednesday_begins_a_stretch_on_wednesday():
    pieces = cut(WEEK, [(date(2026, 1, 1), "Northgate"), (WED, None)])

    assert pieces == [Days(MON, WED - DAY), Days(WED, WEEK.last)]


def test_a_move_and_a_new_scheme_on_different_days_make_three():
    moved = [(date(2026, 1, 1), "Northgate"), (WED, "Southgate")]
    paid = [(date(2026, 1, 1), "a"), (FRI, "b")]

    assert [piece.first for piece in cut(WEEK, moved, paid)] == [MON, WED, FRI]


def test_saying_the_same_again_cuts_nothing():
    assert cut(WEEK, [(date(2026, 1, 1), "a"), (WED, "a")]) == [WEEK]


def test_of_two_facts_of_one_day_the_last_one_holds():
    assert held_on([(MON, "a"), (MON, "b")], MON) == "b"
    assert held_on([(WED, "a")], MON) is None


@given(st.lists(st.tuples(st.integers(-5, 12), st.sampled_from("abc")), max_size=6))
def test_the_pieces_are_all_the_days_and_each_has_one_fact(told):
    facts = [(MON + number * DAY, fact) for number, fact in sorted(told, key=lambda one: one[0])]

    pieces = cut(WEEK, facts)

    days = [
        piece.first + n * DAY
        for piece in pieces
        for n in range((piece.last - piece.first).days + 1)
    ]
    assert days == [MON + n * DAY for n in range(7)]
    for place, piece in enumerate(pieces):
        held = {held_on(facts, day) for day in days if day in piece}
        assert len(held) == 1
        assert {place_of(day, pieces) for day in days if day in piece} == {place}

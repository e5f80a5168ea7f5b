"""The pure rules of the register: times of membership, ages, and how names sort."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.membership.admission_rules import age_on
from coop.membership.names import sort_key, tidy, usual_sort_name
from coop.membership.reading.register import spells
from coop.membership.register_rules import Times, refusals_to_end_early, refusals_to_hold

DAY = date(2026, 3, 2)
STEPS = st.lists(
    st.sampled_from(["admitted", "readmitted", "resigned", "died", "expelled"]), max_size=12
)


@given(STEPS)
def test_times_of_membership_stand_in_order_and_end_after_they_begin(steps):
    dated = [(step, DAY + timedelta(days=n)) for n, step in enumerate(steps)]
    entered = [("admitted", DAY - timedelta(days=1)), *dated]

    found = spells(entered)

    assert [spell.entered_on for spell in found] == sorted(spell.entered_on for spell in found)
    assert all(s.ceased_on is None or s.ceased_on > s.entered_on for s in found)


def test_a_second_end_changes_nothing():
    steps = [("admitted", DAY), ("died", DAY + timedelta(days=2))]

    found = spells([*steps, ("resigned", DAY + timedelta(days=9))])

    assert [spell.ceased_on for spell in found] == [DAY + timedelta(days=2)]


@pytest.mark.parametrize(("born", "age"), [
    pytest.param(date(2010, 3, 2), 16, id="on the birthday"),
    pytest.param(date(2010, 3, 3), 15, id="the day before"),
    pytest.param(date(2008, 2, 29), 18, id="born on a leap day"),
])  # fmt: skip
def test_ages_are_full_years(born, age):
    assert age_on(born, DAY) == age


@pytest.mark.parametrize(("held", "more", "fits"), [
    pytest.param(1, 99, True, id="up to the most"),
    pytest.param(1, 100, False, id="one too many"),
    pytest.param(3, -2, True, id="down to the least"),
    pytest.param(3, -3, False, id="none left"),
    pytest.param(3, 0, False, id="nothing at all"),
])  # fmt: skip
def test_a_holding_stays_within_what_the_rules_allow(held, more, fits):
    assert (refusals_to_hold(held, more, least=1, most=100) == []) is fits


def test_a_resignation_far_ahead_does_not_save_anybody_from_an_expulsion():
    times = Times(today=DAY, entered_on=DAY, ended_on=DAY + timedelta(days=300), end="resigned")

    assert refusals_to_end_early(DAY + timedelta(days=10), times) == []
    assert refusals_to_end_early(DAY + timedelta(days=300), times) != []


@given(st.text(max_size=60))
def test_a_tidy_name_stays_tidy(name):
    assert tidy(tidy(name)) == tidy(name)
    assert "\n" not in tidy(name)


@pytest.mark.parametrize(("first", "second"), [
    pytest.param("Åberg, Zoë", "Adder, Bo", id="accents do not count"),
    pytest.param("adder, Bo", "Bell, Ann", id="capitals do not count"),
    pytest.param("Cruz, Ana de la", "Dor, Émile", id="the sort name given counts"),
])  # fmt: skip
def test_names_sort_without_accents_and_capitals(first, second):
    assert sort_key(first) < sort_key(second)


def test_a_single_name_sorts_as_itself():
    assert usual_sort_name("Pelé") == "Pelé"
    assert usual_sort_name("Ana de la Cruz") == "Cruz, Ana de la"

"""Interest is exact to the day, rounded once, and within its cap (PAY-68 to PAY-70)."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payroll.rules.owned.interest import (
    MILLION,
    Cap,
    Stood,
    highest_ppm,
    interest,
    percent,
    ppm_of,
    refusals_of_period,
    refusals_of_rate,
    year_days,
)
from payroll.rules.owned.owned_rules import owned_rules

FIVE = 50_000
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
DAYS = st.dates(date(2023, 1, 1), date(2029, 12, 31))
MONEY = st.integers(0, 10**7)


@pytest.mark.parametrize(
    ("moves", "first", "last", "amount"),
    [
        pytest.param([Stood(date(2020, 1, 1), 10_000)], *YEAR, 500, id="a whole year at 5 %"),
        pytest.param([], *YEAR, 0, id="nothing there"),
        pytest.param([Stood(date(2027, 1, 1), 10_000)], *YEAR, 0, id="came in afterwards"),
        pytest.param(
            # 10,000 × 5 % × 31/365 = 42.46…
            [Stood(date(2026, 12, 1), 10_000)], *YEAR, 42, id="one month",
        ),
        pytest.param(
            # 10,000 × 5 % × 1/365 = 1.37; the day that it comes in counts.
            [Stood(date(2026, 3, 2), 10_000), Stood(date(2026, 3, 3), 0)], *YEAR, 1, id="one day",
        ),
        pytest.param(
            # 181 days at 10,000 and 184 at 20,000: 5 % × 5,490,000 / 365 = 752.05…
            [Stood(date(2026, 1, 1), 10_000), Stood(date(2026, 7, 1), 20_000)], *YEAR, 752,
            id="more in July",
        ),
        pytest.param(
            # Half of it in a year of 365 days, half in one of 366.
            [Stood(date(2027, 12, 1), 366_000)], date(2027, 12, 31), date(2028, 1, 1), 100,
            id="over a leap year",
        ),
    ],
)  # fmt: skip
def test_interest_is_exact_to_the_day(moves, first, last, amount):
    assert interest(moves, FIVE, first, last).amount == amount


@given(st.lists(st.tuples(DAYS, MONEY), max_size=6), st.integers(0, 200_000), DAYS, DAYS)
def test_interest_is_what_a_day_by_day_sum_gives(told, rate, one, other):
    first, last = sorted((one, other))
    moves = [Stood(day, amount) for day, amount in dict(told).items()]

    earned = interest(moves, rate, first, last)

    exact = Fraction(0)
    day = first
    while day <= last:
        before = [each for each in sorted(moves, key=lambda m: m.from_on) if each.from_on <= day]
        stands = before[-1].balance if before else 0
        exact += Fraction(stands * rate, MILLION * year_days(day.year))
        day += timedelta(days=1)
    assert abs(earned.amount - exact) <= Fraction(1, 2)
    assert sum(each.days for each in earned.stretches) <= (last - first).days + 1


@given(st.lists(st.tuples(DAYS, MONEY), max_size=6), DAYS, DAYS, DAYS)
def test_the_stretches_of_two_halves_are_those_of_the_whole(told, one, other, third):
    first, middle, last = sorted({one, other, third, one + timedelta(1), other + timedelta(2)})[:3]
    moves = [Stood(day, amount) for day, amount in dict(told).items()]

    def money_days(begins, ends):
        return sum(
            Fraction(each.balance * each.days, each.year_days)
            for each in interest(moves, FIVE, begins, ends).stretches
        )

    halves = money_days(first, middle) + money_days(middle + timedelta(days=1), last)
    assert halves == money_days(first, last)


def test_the_cap_in_the_united_kingdom_is_the_greater_of_two():
    cap = owned_rules("plain").cap

    assert highest_ppm(cap, reference_ppm=20_000, told_ppm=None) == 50_000
    assert highest_ppm(cap, reference_ppm=42_500, told_ppm=None) == 62_500
    assert highest_ppm(cap, reference_ppm=None, told_ppm=None) is None


def test_the_cap_in_italy_is_two_and_a_half_points_above_postal_bonds():
    cap = owned_rules("italy").cap

    assert highest_ppm(cap, reference_ppm=30_000, told_ppm=None) == 55_000
    assert highest_ppm(cap, reference_ppm=0, told_ppm=None) == 25_000


def test_an_unconfirmed_cap_is_asked_for_and_never_guessed():
    cap = owned_rules("scic").cap

    assert highest_ppm(cap, reference_ppm=90_000, told_ppm=None) is None
    assert highest_ppm(cap, reference_ppm=None, told_ppm=31_000) == 31_000
    assert [one.rule for one in refusals_of_rate(0, None)] == ["PAY-69"]


def test_a_rate_over_the_cap_is_refused():
    assert refusals_of_rate(62_500, 62_500) == []
    assert [str(one) for one in refusals_of_rate(62_501, 62_500)] == [
        "Interest is at least nothing, and at most 6.25 % a year."
    ]
    assert len(refusals_of_rate(-1, 62_500)) == 1


def test_interest_is_paid_once_for_each_day_and_only_when_it_is_over():
    paid = [YEAR]

    def rules(first, last, today=date(2027, 2, 1)):
        found = refusals_of_period(first, last, today=today, paid=paid)
        return [one.rule for one in found]

    assert rules(date(2027, 1, 1), date(2027, 1, 31)) == []
    assert rules(date(2026, 12, 31), date(2027, 1, 31)) == ["PAY-70"]
    assert rules(date(2025, 1, 1), date(2025, 12, 31)) == []
    assert rules(date(2027, 1, 1), date(2027, 2, 1)) == ["PAY-70"]
    assert rules(date(2027, 1, 31), date(2027, 1, 1)) == ["PAY-70"]


@pytest.mark.parametrize(
    ("text", "ppm"), [("5", 50_000), ("5.25", 52_500), ("0", 0), ("0.0001", 1), ("100", MILLION)]
)
def test_a_rate_is_written_as_it_is_read(text, ppm):
    assert ppm_of(text) == ppm
    assert percent(ppm) == text


@pytest.mark.parametrize("text", ["", "5,25", "-1", "5.", ".5", "1e2", "5.00001", "1000", "٥"])
def test_what_is_no_rate_is_refused(text):
    with pytest.raises(ValueError, match=r".*"):
        ppm_of(text)


def test_no_cap_at_all_allows_nothing():
    assert highest_ppm(Cap(), reference_ppm=None, told_ppm=None) == 0

"""Money is read, written, rounded and shared out in whole minor units."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.core.money import Rounding, decimals, minor, plain, rounded, shared_out

CURRENCIES = st.sampled_from(["GBP", "EUR", "USD", "CAD", "JPY", "KWD"])
AMOUNTS = st.integers(min_value=-(10**12), max_value=10**12)
WEIGHTS = st.lists(st.integers(0, 10**6), min_size=1, max_size=40).filter(any)


@pytest.mark.parametrize(
    ("text", "currency", "amount"),
    [
        ("12.50", "GBP", 1250),
        ("12.5", "GBP", 1250),
        ("-0.05", "GBP", -5),
        ("−0.05", "GBP", -5),
        ("7", "JPY", 7),
        ("1.2500", "EUR", 125),
        (" 3 ", "KWD", 3000),
    ],
)
def test_an_amount_is_read_as_minor_units(text, currency, amount):
    assert minor(text, currency) == amount


@pytest.mark.parametrize("text", ["", "1,50", "1.505", "1e3", "nan", "½", "1.5.0", "--1", "0x1"])
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(ValueError, match=r".*"):
        minor(text, "GBP")


@given(AMOUNTS.filter(lambda amount: abs(amount) < 10**12), CURRENCIES)
def test_what_is_written_is_read_back_the_same(amount, currency):
    assert minor(plain(amount, currency), currency) == amount


def test_a_currency_has_its_own_decimals():
    assert [decimals(one) for one in ("GBP", "JPY", "KWD")] == [2, 0, 3]
    assert [plain(-5, one) for one in ("GBP", "JPY", "KWD")] == ["-0.05", "-5", "-0.005"]


@pytest.mark.parametrize(
    ("exact", "how", "whole"),
    [
        (Fraction(5, 2), Rounding.HALF_UP, 3),
        (Fraction(-5, 2), Rounding.HALF_UP, -3),
        (Fraction(5, 2), Rounding.HALF_EVEN, 2),
        (Fraction(7, 2), Rounding.HALF_EVEN, 4),
        (Fraction(299, 100), Rounding.DOWN, 2),
        (Fraction(-299, 100), Rounding.DOWN, -2),
        (Fraction(201, 100), Rounding.UP, 3),
        (Fraction(2), Rounding.UP, 2),
    ],
)
def test_a_part_of_a_unit_is_rounded_as_the_rule_says(exact, how, whole):
    assert rounded(exact, how) == whole


@given(AMOUNTS, WEIGHTS)
def test_parts_add_up_to_the_last_unit_and_none_is_a_unit_off(total, weights):
    parts = shared_out(total, weights)

    assert sum(parts) == total
    whole = sum(weights)
    assert all(
        abs(part - Fraction(total * weight, whole)) < 1
        for part, weight in zip(parts, weights, strict=True)
    )


@given(st.integers(0, 10**9), WEIGHTS)
def test_who_has_more_weight_never_gets_less(total, weights):
    parts = shared_out(total, weights)

    by_weight = sorted(zip(weights, parts, strict=True))
    assert all(
        first[1] <= second[1] or first[0] == second[0] for first, second in pairwise(by_weight)
    )


@pytest.mark.parametrize("weights", [[], [0, 0], [2, -1]])
def test_nothing_is_shared_by_no_weights(weights):
    with pytest.raises(ValueError, match=r".*"):
        shared_out(100, weights)

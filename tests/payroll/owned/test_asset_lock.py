"""The asset lock on leaving and on the end of the co-operative (PAY-67, PAY-77)."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from payroll.rules.owned.asset_lock import (
    Means,
    ended,
    last_day_to_pay,
    refusals_to_end,
    refusals_to_pay_out,
    worth,
)

RICH = Means(assets=100_000, debts=40_000, shares=10_000)
POOR = Means(assets=45_000, debts=40_000, shares=10_000)
BROKE = Means(assets=30_000, debts=40_000, shares=10_000)
MONEY = st.integers(0, 10**9)


def test_whoever_leaves_takes_what_they_paid_in_and_nothing_of_what_was_built():
    assert worth(2_000, RICH) == 2_000
    assert refusals_to_pay_out(2_000, 2_000, RICH) == []
    assert [str(one) for one in refusals_to_pay_out(2_001, 2_000, RICH)] == [
        "This is more than was paid for the shares."
    ]


def test_losses_are_shared_by_all_shares():
    assert worth(2_000, POOR) == 1_000
    assert worth(2_000, BROKE) == 0
    assert [one.rule for one in refusals_to_pay_out(1_001, 2_000, POOR)] == ["PAY-67"]
    assert worth(2_000, Means(0, 0, 0)) == 0


def test_on_an_end_the_rest_goes_to_whom_the_rules_name():
    end = ended(RICH, {1: 6_000, 2: 4_000}, "mutual_fund")

    assert end.shares == {1: 6_000, 2: 4_000}
    assert (end.rest, end.rest_to, end.rest_of_members) == (50_000, "mutual_fund", {})


def test_members_have_the_rest_only_where_the_rules_say_so():
    end = ended(RICH, {1: 6_000, 2: 4_000}, "co_ownership", {1: 1, 2: 2})

    assert end.rest_of_members == {1: 16_667, 2: 33_333}


def test_shares_that_cannot_all_be_paid_are_paid_in_proportion():
    assert ended(POOR, {1: 7_500, 2: 2_500}, "mutual_fund").shares == {1: 3_750, 2: 1_250}
    broke = ended(BROKE, {1: 10_000}, "mutual_fund")
    assert (broke.shares, broke.unpaid_debts, broke.rest) == ({1: 0}, 10_000, 0)


def test_an_end_needs_to_know_who_has_the_rest():
    assert [one.rule for one in refusals_to_end("", None, RICH)] == ["PAY-77"]
    assert [one.rule for one in refusals_to_end("co_ownership", {}, RICH)] == ["PAY-77"]
    assert refusals_to_end("co_ownership", {1: 5}, RICH) == []
    assert refusals_to_end("common_ownership", None, RICH) == []


@given(MONEY, MONEY, st.dictionaries(st.integers(1, 99), st.integers(0, 10**6), max_size=9))
def test_nothing_is_made_and_nothing_is_lost(assets, debts, paid_in):
    means = Means(assets, debts, sum(paid_in.values()))

    end = ended(means, paid_in, "mutual_fund")

    assert sum(end.shares.values()) + end.rest + min(assets, debts) == assets
    assert all(end.shares[who] <= paid_in[who] for who in paid_in)


def test_a_leaver_is_paid_within_the_years_of_the_rules():
    assert last_day_to_pay(date(2026, 11, 22), 3) == date(2029, 11, 22)
    assert last_day_to_pay(date(2028, 2, 29), 3) == date(2031, 2, 28)

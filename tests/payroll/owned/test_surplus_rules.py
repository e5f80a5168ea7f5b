"""A surplus is shared to the last unit: the law first, then as members wish (PAY-73 to PAY-78)."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payroll.rules.owned.owned_rules import owned_rules
from payroll.rules.owned.surplus import (
    Claim,
    Use,
    Wish,
    rate_of,
    refusals_of_surplus,
)
from payroll.rules.owned.surplus import share_surplus as shared_by
from payroll.rules.owned.surplus_shown import MEMBERS, REST, shown_to_all

PLAIN, ITALY, SCIC = owned_rules("plain"), owned_rules("italy"), owned_rules("scic")
NO_CEILING = {"rebate_ceiling": "none"}


def claims(*did, paid_in=100):
    """Let members 1, 2, 3 … have done so much; all are members on the last day."""
    return tuple(
        Claim(number, each, has_dividend=True, paid_in=paid_in)
        for number, each in enumerate(did, start=1)
    )


def amounts(shared):
    """Give what each part is, by its code."""
    return {part.code: part.amount for part in shared.parts}


def share_surplus(wish, rules):
    """Share a surplus by a rule set."""
    return shared_by(wish, rules.reserves)


def refused(wish, rules=PLAIN):
    """Give the numbers of the rules that refuse a wish."""
    return [one.rule for one in refusals_of_surplus(wish, rules)]


def test_italy_sets_aside_thirty_and_three_per_cent_first():
    shared = share_surplus(Wish(1_000_00, {Use.INDIVISIBLE: 100}, ()), ITALY)

    assert amounts(shared) == {
        "reserve:legal": 300_00,
        "mutual_fund": 30_00,
        "reserve:indivisible": 670_00,
    }


def test_a_scic_keeps_fifty_seven_and_a_half_per_cent():
    shared = share_surplus(Wish(1_000_00, {Use.SOCIAL: 100}, ()), SCIC)

    assert amounts(shared) == {"reserve:indivisible": 575_00, "social_purpose": 425_00}


def test_the_plain_rules_leave_everything_to_the_members():
    wish = Wish(
        900_00,
        {Use.GENERAL: 50, Use.SOCIAL: 10, Use.REBATE: 30, Use.DIVIDEND: 10},
        claims(60, 30, 10),
    )

    shared = share_surplus(wish, PLAIN)

    assert amounts(shared) == {
        "reserve:general": 450_00,
        "social_purpose": 90_00,
        "rebate": 270_00,
        "dividend": 90_00,
    }
    assert [(one.rebate, one.dividend) for one in shared.members] == [
        (162_00, 30_00),
        (81_00, 30_00),
        (27_00, 30_00),
    ]


def test_what_the_law_sets_aside_is_never_less_than_its_share():
    shared = share_surplus(Wish(101, {Use.GENERAL: 100}, ()), ITALY)

    assert amounts(shared) == {"reserve:legal": 31, "mutual_fund": 4, "reserve:general": 66}


def test_a_last_unit_goes_by_remainder_and_then_to_the_lowest_number():
    shared = share_surplus(Wish(100, {Use.DIVIDEND: 100}, claims(0, 0, 0)), PLAIN)
    by_work = share_surplus(Wish(100, {Use.REBATE: 100}, claims(1, 1, 4)), PLAIN)

    assert [one.dividend for one in shared.members] == [34, 33, 33]
    # 16.67, 16.67 and 66.67: two units are left, and the first two have them.
    assert [one.rebate for one in by_work.members] == [17, 17, 66]


def test_every_part_says_how_it_was_worked_out():
    shared = share_surplus(Wish(1_000_00, {Use.REBATE: 100}, claims(1)), ITALY)

    assert [part.working for part in shared.parts] == [
        "1000.00 × 30 % = 300.00",
        "1000.00 × 3 % = 30.00",
        "670.00 × 100 % = 670.00",
    ]
    assert [part.is_by_law for part in shared.parts] == [True, True, False]
    assert rate_of(Fraction(23, 40)) == "57.5 %"


@given(
    st.integers(1, 10**9),
    st.lists(st.integers(0, 100), min_size=4, max_size=4),
    st.lists(st.fractions(0, 10_000), min_size=1, max_size=30),
    st.sampled_from([PLAIN, ITALY, SCIC]),
)
def test_the_parts_and_the_members_add_up(amount, cuts, did, rules):
    points = sorted(min(cut, 100) for cut in cuts)
    uses = dict(zip(Use, [b - a for a, b in zip([0, *points], [*points, 100], strict=True)],
                    strict=True))  # fmt: skip
    people = claims(*did, Fraction(1))

    shared = share_surplus(Wish(amount, uses, people), rules)

    parts = amounts(shared)
    assert sum(part.amount for part in shared.parts) == amount
    assert min(part.amount for part in shared.parts) >= 0
    assert sum(one.rebate for one in shared.members) == parts.get("rebate", 0)
    assert sum(one.dividend for one in shared.members) == parts.get("dividend", 0)
    total = sum(claim.did for claim in people)
    for one in shared.members:
        exact = Fraction(parts.get("rebate", 0)) * one.did / total
        assert abs(one.rebate - exact) < 1


@given(st.integers(1, 10**9))
def test_the_law_has_its_share_whatever_the_amount(amount):
    assert amounts(share_surplus(Wish(amount, {}, ()), SCIC))["reserve:indivisible"] >= Fraction(
        amount * 23, 40
    )


@pytest.mark.parametrize(
    ("wish", "rules"),
    [
        pytest.param(Wish(0, {Use.GENERAL: 100}, ()), ["PAY-73"], id="no surplus"),
        pytest.param(Wish(100, {Use.GENERAL: 99}, ()), ["PAY-73"], id="not all of it"),
        pytest.param(
            Wish(100, {Use.GENERAL: 110, Use.SOCIAL: -10}, ()), ["PAY-73"], id="less than none"
        ),
        pytest.param(Wish(100, {Use.REBATE: 100}, claims(0, 0)), ["PAY-74"], id="nobody worked"),
        pytest.param(
            Wish(100, {Use.REBATE: 100}, claims(2, -1)), ["PAY-74"], id="less than no work"
        ),
        pytest.param(Wish(100, {Use.DIVIDEND: 100}, ()), ["PAY-74"], id="no members"),
        pytest.param(Wish(100, {Use.GENERAL: 100}, ()), [], id="all to the reserve"),
        pytest.param(
            Wish(100, {Use.GENERAL: 100, Use.SOCIAL: 0}, ()), [], id="a use that gets nothing"
        ),
    ],
)
def test_what_is_no_way_to_share(wish, rules):
    assert refused(wish) == rules


def test_what_was_not_confirmed_is_asked_and_never_guessed():
    wish = Wish(1000, {Use.REBATE: 100}, claims(1))

    assert refused(wish, ITALY) == ["PAY-72"]
    assert refused(wish, PLAIN) == []


def test_a_rebate_is_within_three_tenths_of_pay_where_the_members_chose_so():
    poor, rich = Claim(1, 1, pay=2000), Claim(2, 1, pay=4000)
    ceiling = {"rebate_ceiling": "three_tenths"}

    # 670 of 1,000 are left; each has 335, and 30 % of 2,000 are 600.
    assert refused(Wish(1000, {Use.REBATE: 100}, (poor, rich), switches=ceiling), ITALY) == []
    assert refused(Wish(2000, {Use.REBATE: 100}, (poor, rich), switches=ceiling), ITALY) == [
        "PAY-75"
    ]
    assert refused(Wish(2000, {Use.REBATE: 100}, (poor, rich), switches=NO_CEILING), ITALY) == []


def test_a_dividend_in_italy_is_within_the_highest_interest_on_paid_shares():
    two = claims(0, 0, paid_in=10_000)

    def wish(amount, highest):
        return Wish(amount, {Use.DIVIDEND: 100}, two, highest_ppm=highest)

    # 5.5 % of 100.00 are 5.50 for each; of 16.41 the law leaves 10.99 to both together.
    assert refused(wish(1641, 55_000), ITALY) == []
    assert refused(wish(1660, 55_000), ITALY) == ["PAY-75"]
    assert refused(wish(1641, None), ITALY) == ["PAY-75"]


def test_parts_that_few_members_share_are_put_together_until_nobody_can_be_told():
    many = share_surplus(Wish(1000, {Use.SOCIAL: 50, Use.REBATE: 50}, claims(1, 1, 1, 1, 1)), ITALY)
    mixed = share_surplus(
        Wish(1000, {Use.REBATE: 50, Use.DIVIDEND: 50}, claims(1, 0, 0, 0, 0)), PLAIN
    )
    few = share_surplus(Wish(1000, {Use.SOCIAL: 50, Use.REBATE: 50}, claims(1, 1)), ITALY)
    only = share_surplus(Wish(1000, {Use.REBATE: 100}, claims(1, 1)), ITALY)

    assert [one.amount for one in shown_to_all(many, 5)] == [300, 30, 335, 335]
    assert [(one.says, one.amount) for one in shown_to_all(mixed, 5)] == [(MEMBERS, 1000)]
    assert [(one.says, one.amount) for one in shown_to_all(few, 5)][2:] == [(REST, 670)]
    assert shown_to_all(only, 5) == ()


@given(
    st.integers(100, 10**6),
    st.lists(st.integers(0, 9), min_size=1, max_size=12).filter(any),
    st.integers(0, 100),
    st.integers(2, 6),
)
def test_what_is_shown_never_holds_a_sum_that_few_members_share(amount, did, social, smallest):
    wish = Wish(amount, {Use.SOCIAL: social, Use.REBATE: 100 - social}, claims(*did))
    shared = share_surplus(wish, PLAIN)

    shown = {one.says: one.amount for one in shown_to_all(shared, smallest)}

    receivers = sum(1 for one in shared.members if one.rebate)
    if 0 < receivers < smallest:
        assert set(shown) <= {REST}
    assert sum(shown.values()) in {0, amount}

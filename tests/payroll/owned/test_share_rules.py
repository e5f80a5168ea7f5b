"""The rules of orders, instalments and the queue of shares to be paid out (PAY-60 to PAY-66)."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payroll.rules.owned.shares import (
    Bounds,
    Holding,
    Order,
    Waiting,
    due_from_pay,
    in_order,
    notice_ends,
    refusals_of_nominee,
    refusals_to_decide,
    refusals_to_give_back,
    refusals_to_order,
    refusals_to_pay_back,
    refusals_to_pay_up,
    refusals_to_suspend,
    whole_shares,
)

BOUNDS = Bounds(price=100, least=1, most=10)
TODAY = date(2026, 11, 22)


def rules_of(refusals):
    """Give the numbers of the rules that refuse."""
    return [one.rule for one in refusals]


def waiting(place, *, payable=TODAY, member=0):
    """Put a request at a place in the queue."""
    return Waiting(UUID(int=place), UUID(int=1000 + (member or place)), place, payable)


@pytest.mark.parametrize(
    ("shares", "instalment", "holding", "refused"),
    [
        pytest.param(9, 50, Holding(1), [], id="up to the most"),
        pytest.param(10, 50, Holding(1), ["PAY-61"], id="over the most"),
        pytest.param(0, 0, Holding(1), ["PAY-61"], id="none"),
        pytest.param(1, 0, Holding(1, on_order=1), ["PAY-61"], id="a second order"),
        pytest.param(2, 201, Holding(1), ["PAY-60"], id="an instalment over the price"),
        pytest.param(2, -1, Holding(1), ["PAY-60"], id="a negative instalment"),
        pytest.param(2, 200, Holding(1), [], id="everything in one instalment"),
    ],
)
def test_what_may_be_ordered(shares, instalment, holding, refused):
    assert rules_of(refusals_to_order(shares, instalment, holding, BOUNDS)) == refused


def test_every_reason_against_an_order_is_said_at_once():
    found = refusals_to_order(0, 5, Holding(11, on_order=1), BOUNDS)

    assert rules_of(found) == ["PAY-61", "PAY-61", "PAY-61", "PAY-60"]


def test_nobody_decides_on_their_own_order_and_a_refusal_says_why():
    assert rules_of(refusals_to_decide("asked", own=True, agrees=False, because=" ")) == [
        "PAY-62",
        "PAY-62",
    ]
    assert rules_of(refusals_to_decide("agreed", own=False, agrees=True, because="")) == ["PAY-62"]
    assert refusals_to_decide("asked", own=False, agrees=True, because="") == []


def test_what_is_paid_by_instalments_is_not_paid_at_once():
    assert rules_of(refusals_to_pay_up("agreed", 20, own=False)) == ["PAY-60"]
    assert rules_of(refusals_to_pay_up("asked", 0, own=True)) == ["PAY-62", "PAY-62"]
    assert refusals_to_pay_up("agreed", 0, own=False) == []


@given(st.integers(1, 50), st.integers(1, 5000), st.integers(1, 5000))
def test_instalments_end_exactly_at_the_price_and_every_share_is_whole(shares, instalment, price):
    saved, bought, paid = 0, 0, 0

    while bought < shares:
        due = due_from_pay(Order(shares - bought, instalment), saved, price)
        assert 0 < due <= instalment
        saved, paid = saved + due, paid + due
        whole = whole_shares(saved, price, shares - bought)
        saved, bought = saved - whole * price, bought + whole

    assert (saved, paid) == (0, shares * price)
    assert due_from_pay(Order(0, instalment), saved, price) == 0


def test_a_part_of_a_share_is_no_share():
    assert whole_shares(199, 100, 5) == 1
    assert whole_shares(99, 100, 5) == 0
    assert whole_shares(900, 100, 5) == 5


@pytest.mark.parametrize(
    ("asked", "months", "ends"),
    [
        (date(2026, 11, 22), 3, date(2027, 2, 22)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 10, 15), 15, date(2028, 1, 15)),
        (date(2026, 5, 5), 0, date(2026, 5, 5)),
    ],
)
def test_notice_runs_in_calendar_months(asked, months, ends):
    assert notice_ends(asked, months) == ends


def test_a_member_keeps_the_fewest_shares_also_with_earlier_requests():
    assert refusals_to_give_back(4, Holding(5), BOUNDS) == []
    assert rules_of(refusals_to_give_back(5, Holding(5), BOUNDS)) == ["PAY-63"]
    assert rules_of(refusals_to_give_back(3, Holding(5, asked_back=2), BOUNDS)) == ["PAY-63"]
    assert rules_of(refusals_to_give_back(0, Holding(5), BOUNDS)) == ["PAY-63"]


def test_only_the_first_of_the_queue_is_paid():
    queue = [waiting(3), waiting(1), waiting(2)]

    pays = [
        refusals_to_pay_back(one.id, queue, today=TODAY, suspended=False, by=None)
        for one in in_order(queue)
    ]

    assert [rules_of(one) for one in pays] == [[], ["PAY-64"], ["PAY-64"]]


def test_an_earlier_request_keeps_its_place_while_its_notice_runs():
    queue = [waiting(1, payable=date(2026, 12, 1)), waiting(2)]

    assert rules_of(
        refusals_to_pay_back(UUID(int=1), queue, today=TODAY, suspended=False, by=None)
    ) == ["PAY-63"]
    assert rules_of(
        refusals_to_pay_back(UUID(int=2), queue, today=TODAY, suspended=False, by=None)
    ) == ["PAY-64"]


def test_a_suspension_stops_everybody_and_an_officer_never_pays_themselves():
    queue = [waiting(1, member=7)]

    found = refusals_to_pay_back(UUID(int=1), queue, today=TODAY, suspended=True, by=UUID(int=1007))

    assert rules_of(found) == ["PAY-65", "PAY-62"]


def test_a_settled_request_is_not_paid_again():
    found = refusals_to_pay_back(UUID(int=9), [waiting(1)], today=TODAY, suspended=False, by=None)

    assert rules_of(found) == ["PAY-64"]


@given(st.permutations([1, 2, 3, 4, 5]))
def test_the_queue_is_paid_in_the_order_of_the_requests_however_it_is_told(places):
    queue, paid = [waiting(place) for place in places], []

    while queue:
        payable = [
            one
            for one in queue
            if not refusals_to_pay_back(one.id, queue, today=TODAY, suspended=False, by=None)
        ]
        (first,) = payable
        paid.append(first.place)
        queue.remove(first)

    assert paid == [1, 2, 3, 4, 5]


def test_a_suspension_changes_something_and_says_why():
    assert rules_of(refusals_to_suspend(is_suspended=True, wanted=True, because="")) == [
        "PAY-65",
        "PAY-65",
    ]
    assert refusals_to_suspend(is_suspended=False, wanted=True, because="No cash") == []


def test_a_nominee_is_somebody_else_who_can_be_found():
    assert rules_of(refusals_of_nominee("Ash Rowan", "1 Mill Street", "ash rowan ")) == ["PAY-66"]
    assert rules_of(refusals_of_nominee("Fern", " ", "Ash Rowan")) == ["PAY-66"]
    assert rules_of(refusals_of_nominee("F" * 201, "x", "Ash")) == ["PAY-66"]
    assert refusals_of_nominee("", "", "Ash Rowan") == []
    assert refusals_of_nominee("Fern", "1 Mill Street", "Ash Rowan") == []

"""Shares paid out: on notice, in the order of the requests, and once."""

from datetime import date, timedelta

import pytest

from coop.core import clock
from coop.core.db import transaction
from coop.core.errors import NotFound, Refused
from coop.membership.actions import buy_shares, resign, transfer_shares
from coop.membership.queries import shares_of, today
from payroll.deeds.share_orders import pay_up_order
from payroll.deeds.share_withdrawals import (
    ask_withdrawal,
    pay_withdrawal,
    suspend_withdrawals,
    take_back_withdrawal,
)
from payroll.reading.balances import balance
from payroll.reading.shares import queue, requests_of, suspension_on
from tests.builders.books import an_entry
from tests.builders.membership import a_member
from tests.builders.owned import a_request, an_order, owed
from tests.conftest import MORNING
from tests.governance.crowd import all_at_once

QUARTER = timedelta(days=100)


def later():
    """Hold the clock at a day when the notice is over."""
    return clock.at(MORNING + QUARTER)


def pay(request_id, hand, account="bank"):
    """Pay a request in a transaction of its own."""
    with transaction():
        pay_withdrawal(request_id, account=account, hand=hand)


def test_notice_is_three_months_and_the_place_is_the_next(coop):
    fern, robin = a_member(shares=5), a_member(shares=5)

    a_request(fern, 2)
    a_request(robin, 1)

    assert [(one.member_id, one.place) for one in queue()] == [(fern.id, 1), (robin.id, 2)]
    assert queue()[0].payable_from == date(2026, 6, 2)


def test_nobody_is_paid_before_the_notice_is_over(coop):
    request_id = a_request(a_member(shares=5))

    with pytest.raises(Refused, match="2026-06-02"):
        pay(request_id, coop.hand)


def test_what_is_paid_leaves_the_register_and_the_books_together(coop):
    fern = a_member(shares=5)
    request_id = a_request(fern, 2)
    before = balance("bank")

    with later():
        pay(request_id, coop.hand)
        paid_on = today()

    assert shares_of(fern.id, paid_on).shares == 3
    assert (owed("shares", fern), balance("bank") - before) == (300, -200)
    assert shares_of(fern.id, paid_on - timedelta(days=1)).shares == 5
    assert owed("shares", fern, paid_on - timedelta(days=1)) == 500
    assert requests_of(fern.id)[0].state == "paid"


def test_shares_may_be_kept_as_owed(coop):
    fern = a_member(shares=5)
    request_id = a_request(fern, 2)

    with later():
        pay(request_id, coop.hand, "owed")

    assert (owed("shares", fern), owed("owed", fern)) == (300, 200)


def test_the_earliest_request_is_paid_first(coop):
    first, second = a_request(a_member(shares=5)), a_request(a_member(shares=5))

    with later():
        with pytest.raises(Refused, match="asked earlier"):
            pay(second, coop.hand)
        pay(first, coop.hand)
        pay(second, coop.hand)

    assert queue() == ()


def test_a_request_taken_back_lets_the_others_move_up(coop):
    fern, robin = a_member(shares=5), a_member(shares=5)
    first, second = a_request(fern), a_request(robin)

    with pytest.raises(NotFound), transaction():
        take_back_withdrawal(first, hand=robin.hand)
    with transaction():
        take_back_withdrawal(first, hand=fern.hand)

    assert [(one.id, one.place) for one in queue()] == [(second, 1)]
    with pytest.raises(Refused, match="settled"), transaction():
        take_back_withdrawal(first, hand=fern.hand)


def test_a_suspension_stops_payments_and_keeps_every_place(coop):
    fern = a_member(shares=5)
    request_id = a_request(fern)
    board = coop.house.board

    with later():
        with transaction():
            suspend_withdrawals(suspended=True, because="No cash", from_on=today(), hand=board.hand)
        with pytest.raises(Refused, match="suspended"):
            pay(request_id, coop.hand)
        assert [one.place for one in queue()] == [1]
        with transaction():
            suspend_withdrawals(
                suspended=False, because="Sold bread", from_on=today(), hand=board.hand
            )
        pay(request_id, coop.hand)

    assert queue() == ()


def test_a_suspension_holds_from_its_day(coop):
    with transaction():
        suspend_withdrawals(
            suspended=True, because="Stock", from_on=today() + QUARTER, hand=coop.hand
        )

    assert not suspension_on(today()).is_suspended
    assert suspension_on(today() + QUARTER).because == "Stock"


def test_nobody_pays_out_their_own_shares(coop):
    request_id = a_request_of_treasurer(coop)

    with later(), pytest.raises(Refused, match="their own shares"):
        pay(request_id, coop.hand)


def a_request_of_treasurer(coop):
    """Let the treasurer buy and ask back."""
    with transaction():
        buy_shares(coop.treasurer.id, shares=2, from_on=today(), hand=coop.hand)
        return ask_withdrawal(1, hand=coop.hand)


def test_shares_that_losses_have_eaten_are_not_paid_out_whole(coop):
    request_id = a_request(a_member(shares=5))
    an_entry(day=today(), debit="expense:flood", credit="bank", amount=1_000_000)
    an_entry(day=today(), debit="expense:flood", credit="cash", amount=400)

    with later(), pytest.raises(Refused, match="Losses"):
        pay(request_id, coop.hand)


def test_whoever_leaves_is_in_the_queue_no_more_and_all_shares_are_owed(coop):
    fern = a_member(shares=5)
    a_request(fern, 2)

    with transaction():
        resign(fern.id, from_on=today(), hand=fern.hand)

    assert queue() == ()
    assert (owed("shares", fern), owed("shares_leaving", fern)) == (0, 500)


def test_a_member_keeps_one_share(coop):
    fern = a_member(shares=3)
    a_request(fern, 2)

    with pytest.raises(Refused, match="keeps at least 1"):
        a_request(fern, 1)


@pytest.mark.parametrize("turn", range(2))
def test_two_officers_paying_the_last_request_pay_it_once(coop, app, turn):
    fern = a_member(shares=5)
    request_id = a_request(fern, 2)
    hands = (coop.hand, coop.second.hand) * 3

    with later():
        ends = all_at_once(
            app, [lambda by=by: pay_withdrawal(request_id, account="bank", hand=by) for by in hands]
        )
        paid_on = today()

    assert ends.count("done") == 1
    assert shares_of(fern.id, paid_on).shares == 3
    assert owed("shares", fern) == 300


def test_requests_at_one_moment_draw_places_one_after_the_other(coop, app):
    people = [a_member(shares=5) for _ in range(6)]

    ends = all_at_once(app, [lambda who=who: ask_withdrawal(1, hand=who.hand) for who in people])

    assert ends == ["done"] * 6
    assert [one.place for one in queue()] == [1, 2, 3, 4, 5, 6]


def test_one_member_asking_many_times_at_once_never_goes_under_the_fewest(coop, app):
    fern = a_member(shares=3)

    ends = all_at_once(app, [lambda: ask_withdrawal(2, hand=fern.hand)] * 4)

    assert ends.count("done") == 1
    assert [one.shares for one in queue()] == [2]


@pytest.mark.parametrize("turn", range(3))
def test_leaving_while_everything_of_ones_own_is_settled_waits_in_no_ring(coop, app, turn):
    fern, robin = a_member(shares=6), a_member(shares=6)
    request_id, order_id = a_request(fern, 2), an_order(fern, 3, by=coop.treasurer)
    deeds = [
        lambda: pay_withdrawal(request_id, account="bank", hand=coop.hand),
        lambda: pay_up_order(order_id, account="bank", hand=coop.second.hand),
        lambda: resign(fern.id, from_on=today(), hand=fern.hand),
        lambda: take_back_withdrawal(request_id, hand=fern.hand),
        lambda: transfer_shares(
            robin.id, taker_id=fern.id, shares=1, from_on=today(), hand=robin.hand
        ),
        lambda: ask_withdrawal(1, hand=robin.hand),
    ]

    with later():
        ends = all_at_once(app, [*deeds[turn:], *deeds[:turn]])
        day = today()

    assert all(ends)
    assert shares_of(fern.id, day).shares == 0
    assert owed("shares", fern) == 0
    assert owed("shares", robin) == shares_of(robin.id, day).paid_minor

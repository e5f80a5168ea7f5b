"""Orders for shares: applied for, agreed by another person, paid at once or out of pay."""

from datetime import timedelta

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from coop.core import clock
from coop.core.audit import Channel, Hand
from coop.core.db import new_id, session, transaction
from coop.core.errors import NotFound, Refused
from coop.membership.actions import resign
from coop.membership.queries import shares_of, today
from payroll.deeds.share_orders import (
    buy_whole_shares,
    decide_order,
    order_shares,
    pay_up_order,
    take_back_order,
)
from payroll.models.owned import ShareOrder
from payroll.reading.balances import balance, trial_balance
from payroll.reading.shares import instalments_for, open_orders, orders_of, share_order
from tests.builders.membership import a_member
from tests.builders.owned import an_order, owed, saved
from tests.conftest import MORNING
from tests.governance.crowd import all_at_once


def held(who):
    """Give how many shares somebody holds now."""
    return shares_of(who.id, today()).shares


def test_an_order_waits_until_another_person_agrees(coop):
    fern = a_member()

    order_id = an_order(fern, 4)

    assert [one.id for one in open_orders()] == [order_id]
    assert share_order(order_id).state == "asked"
    with pytest.raises(Refused, match="their own order"), transaction():
        decide_order(order_id, agrees=True, hand=fern.hand)
    assert held(fern) == 1


def test_an_order_that_is_refused_says_why(coop):
    order_id = an_order(a_member())

    with pytest.raises(Refused, match="Say why"), transaction():
        decide_order(order_id, agrees=False, because=" ", hand=coop.hand)
    with transaction():
        decide_order(order_id, agrees=False, because="Wait for the meeting", hand=coop.hand)

    assert (share_order(order_id).state, share_order(order_id).because) == (
        "refused",
        "Wait for the meeting",
    )
    assert open_orders() == ()


def test_a_member_has_one_order_at_a_time(coop):
    fern = a_member()
    an_order(fern)

    with pytest.raises(Refused, match="an order already"):
        an_order(fern)


def test_the_database_too_keeps_one_open_order_for_each_member(coop):
    fern = a_member()
    an_order(fern)
    row = session().query(ShareOrder).one()
    again = {
        column.name: getattr(row, column.name)
        for column in ShareOrder.__table__.columns
        if column.name != "id"
    } | {"id": new_id()}

    with pytest.raises(IntegrityError), transaction():
        session().execute(insert(ShareOrder), [again])


def test_what_is_paid_at_once_is_in_register_and_books_at_once(coop):
    fern = a_member()
    order_id = an_order(fern, 4, by=coop.treasurer)
    before = balance("bank")

    with transaction():
        pay_up_order(order_id, account="bank", hand=coop.hand)

    assert held(fern) == 5
    assert (owed("shares", fern), balance("bank") - before) == (500, 400)
    assert share_order(order_id).state == "done"
    with pytest.raises(Refused, match="not waiting"), transaction():
        pay_up_order(order_id, account="bank", hand=coop.hand)


def test_money_for_shares_comes_into_the_bank_or_the_cash_box_only(coop):
    order_id = an_order(a_member(), by=coop.treasurer)

    with pytest.raises(Refused, match="bank or the cash box"), transaction():
        pay_up_order(order_id, account="result", hand=coop.hand)


def test_instalments_are_saved_until_a_share_is_whole(coop):
    fern = a_member()
    an_order(fern, 2, instalment=70, by=coop.treasurer)
    kept, bought = [], []

    for _ in range(4):
        due = instalments_for([fern.id]).get(fern.id, 0)
        kept.append(due)
        if due:
            saved(fern, due)
        with transaction():
            bought.append(buy_whole_shares([fern.id], on=today(), hand=Hand.system()))

    assert kept == [70, 70, 60, 0]
    assert bought == [0, 1, 1, 0]
    assert (held(fern), owed("shares", fern), owed("shares_paying", fern)) == (3, 300, 0)
    assert orders_of(fern.id)[0].state == "done"


def test_only_agreed_orders_take_from_pay(coop):
    fern, robin, wren = a_member(), a_member(), a_member()
    an_order(fern, instalment=50)
    an_order(robin, by=coop.treasurer)
    an_order(wren, instalment=50, by=coop.treasurer)

    assert instalments_for([fern.id, robin.id, wren.id]) == {wren.id: 50}
    assert instalments_for([fern.id]) == {}
    assert instalments_for([]) == {}


def test_buying_again_buys_nothing_more(coop):
    fern = a_member()
    an_order(fern, 5, instalment=100, by=coop.treasurer)
    saved(fern, 250)

    for _ in range(3):
        with transaction():
            buy_whole_shares([fern.id], on=today(), hand=Hand.system())

    assert (held(fern), owed("shares_paying", fern)) == (3, 50)


def test_an_order_taken_back_gives_the_savings_back(coop):
    fern, robin = a_member(), a_member()
    order_id = an_order(fern, 2, instalment=50, by=coop.treasurer)
    saved(fern, 50)

    with pytest.raises(NotFound), transaction():
        take_back_order(order_id, hand=robin.hand)
    with transaction():
        take_back_order(order_id, hand=fern.hand)

    assert (owed("shares_paying", fern), owed("owed", fern)) == (0, 50)
    assert instalments_for([fern.id]) == {}
    with pytest.raises(Refused, match="settled"), transaction():
        take_back_order(order_id, hand=fern.hand)


def test_leaving_ends_an_order_and_the_savings_are_owed_with_the_shares(coop):
    fern = a_member(shares=3)
    order_id = an_order(fern, 2, instalment=50, by=coop.treasurer)
    saved(fern, 50)

    with transaction():
        resign(fern.id, from_on=today(), hand=fern.hand)

    assert share_order(order_id).state == "withdrawn"
    assert (owed("shares", fern), owed("shares_paying", fern)) == (0, 0)
    assert owed("shares_leaving", fern) == 350


def test_savings_that_cannot_be_bought_for_stay_the_members_and_pay_goes_on(coop):
    yesterday = today()
    with clock.at(MORNING + timedelta(days=1)):
        fern = a_member()
        an_order(fern, 2, instalment=100, by=coop.treasurer)
        saved(fern, 100)

        with transaction():
            bought = buy_whole_shares([fern.id], on=yesterday, hand=Hand.system())

    assert bought == 0
    assert owed("shares_paying", fern) == 100


@pytest.mark.parametrize("shares", [0, 100_001])
def test_what_may_not_be_ordered_is_refused(coop, shares):
    with pytest.raises(Refused, match="share"):
        an_order(a_member(), shares)


def test_the_door_that_an_order_came_through_is_kept(coop):
    fern = a_member()
    on_paper = Hand(by=fern.id, via=Channel.PAPER, keyed_by=coop.house.secretary.id, evidence="1")

    with transaction():
        order_id = order_shares(1, instalment=0, hand=on_paper)

    assert share_order(order_id).channel == "paper"


def test_two_officers_recording_one_payment_write_it_once(coop, app):
    fern = a_member()
    order_id = an_order(fern, 4, by=coop.treasurer)
    hands = (coop.hand, coop.second.hand) * 3

    ends = all_at_once(
        app, [lambda by=by: pay_up_order(order_id, account="bank", hand=by) for by in hands]
    )

    assert ends.count("done") == 1
    assert (held(fern), owed("shares", fern)) == (5, 500)


def test_the_books_balance_after_all_of_it(coop):
    fern = a_member(shares=2)
    an_order(fern, 2, instalment=70, by=coop.treasurer)
    saved(fern, 130)

    with transaction():
        buy_whole_shares([fern.id], on=today(), hand=Hand.system())

    lines = trial_balance()
    assert sum(one.debited for one in lines) == sum(one.credited for one in lines)
    assert owed("shares_paying", fern) == 30

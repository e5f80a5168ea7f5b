"""Shares paid for out of real pay, and a surplus shared by real work and real pay."""

from datetime import date

from coop.core.db import transaction
from coop.membership.queries import shares_of, today
from payroll.deeds.share_orders import decide_order, order_shares, take_back_order
from payroll.reading.balances import balance, trial_balance
from payroll.reading.shares import instalments_for, orders_of
from payroll.reading.surpluses import Basis, claims_for, pay_between
from tests.builders.books import an_entry
from tests.builders.owned import owed
from tests.builders.pay import (
    a_paid_week,
    a_pay_house,
    a_run,
    an_issued_run,
    done_by_worker,
    hours_closed,
    worked,
)

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def an_agreed_order(pay, who, *, shares, instalment):
    """Let a worker apply for shares out of pay, and the treasurer agree."""
    with transaction():
        order_id = order_shares(shares, instalment=instalment, hand=who.hand)
        decide_order(order_id, agrees=True, hand=pay.treasurer.hand)
    return order_id


def test_what_a_pay_run_keeps_becomes_whole_shares_and_the_rest_stays_saved(app):
    pay = a_pay_house(members=2)
    saver, other = pay.members
    an_agreed_order(pay, saver, shares=5, instalment=250)
    worked(pay, *pay.members)
    hours_closed(pay)

    an_issued_run(pay)

    assert shares_of(saver.id, LAST).shares == 3
    assert (owed("shares_paying", saver), orders_of(saver.id)[0].bought) == (50, 2)
    assert instalments_for([saver.id, other.id]) == {saver.id: 250}
    assert owed("shares", saver) == 300
    lines = trial_balance()
    assert sum(one.debited for one in lines) == sum(one.credited for one in lines)


def test_an_order_taken_back_while_a_run_is_drafted_loses_nobody_their_money(app):
    pay = a_pay_house(members=1)
    (saver,) = pay.members
    order_id = an_agreed_order(pay, saver, shares=5, instalment=250)
    worked(pay, saver)
    hours_closed(pay)
    run_id = a_run(pay)
    with transaction():
        take_back_order(order_id, hand=saver.hand)

    an_issued_run(pay, run_id)
    done_by_worker()

    assert shares_of(saver.id, LAST).shares == 1
    assert (owed("shares_paying", saver), owed("owed", saver)) == (0, 250)


def test_members_who_co_own_share_the_rest_by_the_pay_of_six_years(app, page):
    pay, _run = a_paid_week(members=3)
    an_entry(day=today(), debit="bank", credit="income:grants", amount=50_000)
    page.signed_in_as(pay.treasurer).get("payroll.choose_ownership", code="plain")
    chosen = {"motion": "2026-7", "switch-residue": "co_ownership"}
    page.send("Look at it once more", from_on=today().isoformat(), **chosen)
    page.send("Choose them")

    page.get("payroll.asset_lock")

    assert "3 people, by gross pay" in page.here.text
    assert "Settle this first" not in page.here.text


def test_a_rebate_may_follow_approved_hours_or_pay(app):
    pay, _run = a_paid_week(members=3)

    by_work = claims_for(FIRST, LAST, Basis.WORK)
    by_pay = claims_for(FIRST, LAST, Basis.PAY)

    workers = {one.number for one in pay.members}
    assert {one.number: one.did for one in by_work if one.did} == dict.fromkeys(workers, 240)
    assert {one.number: one.did for one in by_pay if one.did} == dict.fromkeys(workers, 4000)
    assert {one.pay for one in by_work if one.number in workers} == {4000}
    assert sum(pay_between(FIRST, LAST).values()) == balance("wages:laundry") == 12000

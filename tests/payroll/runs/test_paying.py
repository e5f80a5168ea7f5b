"""Paying a run out: each payment once, by bank, in cash, or through a finance office."""

import pytest
from sqlalchemy import func, select

from coop.core.db import session, transaction
from coop.core.errors import Refused
from coop.membership.queries import establishments
from payroll.deeds.paying import close_payment, confirm_office, pay_run, pay_way, send_to_office
from payroll.models.runs import Payment, PayRun
from payroll.reading.balances import balance, owed_to, trial_balance
from payroll.rules.runs.terms import Way
from tests.builders.membership import a_member
from tests.builders.pay import (
    LONG_AGO,
    PAYDAY,
    a_paid_week,
    a_pay_house,
    an_issued_run,
    hours_closed,
    paid_by,
    paid_under,
    worked,
)
from tests.governance.crowd import all_at_once


def owed(person) -> dict[str, int]:
    found = owed_to([person.id])[person.id]
    return {code: amount for code, amount in found.items() if code.startswith("purse:")}


def test_bank_payments_empty_the_purses_and_finish_the_run(app):
    pay, run_id = a_paid_week()

    with transaction():
        count = pay_way(run_id, Way.BANK, on=PAYDAY, hand=pay.officer.hand)

    assert count == 3
    assert session().get_one(PayRun, run_id).state == "paid"
    assert [owed(one) for one in pay.members] == [{}] * 3
    assert balance("bank") == -12_000
    assert sum(one.balance for one in trial_balance()) == 0


def test_nobody_is_paid_twice(app):
    pay, run_id = a_paid_week()
    deed = lambda: pay_way(run_id, Way.BANK, on=PAYDAY, hand=pay.officer.hand)  # noqa: E731

    ends = all_at_once(app, [deed, deed, deed])

    assert sorted(set(ends)) == ["Nothing of this kind waits to be paid.", "done"]
    assert session().scalar(select(func.count()).select_from(Payment)) == 3
    assert balance("bank") == -12_000


def test_an_office_is_sent_its_money_and_members_are_paid_when_it_confirms(app):
    pay = a_pay_house(members=1)
    inside = a_member(inside=True, from_on=LONG_AGO)
    paid_under(inside, by=pay.officer)
    paid_by(inside, Way.OFFICE, by=pay.officer)
    worked(pay, *pay.members, inside)
    hours_closed(pay)
    run_id, office = an_issued_run(pay), establishments()[0].id
    hand = pay.officer.hand

    with transaction():
        pay_way(run_id, Way.BANK, on=PAYDAY, hand=hand)
    with transaction(), pytest.raises(Refused, match="Not all of this money"):
        confirm_office(run_id, office, "", on=PAYDAY, hand=hand)
    with transaction():
        assert send_to_office(run_id, office, on=PAYDAY, hand=hand) == 4000
    with transaction(), pytest.raises(Refused, match="Everything for this office"):
        send_to_office(run_id, office, on=PAYDAY, hand=hand)

    assert balance("offices") == 4000
    assert owed(inside) == {"purse:spend": 4000}
    with transaction():
        assert confirm_office(run_id, office, "Slip 12", on=PAYDAY, hand=hand) == 1
    assert (balance("offices"), owed(inside)) == (0, {})
    assert session().get_one(PayRun, run_id).state == "paid"


def test_money_that_a_member_has_held_back_waits_and_the_run_is_paid(app):
    pay = a_pay_house(members=2)
    paid_by(pay.members[0], Way.HOLD, by=pay.officer)
    worked(pay, *pay.members)
    hours_closed(pay)
    run_id = an_issued_run(pay)

    with transaction():
        pay_way(run_id, Way.BANK, on=PAYDAY, hand=pay.officer.hand)

    assert session().get_one(PayRun, run_id).state == "paid"
    assert owed(pay.members[0]) == {"purse:spend": 4000}


def test_a_run_with_somebody_left_to_pay_is_not_called_paid(app):
    pay, run_id = a_paid_week()

    with transaction(), pytest.raises(Refused, match="not paid yet"):
        close_payment(run_id, hand=pay.officer.hand)


def test_a_whole_run_is_paid_in_one_go_with_its_offices(app):
    pay = a_pay_house(members=2)
    inside = a_member(inside=True, from_on=LONG_AGO)
    paid_under(inside, by=pay.officer)
    paid_by(inside, Way.OFFICE, by=pay.officer)
    paid_by(pay.members[0], Way.CASH, by=pay.officer)
    worked(pay, *pay.members, inside)
    hours_closed(pay)
    run_id = an_issued_run(pay)

    with transaction():
        assert pay_run(run_id, hand=pay.officer.hand) == 3

    assert session().get_one(PayRun, run_id).state == "paid"
    assert [balance(code) for code in ("bank", "cash", "offices")] == [-8000, -4000, 0]

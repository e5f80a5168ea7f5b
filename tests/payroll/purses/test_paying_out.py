"""Money out of a purse: never more than lies in it, never by oneself, once in the books."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from coop.core.db import session, transaction
from coop.core.errors import NotFound, Refused
from coop.membership.actions import release, temporary_release
from coop.membership.queries import today
from payroll.deeds.issuing import issue_run
from payroll.deeds.purses import (
    ask_for_purse,
    grant_purse_request,
    move_between_purses,
    pay_out_purse,
    refuse_purse_request,
    take_back_purse_request,
)
from payroll.models.purses import PurseMove, PurseRequest
from payroll.reading.balances import balance, trial_balance
from payroll.reading.purses import open_purse_requests, released_with_money, requests_for_purses
from payroll.rules.runs.purses import Wish
from payroll.rules.runs.terms import Way
from tests.builders.membership import a_member
from tests.builders.pay import (
    LONG_AGO,
    a_pay_house,
    an_approved_run,
    hours_closed,
    paid_under,
    worked,
)
from tests.builders.purses import a_purse_request, how, in_purse, lying, paid_from
from tests.governance.crowd import all_at_once

DAY = timedelta(days=1)


@pytest.fixture
def pay(app):
    """Give a house of two members."""
    return a_pay_house(members=2)


@pytest.mark.parametrize(
    ("way", "bank", "cash"), [(Way.BANK, -400, 0), (Way.CASH, 0, -400), (Way.OFFICE, -400, 0)]
)
def test_what_is_paid_out_leaves_the_purse_and_the_account(pay, way, bank, cash):
    fern = pay.members[0]
    lying(fern, amount=1000)

    paid_from(pay, fern, 400, told=how(way))

    assert in_purse(fern) == 600
    assert [balance(code) for code in ("bank", "cash", "offices")] == [bank, cash, 0]
    assert sum(one.balance for one in trial_balance()) == 0


def test_never_more_than_lies_in_the_purse(pay):
    fern = pay.members[0]
    lying(fern, amount=1250)

    with pytest.raises(Refused, match=r"Only 12\.50 lies in this purse"):
        paid_from(pay, fern, 1251)

    assert in_purse(fern) == 1250


def test_everything_in_the_way_is_said_at_once(pay):
    fern = pay.members[0]

    with pytest.raises(Refused) as refused:
        paid_from(pay, fern, 5, told=how(Way.HOLD, on=today() + DAY))

    assert len(refused.value.refusals) == 3


def test_nobody_pays_themselves(pay):
    lying(pay.officer, amount=500)

    with pytest.raises(Refused, match="Nobody pays themselves"):
        paid_from(pay, pay.officer, 500)


@pytest.mark.parametrize("turn", range(2))
def test_many_hands_at_once_never_take_more_than_there_is(pay, app, turn):
    fern = pay.members[0]
    lying(fern, amount=1000)
    hand = pay.officer.hand

    ends = all_at_once(app, [lambda: pay_out_purse(fern.id, "savings", 400, how(), hand=hand)] * 6)

    assert ends.count("done") == 2
    assert in_purse(fern) == 200
    assert balance("bank") == -800
    assert session().scalar(select(func.count()).select_from(PurseMove)) == 2


def test_money_that_waits_for_release_needs_a_reason_before(pay):
    inside = a_member(inside=True, from_on=LONG_AGO)
    lying(inside, amount=500)

    with pytest.raises(Refused, match="waits for the member’s release"):
        paid_from(pay, inside, 100, told=how(because=""))
    paid_from(pay, inside, 100, told=how(because="The governor allowed it, letter of today"))

    assert in_purse(inside) == 400


def test_nothing_leaves_a_purse_while_statements_are_being_written(pay):
    fern = pay.members[0]
    lying(fern, amount=500)
    worked(pay, fern)
    hours_closed(pay)
    run_id = an_approved_run(pay)
    with transaction():
        issue_run(run_id, hand=pay.officer.hand)

    with pytest.raises(Refused, match="just being issued"):
        paid_from(pay, fern, 100)


def test_a_run_is_drafted_again_when_a_purse_has_changed_since(pay):
    fern = pay.members[0]
    lying(fern, "spend", 500)
    worked(pay, fern)
    hours_closed(pay)
    run_id = an_approved_run(pay)
    paid_from(pay, fern, 100, "spend")

    with pytest.raises(Refused, match="purses of 1 members have changed"), transaction():
        issue_run(run_id, hand=pay.officer.hand)


def test_a_request_is_paid_by_another_person_and_once(pay):
    fern = pay.members[0]
    lying(fern, amount=1000)
    request_id = a_purse_request(fern, 1000)

    with pytest.raises(Refused, match="Nobody pays themselves"), transaction():
        grant_purse_request(request_id, how(), hand=fern.hand)
    with transaction():
        grant_purse_request(request_id, how(), hand=pay.officer.hand)
    with pytest.raises(Refused, match="settled already"), transaction():
        grant_purse_request(request_id, how(), hand=pay.officer.hand)

    assert (in_purse(fern), balance("bank")) == (0, -1000)
    assert [one.state for one in requests_for_purses(fern.id)] == ["done"]
    assert open_purse_requests() == []


def test_one_request_a_purse_waits_at_a_time(pay, app):
    fern = pay.members[0]
    lying(fern, amount=1000)

    ends = all_at_once(app, [lambda: ask_for_purse(Wish("savings", 900), "", hand=fern.hand)] * 4)

    assert ends.count("done") == 1
    assert session().scalar(select(func.count()).select_from(PurseRequest)) == 1


def test_a_refusal_says_why_and_leaves_the_money(pay):
    fern = pay.members[0]
    lying(fern, amount=1000)
    request_id = a_purse_request(fern, 400)

    with pytest.raises(Refused, match="Say why it is refused"), transaction():
        refuse_purse_request(request_id, " ", hand=pay.officer.hand)
    with transaction():
        refuse_purse_request(request_id, "Only at release.", hand=pay.officer.hand)

    assert [(one.state, one.answer) for one in requests_for_purses(fern.id)] == [
        ("refused", "Only at release.")
    ]
    assert in_purse(fern) == 1000


def test_a_request_is_taken_back_by_whoever_made_it(pay):
    fern, robin = pay.members
    lying(fern, amount=1000)
    request_id = a_purse_request(fern, 400)

    with pytest.raises(NotFound), transaction():
        take_back_purse_request(request_id, hand=robin.hand)
    with transaction():
        take_back_purse_request(request_id, hand=fern.hand)

    assert [one.state for one in requests_for_purses(fern.id)] == ["withdrawn"]
    a_purse_request(fern, 500)


def test_a_member_may_save_more_and_never_unlock_by_moving(pay):
    fern = pay.members[0]
    lying(fern, "spend", 1000)
    hand = pay.officer.hand

    with transaction():
        move_between_purses(fern.id, Wish("spend", 300, "savings"), because="Asked", hand=hand)
    with pytest.raises(Refused, match="stays there until it is paid out"), transaction():
        move_between_purses(fern.id, Wish("savings", 100, "spend"), because="Asked", hand=hand)
    with pytest.raises(Refused, match="cannot be put into that purse"), transaction():
        move_between_purses(fern.id, Wish("spend", 100, "nowhere"), because="Asked", hand=hand)

    assert (in_purse(fern), in_purse(fern, "spend")) == (300, 700)


def test_who_was_released_with_money_is_shown_until_it_is_paid(pay):
    inside, away, home = (a_member(inside=True, from_on=LONG_AGO) for _ in range(3))
    for who in (inside, away, home, pay.members[0]):
        paid_under(who, by=pay.officer)
        lying(who, amount=700)
    with transaction():
        temporary_release(away.id, from_on=today() - DAY, hand=pay.officer.hand)
        release(home.id, from_on=today() - DAY, hand=pay.officer.hand)

    assert [(one.member_id, one.amount, one.since) for one in released_with_money(today())] == [
        (home.id, 700, today() - DAY)
    ]
    paid_from(pay, home, 700)
    assert released_with_money(today()) == []

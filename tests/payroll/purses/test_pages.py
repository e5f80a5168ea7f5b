"""The pages of money kept in purses: the member’s, the officer’s, and the clerk’s."""

import pytest

from coop.core.db import transaction
from coop.membership.actions import release
from coop.membership.queries import today
from payroll.reading.balances import balance
from payroll.reading.purses import open_purse_requests, requests_for_purses
from tests.builders.membership import a_member
from tests.builders.pay import LONG_AGO, a_pay_house
from tests.builders.purses import a_purse_request, in_purse, lying


@pytest.fixture
def pay(app):
    """Give a house of one member, who can sign in and has savings."""
    found = a_pay_house(members=1, sign_in=True)
    lying(found.members[0], amount=1000)
    return found


def test_a_member_asks_and_the_officer_pays_after_a_second_look(page, pay):
    (fern,) = pay.members
    page.signed_in_as(fern).get("payroll.my_purses")

    page.follow("Ask for money")
    review = page.send("Look at it once more", purse="savings", amount="7.50", words="My rent")
    assert review.heading == "Ask for this?"
    assert open_purse_requests() == []
    page.send("Ask for it")
    assert "waits for an answer" in page.get("payroll.my_purses")

    home = page.signed_in_as(pay.officer).get("home.home")
    assert "1 member asks for money that is kept for them." in home
    page.get("payroll.purses")
    page.follow(fern.name)
    review = page.send("Go on", answer="yes", way="bank", on=today().isoformat())
    assert review.heading == "Do what the member asks?"
    assert in_purse(fern) == 1000
    page.send("Do it")

    assert (in_purse(fern), balance("bank")) == (250, -750)
    assert [one.state for one in requests_for_purses(fern.id)] == ["done"]
    assert "paid out of" in page.signed_in_as(fern).get("payroll.my_purses")


def test_an_officer_refuses_with_a_reason(page, pay):
    (fern,) = pay.members
    request_id = a_purse_request(fern, 300)
    page.signed_in_as(pay.officer).get("payroll.answer_purse_request", request_id=request_id)

    said = page.send("Go on", answer="no", on=today().isoformat(), expect=422)
    assert "Say why it is refused." in said
    page.send("Go on", answer="no", on=today().isoformat(), because="Only at release.")

    assert "Only at release." in page.signed_in_as(fern).get("payroll.my_purses")
    assert in_purse(fern) == 1000


def test_an_officer_puts_money_into_the_purse_that_the_member_wished(page, pay):
    (fern,) = pay.members
    lying(fern, "spend", 900)
    request_id = a_purse_request(fern, 400, "spend", to="savings")
    page.signed_in_as(pay.officer).get("payroll.answer_purse_request", request_id=request_id)

    page.send("Go on", answer="yes")
    page.send("Do it")

    assert (in_purse(fern), in_purse(fern, "spend")) == (1400, 500)
    assert balance("bank") == 0


def test_an_officer_pays_money_out_of_a_purse(page, pay):
    (fern,) = pay.members
    page.signed_in_as(pay.officer).get("payroll.member_purses", member_id=fern.id)

    review = page.send(
        "Look at it once more", purse="savings", amount="4", way="cash", on=today().isoformat()
    )
    assert "Left afterwards" in review
    page.send("Record it")

    assert (in_purse(fern), balance("cash")) == (600, -400)


def test_more_than_lies_there_is_refused_before_the_second_look(page, pay):
    (fern,) = pay.members
    page.signed_in_as(pay.officer).get("payroll.member_purses", member_id=fern.id)

    said = page.send(
        "Look at it once more", purse="savings", amount="10.01", on=today().isoformat(), expect=409
    )

    assert "Only 10.00 lies in this purse." in said


def test_a_member_takes_a_request_back(page, pay):
    (fern,) = pay.members
    a_purse_request(fern, 300)
    page.signed_in_as(fern).get("payroll.my_purses")

    page.send("Take it back")

    assert [one.state for one in requests_for_purses(fern.id)] == ["withdrawn"]


def test_a_paper_form_asks_in_the_members_name(page, pay):
    (fern,) = pay.members
    page.signed_in_as(pay.house.secretary).get("payroll.key_purse")

    page.send(
        "Record it", member_number=str(fern.number), purse="savings", amount="2.00",
        words="At my release", received_on=today().isoformat(), evidence="Box 3, sheet 9",
    )  # fmt: skip

    (asked,) = open_purse_requests()
    assert (asked.member_id, asked.amount, asked.words) == (fern.id, 200, "At my release")


def test_whoever_runs_pay_sees_on_home_and_hub_who_was_released_with_money(page, pay):
    inside = a_member(name="Sorrel Vane", inside=True, from_on=LONG_AGO)
    lying(inside, amount=1200)
    with transaction():
        release(inside.id, from_on=today(), hand=pay.officer.hand)

    home = page.signed_in_as(pay.officer).get("home.home")

    assert "1 person was released, and money still waits here." in home
    assert "1 person was released, and money still waits here." in page.get("payroll.pay")
    assert "Sorrel Vane" in page.get("payroll.purses")


def test_nobody_else_sees_what_is_kept_for_members(page, pay):
    (fern,) = pay.members

    page.signed_in_as(fern).get("payroll.purses", expect=403)
    page.get("payroll.member_purses", member_id=fern.id, expect=403)

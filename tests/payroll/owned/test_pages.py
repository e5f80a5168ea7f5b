"""The pages of what members own: every door, every review, and nothing of anybody else."""

import re
from datetime import timedelta

import pytest

from coop.core import clock
from coop.core.db import transaction
from coop.membership.actions import record_death, resign
from coop.membership.queries import shares_of, today
from payroll.deeds.loans import NewLoan, RateLimit, agree_loan
from payroll.deeds.nominees import name_nominee
from payroll.reading.loans import interest_given, loans
from payroll.reading.owned_rules import owned_rules_on
from payroll.reading.shares import nominee_of, orders_of, queue, requests_of, suspension_on
from payroll.reading.surpluses import surpluses
from tests.builders.books import an_entry
from tests.builders.membership import a_member
from tests.builders.owned import CARRIED, a_request, an_order, owed, saved
from tests.conftest import MORNING

LATER = MORNING + timedelta(days=400)


@pytest.fixture
def fern(coop):
    """Give a member with five shares who can sign in."""
    return a_member(name="Fern Hollis", shares=5, signs_in=True)


def text_of(page):
    """Give the words of the page that is open, spaces made one."""
    return re.sub(r"\s+", " ", page.here.text)


def test_a_member_applies_in_three_steps_and_nothing_is_sent_before_the_last(page, fern):
    page.signed_in_as(fern).get("payroll.my_shares")
    page.follow("Apply for shares")
    page.send("Look at it once more", shares=3, way="pay", instalment="1.50")

    assert "Nothing has been sent yet" in text_of(page)
    assert "£3" in text_of(page)
    assert orders_of(fern.id) == ()
    page.send("Apply for them")
    (order,) = orders_of(fern.id)
    assert (order.shares, order.instalment_minor, order.channel) == (3, 150, "web")
    assert "waits for a decision" in text_of(page)


def test_an_instalment_is_wanted_where_pay_is_to_give_it(page, fern):
    page.signed_in_as(fern).get("payroll.bring_order")

    page.send("Look at it once more", shares=3, way="pay", expect=422)

    assert "Say how much of each pay" in text_of(page)


def test_what_the_rules_refuse_is_said_before_anything_is_sent(page, fern):
    page.signed_in_as(fern).get("payroll.bring_give_back")

    page.send("Look at it once more", shares=5, expect=409)

    assert "keeps at least 1" in text_of(page)


def test_a_member_gives_notice_and_keeps_their_shares_after_all(page, fern):
    page.signed_in_as(fern).get("payroll.bring_give_back")
    page.send("Look at it once more", shares=2)
    assert "Place in the queue 1" in text_of(page)
    page.send("Give notice")

    assert "Place 1 in the queue" in text_of(page)
    page.send("Keep my shares")
    assert requests_of(fern.id)[0].state == "withdrawn"


def test_a_member_names_somebody_whom_nobody_reads_while_they_live(page, coop, fern):
    page.signed_in_as(fern).get("payroll.bring_nominee")
    page.send("Look at it once more", name="Juniper Vale", lines="3 Mill Lane")
    page.send("Keep it")

    assert nominee_of(fern.id).name == "Juniper Vale"
    assert "Juniper Vale" in text_of(page)
    page.signed_in_as(coop.treasurer).get("payroll.shares")
    assert "Juniper" not in text_of(page)
    page.post("payroll.read_nominee", member_id=fern.id, expect=404)


def test_the_treasurer_reads_a_nomination_after_a_death_and_the_log_says_so(page, coop, fern):
    with transaction():
        name_nominee("Juniper Vale", "3 Mill Lane", hand=fern.hand)
    with transaction():
        record_death(fern.id, on=today(), hand=coop.hand)

    page.signed_in_as(coop.treasurer).get("payroll.pay_owed", member_id=fern.id)
    page.send("Read the nomination")

    assert "Juniper Vale" in text_of(page)


def test_shares_are_readable_as_they_stood_on_any_day(page, coop, fern):
    request_id = a_request(fern, 2)
    with clock.at(LATER):
        page.signed_in_as(coop.treasurer).get("payroll.pay_withdrawal", withdrawal_id=request_id)
        page.send("Look at it once more", account="bank")
        page.send("Pay them out")
        assert shares_of(fern.id, today()).shares == 3
        page.signed_in_as(fern).get("payroll.my_shares")
        assert "Shares 3" in text_of(page)

        page.get("payroll.my_shares", on=MORNING.date().isoformat())
        assert "Shares 5" in text_of(page)
        page.get("payroll.my_shares", on="2020-01-01")
        assert "No shares on that day" in text_of(page)


def test_an_officer_agrees_and_records_that_it_was_paid(page, coop, fern):
    order_id = an_order(fern, 2)
    page.signed_in_as(coop.treasurer).get("payroll.shares")
    page.follow("Fern Hollis")
    page.send("Record it", answer="agree")

    page.get("payroll.decide_order", order_id=order_id)
    page.send("Write the shares", account="cash")

    assert shares_of(fern.id, today()).shares == 7


def test_an_officer_says_why_an_order_is_refused(page, coop, fern):
    order_id = an_order(fern, 2)
    page.signed_in_as(coop.treasurer).get("payroll.decide_order", order_id=order_id)
    page.send("Record it", answer="refuse", because="Wait for the meeting")

    page.signed_in_as(fern).get("payroll.my_shares")

    assert "Wait for the meeting" in text_of(page)


def test_the_board_stops_paying_out_and_members_read_why(page, coop, fern):
    page.signed_in_as(coop.house.board).get("payroll.suspend_shares")
    page.send("Stop it", because="The oven broke")

    assert suspension_on(today()).is_suspended
    page.signed_in_as(fern).get("payroll.my_shares")
    assert "The oven broke" in text_of(page)
    page.signed_in_as(coop.house.board).get("payroll.suspend_shares")
    page.send("Go on paying out", because="Mended")
    assert not suspension_on(today()).is_suspended


def test_what_is_owed_to_a_leaver_is_looked_at_once_more_and_paid(page, coop, fern):
    with transaction():
        resign(fern.id, from_on=today(), hand=fern.hand)
    page.signed_in_as(coop.treasurer).get("payroll.shares")
    page.follow("Fern Hollis")
    page.send("Look at it once more", account="bank")

    assert owed("shares_leaving", fern) == 500
    page.send("Pay it out")
    assert owed("shares_leaving", fern) == 0


def test_a_loan_is_agreed_paid_back_and_found(page, coop, fern):
    page.signed_in_as(coop.treasurer).get("payroll.all_loans")
    assert "Nobody has lent anything" in text_of(page)
    page.follow("Agree to a loan")
    until = (today() + timedelta(days=700)).isoformat()
    page.send(
        "Look at it once more", member_number=fern.number, amount="250.00", rate="5.5",
        reference="4", where="Bank of England", from_on=today().isoformat(), until_on=until,
        account="bank",
    )  # fmt: skip
    assert "At most allowed 6 %" in text_of(page)
    page.send("Agree to it")
    page.send("Write it down", amount="50.00", account="bank")

    assert loans()[0].left == 200_00
    page.get("payroll.all_loans", q="Fern")
    assert "£200" in text_of(page)
    page.signed_in_as(fern).get("payroll.my_shares")
    assert "What I lent" in text_of(page)


def test_interest_is_worked_out_before_it_is_given(page, coop, fern):
    first, last = today().isoformat(), (today() + timedelta(days=29)).isoformat()
    with clock.at(MORNING + timedelta(days=60)):
        page.signed_in_as(coop.treasurer).get("payroll.new_interest")
        page.send(
            "Work it out", on_what="shares", first=first, last=last, rate="5", reference="3",
            motion=CARRIED,
        )  # fmt: skip
        assert interest_given() == ()
        page.send("Give it")
        (given,) = interest_given()

        sheet = page.get("payroll.interest_csv", interest_id=given.id).body.decode("utf-8-sig")

    assert sheet.splitlines()[0].startswith("Member,First day")
    assert "Fern" not in sheet


def test_the_rules_of_ownership_are_read_with_every_source_and_chosen(page, coop, fern):
    page.signed_in_as(fern).get("payroll.ownership")
    assert "Co-operatives UK" in text_of(page)
    assert "not chosen yet" in text_of(page)

    page.signed_in_as(coop.treasurer).get("payroll.choose_ownership", code="italy")
    fields = {"from_on": today().isoformat(), "motion": CARRIED}
    page.send("Look at it once more", expect=409, **fields)
    page.get("payroll.choose_ownership", code="italy")
    page.send("Look at it once more", **fields, **{"switch-rebate_ceiling": "none"})
    page.send("Choose them")

    assert owned_rules_on(today()).rules.code == "italy"
    page.get("payroll.choose_ownership", code="nowhere", expect=404)


def proposed(page, coop, people, uses):
    """Let the treasurer propose a surplus of 1,000 by trade; the page is left on it."""
    trade = "\n".join(f"{one.number}; {place}.00" for place, one in enumerate(people, start=1))
    page.signed_in_as(coop.treasurer).get("payroll.new_surplus")
    page.send(
        "Work it out", first="2026-01-01", last="2026-12-31", amount="1000", basis="trade",
        trade=trade, **uses,
    )  # fmt: skip
    assert surpluses() == ()
    page.send("Propose it")
    return surpluses()[0]


def test_a_surplus_is_proposed_decided_and_shared_through_the_pages(page, coop, fern):
    people = [fern, *(a_member() for _ in range(5))]
    with clock.at(LATER):
        one = proposed(page, coop, people, {"general": 50, "rebate": 30, "dividend": 20})
        assert one.digest in text_of(page)
        page.signed_in_as(fern).get("payroll.one_surplus", surplus_id=one.id)
        assert "My part" in text_of(page)
        assert "if the members carry the motion" in text_of(page)

        page.signed_in_as(coop.treasurer).get("payroll.one_surplus", surplus_id=one.id)
        page.send("Look at it once more", motion=CARRIED)
        assert surpluses()[0].state == "proposed"
        page.send("Share it")

        assert surpluses()[0].state == "shared"
        assert owed("owed", fern) > 0
        sheet = page.get("payroll.surplus_csv", surplus_id=one.id).body.decode("utf-8-sig")
        assert len(sheet.splitlines()) == len(one.shared.members) + 1
        assert "Fern" not in sheet


def test_what_is_owed_to_all_members_is_paid_at_once_after_one_more_look(page, coop, fern):
    people = [fern, coop.treasurer, *(a_member() for _ in range(3))]
    for who in people:
        an_entry(
            day=today(), debit="result", credit="owed", amount=1000, credit_member=who.id
        )  # fmt: skip
    with transaction():
        resign(people[-1].id, from_on=today(), hand=people[-1].hand)
    page.signed_in_as(coop.treasurer).get("payroll.shares")
    page.follow("Pay all members at once")
    page.send("Look at it once more", account="bank")
    assert "Members 3" in text_of(page)
    assert owed("owed", fern) == 1000
    page.send("Pay it out")

    assert [owed("owed", who) for who in people] == [0, 1000, 0, 0, 1000]
    page.post("payroll.pay_everybody", amount="3000", account="bank", sure="yes", expect=409)


def test_a_surplus_that_few_members_share_tells_no_sum(page, coop, fern):
    robin = a_member(signs_in=True)
    with clock.at(LATER):
        one = proposed(page, coop, [fern, robin], {"rebate": 100})
        page.signed_in_as(robin).get("payroll.one_surplus", surplus_id=one.id)
        assert "sums would tell" in text_of(page)
        assert "£333.33" not in text_of(page)
        assert "£666.67" in text_of(page)


def test_a_proposal_may_be_dropped(page, coop, fern):
    with clock.at(LATER):
        proposed(page, coop, [fern], {"general": 100})
        page.send("Drop this proposal")
        assert surpluses()[0].state == "dropped"


def test_a_wrong_line_of_trade_is_named(page, coop):
    with clock.at(LATER):
        page.signed_in_as(coop.treasurer).get("payroll.new_surplus")
        page.send(
            "Work it out", first="2026-01-01", last="2026-12-31", amount="1000", basis="trade",
            trade="1; 5.00\ntwo; 6", rebate=100, expect=422,
        )  # fmt: skip

    assert "Line 2 is not" in text_of(page)


@pytest.mark.parametrize(
    ("endpoint", "values"),
    [
        ("payroll.key_order", {"shares": 2, "way": "pay", "instalment": "1.00"}),
        ("payroll.key_give_back", {"shares": 2}),
        ("payroll.key_nominee", {"name": "Juniper Vale", "lines": "3 Mill Lane"}),
    ],
)
def test_a_clerk_keys_what_came_on_paper_into_the_same_deed(page, coop, fern, endpoint, values):
    page.signed_in_as(coop.house.secretary).get(endpoint)
    page.send(
        "Record it", member_number=fern.number, evidence="Box 4, sheet 9",
        received_on=today().isoformat(), **values,
    )  # fmt: skip

    kept = (orders_of(fern.id), requests_of(fern.id), nominee_of(fern.id))
    assert sum(map(bool, kept)) == 1
    if orders_of(fern.id):
        assert orders_of(fern.id)[0].channel == "paper"


def test_the_officers_files_name_members_by_number_and_no_instalment(page, coop, fern):
    an_order(fern, 2, instalment=77)
    a_request(fern, 1)
    saved(fern, 77)
    page.signed_in_as(coop.treasurer)

    sheets = [
        page.get(endpoint).body.decode("utf-8-sig")
        for endpoint in (
            "payroll.orders_csv", "payroll.queue_csv", "payroll.owed_csv", "payroll.loans_csv",
        )
    ]  # fmt: skip

    assert all("Fern" not in sheet and "0.77" not in sheet for sheet in sheets)
    assert f",{fern.number}," in sheets[1]
    page.signed_in_as(fern)
    own = page.get("payroll.my_shares_csv").body.decode("utf-8-sig")
    assert own.splitlines()[1] == "2026-03-02,Bought,5,5.00,5"


def test_other_members_see_nothing_of_what_somebody_owns(page, coop, fern):
    robin = a_member(signs_in=True)
    order_id, request_id = an_order(fern, 2, instalment=50), a_request(fern, 1)
    with transaction():
        loan = NewLoan(fern.id, 100, 0, today(), today() + timedelta(days=9), "bank")
        loan_id = agree_loan(loan, RateLimit(0), hand=coop.hand)
    page.signed_in_as(robin)

    for endpoint, values in (
        ("payroll.shares", {}),
        ("payroll.orders_csv", {}),
        ("payroll.queue_csv", {}),
        ("payroll.owed_csv", {}),
        ("payroll.decide_order", {"order_id": order_id}),
        ("payroll.pay_withdrawal", {"withdrawal_id": request_id}),
        ("payroll.all_loans", {}),
        ("payroll.loans_csv", {}),
        ("payroll.one_loan", {"loan_id": loan_id}),
        ("payroll.asset_lock", {}),
        ("payroll.pay_owed", {"member_id": fern.id}),
        ("payroll.new_surplus", {}),
    ):
        page.get(endpoint, expect=403, **values)
    page.post("payroll.take_back_order", order_id=order_id, expect=404)
    page.post("payroll.take_back_withdrawal", withdrawal_id=request_id, expect=404)
    page.get("payroll.my_shares")
    assert "Fern" not in page.here.text
    assert len(queue()) == 1


def test_the_asset_lock_is_worked_out_from_the_books(page, coop, fern):
    page.signed_in_as(coop.treasurer).get("payroll.asset_lock")

    assert "rules do not say who has the rest" in text_of(page)
    assert "Paid in for shares £10" in text_of(page)


def test_officers_are_told_what_waits_for_them(page, coop, fern):
    an_order(fern, 2)
    a_request(fern, 1)

    with clock.at(LATER):
        page.signed_in_as(coop.treasurer).get("home.home")

    assert "1 member applies for shares" in text_of(page)
    assert "Shares can be paid out" in text_of(page)

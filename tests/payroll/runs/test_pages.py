"""The pages of pay runs, as whoever runs pay and whoever approves it use them."""

import io
import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from coop.core import clock
from coop.core.db import session, transaction
from coop.membership.queries import establishments
from coop.rostering.queries import unpaid_work
from payroll.deeds.runs import correct_run
from payroll.models.runs import PayRun
from payroll.rules.runs.terms import Way
from tests.builders.membership import a_member
from tests.builders.pay import (
    ACCOUNTS,
    LONG_AGO,
    MONDAY,
    a_checked_run,
    a_paid_week,
    a_pay_house,
    a_run,
    an_adopted_scheme,
    an_issued_run,
    done_by_worker,
    hours_closed,
    paid_by,
    paid_under,
    worked,
)


def the_run() -> PayRun:
    session().rollback()
    newest = (PayRun.revision.desc(), PayRun.state == "dropped")
    return session().scalars(select(PayRun).order_by(*newest)).first()


def test_a_run_goes_from_its_beginning_to_paid_through_the_pages(page):
    pay = a_pay_house(members=2)
    worked(pay, *pay.members)
    hours_closed(pay)
    page.signed_in_as(pay.officer)
    assert page.get("payroll.pay").heading == "Pay"

    page.follow("Begin the first run")
    page.send(first="2026-02-23", last="2026-03-01", pays_on="2026-03-06", calendar="week")
    run_id = the_run().id
    done_by_worker()
    shown = page.get("payroll.run", run_id=run_id)
    assert shown.heading == "Pay for 23 February to 1 March 2026"
    assert "This is the member’s first pay." in shown
    page.send("I have checked it")
    home = page.signed_in_as(pay.treasurer).get("home.home")
    assert "Pay for 23 Feb 2026 to 1 Mar 2026 waits for your approval." in home
    page.get("payroll.run", run_id=run_id)
    page.send("Approve it")
    page.signed_in_as(pay.officer).get("payroll.run", run_id=run_id)
    page.send("Issue the statements")
    done_by_worker()
    page.get("payroll.run", run_id=run_id)
    page.follow("Pay it out")
    paid = page.send("It was paid", on="2026-03-06")

    assert paid.flashes == ["2 payments are recorded."]
    assert the_run().state == "paid"


def test_whoever_checked_a_run_is_offered_no_approval(page):
    pay = a_pay_house(members=1)
    worked(pay, *pay.members)
    hours_closed(pay)
    run_id = a_checked_run(pay)

    shown = page.signed_in_as(pay.officer).get("payroll.run", run_id=run_id)

    assert "Somebody else must approve it now." in shown
    page.post("payroll.approve", run_id=run_id, digest=the_run().digest, expect=403)


def test_an_approval_of_something_else_is_refused(page):
    pay = a_pay_house(members=1)
    worked(pay, *pay.members)
    hours_closed(pay)
    run_id = a_checked_run(pay)
    page.signed_in_as(pay.treasurer).get("payroll.run", run_id=run_id)

    refused = page.post("payroll.approve", run_id=run_id, digest="0" * 64, expect=409)

    assert "The run is no longer what you looked at." in refused


def test_a_member_without_terms_blocks_the_run_until_they_are_left_out(page):
    pay = a_pay_house(members=1)
    stranger = a_member(name="Nobody Knows", from_on=LONG_AGO)
    worked(pay, *pay.members, stranger)
    hours_closed(pay)
    run_id = a_run(pay)
    page.signed_in_as(pay.officer)

    shown = page.get("payroll.run", run_id=run_id)
    assert "There are 4 h of paid work, but no terms of pay" in shown
    page.post("payroll.check", run_id=run_id, expect=409)
    page.get("payroll.run_figures", run_id=run_id, number=stranger.number)
    page.send("Keep it", code="leave_out", value="1", because="The paper comes next week.")
    page.post("payroll.redraft", run_id=run_id)
    done_by_worker()

    shown = page.get("payroll.run", run_id=run_id)
    assert "Left out of this run" in shown
    page.send("I have checked it")
    assert the_run().state == "checked"


def test_the_line_of_a_member_shows_the_whole_working(page):
    pay, run_id = a_paid_week(members=1)

    shown = page.signed_in_as(pay.officer).get(
        "payroll.run_line", run_id=run_id, member_id=pay.members[0].id
    )

    assert shown.heading == pay.members[0].name
    assert "4 h × 10.00 = 40.00" in shown


def test_the_lines_can_be_searched_and_downloaded_without_names(page):
    pay, run_id = a_paid_week(members=3)
    page.signed_in_as(pay.treasurer)

    found = page.get("payroll.run_lines", run_id=run_id, q="002")
    sheet = page.get("payroll.run_lines_csv", run_id=run_id).body.decode()

    assert "Worker 002" in found
    assert "Worker 001" not in found
    assert "Worker" not in sheet
    assert "40.00" in sheet


def test_a_file_of_figures_is_kept_whole_or_not_at_all(page):
    pay = a_pay_house(members=2)
    worked(pay, *pay.members)
    run_id = a_run(pay)
    one, other = (person.number for person in pay.members)
    page.signed_in_as(pay.officer).get("payroll.run_figures", run_id=run_id)

    text = f"number,code,value\n{one},income_tax,3.00\n{other},income_tax,much\n999,bonus,1\n"
    refused = page.post(
        "payroll.give_file", run_id=run_id, file=(io.BytesIO(text.encode()), "tax.csv"), expect=409
    )
    assert "Line 3, “value”" in refused
    assert "Line 4, “number”" in refused
    assert "None yet." in page.get("payroll.run_figures", run_id=run_id)
    right = io.BytesIO(f"number,code,value\n{one},income_tax,3.00\n".encode())
    page.post("payroll.give_file", run_id=run_id, file=(right, "tax.csv"))

    shown = page.get("payroll.run_figures", run_id=run_id)
    assert "tax.csv#2" in shown
    assert "Draft it again" in page.get("payroll.run", run_id=run_id)


def test_terms_are_set_on_a_page_that_says_who_has_none(page):
    pay = a_pay_house(members=1)
    new = a_member(name="New Comer")
    page.signed_in_as(pay.officer)

    shown = page.get("payroll.pay_people_list")
    assert "New Comer" in shown
    page.get("payroll.pay_person", member_id=new.id)
    page.send(
        "Set the terms",
        **{"terms-scheme": "plain", "terms-settings": "savings_share = 10 %"},
    )
    page.get("payroll.pay_person", member_id=new.id)
    done = page.send(
        "Keep this way",
        **{"way-way": "bank", "way-iban": "DE89 3704 0044 0532 0130 00"},
    )

    assert "savings_share = 10 %" in done
    assert "(…3000)" in done


def test_a_figure_that_the_scheme_does_not_know_is_refused(page):
    pay = a_pay_house(members=1)
    page.signed_in_as(pay.officer).get("payroll.pay_person", member_id=pay.members[0].id)

    refused = page.send(
        "Set the terms", expect=409, **{"terms-scheme": "plain", "terms-settings": "colour = 3"}
    )

    assert "“colour” is not asked for by this scheme." in refused


def test_a_wrong_account_is_refused(page):
    pay = a_pay_house(members=1)
    page.signed_in_as(pay.officer).get("payroll.pay_person", member_id=pay.members[0].id)

    refused = page.send("Keep this way", expect=409, **{"way-way": "bank", "way-iban": "DE00 1234"})

    assert "This is no bank account number (IBAN)." in refused


@pytest.fixture
def inside(app):
    """Give a house with one member paid through a finance office, issued."""
    pay = a_pay_house(members=1)
    person = a_member(name="Inside Person", inside=True, from_on=LONG_AGO)
    paid_under(person, by=pay.officer)
    paid_by(person, Way.OFFICE, by=pay.officer)
    worked(pay, *pay.members, person)
    hours_closed(pay)
    return pay, person, an_issued_run(pay)


def test_a_finance_office_gets_numbers_and_amounts_only(page, inside):
    pay, person, run_id = inside
    office = establishments()[0].id
    page.signed_in_as(pay.officer)

    sheet = page.get("payroll.office_csv", run_id=run_id, place_id=office).body.decode()
    paper = page.get("payroll.office_paper", run_id=run_id, place_id=office).body

    assert sheet.lstrip("\ufeff").split() == [
        "Membership", "number,Amount,Currency", f"{person.number},40.00,GBP",
    ]  # fmt: skip
    assert paper.startswith(b"%PDF-")


def test_an_office_is_sent_its_money_and_confirms_through_the_pages(page, inside):
    pay, _, run_id = inside
    page.signed_in_as(pay.officer).get("payroll.payments", run_id=run_id)

    page.send("It was sent to the office", on="2026-03-05")
    page.send("The office has given it to everybody", on="2026-03-06", reference="Slip 12")
    done = page.send("It was paid", on="2026-03-06")

    assert "This run is paid." in done


def test_the_bank_gets_a_list(page):
    pay, run_id = a_paid_week(members=2)

    sheet = page.signed_in_as(pay.officer).get("payroll.payments_csv", run_id=run_id)

    assert ACCOUNTS[0] in sheet.body.decode()
    assert len(re.findall(r"40\.00", sheet.body.decode())) == 2


def test_a_correction_begins_from_the_page_and_is_named(page):
    pay, run_id = a_paid_week(members=1)
    page.signed_in_as(pay.officer).get("payroll.correct", run_id=run_id)

    page.send("Work it out again", because="A rate was wrong.", pays_on="2026-03-13")
    done_by_worker()

    shown = page.get("payroll.run", run_id=the_run().id)
    assert "Because: A rate was wrong." in shown
    assert "2026-W09 / 2" in shown
    page.post("payroll.check", run_id=the_run().id, expect=409)


def test_a_run_can_be_sent_back_and_dropped_with_a_reason(page):
    pay = a_pay_house(members=1)
    worked(pay, *pay.members)
    hours_closed(pay)
    run_id = a_checked_run(pay)
    page.signed_in_as(pay.treasurer).get("payroll.send_run_back", run_id=run_id)
    page.send("Send it back", expect=422)

    page.send("Send it back", because="Ash had a day more.")
    assert the_run().state == "draft"
    assert "Ash had a day more." in page.get("payroll.run", run_id=run_id)
    page.signed_in_as(pay.officer).get("payroll.drop_run", run_id=run_id)
    page.send("Drop it", because="It was only a trial.")

    assert the_run().state == "dropped"
    a_run(pay)
    assert the_run().state == "draft"


def test_nobody_else_sees_runs(page):
    pay, run_id = a_paid_week(members=1)
    page.signed_in_as(pay.planner)

    for endpoint in ("run", "run_lines", "payments", "run_figures"):
        page.get(f"payroll.{endpoint}", run_id=run_id, expect=403)
    page.get("payroll.pay_people_list", expect=403)


def test_unpaid_regular_work_is_listed_and_not_hidden(page):
    pay = a_pay_house(members=1)
    worked(pay, *pay.members)
    worked(pay, *pay.members, starts="13:00", ends="17:00", kind="volunteer", area="Laundry")
    hours_closed(pay)
    run_id = a_run(pay)

    assert unpaid_work(MONDAY)
    shown = page.signed_in_as(pay.officer).get("payroll.run", run_id=run_id)

    assert "Unpaid work that should be paid, or stop" in shown
    assert "4 h of unpaid work." in shown


def test_a_working_run_says_how_far_it_is(page):
    pay, run_id = a_paid_week(members=1)
    with transaction():
        again = correct_run(run_id, "Once more.", hand=pay.officer.hand)

    shown = page.signed_in_as(pay.officer).get("payroll.run", run_id=again)

    assert shown.headers["Refresh"] == "2"
    assert "0 of 0 parts are done" in shown


def test_a_rise_for_days_already_paid_leads_to_a_correction(page):
    pay, run_id = a_paid_week(members=1)
    page.signed_in_as(pay.officer)
    assert "were written after this run" not in page.get("payroll.run", run_id=run_id)

    with clock.at(clock.now() + timedelta(days=1)):
        an_adopted_scheme(rate="12.00", from_on=MONDAY, motion="2026-9", by=pay.treasurer)
    page.get("payroll.run", run_id=run_id)
    page.follow("Correct the run to pay the difference")
    page.send("Work it out again", because="The members voted for more.", pays_on="2026-03-13")

    shown = page.get("payroll.run", run_id=run_id)
    assert "A later revision corrects this run." in shown
    assert "Correct the newest revision." in shown

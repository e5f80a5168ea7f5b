"""What members take along: shares, hours, a year, and all of it on leaving."""

import json

import pytest

from coop.core.canonical import canonical, digest
from payroll.paper_check import check_statement
from payroll.rules.statements.account import faults_in_account
from tests.builders.pay import MONDAY, a_pay_house, an_issued_run, hours_closed, worked

KINDS = ("shares", "hours", "year", "leaving")


@pytest.fixture
def ash(app, page):
    """Sign in a member who was paid for four hours and sat in a meeting for two."""
    pay = a_pay_house(members=1, sign_in=True)
    worked(pay, *pay.members)
    worked(pay, *pay.members, day=MONDAY, starts="13:00", ends="15:00", kind="time_bank")
    hours_closed(pay)
    an_issued_run(pay)
    page.signed_in_as(pay.members[0])
    return pay.members[0]


@pytest.mark.parametrize("kind", KINDS)
def test_each_statement_stands_on_page_paper_and_record(ash, page, kind):
    shown = page.get("payroll.my_account", kind=kind)
    paper = page.get("payroll.my_account_pdf", kind=kind).body
    record = page.get("payroll.my_account_record", kind=kind).body

    assert "Together" in shown.text
    assert check_statement(paper) == check_statement(record) == []
    assert json.loads(record)["member"]["number"] == ash.number


def test_hours_are_told_by_kind_and_time_credits_apart(ash, page):
    shown = page.get("payroll.my_account", kind="hours").text

    assert "Paid work 23 Feb 2026 · Laundry 4 h Together 4 h" in shown
    assert "Time credits 23 Feb 2026 · Laundry 2 h Together 2 h" in shown


def test_a_year_is_told_by_period(ash, page):
    shown = page.get("payroll.my_account", kind="year").text

    assert "Gross pay 23 February to 1 March 2026 40.00 Together 40.00" in shown
    assert "Net pay 23 February to 1 March 2026 40.00" in shown


def test_leaving_tells_what_is_still_owed(ash, page):
    shown = page.get("payroll.my_account", kind="leaving").text

    assert "What we still owe you" in shown
    assert "40.00" in shown
    assert "Shares that you hold" in shown


def test_an_earlier_year_is_empty(ash, page):
    shown = page.get("payroll.my_account", kind="year", year=2025).text

    assert "Nothing to state yet" in shown


def test_an_unknown_statement_is_not_found(ash, page):
    page.get("payroll.my_account", kind="everything", expect=404)


@pytest.mark.parametrize("kind", KINDS)
def test_a_changed_figure_is_found(ash, page, kind):
    document = json.loads(page.get("payroll.my_account_record", kind=kind).body)

    for section in document["sections"]:
        section["total"] += 1
        assert check_statement(canonical(document).encode()) != []
        assert faults_in_account(_sealed(document)) != []
        section["total"] -= 1


def _sealed(document: dict[str, object]) -> dict[str, object]:
    bare = {key: value for key, value in document.items() if key != "digest"}
    return {**bare, "digest": digest(bare)}


def test_the_office_prints_what_somebody_takes_along(app, page):
    pay = a_pay_house(members=1)
    worked(pay, *pay.members)
    hours_closed(pay)
    an_issued_run(pay)

    page.signed_in_as(pay.officer).get("payroll.pay_person", member_id=pay.members[0].id)
    paper = page.follow("Statement to take along (PDF)").body

    assert check_statement(paper) == []

"""The books after a real pay run: exported, balanced, and put together by run for auditors."""

import re

from coop.core.db import session
from payroll.models.runs import PayRun
from payroll.reading.balances import trial_balance
from payroll.reading.book import book
from payroll.reading.budget import budget
from payroll.rules.books.beancount_text import beancount_text
from payroll.rules.books.book import for_auditors
from payroll.rules.books.budget import Year, for_members
from tests.builders.pay import a_paid_week, statements_of
from tests.payroll.books.test_export import added_by_beancount, checked, trial_by_name


def test_an_issued_run_is_in_the_export_as_the_pages_say(app, tmp_path):
    _, run_id = a_paid_week(members=4)
    told = book()

    text = beancount_text(told)

    assert len(statements_of(run_id)) == 4
    assert checked(text, tmp_path) == "0 "
    assert added_by_beancount(text) == trial_by_name(told)
    assert sum(line.balance for line in trial_balance()) == 0


def test_auditors_read_a_run_as_one_entry_with_numbers_and_no_statement(app, tmp_path):
    _, run_id = a_paid_week(members=4)

    told = for_auditors(book())
    text = beancount_text(told)

    runs = [each for each in told.entries if each.source == "statement"]
    assert [each.group for each in runs] == [str(run_id)]
    assert len({row.member for row in runs[0].postings if row.member}) == 4
    assert checked(text, tmp_path) == "0 "
    assert not re.search("Purse|Statement [A-Z0-9]*-", text)


def test_members_read_the_pay_of_an_area_with_four_people(app):
    _, run_id = a_paid_week(members=4)
    run = session().get_one(PayRun, run_id)
    day = run.pays_on

    rows = [row for row in budget(Year(day.replace(day=1), day)).rows if row.is_pay]

    assert [row.people for row in rows] == [4]
    assert for_members(rows) == rows

"""A run from its beginning to its statements: once each, in the books, on paper."""

from collections import Counter

from sqlalchemy import func, select

from coop.core import canonical
from coop.core.db import session, transaction
from coop.core.doorbell import Doorbell
from payroll.deeds.issuing import issue_run
from payroll.deeds.runs import begin_run
from payroll.models.books import LedgerEntry
from payroll.models.runs import PayRun, StatementPaper
from payroll.reading.balances import owed_to, trial_balance
from payroll.rules.statements.document import faults_in
from tests.builders.pay import (
    MONDAY,
    PAYDAY,
    SUNDAY,
    a_paid_week,
    a_pay_house,
    an_approved_run,
    hours_closed,
    statements_of,
    worked,
)


def test_a_run_issues_one_statement_for_everybody_who_worked(app):
    pay, run_id = a_paid_week()

    found = statements_of(run_id)

    assert session().get_one(PayRun, run_id).state == "issued"
    assert {one.member_id for one in found} == {one.id for one in pay.members}
    assert [(one.gross_minor, one.net_minor) for one in found] == [(4000, 4000)] * 3
    assert all(faults_in(canonical.read(one.document)) == [] for one in found)


def test_every_statement_has_its_paper_and_its_entry(app):
    _, run_id = a_paid_week()

    ids = {one.id for one in statements_of(run_id)}

    papers = session().scalars(select(StatementPaper)).all()
    assert {one.statement_id for one in papers} == ids
    assert all(one.content.startswith(b"%PDF-") for one in papers)
    entries = session().scalars(select(LedgerEntry).where(LedgerEntry.source == "statement"))
    assert Counter(one.source_id for one in entries) == Counter(str(one) for one in ids)


def test_the_books_balance_and_every_member_is_owed_their_net_pay(app):
    pay, _ = a_paid_week()

    lines = {one.account.code: one.balance for one in trial_balance()}

    assert sum(lines.values()) == 0
    assert lines["wages:laundry"] == 12_000
    owed = owed_to([one.id for one in pay.members])
    assert [one["purse:spend"] for one in owed.values()] == [4000] * 3
    assert session().scalar(select(func.count()).select_from(LedgerEntry)) >= 3


def test_without_a_queue_a_run_is_drafted_and_issued_where_it_is_asked_for(app):
    app.extensions["evenhand.doorbell"] = Doorbell(None)
    pay = a_pay_house(members=2)
    worked(pay, *pay.members)
    hours_closed(pay)

    with transaction():
        run_id = begin_run("week", MONDAY, SUNDAY, pays_on=PAYDAY, hand=pay.officer.hand)
    assert session().get_one(PayRun, run_id).state == "draft"
    an_approved_run(pay, run_id)
    with transaction():
        issue_run(run_id, hand=pay.officer.hand)

    assert len(statements_of(run_id)) == 2
    assert session().get_one(PayRun, run_id).state == "issued"

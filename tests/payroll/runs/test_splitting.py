"""A run over a move, on the database: transfers, releases, new terms, shares and late hours."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from coop.core import canonical
from coop.core.db import session, transaction
from coop.core.money import minor
from coop.membership.actions import release
from coop.membership.held import held_elsewhere
from coop.membership.queries import member, today
from payroll.bank_file import Payer, credit_transfer
from payroll.deeds.paying import pay_run
from payroll.models.runs import PayDraft, PayRun
from payroll.reading.balances import owed_to, trial_balance
from payroll.reading.dues import dues_of_run
from payroll.reading.runs import odd_from
from payroll.rules.runs.figures import Figure
from payroll.rules.runs.oddities import Oddity
from payroll.rules.runs.paying_out import Due
from payroll.rules.runs.terms import PaidBy, Way
from tests.builders.membership import a_member
from tests.builders.owned import an_order
from tests.builders.pay import (
    ACCOUNTS,
    LONG_AGO,
    MONDAY,
    PAYDAY,
    SUNDAY,
    a_pay_house,
    a_run,
    an_adopted_scheme,
    an_issued_run,
    figures,
    hours_closed,
    paid_by,
    paid_under,
    statements_of,
    worked,
)

DAY = timedelta(days=1)
WEDNESDAY = MONDAY + 2 * DAY


def draft_of(run_id, person) -> tuple[dict, list[str]]:
    asked = select(PayDraft).where(PayDraft.run_id == run_id, PayDraft.member_id == person.id)
    row = session().scalars(asked).one()
    return canonical.read(row.document), [odd.kind for odd in odd_from(row.odd)]


@pytest.fixture
def released(app):
    """Give a house and a member released on Wednesday, who worked on Monday and on Thursday."""
    pay = a_pay_house(members=1)
    person = a_member(name="Wed Out", inside=True, from_on=LONG_AGO)
    an_adopted_scheme("ew-levy", rate="6.00", by=pay.treasurer)
    paid_under(person, "ew-levy", by=pay.officer)
    paid_by(person, Way.OFFICE, by=pay.officer)
    with transaction():
        release(person.id, from_on=WEDNESDAY, hand=pay.officer.hand)
    paid_under(person, "plain", from_on=WEDNESDAY, by=pay.officer)
    paid_by(person, Way.BANK, from_on=WEDNESDAY, by=pay.officer)
    worked(pay, person)
    worked(pay, person, day=MONDAY + 3 * DAY)
    hours_closed(pay)
    return pay, person


def test_a_release_in_the_week_splits_it_into_two_schemes(released):
    pay, person = released

    document, odd = draft_of(a_run(pay), person)

    said = [(one["scheme"], one["first"], one["gross"]) for one in document["stretches"]]
    assert said == [
        ("ew-levy", MONDAY.isoformat(), 2400),
        ("plain", WEDNESDAY.isoformat(), 4000),
    ]
    assert Oddity.SPLIT in odd


def test_the_money_of_a_released_member_goes_the_way_of_the_pay_day(released):
    pay, _ = released
    run_id = an_issued_run(pay)

    (due,) = dues_of_run(session().get_one(PayRun, run_id))
    assert (due.way, due.amount) == (Way.BANK, statements_of(run_id)[0].net_minor)


def test_hours_that_were_approved_late_are_paid_in_the_next_run_and_shown(app):
    pay = a_pay_house(members=1)
    (person,) = pay.members
    hours_closed(pay, MONDAY - 7 * DAY, MONDAY - DAY)
    worked(pay, person, day=MONDAY - 3 * DAY)
    hours_closed(pay)

    document, odd = draft_of(a_run(pay), person)

    assert document["gross"] == 4000
    assert Oddity.LATE in odd


def test_a_very_different_pay_is_shown_beside_the_last_one(app):
    pay = a_pay_house(members=1)
    (person,) = pay.members
    worked(pay, person, day=MONDAY - 7 * DAY)
    hours_closed(pay, MONDAY - 7 * DAY, MONDAY - DAY)
    an_issued_run(pay, a_run(pay, MONDAY - 7 * DAY, MONDAY - DAY))
    worked(pay, person)
    worked(pay, person, day=WEDNESDAY)
    hours_closed(pay)

    document, odd = draft_of(a_run(pay), person)

    assert odd == [Oddity.VARIANCE]
    assert document["year"]["before"]["gross"] == 4000


def test_an_order_for_the_bank_is_a_valid_file_and_names_no_purse():
    paid = PaidBy(Way.BANK, ACCOUNTS[0], "", "Zoë Ærlig")
    dues = [
        Due(a, n, "Zoë", "spend", minor("12.50", "EUR"), paid, None, f"2026-W09/{n}")
        for n, a in enumerate([MONDAY] * 2, start=1)
    ]

    order = credit_transfer(Payer("Level Hands", ACCOUNTS[0], "", PAYDAY), dues).decode()

    assert order.count("<CdtTrfTxInf>") == 2
    assert "<CtrlSum>25.00</CtrlSum>" in order
    assert "Pay 2026-W09/1" in order
    assert "spend" not in order


def test_a_week_of_unequal_purses_is_paid_from_the_one_to_spend(app):
    pay = a_pay_house(members=1)
    (person,) = pay.members
    paid_under(person, settings={"savings_share": "10 %"}, by=pay.officer, from_on=LONG_AGO + DAY)
    worked(pay, person)
    hours_closed(pay, MONDAY, SUNDAY)
    run_id = an_issued_run(pay)

    with transaction():
        pay_run(run_id, hand=pay.officer.hand)

    owed = owed_to([person.id])[person.id]
    assert {code: one for code, one in owed.items() if code.startswith("purse:")} == {
        "purse:savings": 400
    }


def test_an_instalment_is_kept_from_pay_until_it_makes_a_whole_share(app):
    pay = a_pay_house(members=1)
    (person,) = pay.members
    before = member(person.id, today()).shares
    an_order(person, 2, instalment=60, by=pay.treasurer)
    worked(pay, person, day=MONDAY - 7 * DAY)
    hours_closed(pay, MONDAY - 7 * DAY, MONDAY - DAY)
    an_issued_run(pay, a_run(pay, MONDAY - 7 * DAY, MONDAY - DAY))
    assert owed_to([person.id])[person.id]["shares_paying"] == 60
    worked(pay, person)
    hours_closed(pay)

    an_issued_run(pay)

    assert member(person.id, today()).shares == before + 1
    assert owed_to([person.id])[person.id]["shares_paying"] == 20
    assert sum(one.balance for one in trial_balance()) == 0


def test_the_sheet_of_a_member_names_every_figure_that_was_given(app):
    pay = a_pay_house(members=1)
    (person,) = pay.members
    figures(pay, a_run(pay), [Figure(person.number, "income_tax", "3.00", "Slip of March")])

    with app.test_request_context():
        told = dict(held_elsewhere(person.id))

    assert told["Figure for a pay run, 2 Mar 2026"] == "income_tax, 3.00, Slip of March"

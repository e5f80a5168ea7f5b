"""Corrections, back pay and overpayments: the next revision enters what differs, and no more."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from coop.core import canonical
from coop.core.db import session, transaction
from coop.core.errors import Refused
from payroll.deeds.paying import pay_run
from payroll.deeds.runs import correct_run, drop_run, redraft_run
from payroll.models.books import LedgerEntry
from payroll.models.runs import PayDraft, PayRun, Statement
from payroll.reading.balances import balance, owed_to, trial_balance
from payroll.rules.runs.figures import Figure
from payroll.rules.statements.document import faults_in
from tests.builders.pay import (
    LONG_AGO,
    MONDAY,
    PayHouse,
    a_paid_week,
    a_pay_house,
    a_run,
    an_adopted_scheme,
    an_issued_run,
    done_by_worker,
    figures,
    hours_closed,
    paid_under,
    statements_of,
    worked,
)


def corrected(pay: PayHouse, run_id, *told: Figure, because: str = "A figure was missing."):
    """Work a run out again with these figures, and issue it."""
    with transaction():
        again = correct_run(run_id, because, hand=pay.officer.hand)
    if told:
        figures(pay, again, told)
    done_by_worker()
    return an_issued_run(pay, again)


def documents(run_id) -> list[dict]:
    return [canonical.read(one.document) for one in statements_of(run_id)]


def purses(pay: PayHouse) -> list[int]:
    owed = owed_to([one.id for one in pay.members])
    return [owed[one.id].get("purse:spend", 0) for one in pay.members]


def test_a_correction_gives_a_new_statement_only_to_whom_it_changes(app):
    pay, run_id = a_paid_week()
    first = pay.members[0]

    again = corrected(pay, run_id, Figure(first.number, "bonus", "5.00"))

    (new,) = statements_of(again)
    old = {one.member_id: one for one in statements_of(run_id)}[first.id]
    assert (new.member_id, new.revision, new.corrects_id) == (first.id, 2, old.id)
    assert documents(again)[0]["difference"] == {"gross": 500, "taken": 0, "net": 500}
    assert purses(pay) == [4500, 4000, 4000]
    assert sum(one.balance for one in trial_balance()) == 0


def test_the_earlier_statement_stays_as_it_was(app):
    pay, run_id = a_paid_week()
    before = [(one.id, one.document) for one in statements_of(run_id)]

    corrected(pay, run_id, Figure(pay.members[0].number, "bonus", "5.00"))

    assert [(one.id, one.document) for one in statements_of(run_id)] == before


def test_only_the_difference_stands_in_the_books(app):
    pay, run_id = a_paid_week(members=1)

    again = corrected(pay, run_id, Figure(pay.members[0].number, "bonus", "5.00"))

    (new,) = statements_of(again)
    entry = session().scalars(select(LedgerEntry).where(LedgerEntry.source_id == str(new.id))).one()
    assert entry.says == f"Statement 2026-W09/{pay.members[0].number}/2"
    assert (balance("wages:laundry"), balance("wages:other")) == (4000, 500)


def test_a_rise_voted_later_for_an_earlier_day_is_back_pay(app):
    pay, run_id = a_paid_week()
    with transaction():
        pay_run(run_id, hand=pay.officer.hand)
    an_adopted_scheme(rate="12.00", from_on=MONDAY, motion="2026-9", by=pay.treasurer)

    again = corrected(pay, run_id, because="The members voted for more from 23 February.")

    assert [one["difference"]["net"] for one in documents(again)] == [800] * 3
    assert {one["stretches"][0]["motion"] for one in documents(again)} == {"2026-9"}
    assert purses(pay) == [800] * 3
    with transaction():
        assert pay_run(again, hand=pay.officer.hand) == 3
    assert balance("bank") == -3 * 4800


def test_what_was_paid_too_much_is_owed_and_stays_out_of_the_purse(app):
    pay, run_id = a_paid_week(members=1)
    with transaction():
        pay_run(run_id, hand=pay.officer.hand)

    again = corrected(pay, run_id, Figure(pay.members[0].number, "income_tax", "6.00"))

    assert documents(again)[0]["overpaid"]["more"] == 600
    assert purses(pay) == [0]
    assert balance("overpaid") == 600
    assert balance("taken:income_tax") == -600


@pytest.fixture
def owing(app):
    """Give a house whose one member owes 6.00, and a draft of the week before."""
    pay, run_id = a_paid_week(members=1)
    corrected(pay, run_id, Figure(pay.members[0].number, "income_tax", "6.00"))
    days = date(2026, 2, 16), date(2026, 2, 22)
    # The hours of that week come late, so a fixed figure stands for them.
    paid_under(pay.members[0], settings={"bonus": "30.00"}, by=pay.officer, from_on=days[0])
    return pay, a_run(pay, *days)


def test_nothing_is_taken_back_by_itself(owing):
    _, run_id = owing

    draft = session().scalars(select(PayDraft).where(PayDraft.run_id == run_id)).one()

    owed = canonical.read(draft.document)["overpaid"]
    assert owed == {"before": 600, "more": 0, "back": 0, "after": 600}


def test_what_is_owed_comes_back_when_somebody_asks_for_it_with_a_reason(owing):
    pay, run_id = owing
    number = pay.members[0].number
    with pytest.raises(Refused, match="say why"):
        figures(pay, run_id, [Figure(number, "take_back", "6.00")])
    session().rollback()

    figures(pay, run_id, [Figure(number, "take_back", "6.00", "Tax was not taken in February.")])
    with transaction():
        redraft_run(run_id, hand=pay.officer.hand)
    done_by_worker()

    draft = session().scalars(select(PayDraft).where(PayDraft.run_id == run_id)).one()
    document = canonical.read(draft.document)
    assert (document["net"], document["overpaid"]["back"]) == (3000, 600)
    assert faults_in(document) == []


def test_a_second_correction_starts_from_the_first(app):
    pay, run_id = a_paid_week(members=1)
    number = pay.members[0].number
    once = corrected(pay, run_id, Figure(number, "bonus", "5.00"))

    twice = corrected(pay, once, Figure(number, "bonus", "7.00"), because="It was seven.")

    (document,) = documents(twice)
    assert (document["revision"], document["difference"]["net"]) == (3, 200)
    assert purses(pay) == [4700]
    assert faults_in(document) == []


def test_a_run_is_corrected_once_and_a_dropped_correction_leaves_its_place(app):
    pay, run_id = a_paid_week(members=1)
    with transaction():
        again = correct_run(run_id, "Once more.", hand=pay.officer.hand)
    with transaction(), pytest.raises(Refused, match="corrected already"):
        correct_run(run_id, "And again.", hand=pay.officer.hand)

    with transaction():
        drop_run(again, "Nothing changed.", hand=pay.officer.hand)
    with transaction():
        third = correct_run(run_id, "And again.", hand=pay.officer.hand)

    assert session().get_one(PayRun, third).revision == 2


def test_whoever_was_forgotten_gets_a_first_statement_in_the_correction(app):
    pay = a_pay_house(members=2)
    first, second = pay.members
    paid_under(second, "", by=pay.officer, from_on=LONG_AGO + timedelta(days=1))
    worked(pay, first)
    hours_closed(pay)
    run_id = an_issued_run(pay)
    paid_under(
        second, settings={"bonus": "9.00"}, by=pay.officer, from_on=LONG_AGO + timedelta(days=2)
    )

    again = corrected(pay, run_id, because="A member was forgotten.")

    (new,) = statements_of(again)
    assert (new.member_id, new.revision, new.net_minor) == (second.id, 1, 900)


def test_the_year_goes_on_over_corrections(app):
    pay, run_id = a_paid_week(members=1)

    again = corrected(pay, run_id, Figure(pay.members[0].number, "bonus", "5.00"))

    (document,) = documents(again)
    assert (document["year"]["before"]["gross"], document["year"]["gross"]) == (4000, 4500)
    assert len(session().scalars(select(Statement)).all()) == 2

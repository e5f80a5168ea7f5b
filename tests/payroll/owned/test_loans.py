"""Loans from members, interest on them and on shares, and what is owed, paid out once."""

import json
from datetime import date, timedelta

import pytest

from coop.core import clock
from coop.core.db import transaction
from coop.core.errors import Refused
from coop.membership.actions import buy_shares, record_death, resign
from coop.membership.queries import today
from payroll.deeds.choosing_rules import choose_owned_rules
from payroll.deeds.loans import NewLoan, RateLimit, agree_loan, repay_loan
from payroll.deeds.nominees import name_nominee
from payroll.deeds.paying_interest import NewInterest, give_interest, interest_of
from payroll.deeds.paying_owed import pay_everybody, pay_owed
from payroll.reading.balances import balance
from payroll.reading.leavers import means_on, owing
from payroll.reading.loans import interest_given, loan, loans
from payroll.reading.owned_rules import owned_rules_history, owned_rules_on
from payroll.reading.shares import nominee_of
from tests.builders.books import an_entry
from tests.builders.membership import a_member
from tests.builders.owned import CARRIED, owed
from tests.conftest import MORNING
from tests.governance.crowd import all_at_once

DAY = timedelta(days=1)
BASE = RateLimit(reference_ppm=40_000)
FIVE, SIX = 50_000, 60_000
FIRST, LAST = date(2026, 3, 2), date(2026, 3, 31)


def a_loan(coop, who, amount=100_00, *, rate=FIVE, by=None, until=None, limit=BASE):
    """Agree to a loan for two years."""
    wanted = NewLoan(who.id, amount, rate, today(), until or today() + 730 * DAY, "bank")
    with transaction():
        return agree_loan(wanted, limit, hand=(by or coop.treasurer).hand)


def after(days):
    """Hold the clock so many days later."""
    return clock.at(MORNING + days * DAY)


def a_month_of(on_what, rate=FIVE):
    """Ask for interest for the thirty days from 2 March on."""
    return NewInterest(on_what, FIRST, LAST, rate)


def test_a_loan_comes_into_the_bank_and_is_owed_to_the_member(coop):
    fern, before = a_member(), balance("bank")

    loan_id = a_loan(coop, fern)

    assert (owed("loans", fern), balance("bank") - before) == (100_00, 100_00)
    assert loan(loan_id).left == 100_00


@pytest.mark.parametrize(
    ("named", "words"),
    [
        ({"rate": SIX + 1}, "at most 6 %"),
        ({"limit": RateLimit()}, "limit of interest is not known"),
        ({"amount": 0}, "needs an amount"),
        ({"until": date(2026, 3, 2)}, "ends after it begins"),
    ],
)
def test_a_loan_against_the_rules_is_refused(coop, named, words):
    with pytest.raises(Refused, match=words):
        a_loan(coop, a_member(), **named)


def test_the_greater_of_five_per_cent_and_base_plus_two_is_allowed(coop):
    a_loan(coop, a_member(), rate=SIX)
    a_loan(coop, a_member(), rate=FIVE, limit=RateLimit(reference_ppm=0))

    assert len(loans()) == 2


def test_nobody_agrees_to_their_own_loan(coop):
    with pytest.raises(Refused, match="their own loan"):
        a_loan(coop, coop.treasurer)


def test_a_loan_is_paid_back_in_parts_and_never_more_than_is_left(coop):
    fern = a_member()
    loan_id = a_loan(coop, fern)

    with transaction():
        first = repay_loan(loan_id, 40_00, account="bank", hand=coop.hand)
    with pytest.raises(Refused, match="not what is left"), transaction():
        repay_loan(loan_id, 60_01, account="bank", hand=coop.hand)
    with transaction():
        second = repay_loan(loan_id, 60_00, account="cash", hand=coop.hand)

    assert (first, second, loan(loan_id).left, owed("loans", fern)) == (1, 2, 0, 0)


def test_two_officers_paying_the_rest_back_pay_it_once(coop, app):
    fern = a_member()
    loan_id = a_loan(coop, fern)

    ends = all_at_once(
        app,
        [
            lambda by=by: repay_loan(loan_id, 100_00, account="bank", hand=by.hand)
            for by in (coop.treasurer, coop.second) * 3
        ],
    )

    assert ends.count("done") == 1
    assert owed("loans", fern) == 0


def test_interest_on_a_loan_counts_every_day_and_rounds_once(coop):
    fern = a_member()
    first = a_loan(coop, fern, 100_00)
    a_loan(coop, fern, 55_55, rate=SIX)
    with after(10), transaction():
        repay_loan(first, 50_00, account="bank", hand=coop.hand)

    with after(60):
        found = interest_of(a_month_of("loans"))

    # 10,000 for 10 days and 5,000 for 20 at 5 %, 5,555 for 30 at 6 %: 27.397… + 27.394…
    assert found[fern.id].amount == 55


def test_interest_on_shares_is_owed_and_says_how_it_was_worked_out(coop):
    fern = a_member(shares=50)
    with after(15), transaction():
        buy_shares(fern.id, shares=50, from_on=today(), hand=fern.hand)

    with after(60):
        with transaction():
            give_interest(a_month_of("shares"), BASE, motion_number=CARRIED, hand=coop.hand)
        (given,) = interest_given("shares")

    # 5,000 for 15 days and 10,000 for 15 more at 5 %: 30.82…
    assert owed("owed", fern) == 31
    rows = {row["number"]: row for row in json.loads(given.document)["members"]}
    assert rows[fern.number]["amount"] == 31
    assert [one["days"] for one in rows[fern.number]["stretches"]] == [15, 15]
    assert balance("interest:shares") == sum(row["amount"] for row in rows.values())


def test_interest_needs_a_motion_that_was_carried_and_a_rate_in_the_cap(coop):
    with after(60):
        for motion, rate, words in (("2026-9", FIVE, "no carried motion"), (CARRIED, 70_000, "6")):
            with pytest.raises(Refused, match=words), transaction():
                give_interest(
                    a_month_of("shares", rate), BASE, motion_number=motion, hand=coop.hand
                )


def test_interest_is_given_once_for_each_day(coop, app):
    a_member(shares=90)

    with after(60):
        ends = all_at_once(
            app,
            [
                lambda by=by: give_interest(
                    a_month_of("shares"), BASE, motion_number=CARRIED, hand=by.hand
                )
                for by in (coop.treasurer, coop.second) * 2
            ],
        )

    assert ends.count("done") == 1
    assert len(interest_given()) == 1


def test_the_rules_of_ownership_are_chosen_by_a_motion_with_every_switch(coop):
    def choose(switches, motion=CARRIED, from_on=None):
        with transaction():
            choose_owned_rules(
                "italy", switches, from_on=from_on or today(), motion_number=motion, hand=coop.hand
            )

    assert owned_rules_on(today()).rules.code == "plain"
    for switches, motion, day, words in (
        ({}, CARRIED, None, "was not confirmed, so choose"),
        ({"rebate_ceiling": "none"}, "2026-9", None, "no carried motion"),
        ({"rebate_ceiling": "none"}, CARRIED, today() - DAY, "days that are over"),
    ):
        with pytest.raises(Refused, match=words):
            choose(switches, motion, day)
    choose({"rebate_ceiling": "none"}, from_on=today() + DAY)

    assert owned_rules_on(today()).version == 0
    later = owned_rules_on(today() + DAY)
    assert (later.version, later.rules.code, later.residue) == (1, "italy", "mutual_fund")
    assert len(owned_rules_history()) == 1


def test_the_notice_and_the_cap_follow_the_rules_of_the_day(coop):
    with transaction():
        choose_owned_rules(
            "scic", {"residue": "common_ownership"}, from_on=today(), motion_number=CARRIED,
            hand=coop.hand,
        )  # fmt: skip

    with pytest.raises(Refused, match="limit of interest is not known"):
        a_loan(coop, a_member(), limit=BASE)
    a_loan(coop, a_member(), limit=RateLimit(told_ppm=FIVE))


def test_whoever_left_is_owed_by_a_last_day_and_paid_once(coop, app):
    fern = a_member(shares=4)
    with transaction():
        resign(fern.id, from_on=today(), hand=fern.hand)

    (line,) = owing(today())
    ends = all_at_once(
        app,
        [
            lambda by=by: pay_owed(fern.id, 400, account="bank", hand=by.hand)
            for by in (coop.treasurer, coop.second) * 3
        ],
    )

    assert (line.total, line.has_left, line.pay_by) == (400, True, date(2029, 3, 2))
    assert ends.count("done") == 1
    assert (owed("shares_leaving", fern), owing(today())) == (0, ())


def test_two_officers_paying_everybody_pay_everybody_once(coop, app):
    people = [a_member() for _ in range(4)]
    for who in people:
        an_entry(day=today(), debit="result", credit="owed", amount=25, credit_member=who.id)
    before = balance("bank")

    ends = all_at_once(
        app,
        [
            lambda by=by: pay_everybody(100, account="bank", hand=by.hand)
            for by in (coop.treasurer, coop.second) * 3
        ],
    )

    assert ends.count("done") == 1
    assert before - balance("bank") == 100
    assert [owed("owed", who) for who in people] == [0] * 4


def test_what_is_owed_is_paid_as_the_officer_saw_it(coop):
    fern = a_member(shares=4)
    with transaction():
        resign(fern.id, from_on=today(), hand=fern.hand)

    for amount, by, words in (
        (399, coop.treasurer, "Another amount"),
        (400, fern, "pays themselves"),
    ):
        with pytest.raises(Refused, match=words), transaction():
            pay_owed(fern.id, amount, account="bank", hand=by.hand)


def test_the_means_count_shares_last(coop):
    a_member(shares=4)

    means = means_on(today())

    assert means.shares == 900
    assert means.debts == 0
    assert means.assets == 1_000_000 + 400


def test_the_last_nomination_holds_and_may_be_taken_back(coop):
    fern = a_member()
    for name, lines in (("Wren", "1 Lane"), ("Moss  Reed", "2 Lane")):
        with transaction():
            name_nominee(name, lines, hand=fern.hand)

    assert nominee_of(fern.id).name == "Moss Reed"
    with transaction():
        name_nominee("", "", hand=fern.hand)
    assert nominee_of(fern.id) is None


def test_after_a_death_the_list_says_so(coop):
    fern = a_member(shares=2)
    with transaction():
        record_death(fern.id, on=today(), hand=coop.hand)

    (line,) = owing(today())

    assert (line.has_died, line.for_shares) == (True, 200)

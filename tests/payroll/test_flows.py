"""What a statement moves in the books follows from the statement alone, and balances."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payroll.rules.books.ledger import balances
from payroll.rules.runs.flows import movements_of, paired, wages_account
from payroll.rules.statements.document import (
    Earlier,
    Move,
    Purse,
    StatementFacts,
    statement_document,
)
from tests.builders.statements import statement_facts

ASH = UUID(int=7)
BEFORE = replace(statement_facts(), purses=())


def sums(facts: StatementFacts, before: StatementFacts | None = None) -> dict[str, int]:
    was = statement_document(before) if before else None
    moved = movements_of(statement_document(facts), ASH, was)
    return {account: amount for (account, _), amount in balances(moved).items() if amount}


def test_a_statement_moves_gross_from_wages_into_purses_and_to_others():
    facts = statement_facts()
    document = statement_document(facts)

    found = sums(facts)

    assert sum(found.values()) == 0
    assert sum(v for k, v in found.items() if k.startswith("wages:")) == document["gross"]
    assert sum(v for k, v in found.items() if k.startswith("taken:")) == -document["taken"]


def test_only_accounts_of_members_name_a_member():
    moved = movements_of(statement_document(statement_facts()), ASH)

    sides = {side for one in moved for side in one.sides}
    assert {who for account, who in sides if account.startswith("purse:")} == {ASH}
    assert {who for account, who in sides if account.startswith(("wages", "taken"))} == {None}


def test_a_correction_without_a_difference_moves_nothing():
    document = statement_document(statement_facts())
    was = Earlier("2026-11/17", "cd" * 32, 120_000, 5_000, 115_000)
    same = [replace(one, pay=0, moves=()) for one in statement_facts().purses]
    again = replace(
        statement_facts(), revision=2, corrects=was, because="Looked again.", purses=tuple(same)
    )

    assert movements_of(statement_document(again), ASH, document) == []


def test_what_is_kept_pays_back_first_and_then_a_share():
    (first, *_) = statement_facts().purses
    purse = replace(first, moves=(Move("Paid back", -300), Move("Towards a share", -500)))
    facts = replace(statement_facts(), purses=(purse, *statement_facts().purses[1:]))
    document = statement_document(facts)
    document = {**document, "overpaid": {"before": 900, "more": 0, "back": 300, "after": 600}}

    kept = [one for one in movements_of(document, ASH) if one.debit == f"purse:{purse.code}"]

    assert {(one.credit, one.amount) for one in kept} >= {("overpaid", 300), ("shares_paying", 500)}


def test_sums_that_do_not_balance_are_refused():
    with pytest.raises(ValueError, match="bank"):
        paired({("bank", None): 5, ("cash", None): -4})


@given(st.lists(st.integers(-1000, 1000), min_size=1, max_size=8))
def test_pairing_moves_exactly_what_was_asked(amounts):
    wanted = {(f"a{n}", None): amount for n, amount in enumerate(amounts)}
    wanted["rest", None] = -sum(amounts)

    moved = paired(wanted)

    assert all(one.amount > 0 for one in moved)
    found = {side: amount for side, amount in balances(moved).items() if amount}
    assert found == {side: amount for side, amount in wanted.items() if amount}


def test_an_unused_purse_is_nobodys_business():
    facts = replace(statement_facts(), purses=(*statement_facts().purses, Purse("x", "X", 0, 0)))

    assert "purse:x" not in sums(facts)


@pytest.mark.parametrize(
    ("earning", "account"),
    [
        ("paid:Bakery & café", "wages:bakery-cafe"),
        ("weekend:paid:Wood shop", "wages:wood-shop"),
        ("pieces", "wages:other"),
        ("paid:", "wages:other"),
        ("paid:食堂", "wages:other"),
    ],
)
def test_wages_stand_under_the_work_area(earning, account):
    assert wages_account(earning) == account

"""Entering: balanced, once for each source, never edited, taken back by turning."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import delete, event, func, insert, literal, select, update
from sqlalchemy.exc import DBAPIError

from coop.core.audit import Hand
from coop.core.db import NotInTransaction, db, session, transaction
from coop.core.errors import NotFound, Refused
from payroll.deeds.chart import open_books
from payroll.deeds.entering import enter, enter_many, reverse
from payroll.models.books import LedgerAccount, LedgerEntry, LedgerLine
from payroll.reading.accounts import account
from payroll.reading.balances import balance, owed_to, trial_balance
from payroll.rules.books import charts
from payroll.rules.books.ledger import Movement, NewEntry
from tests.builders.books import DAY, an_entry, an_entry_of
from tests.builders.membership import a_cooperative, a_member

HAND = Hand(by=None)


def rules_of(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    """Give the rules that a refusal cites."""
    return [each.rule for each in refused.value.refusals]


def count_of(table: type) -> int:
    """Count the rows of a table."""
    return session().scalar(select(func.count()).select_from(table)) or 0


def test_what_is_entered_moves_from_the_credited_to_the_debited_account(app):
    a_cooperative()

    an_entry(debit="bank", credit="income:sales", amount=12_000)
    an_entry(debit="expense:flour", credit="bank", amount=2_500)

    assert (balance("bank"), balance("income:sales"), balance("expense:flour")) == (
        9_500, -12_000, 2_500,
    )  # fmt: skip


def test_the_first_entry_opens_the_whole_chart_and_later_ones_their_families(app):
    a_cooperative()

    an_entry(debit="wages:laundry", credit="bank")
    opened = set(session().scalars(select(LedgerAccount.code)))
    an_entry(debit="wages:kitchen-garden", credit="bank")

    assert opened == {each.code for each in charts.chart().accounts} | {"wages:laundry"}
    assert account("wages:kitchen-garden").title == "Pay for work: kitchen garden"


def test_books_that_are_opened_twice_stay_as_they_are(app):
    a_cooperative()

    for day in (DAY, DAY + timedelta(days=9)):
        with transaction():
            open_books(day, hand=HAND)

    days = set(session().scalars(select(LedgerAccount.opened_on)))
    assert days == {DAY}


def test_one_source_is_entered_once_and_a_second_call_changes_nothing(app):
    a_cooperative()
    first = an_entry(source="statement", source_id="7", amount=500)

    second = an_entry(source="statement", source_id="7", amount=900)

    assert second == first
    assert balance("bank") == 500
    assert count_of(LedgerEntry) == count_of(LedgerLine) == 1


def test_of_many_hands_that_enter_one_source_at_once_one_enters(app):
    a_cooperative()

    def one(turn: int) -> object:
        with app.app_context(), transaction():
            return enter(
                day=DAY, source="statement", source_id="7", says="Pay", hand=HAND,
                movements=[Movement("bank", "income:sales", 100 + turn)],
            )  # fmt: skip

    with ThreadPoolExecutor(4) as hands:
        ids = set(hands.map(one, range(4)))

    session().rollback()
    assert len(ids) == 1
    assert count_of(LedgerEntry) == count_of(LedgerLine) == 1


def test_many_entries_are_made_in_few_statements(app):
    people = [a_member() for _ in range(3)] if a_cooperative() else []
    entries = [
        NewEntry(
            DAY, "statement", str(number), "Pay",
            [
                Movement("wages:laundry", "purse:spend", 700, credit_member=people[number % 3].id),
                Movement("wages:laundry", "taken:tax", 300),
            ],
        )
        for number in range(50)
    ]  # fmt: skip
    asked: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))

    with transaction():
        ids = enter_many(entries, hand=HAND)

    assert len(set(ids)) == 50
    assert len(asked) <= 11, asked
    assert balance("taken:tax") == -50 * 300


def test_everything_wrong_with_an_entry_is_said_at_once(app):
    a_cooperative()
    somebody = a_member().id

    with pytest.raises(Refused) as refused:
        an_entry_of(
            [
                Movement("bank", "nowhere", 0),
                Movement("cash", "cash", 5),
                Movement("bank", "purse:spend", 5),
                Movement("bank", "income:sales", 5, debit_member=somebody),
            ]
        )
    with pytest.raises(Refused) as empty:
        an_entry_of([])

    assert sorted(rules_of(refused)) == ["PAY-80", "PAY-80", "PAY-81", "PAY-81", "PAY-81"]
    assert rules_of(empty) == ["PAY-80"]
    assert count_of(LedgerEntry) == 0


def test_nothing_is_entered_outside_a_transaction(app):
    a_cooperative()

    with pytest.raises(NotInTransaction):
        enter_many([], hand=HAND)


def test_the_same_account_may_move_money_between_two_members(app):
    a_cooperative()
    giver, taker = a_member(), a_member()
    an_entry(debit="bank", credit="shares", credit_member=giver.id, amount=300)

    an_entry(
        debit="shares", debit_member=giver.id, credit="shares", credit_member=taker.id, amount=100
    )

    assert balance("shares", member_id=giver.id) == -200
    assert balance("shares", member_id=taker.id) == -100
    assert balance("shares") == -300


def test_what_is_owed_to_members_can_be_read_at_any_past_day(app):
    a_cooperative()
    ash, bo = a_member(), a_member()
    later = DAY + timedelta(days=7)
    an_entry(debit="wages:laundry", credit="purse:spend", credit_member=ash.id, amount=700)
    an_entry(debit="overpaid", debit_member=bo.id, credit="bank", amount=40)
    an_entry(day=later, debit="purse:spend", debit_member=ash.id, credit="bank", amount=700)

    before = owed_to([ash.id, bo.id], DAY)
    after = owed_to([ash.id, bo.id])

    assert before == {ash.id: {"purse:spend": 700}, bo.id: {"overpaid": -40}}
    assert after == {ash.id: {}, bo.id: {"overpaid": -40}}
    assert balance("purse:spend", member_id=ash.id, on=DAY) == -700
    assert owed_to([]) == {}


def test_the_trial_balance_says_all_debits_and_all_credits(app):
    a_cooperative()
    an_entry(debit="bank", credit="income:sales", amount=1000)
    an_entry(debit="expense:flour", credit="bank", amount=250)

    lines = {line.account.code: line for line in trial_balance()}

    assert {code: (line.debited, line.credited) for code, line in lines.items()} == {
        "bank": (1000, 250), "income:sales": (0, 1000), "expense:flour": (250, 0),
    }  # fmt: skip
    assert (lines["bank"].in_words, lines["income:sales"].in_words) == (750, 1000)
    assert trial_balance(DAY - timedelta(days=1)) == []


def test_an_entry_is_taken_back_by_another_that_turns_it_once(app):
    house = a_cooperative()
    wrong = an_entry(debit="expense:flour", credit="bank", amount=250)

    with transaction():
        back = reverse(wrong, day=DAY, because="Paid by the neighbour", hand=house.secretary.hand)
    with pytest.raises(Refused) as twice, transaction():
        reverse(wrong, day=DAY, because="Again", hand=HAND)
    with pytest.raises(Refused) as chain, transaction():
        reverse(back, day=DAY - timedelta(days=1), because=" ", hand=HAND)
    with pytest.raises(NotFound), transaction():
        reverse(uuid4(), day=DAY, because="Nothing", hand=HAND)

    assert balance("expense:flour") == balance("bank") == 0
    assert rules_of(twice) == ["PAY-84"]
    assert rules_of(chain) == ["PAY-84"] * 3
    assert session().get_one(LedgerEntry, back).reverses_id == wrong


def test_nobody_edits_the_books(app):
    a_cooperative()
    made = an_entry()

    for deed in (
        update(LedgerEntry).values(says="Nothing"),
        delete(LedgerLine).where(LedgerLine.entry_id == made),
        update(LedgerAccount).where(LedgerAccount.code == "bank").values(kind="income"),
    ):
        with pytest.raises(DBAPIError, match=r"append-only|never changes"), transaction():
            session().execute(deed)

    assert balance("bank") == 1000


def test_no_line_is_of_another_day_than_its_entry(app):
    a_cooperative()
    made = an_entry()
    line = {
        "entry_id": made, "line": 9, "day": date(2020, 1, 1), "debit": "bank",
        "credit": "cash", "amount_minor": 5,
    }  # fmt: skip

    with pytest.raises(DBAPIError), transaction():
        session().execute(insert(LedgerLine), [line])


def test_an_amount_is_more_than_nothing_also_in_the_database(app):
    a_cooperative()
    an_entry()
    copied = select(
        LedgerLine.entry_id,
        literal(2),
        LedgerLine.day,
        LedgerLine.debit,
        LedgerLine.credit,
        literal(0),
    )
    names = ["entry_id", "line", "day", "debit", "credit", "amount_minor"]

    with pytest.raises(DBAPIError, match="some_money"), transaction():
        session().execute(insert(LedgerLine).from_select(names, copied))


@pytest.mark.parametrize("amount", [1, 3_000_000_000])
def test_small_and_very_large_sums_are_kept_exactly(app, amount):
    a_cooperative()

    an_entry(amount=amount)
    an_entry(amount=amount)

    assert balance("bank") == 2 * amount

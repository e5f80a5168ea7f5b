"""The lock: whoever asks, and however, nothing is entered on a day that is locked."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.exc import DBAPIError

from coop.core.audit import Hand
from coop.core.db import new_id, session, transaction
from coop.core.errors import Refused
from payroll.deeds.entering import enter, reverse
from payroll.deeds.locking import lock_books
from payroll.deeds.year_end import close_year
from payroll.models.books import BooksLocked, LedgerEntry, LedgerLine
from payroll.reading.balances import balance
from payroll.reading.entries import locked_until
from payroll.rules.books.ledger import Movement
from tests.builders.books import an_entry
from tests.builders.membership import a_cooperative
from tests.conftest import MORNING

JANUARY = date(2026, 1, 31)


def locked(house, until=JANUARY, because="Year agreed"):
    """Lock the books."""
    with transaction():
        return lock_books(until, because, hand=house.secretary.hand)


def rules_of(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    """Give the rules that a refusal cites."""
    return [each.rule for each in refused.value.refusals]


def test_nothing_is_entered_on_a_locked_day_and_anything_after_it(app):
    house = a_cooperative()
    an_entry(day=JANUARY, amount=100)
    locked(house)

    with pytest.raises(Refused) as refused:
        an_entry(day=JANUARY, amount=200)
    an_entry(day=JANUARY + timedelta(days=1), amount=300)

    assert rules_of(refused) == ["PAY-82"]
    assert str(JANUARY) in str(refused.value)
    assert balance("bank") == 400


@pytest.mark.parametrize("table", [LedgerEntry, LedgerLine])
def test_the_database_itself_refuses_a_row_of_a_locked_day(app, table):
    house = a_cooperative()
    made = an_entry(day=JANUARY)
    locked(house)
    rows = {
        LedgerEntry: {
            "id": new_id(), "day": JANUARY, "source": "hand", "source_id": "behind the door",
            "says": "", "entered_at": MORNING,
        },
        LedgerLine: {
            "entry_id": made, "line": 2, "day": JANUARY, "debit": "bank", "credit": "cash",
            "amount_minor": 5,
        },
    }  # fmt: skip

    with pytest.raises(DBAPIError, match="books are locked"), transaction():
        session().execute(insert(table), [rows[table]])


def test_what_was_entered_before_the_lock_may_be_asked_for_again(app):
    house = a_cooperative()
    first = an_entry(day=JANUARY, source="statement", source_id="1")
    locked(house)

    assert an_entry(day=JANUARY, source="statement", source_id="1") == first


def test_an_entry_of_a_locked_day_is_taken_back_on_a_later_one(app):
    house = a_cooperative()
    wrong = an_entry(day=JANUARY)
    locked(house)

    with pytest.raises(Refused) as refused, transaction():
        reverse(wrong, day=JANUARY, because="Wrong customer", hand=Hand(by=None))
    with transaction():
        reverse(wrong, day=date(2026, 2, 1), because="Wrong customer", hand=Hand(by=None))

    assert rules_of(refused) == ["PAY-82"]
    assert (balance("bank", on=JANUARY), balance("bank")) == (1000, 0)


def test_a_lock_is_of_the_past_goes_forward_and_says_why(app):
    house = a_cooperative()
    locked(house)

    with pytest.raises(Refused) as back:
        locked(house, date(2025, 12, 31), " ")
    with pytest.raises(Refused) as ahead:
        locked(house, date(2026, 3, 2))

    assert rules_of(back) == rules_of(ahead) * 2 == ["PAY-82"] * 2
    assert locked_until() == JANUARY


def test_of_two_hands_that_close_a_year_at_once_one_closes_it(app):
    house = a_cooperative()
    an_entry(day=JANUARY, amount=9_000)

    def one(_turn: int) -> bool:
        with app.app_context():
            try:
                with transaction():
                    close_year(JANUARY, hand=house.secretary.hand)
            except Refused:
                return False
            return True

    with ThreadPoolExecutor(2) as hands:
        closed = sum(hands.map(one, range(2)))

    session().rollback()
    assert closed == 1
    assert balance("result") == -9_000


def test_a_lock_waits_for_the_entry_that_is_being_written(app):
    house = a_cooperative()
    an_entry()

    def one(turn: int) -> bool:
        with app.app_context():
            try:
                if turn == 0:
                    locked(house)
                else:
                    an_entry(day=JANUARY, source="statement", source_id=str(turn))
            except (Refused, DBAPIError):
                return False
            return True

    with ThreadPoolExecutor(4) as hands:
        entered = sum(list(hands.map(one, range(4)))[1:])

    session().rollback()
    asked = select(func.count()).where(LedgerEntry.day == JANUARY)
    assert session().scalar(asked) == entered
    assert session().scalar(select(func.count()).select_from(BooksLocked)) == 1


def test_a_closed_year_has_a_result_and_nothing_else(app):
    house = a_cooperative()
    an_entry(day=JANUARY, amount=9_000)
    an_entry(day=JANUARY, debit="wages:laundry", credit="bank", amount=5_000)
    an_entry(day=JANUARY + timedelta(days=1), amount=70)

    with transaction():
        made = close_year(JANUARY, hand=house.secretary.hand)
    with transaction():
        late = an_entry_on(JANUARY)
    with pytest.raises(Refused) as ahead, transaction():
        close_year(date(2026, 3, 2), hand=house.secretary.hand)
    with pytest.raises(Refused) as nothing, transaction():
        close_year(date(2025, 12, 31), hand=house.secretary.hand)

    assert made != late
    assert (balance("result"), balance("wages:laundry")) == (-4_000, 0)
    assert balance("income:sales") == -70 - 25
    with transaction():
        close_year(JANUARY, hand=house.secretary.hand)
    assert (balance("result"), balance("income:sales")) == (-4_025, -70)
    assert rules_of(ahead) == rules_of(nothing) == ["PAY-94"]


def an_entry_on(day: date) -> object:
    """Enter something more on a day, inside a transaction that is open."""
    return enter(
        day=day, source="hand", source_id="late", says="Late", hand=Hand(by=None),
        movements=[Movement("bank", "income:sales", 25)],
    )  # fmt: skip

"""The budget: planned by a motion, told in words, and never so finely that it tells of one."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.core import clock
from coop.core.db import transaction
from coop.core.errors import Refused
from payroll import told
from payroll.deeds.budgeting import set_budget
from payroll.reading.budget import budget, year_of, year_to_show, years
from payroll.rules.books.budget import BudgetRow, Pace, Year, for_members
from payroll.rules.books.ledger import Account, AccountKind
from tests.builders.books import DAY, an_entry
from tests.builders.membership import a_cooperative, a_member

YEAR = Year(date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def carried(app, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the members have carried motion 2026-4, and no other."""
    monkeypatch.setattr(told, "_carried", [lambda number: number == "2026-4"])


def planned(house, lines, *, year=YEAR, motion="2026-4"):
    """Write a budget down."""
    with transaction():
        set_budget(year, lines, motion_number=motion, hand=house.secretary.hand)


def rules_of(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    """Give the rules that a refusal cites."""
    return [each.rule for each in refused.value.refusals]


def test_a_year_says_what_was_planned_and_what_happened(carried):
    house = a_cooperative()
    planned(house, {"wages:laundry": 500_000, "income:sales": 900_000})
    an_entry(amount=90_000)
    an_entry(debit="wages:laundry", credit="purse:spend", credit_member=a_member().id, amount=700)
    an_entry(day=DAY - timedelta(days=365), amount=5)
    an_entry(debit="income:sales", credit="result", amount=90_000, source="surplus")

    rows = {row.account.code: row for row in budget(YEAR).rows}

    assert (rows["income:sales"].planned, rows["income:sales"].actual) == (900_000, 90_000)
    assert (rows["wages:laundry"].left, rows["wages:laundry"].people) == (499_300, 1)
    assert budget(YEAR).motions == ("2026-4",)


def test_a_later_plan_of_the_same_account_holds(carried):
    house = a_cooperative()
    planned(house, {"expense:flour": 100, "expense:soap": 7})
    with clock.at(clock.now() + timedelta(days=1)):
        planned(house, {"expense:flour": 250})

    rows = {row.account.code: row.planned for row in budget(YEAR).rows}

    assert rows == {"expense:flour": 250, "expense:soap": 7}


def test_a_budget_needs_a_carried_motion_and_accounts_of_income_or_spending(carried):
    house = a_cooperative()

    with pytest.raises(Refused) as refused:
        planned(house, {"bank": 5, "expense:flour": -1}, motion="2026-5")
    with pytest.raises(Refused) as empty:
        planned(house, {}, year=Year(YEAR.last, YEAR.first))

    assert rules_of(refused) == ["PAY-91", "PAY-91", "PAY-2"]
    assert rules_of(empty) == ["PAY-91", "PAY-91"]
    assert years() == ()


def test_a_day_belongs_to_its_planned_year_or_else_to_its_calendar_year(carried):
    house = a_cooperative()
    own = Year(date(2025, 10, 1), date(2026, 9, 30))
    planned(house, {"expense:flour": 5}, year=own)

    assert year_of(date(2026, 3, 1)) == own
    assert year_of(date(2026, 11, 1)) == YEAR


def test_a_page_shows_the_last_planned_year_rather_than_one_that_nobody_planned(carried):
    house = a_cooperative()
    own = Year(date(2025, 10, 1), date(2026, 9, 30))
    assert year_to_show(date(2026, 3, 1)) == YEAR
    planned(house, {"expense:flour": 5}, year=own)

    assert year_to_show(date(2026, 3, 1)) == own
    assert year_to_show(date(2026, 11, 1)) == own
    assert year_to_show(date(2025, 3, 1)) == Year(date(2025, 1, 1), date(2025, 12, 31))


@pytest.mark.parametrize(
    ("plan", "actual", "over", "pace"),
    [
        pytest.param(None, 5, 50, Pace.NOT_PLANNED, id="nobody planned it"),
        pytest.param(100, 101, 99, Pace.OVER, id="more than planned"),
        pytest.param(100, 61, 50, Pace.AHEAD, id="faster than the year"),
        pytest.param(100, 60, 50, Pace.AS_PLANNED, id="as the year goes"),
        pytest.param(100, 40, 50, Pace.AS_PLANNED, id="as the year goes, just"),
        pytest.param(100, 39, 50, Pace.BEHIND, id="slower than the year"),
    ],
)
def test_the_pace_of_an_account_is_told_beside_that_of_the_year(plan, actual, over, pace):
    account = Account("expense:flour", "Flour", AccountKind.EXPENSE)

    assert BudgetRow(account, plan, actual).pace(over) is pace


def test_a_year_says_how_much_of_it_is_over():
    assert Year(date(2026, 1, 1), date(2026, 4, 10)).hundredths_over(date(2026, 1, 25)) == 25
    assert YEAR.hundredths_over(date(2025, 12, 1)) == 0
    assert YEAR.hundredths_over(date(2027, 5, 1)) == 100


def pay_of(area: str, people: int, actual: int = 1000) -> BudgetRow:
    """Give a row of pay in one area."""
    account = Account(f"wages:{area}", area, AccountKind.EXPENSE)
    return BudgetRow(account, None, actual, people)


def test_pay_of_an_area_with_few_people_is_told_together_with_others():
    told_ = for_members([pay_of("a", 1), pay_of("b", 2), pay_of("c", 9)])
    alone = for_members([pay_of("a", 1), pay_of("b", 7), pay_of("c", 9)])

    assert [(row.account.code, row.actual) for row in told_] == [
        ("wages:c", 1000),
        ("wages:", 2000),
    ]
    assert [(row.account.code, row.people) for row in alone] == [("wages:c", 9), ("wages:", 8)]


AREAS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 500)), max_size=8)


@given(AREAS)
def test_no_small_area_can_be_told_from_what_members_read(areas):
    rows = [pay_of(str(number), *each) for number, each in enumerate(areas)]

    shown = for_members(rows)

    assert sum(row.actual for row in shown) == sum(row.actual for row in rows)
    own = [row for row in shown if row.account.code != "wages:"]
    assert all(row.people >= 3 or not row.actual for row in own)

"""Exports: other programs read the books, and come to the same balances."""

import re
import subprocess
import sys
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from beancount import loader
from beancount.core.data import Transaction
from hypothesis import given
from hypothesis import strategies as st

from coop.core.audit import Hand
from coop.core.db import transaction
from coop.core.money import decimals, minor
from payroll.deeds.entering import reverse
from payroll.reading.balances import trial_balance
from payroll.reading.book import book
from payroll.rules.books import charts
from payroll.rules.books.beancount_text import beancount_text
from payroll.rules.books.book import Book, BookEntry, for_auditors, postings_of
from payroll.rules.books.book_names import names_of
from payroll.rules.books.book_rows import HEADER, book_rows
from payroll.rules.books.hledger_text import hledger_text
from payroll.rules.books.ledger import Account, AccountKind, Movement, balances
from tests.builders.books import DAY, an_entry, an_entry_of
from tests.builders.membership import a_cooperative, a_member

BEAN_CHECK = Path(sys.executable).with_name("bean-check")
POSTING = re.compile(r"^\s+([A-Z]\S*)  (-?[\d.]+) ([A-Z]{3})$")


def checked(text: str, folder: Path) -> str:
    """Let `bean-check` read a file; give what it complains of."""
    file = folder / "books.beancount"
    file.write_text(text, encoding="utf-8")
    ran = subprocess.run([BEAN_CHECK, file], capture_output=True, text=True, check=False)
    return f"{ran.returncode} {ran.stdout}{ran.stderr}"


def added_by_beancount(text: str) -> dict[str, int]:
    """Let Beancount’s own library read a file, and add it up by account of ours."""
    entries, errors, _ = loader.load_string(text)
    assert errors == []
    found: dict[str, Decimal] = defaultdict(Decimal)
    for entry in entries:
        if isinstance(entry, Transaction):
            for each in entry.postings:
                found[plain_name(each.account)] += each.units.number
    return {name: int(amount * 100) for name, amount in found.items() if amount}


def added_from(text: str, currency: str = "GBP") -> dict[str, int]:
    """Add the postings of a journal up by reading its lines."""
    found: dict[str, int] = defaultdict(int)
    for line in text.splitlines():
        posting = POSTING.match(line)
        if posting:
            assert posting[3] == currency
            found[plain_name(posting[1])] += minor(posting[2], currency)
    return {name: amount for name, amount in found.items() if amount}


def plain_name(name: str) -> str:
    """Give the account that a member’s own is below of."""
    return re.sub(r":M\d+$", "", name)


def trial_by_name(told: Book) -> dict[str, int]:
    """Give the trial balance of the page under the names of the file."""
    names = names_of(told)
    return {names[line.account.code]: line.balance for line in trial_balance() if line.balance}


def a_month() -> None:
    """Enter something of everything."""
    a_cooperative()
    people = [a_member() for _ in range(4)]
    an_entry(says='Sheets “washed” for the "Old\\Inn"; paid', amount=90_000)
    an_entry(day=DAY - timedelta(days=40), debit="cash", credit="opening", amount=5_000)
    for number, each in enumerate(people):
        an_entry_of(
            [
                Movement("wages:laundry", "taken:levy", 300 + number),
                Movement("wages:laundry", "purse:spend", 700, credit_member=each.id),
                Movement("wages:laundry", "purse:savings", 200, credit_member=each.id),
                Movement("shares", "purse:spend", 5, people[0].id, each.id),
            ],
            source="statement",
        )
        an_entry(
            source="payment", day=DAY + timedelta(days=2), debit="purse:spend",
            debit_member=each.id, credit="offices" if number == 2 else "bank", amount=700,
        )  # fmt: skip
    wrong = an_entry(debit="expense:soap", credit="bank", amount=125)
    with transaction():
        reverse(wrong, day=DAY, because="Paid twice", hand=Hand(by=None))


def test_bean_check_accepts_the_books_and_comes_to_the_balances_of_the_pages(app, tmp_path):
    a_month()
    told = book()

    text = beancount_text(told)

    assert checked(text, tmp_path) == "0 "
    assert added_by_beancount(text) == trial_by_name(told)


def test_bean_check_refuses_the_books_once_a_figure_is_changed(app, tmp_path):
    a_month()

    text = beancount_text(book()).replace("  7.00 GBP", "  7.01 GBP", 1)

    assert not checked(text, tmp_path).startswith("0")


def test_the_journal_for_hledger_adds_up_to_the_balances_of_the_pages(app):
    a_month()
    told = book()

    text = hledger_text(told)

    assert added_from(text) == trial_by_name(told)
    assert {f"account {name}" for name in names_of(told).values()} <= {
        line.partition("  ;")[0] for line in text.splitlines()
    }


def test_the_rows_of_the_spreadsheet_add_up_to_the_balances_of_the_pages(app):
    a_month()

    rows = [dict(zip(HEADER, row, strict=True)) for row in book_rows(book())]

    found: dict[str, int] = defaultdict(int)
    for row in rows:
        debit, credit = (minor(str(row[side]) or "0", "GBP") for side in ("debit", "credit"))
        found[str(row["account"])] += debit - credit
    assert {code: amount for code, amount in found.items() if amount} == {
        line.account.code: line.balance for line in trial_balance() if line.balance
    }


def test_auditors_read_sums_that_balance_and_no_purse_or_deduction_beside_a_number(app, tmp_path):
    a_month()
    whole = book()

    text = beancount_text(for_auditors(whole))

    assert checked(text, tmp_path) == "0 "
    assert "Purse" not in text
    assert "Offices" not in text
    assert set(re.findall(r"(\S+):M\d+", text)) == {"Liabilities:Members"}
    trial = trial_by_name(whole)
    members = ("Liabilities:Purse", "Liabilities:Owed", "Liabilities:Shares", "Assets:Overpaid")
    wanted = {name: sum_ for name, sum_ in trial.items() if not name.startswith(members)}
    wanted["Assets:Bank"] += wanted.pop("Assets:Offices")
    wanted["Liabilities:Members"] = sum(
        sum_ for name, sum_ in trial.items() if name.startswith(members)
    )
    assert added_by_beancount(text) == wanted


def test_auditors_read_no_number_where_fewer_than_three_members_are_named(app):
    a_cooperative()
    ash, bo = a_member(), a_member()
    for each in (ash, bo):
        an_entry(
            source="statement", debit="wages:laundry", credit="purse:spend", credit_member=each.id
        )

    text = beancount_text(for_auditors(book()))

    assert "Liabilities:Members  -20.00 GBP" in text
    assert not re.search(r":M\d", text)


def test_a_book_without_entries_is_a_book_too(app, tmp_path):
    a_cooperative()

    told = book()

    assert checked(beancount_text(told), tmp_path) == "0 "
    assert added_from(hledger_text(told)) == {}
    assert list(book_rows(told)) == []


def test_accounts_that_would_be_called_alike_are_told_apart():
    codes = ("expense:a-b", "expense:a_b", "expense:é", "expense:7")
    accounts = tuple(Account(code, code, AccountKind.EXPENSE) for code in codes)

    names = names_of(Book("", "GBP", accounts, ()))

    assert len(set(names.values())) == len(codes)
    assert names["expense:é"] == "Expenses:Expense:Other"


CODES = [each.code for each in charts.chart().accounts if not each.is_of_members]
OF_MEMBERS = ["purse:spend", "purse:savings", "shares", "owed"]
SIDES = st.one_of(
    st.tuples(st.sampled_from(CODES), st.none()),
    st.tuples(st.sampled_from(OF_MEMBERS), st.integers(1, 5)),
)
MOVEMENTS = st.tuples(SIDES, SIDES, st.integers(1, 10**9)).filter(lambda one: one[0] != one[1])
ENTRIES = st.tuples(
    st.integers(0, 60), st.sampled_from(["statement", "payment", "hand"]),
    st.text(max_size=40), st.lists(MOVEMENTS, min_size=1, max_size=5),
)  # fmt: skip


def a_book(asked: list, currency: str) -> Book:
    """Make a book out of what Hypothesis thought of; members are their own numbers."""
    entries = [
        BookEntry(
            id=str(number), day=date(2026, 1, 1) + timedelta(days=days), source=source,
            source_id=says, says=says,
            postings=postings_of(
                [Movement(a[0], b[0], amount, a[1], b[1]) for a, b, amount in movements],
                {each: each for each in range(1, 6)},
            ),
        )
        for number, (days, source, says, movements) in enumerate(asked)
    ]  # fmt: skip
    chart = charts.chart()
    accounts = [chart.account(code) for code in dict.fromkeys([*CODES, *OF_MEMBERS])]
    entries.sort(key=lambda one: one.day)
    return Book("Level “Hands”", currency, tuple(filter(None, accounts)), tuple(entries))


@given(st.lists(ENTRIES, max_size=12), st.sampled_from(["GBP", "JPY", "BHD"]), st.booleans())
def test_whatever_is_entered_every_export_is_read_and_balances(asked, currency, for_them):
    told = a_book(asked, currency)
    told = for_auditors(told) if for_them else told

    entries, errors, _ = loader.load_string(beancount_text(told))

    assert errors == []
    assert all(sum(each.amount for each in entry.postings) == 0 for entry in told.entries)
    want: dict[str, int] = defaultdict(int)
    names = names_of(told)
    for entry in told.entries:
        for each in entry.postings:
            want[names[each.code]] += each.amount
    want = {name: amount for name, amount in want.items() if amount}
    assert added_from(hledger_text(told), currency) == want
    posted = [row for row in entries if isinstance(row, Transaction) for row in row.postings]
    scale = 10 ** decimals(currency)
    assert sum(row.units.number * scale for row in posted) == 0
    assert len(posted) == len(list(book_rows(told)))


@given(st.lists(MOVEMENTS, min_size=1, max_size=30))
def test_any_movements_balance_and_turned_they_restore(asked):
    moved = [Movement(a[0], b[0], amount, a[1], b[1]) for a, b, amount in asked]

    assert sum(balances(moved).values()) == 0
    assert set(balances([*moved, *(each.turned() for each in moved)]).values()) == {0}


@pytest.mark.parametrize("code", charts.shipped())
def test_every_chart_that_comes_with_us_is_read_and_says_why_each_account_is_there(code):
    chart = charts.chart(code)

    assert all(chart.reasons[each.code] for each in chart.accounts)
    assert chart.account("wages:laundry").kind is AccountKind.EXPENSE
    assert chart.account("purse:spend").is_of_members
    assert chart.account("wages:") is chart.account("nothing") is None


def test_everything_wrong_with_a_chart_is_said_at_once():
    text = """
title = 7
extra = 1
[[account]]
code = "bank"
kind = "gold"
[[account]]
code = "bank"
title = "Bank"
kind = "asset"
because = "so"
of_members = "yes"
[[family]]
code = "wages"
title = "Pay"
kind = "expense"
because = "so"
"""
    with pytest.raises(charts.WrongChart) as wrong:
        charts.read_chart(text)
    with pytest.raises(charts.WrongChart, match="not TOML"):
        charts.read_chart("= 3")

    said = " | ".join(wrong.value.faults)
    for part in (
        "account[0].kind", "account[0].title", "account[0].because", "account[1].of_members",
        "extra: is not known", "code: must be a text", "title: must be a text",
        "bank: is there twice", "wages: the title must hold {name}",
    ):  # fmt: skip
        assert part in said

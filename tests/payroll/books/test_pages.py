"""The pages of the books: in words for members, in figures for whoever keeps them."""

import io
import re
from datetime import date

import pytest
from beancount import loader
from sqlalchemy import select

from coop.core.auditbook import AuditEntry
from coop.core.db import session
from payroll import told
from payroll.reading.balances import balance, trial_balance
from payroll.reading.entries import entries, locked_until
from payroll.rules.books.ledger import Movement
from payroll.rules.books.plain_books import standing
from tests.builders.books import DAY, an_entry, an_entry_of
from tests.builders.membership import a_cooperative, a_member

FILE = b"day,text,amount\n2026-02-24,Alder Hotel,120.00\n2026-02-25,Mill flour,-80.00\n"


@pytest.fixture
def house(app):
    return a_cooperative()


@pytest.fixture
def treasurer(house):
    return a_member(name="Tre Surer", office="treasurer")


@pytest.fixture
def auditor(house):
    return house.board


@pytest.fixture
def books(page, treasurer):
    """Let the treasurer sign in and open the bank’s page."""
    page.signed_in_as(treasurer).get("payroll.bank")
    return page


def pounds(amount: int) -> str:
    """Write an amount as the pages do."""
    return f"£{amount // 100:,}" if amount % 100 == 0 else f"£{amount / 100:,.2f}"


def a_pay(area: str = "laundry", people: int = 3) -> list:
    """Pay some people for work in an area."""
    paid = [a_member() for _ in range(people)]
    for each in paid:
        an_entry_of(
            [
                Movement(f"wages:{area}", "taken:levy", 123),
                Movement(f"wages:{area}", "purse:savings", 4567, credit_member=each.id),
            ],
            source="statement",
        )
    return paid


def test_a_member_reads_where_the_co_operative_stands(page, house):
    an_entry(amount=90_000)
    a_pay()
    member = a_member(signs_in=True)

    shown = page.signed_in_as(member).get("payroll.books")

    stands = standing(trial_balance())
    assert stands.has == stands.owes + stands.owns
    assert stands.owes == 3 * (4567 + 123)
    assert f"{pounds(stands.has)} is £140.70 and {pounds(stands.owns)}." in shown.text
    assert "Owed to members: pay kept for them, savings, loans £137.01" in shown.text
    assert "Keep the books" not in shown.text


def test_a_member_reads_the_budget_and_no_pay_of_few(page, house):
    a_pay("laundry", 3)
    a_pay("kitchen", 1)
    a_pay("garden", 2)
    member = a_member(signs_in=True)

    shown = page.signed_in_as(member).get("payroll.budget_page").text
    table = page.get("payroll.budget_csv").body.decode()

    for text in (shown, table):
        assert "laundry" in text
        assert "small areas together" in text
        assert "kitchen" not in text
        assert "garden" not in text


def test_whoever_keeps_the_books_writes_the_budget_down(books, monkeypatch):
    monkeypatch.setattr(told, "_carried", [lambda number: number == "2026-4"])
    an_entry(amount=30_000)
    books.get("payroll.plan_budget")

    wrong = books.send("Write it down", motion="2026-9", plan0="much", expect=422)
    books.get("payroll.plan_budget")
    refused = books.send("Write it down", motion="2026-9", plan0="500.00", expect=409)
    books.get("payroll.plan_budget")
    done = books.send("Write it down", motion="2026-4", plan0="500.00")

    assert "Write the amount in figures" in wrong.text
    assert "There is no carried motion 2026-9." in refused.text
    assert "by motion 2026-4" in done.text
    assert "£500" in done.text


def test_an_entry_is_written_by_hand_once_however_often_it_is_sent(books):
    an_entry(debit="expense:flour", credit="bank", amount=1)
    books.get("payroll.new_entry")
    fields = {
        "day": "2026-03-02", "says": "Flour, invoice 12", "amount": "80.00",
        "credit": "bank", "debit": "expense:flour",
    }  # fmt: skip
    token = next(form.fields["token"] for form in books.here.forms if "token" in form.fields)

    done = books.send("Write it in the books", **fields)
    books.post("payroll.new_entry", token=token, **fields)

    assert done.heading == "Flour, invoice 12"
    assert "Money in the bank Spent on flour £80" in done.text
    assert balance("expense:flour") == 8_001


def test_a_wrong_entry_by_hand_is_said_at_its_fields(books):
    an_entry()
    books.get("payroll.new_entry")

    wrong = books.send("Write it in the books", amount="0", says="", day="", expect=422)
    future = books.post(
        "payroll.new_entry", token="x", day="2027-01-01", says="Flour", amount="5", credit="bank",
        debit="cash", expect=409,
    )  # fmt: skip

    assert "The amount must be more than nothing." in wrong.text
    assert "Say what happened." in wrong.text
    assert "It has not happened yet." in future.text


def test_an_entry_is_taken_back_on_its_page_and_both_stay(books):
    an_entry()
    wrong = an_entry(debit="expense:soap", credit="bank", amount=500, says="Soap twice")
    books.get("payroll.entry_page", entry_id=wrong)

    books.send("Take the entry back", because="", expect=422)
    done = books.send("Take the entry back", because="Entered twice")

    assert "This takes another entry back." in done.text
    assert balance("expense:soap") == 0
    assert "taken back" in books.get("payroll.all_entries").text
    assert "Take it back" not in books.get("payroll.entry_page", entry_id=wrong).text


def test_entries_are_searched_sorted_and_downloaded(books):
    an_entry(says="Soap for the laundry", amount=900)
    an_entry(says="Flour", amount=100)

    found = books.open("/books/entries?q=soap&sort=amount")
    sheet = books.get("payroll.entries_csv", first="2026-01-01", last="2026-12-31")

    assert "Soap for the laundry" in found.text
    assert "Flour" not in found.text
    assert sheet.body.decode("utf-8-sig").splitlines()[0].startswith("Day,From,What happened")
    assert len(sheet.body.splitlines()) == 3


def test_accounts_are_listed_opened_and_read_move_by_move(books):
    an_entry(day=date(2026, 1, 5), amount=30_000, says="Hotel")
    an_entry(debit="expense:soap", credit="bank", amount=500, says="Soap")
    books.get("payroll.all_accounts")

    books.send("Open the account", name="!", expect=422)
    opened = books.post("payroll.open_account", name="Bus fares")
    bank = books.get("payroll.account_page", account_code="bank", first="2026-02-01")

    assert opened.heading == "Spent on bus fares"
    assert "Before £300" in bank.text
    assert "Soap Spent on soap -£5 £295" in bank.text
    assert "Hotel" not in bank.text
    books.get("payroll.account_page", account_code="nowhere", expect=404)
    assert b"Bus fares" in books.get("payroll.accounts_csv").body.replace(b"bus", b"Bus")


def test_the_trial_balance_says_both_sides(books):
    an_entry(amount=30_000)
    a_pay()

    shown = books.get("payroll.trial").text
    before = books.get("payroll.trial", on="2025-01-01").text

    both = sum(max(line.balance, 0) for line in trial_balance())
    assert f"Both sides come to {pounds(both)}. The books balance." in shown
    assert "Members’ purses: savings" in shown
    assert "Nothing was entered by that day." in before
    assert len(books.get("payroll.trial_csv").body.splitlines()) == len(trial_balance()) + 1


def test_the_books_of_a_member_show_every_account_with_its_moves(books):
    (paid, *_) = a_pay()

    listed = books.get("payroll.members_books").text
    shown = books.get("payroll.member_books", member_id=paid.id)
    before = books.get("payroll.member_books", member_id=paid.id, on="2026-01-01").text
    sheet = books.get("payroll.members_books_csv").body.decode()

    assert f"{paid.name} {paid.number} £45.67" in listed
    assert shown.heading == paid.name
    assert "Members’ purses: savings" in shown.text
    assert "Nothing has moved yet" in before
    assert paid.name not in sheet
    assert f"{paid.number},45.67" in sheet


def test_the_bank_is_taken_in_matched_entered_and_compared(books):
    an_entry(day=date(2026, 2, 23), amount=12_000, says="Invoice, Alder Hotel")
    an_entry(debit="expense:flour", credit="cash", amount=1)

    taken = books.post("payroll.take_in", file=(io.BytesIO(FILE), "march.csv"))
    assert "2 lines are new." in taken.text
    again = books.post("payroll.take_in", file=(io.BytesIO(FILE), "march.csv"))
    assert "Every line of this file was there already." in again.text
    matched = books.send("Yes, this is it – Alder Hotel, 24 Feb 2026")
    assert "The line is matched." in matched.text
    books.follow("Look at it, or enter it – Mill flour, 25 Feb 2026")
    books.send("Enter it", account="", expect=422)
    books.send("Enter it", account="expense:flour")
    met = books.get("payroll.bank", on="2026-02-28", bank="40.00").text
    wrong = books.get("payroll.bank", on="2026-02-28", bank="41.00").text
    books.get("payroll.bank", bank="much", expect=409)

    assert "They meet." in met
    assert "The bank has £1 more than it should." in wrong
    assert "No line of the bank waits." in met
    assert balance("expense:flour") == 8_001


def test_a_match_is_parted_and_made_again_by_choosing(books):
    sold = an_entry(amount=12_000)
    books.post("payroll.take_in", file=(io.BytesIO(FILE), "march.csv"))
    books.follow("Look at it, or enter it – Alder Hotel, 24 Feb 2026")
    books.send("This is it", entries=str(sold))
    books.get("payroll.all_bank_lines")
    books.follow("Alder Hotel")

    parted = books.send("No, this was wrong")
    line = parted.url.rpartition("/")[2]
    refused = books.post("payroll.match_line", line_id=line, entries="none", expect=409)

    assert "no longer matched" in parted.text
    assert "Choose at least one entry." in refused.text
    assert b"Alder Hotel,,120.00,no" in books.get("payroll.bank_csv").body


def test_a_wrong_file_is_refused_with_every_fault(books):
    wrong = books.post(
        "payroll.take_in", expect=409,
        file=(io.BytesIO(b"day,text,amount\nx,y,z\n"), "march.csv"),
    )  # fmt: skip
    hostile = b'<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/hostname">]><a>&a;</a>'
    refused = books.post("payroll.take_in", expect=409, file=(io.BytesIO(hostile), "march.xml"))
    nothing = books.post("payroll.take_in")

    assert "Line 2, day: “x” is no day." in wrong.text
    assert "Line 2, amount: “z” is no amount." in wrong.text
    assert "It was not read." in refused.text
    assert "Choose the bank’s file first." in nothing.text


def test_the_closing_balance_of_the_bank_is_compared_at_once(books):
    whole = b"""<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt>
<Stmt><Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="GBP">12.50</Amt>
<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-02-28</Dt></Dt></Bal><Ntry><Amt Ccy="GBP">12.50</Amt>
<CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-02-24</Dt></BookgDt></Ntry></Stmt>
</BkToCstmrStmt></Document>"""

    taken = books.post("payroll.take_in", file=(io.BytesIO(whole), "february.xml"))

    assert "They meet." in taken.text


def test_the_books_are_locked_on_their_page(books):
    books.get("payroll.lock")

    books.send("Look at it once more", until="", expect=422)
    books.get("payroll.lock")
    refused = books.send("Look at it once more", until="2026-03-02", because="Year", expect=409)
    an_entry(day=date(2026, 1, 20), amount=5_000)
    books.get("payroll.lock")
    shown = books.send("Look at it once more", until="2026-01-31", because="January agreed")
    assert locked_until() is None
    done = books.send("Lock for good")

    assert "Only days that are over are locked." in refused.text
    assert "Entries up to that day 1" in shown.text
    assert "January agreed" in done.text
    assert locked_until() == date(2026, 1, 31)


def test_the_books_are_taken_along_whole_by_who_keeps_them(books):
    paid = a_pay()

    text = books.get("payroll.export_beancount").body.decode()
    told_ = books.open("/books/export.beancount?for=auditors").body.decode()

    assert loader.load_string(text)[1] == loader.load_string(told_)[1] == []
    assert f"Liabilities:Purse:Savings:M{paid[0].number}" in text
    assert "Purse" not in told_


def test_auditors_read_sums_and_take_along_what_marks_nobody(page, auditor, house):
    a_pay()
    an_entry(debit="offices", credit="bank", amount=700)
    page.signed_in_as(auditor)

    trial = page.get("payroll.trial").text
    page.get("payroll.export")
    files = [
        page.get(f"payroll.export_{kind}").body.decode() for kind in ("beancount", "hledger", "csv")
    ]

    assert "The whole books" not in page.here.text
    assert not re.search("purse|savings|finance offices", trial, re.IGNORECASE)
    for text in files:
        assert not re.search("purse|savings|:offices|,offices", text, re.IGNORECASE)
    assert loader.load_string(files[0])[1] == []
    page.get("payroll.all_entries", expect=403)
    page.get("payroll.members_books", expect=403)
    page.get("payroll.bank", expect=403)


def test_the_log_says_nothing_that_marks_anybody(books):
    a_pay()
    books.get("payroll.export_csv")
    books.post("payroll.take_in", file=(io.BytesIO(FILE), "march.csv"))

    said = " ".join(
        f"{each.act} {each.subject} {each.details}"
        for each in session().scalars(select(AuditEntry))
    )

    assert "payroll.books_taken" in said
    assert "payroll.bank_imported" in said
    assert not re.search("purse|savings|levy|Alder|4567", said)


def test_lines_of_the_bank_that_wait_are_said_at_home(books):
    books.post("payroll.take_in", file=(io.BytesIO(FILE), "march.csv"))

    assert "2 lines of the bank’s statement wait to be matched." in books.get("home.home").text
    assert len(entries(DAY, DAY)) == 0


def test_a_year_is_closed_on_the_page_of_the_lock(books):
    an_entry(day=date(2025, 12, 30), amount=9_000)
    books.get("payroll.lock")

    books.send("Close the year", last="", expect=422)
    done = books.send("Close the year", last="2025-12-31")
    books.post("payroll.close_books_year", last="2027-12-31", expect=409)

    assert "The year is closed." in done.text
    assert "Sold to customers £90" in done.text
    assert balance("result") == -9_000


def test_the_cash_box_is_counted_and_compared(books):
    an_entry(debit="cash", credit="income:sales", amount=2_050)

    right = books.get("payroll.bank", on="2026-03-02", cash="20.50").text
    short = books.get("payroll.bank", on="2026-03-02", cash="19.50").text

    assert "The cash box holds what the books say." in right
    assert "There is £1 less in the box than in the books." in short


def test_books_are_begun_on_their_page_and_then_an_entry_can_be_written(page, treasurer):
    page.signed_in_as(treasurer)
    assert "There are no accounts yet." in page.get("payroll.books").text
    assert page.post("payroll.begin_books", day="soon", expect=422)

    page.post("payroll.begin_books", day="2026-01-01")

    shown = page.get("payroll.new_entry")
    assert "There are no accounts yet." not in page.get("payroll.books").text
    assert b'value="bank"' in shown.body


def test_who_does_not_keep_the_books_is_not_asked_to_begin_them(page, house):
    page.signed_in_as(a_member(signs_in=True))

    assert "Begin the books" not in page.get("payroll.books").text

"""What a member and an auditor may open tells nothing of others’ pay, or where they live."""

import re
from datetime import date
from pathlib import Path

from coop.membership.queries import members_on, today
from coop.verify import check_path
from payroll.reading.statements import statements_of
from tests.page import Page
from tests.stories.year.owning import SAVER
from tests.stories.year.pencil import paper
from tests.stories.year.told import Story

PLACES_AND_SCHEMES = (
    "England and Wales", "ew-prison", "ew-levy", "Riverside laundry", "Northgate",
    "Fenwick Road", "Harbour House",
)  # fmt: skip
DEDUCTIONS = (
    "levy", "Levy", "until release", "Savings", "private cash", "harmed",
    "Victim Support", "finance office", "prison",
)  # fmt: skip
"""Words that would mark whoever they stand beside; auditors read them only as sums of all."""
MEMBER = re.compile(r":M\d+\b|,\d+,[\d.]*,[\d.]*,GBP$")
MEMBERS_PAGES = (
    "home.home", "payroll.my_pay", "payroll.my_shares", "payroll.books", "payroll.budget_page",
    "payroll.surpluses",
)  # fmt: skip
AUDITORS_PAGES = (
    "home.home", "payroll.trial", "payroll.trial_csv", "payroll.export",
    "payroll.export_beancount", "payroll.export_hledger", "payroll.export_csv",
    "payroll.budget_page",
)  # fmt: skip
OFFICERS_PAGES = (
    "payroll.pay", "payroll.pay_people_list", "payroll.schemes", "payroll.all_entries",
    "payroll.members_books", "payroll.bank",
)  # fmt: skip


def nothing_leaks(story: Story, day: date) -> None:
    """Open what a member and an auditor may open, and look for words that would mark anybody."""
    with story.on(day) as office:
        _as_member(story, office.page)
        _as_auditor(story, office.page)


def _as_member(story: Story, page: Page) -> None:
    page.signed_in_as(story.house.let_in(SAVER))
    for endpoint in MEMBERS_PAGES:
        _is_clean(endpoint, page.get(endpoint).text)
    mine = statements_of(story.house.members[SAVER])
    assert len(mine) == len(story.runs) + len(story.corrections)
    for row in mine:
        _is_clean("statement", page.get("payroll.my_statement", statement_id=row.id).text)
    for endpoint in OFFICERS_PAGES:
        page.get(endpoint, expect=403)


def _as_auditor(story: Story, page: Page) -> None:
    page.signed_in_as(story.house.auditor)
    names = [row.name for row in members_on(today()) if row.id != story.house.auditor.id]
    for endpoint in AUDITORS_PAGES:
        text = page.get(endpoint).text
        assert [mark for mark in (*PLACES_AND_SCHEMES, *names) if mark in text] == [], endpoint
        for line in filter(MEMBER.search, text.splitlines()):
            assert [mark for mark in (*DEDUCTIONS, "purse", "savings") if mark in line] == [], line
    for endpoint in OFFICERS_PAGES:
        page.get(endpoint, expect=403)


def _is_clean(where: str, text: str) -> None:
    found = [mark for mark in (*PLACES_AND_SCHEMES, *DEDUCTIONS) if mark in text]
    assert found == [], f"{where}: {found}"


def taken_home(story: Story, day: date, folder: Path) -> None:
    """Take one’s statements along, as paper and as record; each proves itself elsewhere."""
    with story.on(day) as office:
        page = office.page.signed_in_as(story.house.let_in(SAVER))
        for row in statements_of(story.house.members[SAVER])[:3]:
            for endpoint, name in (
                ("payroll.my_statement_pdf", "mine.pdf"),
                ("payroll.my_statement_record", "mine.json"),
            ):
                file = folder / name
                file.write_bytes(page.get(endpoint, statement_id=row.id).body)
                findings = check_path(file)
                assert findings
                assert all(one.ok for one in findings)
            _is_clean("paper", paper((folder / "mine.pdf").read_bytes())[1])

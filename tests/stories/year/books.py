"""The books of the year: the bank put beside them, locked, taken along, and added up elsewhere."""

import io
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from beancount import loader
from beancount.core.data import Transaction

from coop.core.db import transaction
from payroll.actions import open_books
from payroll.reading.balances import balance
from payroll.reading.book import book
from payroll.rules.books.book_names import names_of
from tests.fetched import Fetched
from tests.inspection import words
from tests.stories.year.expected import Due
from tests.stories.year.owning import BOUGHT, PRICE, SAVER, saved_in
from tests.stories.year.plan import BEGINS, ENDS, Home
from tests.stories.year.sums import pounds
from tests.stories.year.told import PAID_AFTER, Story, way_of

BEAN_CHECK = Path(sys.executable).with_name("bean-check")
GRANT, CASH = 30_000_000, 4_000_000


def begun(story: Story) -> None:
    """Open the books; write down a grant, and what was fetched for the cash box."""
    with story.on(BEGINS) as office:
        with transaction():
            open_books(BEGINS, hand=story.house.treasurer.hand)
        page = office.page.signed_in_as(story.house.treasurer)
        for says, amount, credit, debit in (
            ("Grant of the county", GRANT, "income:grants", "bank"),
            ("Fetched for the cash box", CASH, "bank", "cash"),
        ):
            page.get("payroll.new_entry")
            page.send(
                "", day=BEGINS, says=says, amount=pounds(amount), credit=credit, debit=debit
            )  # fmt: skip


def bank_lines(dues: Mapping[int, Due], story: Story, last: date) -> list[tuple[date, str, int]]:
    """Write the bank’s statement of the first month by what must have been paid."""
    paid: Counter[str] = Counter()
    for place, due in dues.items():
        worker = story.house.workers[place]
        home, spend = worker.home_on(last), due.into("spend") - kept(place, 0)
        paid[home if home is not Home.OUT else way_of(worker, last).way] += spend
    day = last + PAID_AFTER
    out = [(day, f"TRANSFER {name}", -amount) for name, amount in paid.items() if name != "cash"]
    return [
        (BEGINS, "COUNTY COUNCIL", GRANT),
        (BEGINS, "CASH WITHDRAWN", -CASH),
        (date(2026, 4, 20), "SHARES", BOUGHT * PRICE),
        *out,
    ]


def reconciled(story: Story, first: date, last: date) -> None:
    """Take in the bank’s statement, match each line by one press, and see that both meet."""
    lines = bank_lines(story.year.due[first], story, last)
    rows = [f"{day},{text},{minus(amount)}" for day, text, amount in lines]
    file = "\n".join(["day,text,amount", *rows]).encode()
    with story.on(last + PAID_AFTER, 15) as office:
        page = office.page.signed_in_as(story.house.treasurer)
        page.get("payroll.bank")
        page.send("Take the file in", file=(io.BytesIO(file), "bank.csv"))
        assert f"{len(lines)} lines are new." in page.here
        while (proposed := _proposal(page.here)) is not None:
            button, entries = proposed
            page.send(button, entries=entries)
        assert "No line of the bank waits." in page.here
        total = sum(amount for _, _, amount in lines)
        assert "They meet." in page.get("payroll.bank", bank=minus(total))


def _proposal(here: Fetched) -> tuple[str, list[str]] | None:
    """Give the first button that says yes to a proposal, and the entries that it proposes."""
    for form in here.root.iter("form"):
        said = [words(one) for one in form.iter("button")]
        if said and "Yes, this is it" in said[0]:
            named = (one for one in form.iter("input") if one.get("name") == "entries")
            return said[0], [one.get("value", "") for one in named]
    return None


def locked(story: Story) -> None:
    """Lock the books of the first quarter; nothing can be entered in it any more."""
    with story.on(date(2026, 10, 21)) as office:
        page = office.page.signed_in_as(story.house.treasurer)
        page.get("payroll.lock")
        page.send("Look at it once more", until=date(2026, 6, 30), because="Looked through")
        page.send("Lock for good")
        page.get("payroll.new_entry")
        page.send(
            "", day=date(2026, 6, 30), says="Too late", amount="1.00", credit="bank",
            debit="cash", expect=409,
        )  # fmt: skip
        assert "The books are locked" in page.here


def closed(story: Story) -> None:
    """Close the year: what came in and was spent becomes its result."""
    with story.on(date(2027, 4, 6)) as office:
        page = office.page.signed_in_as(story.house.treasurer)
        page.get("payroll.lock")
        page.send("Close the year", last=ENDS)
        # The last month is paid, and so entered, in the year after.
        months = [dues for first, dues in story.year.newest.items() if first.month != ENDS.month]
        spent = sum(due.gross for dues in months for due in dues.values())
        assert -balance("result") == GRANT - spent


def added_up_elsewhere(story: Story, day: date, folder: Path) -> None:
    """Let Beancount check the books and add them up; it comes to what the page says."""
    with story.on(day) as office:
        page = office.page.signed_in_as(story.house.treasurer)
        text = page.get("payroll.export_beancount").text
        page_says = _by_name(page.get("payroll.trial_csv").rows)
    file = folder / "books.beancount"
    file.write_text(text, encoding="utf-8")
    ran = subprocess.run([BEAN_CHECK, file], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    assert _added_by_beancount(text) == page_says
    assert sum(page_says.values()) == 0


def _by_name(rows: Sequence[Sequence[str]]) -> dict[str, int]:
    """Read the trial balance under the names that the file gives its accounts."""
    names = names_of(book())
    found = {names[code]: int(Decimal(balance.lstrip("'")) * 100) for code, *_, balance in rows[1:]}
    return {name: amount for name, amount in found.items() if amount}


def _added_by_beancount(text: str) -> dict[str, int]:
    entries, errors, _ = loader.load_string(text)
    assert errors == []
    found: Counter[str] = Counter()
    for entry in entries:
        for each in entry.postings if isinstance(entry, Transaction) else ():
            account = re.sub(r":M\d+$", "", each.account)
            found[account] += int(each.units.number * 100)
    return {name: amount for name, amount in found.items() if amount}


def minus(amount: int) -> str:
    """Write pence that may be less than nothing."""
    return f"-{pounds(-amount)}" if amount < 0 else pounds(amount)


def kept(place: int, month: int) -> int:
    """Give what is kept from somebody’s pay towards a share."""
    return saved_in(month) if place == SAVER else 0

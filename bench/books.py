"""The books, with the real code: entering pay, and reading balances, at two sizes."""

import sqlite3
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

from bench.run import Row, median
from coop.app import create_app
from coop.core import accounts
from coop.core.audit import Hand
from coop.core.db import db, transaction
from coop.core.settings import Settings
from payroll.deeds.entering import enter_many
from payroll.reading.balances import owed_to, trial_balance
from payroll.reading.book import book
from payroll.reading.statements_of_account import member_ledger
from payroll.rules.books.beancount_text import beancount_text
from payroll.rules.books.ledger import Movement, NewEntry
from tests import services
from tests.builders.membership import QUICK, a_cooperative, a_member

TITLE = "The books: entering statements of pay, and reading what stands"
NOTE = (
    "Fifty members, a statement each a week with five movements, entered in parts of fifty, each "
    "part one transaction. Milliseconds of wall time, medians of three runs, one program, the real "
    "code. “An entry” is one statement in the books. Balances are one question to the database "
    "each; the export is written whole. SQLite waits for the disk at each commit; the tests’ "
    "PostgreSQL does not."
)
VERSIONS = ("sqlalchemy", "psycopg")
MEMBERS = 50
SIZES = (2_000, 20_000)
RUNS = 3
FIRST = date(2020, 1, 6)
WEEK = timedelta(days=7)
HAND = Hand(by=None)


def measure() -> list[Row]:
    """Measure both engines at both sizes."""
    return [_row(engine, size) for engine in ("postgresql", "sqlite") for size in SIZES]


def found_versions() -> dict[str, str]:
    """Say which SQLite was measured; PostgreSQL is the tests' own."""
    return {"SQLite": sqlite3.sqlite_version}


def _row(engine: str, size: int) -> Row:
    runs = [_run(engine, size) for _ in range(RUNS)]
    row: Row = {"engine": engine, "entries": size}
    row |= {name: median([run[name] for run in runs], 3) for name in runs[0]}
    print("  ", *row.values(), flush=True)
    return row


def _run(engine: str, size: int) -> dict[str, float]:
    """Measure one size once, on a fresh database."""
    accounts.use_hasher(QUICK)
    with services.fresh_database(engine) as url, tempfile.TemporaryDirectory() as folder:
        app = create_app(
            Settings.from_environ({"EVENHAND_DATA": folder, "EVENHAND_DATABASE_URL": url})
        )
        with app.app_context():
            a_cooperative()
            members = [a_member().id for _ in range(MEMBERS)]
            found = _measured(members, size)
            db.session.remove()
            db.engine.dispose()
            return found


def _measured(members: list[UUID], size: int) -> dict[str, float]:
    weeks = [_week(members, number) for number in range(size // MEMBERS)]
    found = {"an entry": _timed(lambda: _enter(weeks)) / size}
    began = time.process_time()
    _enter([_week(members, size // MEMBERS)])
    found["an entry, our CPU"] = (time.process_time() - began) * 1000 / MEMBERS
    found["asked again"] = _timed(lambda: _enter(weeks[-10:])) / (10 * MEMBERS)
    found["balances of 50 members"] = _timed(lambda: owed_to(members))
    found["trial balance"] = _timed(trial_balance)
    found["one member’s ledger"] = _timed(lambda: member_ledger(members[0]))
    found["the whole export"] = _timed(lambda: beancount_text(book()))
    _check(size + MEMBERS)
    return found


def _week(members: list[UUID], number: int) -> list[NewEntry]:
    """Make the entries of a week’s pay."""
    day = FIRST + number % 300 * WEEK
    return [
        NewEntry(
            day,
            "statement",
            f"{number} {each}",
            f"Statement {number}",
            [
                Movement("wages:laundry", "taken:tax", 1_100),
                Movement("wages:laundry", "taken:levy", 900),
                Movement("wages:laundry", "purse:spend", 9_000, credit_member=each),
                Movement("wages:bakery", "purse:savings", 4_000, credit_member=each),
                Movement("wages:bakery", "purse:family", 1_000, credit_member=each),
            ],
        )
        for each in members
    ]


def _enter(weeks: list[list[NewEntry]]) -> None:
    for week in weeks:
        with transaction():
            enter_many(week, hand=HAND)


def _check(entries: int) -> None:
    """Refuse a measurement of books that are not right."""
    lines = trial_balance()
    wages = sum(line.balance for line in lines if line.account.code.startswith("wages:"))
    if sum(line.balance for line in lines) or wages != entries * 16_000:
        raise ValueError("The books made for the benchmark are not right.")


def _timed(work: Callable[[], object]) -> float:
    """Give how many milliseconds some work takes."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000

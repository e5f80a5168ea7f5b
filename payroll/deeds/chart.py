"""Open the accounts of the books: the whole chart at once, and those of families when used."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from coop.core import audit, clock, jobs
from coop.core.audit import Hand
from coop.core.db import Base, is_postgresql, session
from payroll import acts
from payroll.models.books import LedgerAccount
from payroll.reading.accounts import account_of_row
from payroll.rules.books import charts
from payroll.rules.books.ledger import Account

A_LITTLE_LATER = timedelta(minutes=1)
ACCOUNTS = Base.metadata.tables[LedgerAccount.__tablename__]


def open_books(day: date, chart: str = charts.DEFAULT, *, hand: Hand) -> None:
    """Open every account that a chart lists; those that are open already stay as they are."""
    open_accounts(charts.chart(chart).accounts, day)
    _begin_with_register()
    audit.record(acts.BOOKS_OPENED, "books", hand=hand, day=day.isoformat(), chart=chart)


def accounts_for(codes: Collection[str], day: date) -> dict[str, Account]:
    """Give the accounts of the codes, opening what the chart knows and nobody used before.

    Where nobody opened the books, all of the chart is opened with them. A code that is in
    no chart is left out of the answer.
    """
    known = _known(codes)
    chart = charts.chart()
    missing = [chart.account(code) for code in codes if code not in known]
    found = [each for each in missing if each is not None]
    if found:
        is_first = not session().scalar(select(LedgerAccount.code).limit(1))
        open_accounts([*found, *(chart.accounts if is_first else ())], day)
        if is_first:
            _begin_with_register()
    return known | {each.code: each for each in found}


def open_accounts(accounts: Iterable[Account], day: date) -> None:
    """Write accounts that are not there yet; of two hands at once, one writes and both go on."""
    # Everybody writes in one order, so that two who open accounts never wait for each other.
    rows = [
        {
            "code": each.code,
            "title": each.title,
            "kind": each.kind.value,
            "is_of_members": each.is_of_members,
            "opened_on": day,
        }
        for each in sorted({one.code: one for one in accounts}.values(), key=lambda one: one.code)
    ]
    dialect = postgresql if is_postgresql() else sqlite
    once = dialect.insert(ACCOUNTS).on_conflict_do_nothing(index_elements=["code"])
    session().execute(once, rows)


def _begin_with_register() -> None:
    """Promise that the shares which the register holds already come into the books (PAY-79).

    And once more a little later: a share that is being written just now, by somebody who does
    not see these books yet, comes in then.
    """
    jobs.promise("payroll.enter_register", "books")
    jobs.promise("payroll.enter_register", "books-again", due=clock.now() + A_LITTLE_LATER)


def _known(codes: Collection[str]) -> dict[str, Account]:
    asked = select(LedgerAccount).where(LedgerAccount.code.in_(codes))
    return {row.code: account_of_row(row) for row in session().scalars(asked)}

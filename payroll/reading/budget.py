"""The budget of a year beside what the books say happened."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from coop.core.db import session
from payroll.models.books import BudgetLine, LedgerEntry, LedgerLine
from payroll.reading.accounts import accounts
from payroll.rules.books.budget import BUDGETED, BudgetRow, Year
from payroll.rules.books.ledger import GROWS_BY_DEBIT
from payroll.rules.nouns import Amount


@dataclass(frozen=True, slots=True)
class BudgetView:
    """A year with its rows, and the motions by which the members planned it."""

    year: Year
    rows: tuple[BudgetRow, ...]
    motions: tuple[str, ...]


def years() -> tuple[Year, ...]:
    """List the years that somebody planned, the newest first."""
    asked = select(BudgetLine.first_on, BudgetLine.last_on).distinct()
    found = sorted(session().execute(asked).all(), reverse=True)
    return tuple(Year(row.first_on, row.last_on) for row in found)


def year_of(day: date) -> Year:
    """Give the planned year that a day lies in, or else its calendar year."""
    planned = (each for each in years() if each.first <= day <= each.last)
    return next(planned, Year(date(day.year, 1, 1), date(day.year, 12, 31)))


def year_to_show(day: date) -> Year:
    """Give the planned year that a day lies in, else the last one that was planned before it.

    A year that nobody has planned yet has little to show: the one before it says more.
    """
    found = [each for each in years() if each.first <= day]
    within = (each for each in found if day <= each.last)
    return next(within, next(iter(found), year_of(day)))


def budget(year: Year) -> BudgetView:
    """Put the plan of a year beside what happened: income first, then spending."""
    planned, motions = _planned(year)
    moved, people = _moved(year), _people(year)
    rows = [
        BudgetRow(
            each,
            planned.get(each.code),
            moved.get(each.code, 0) * (1 if each.kind in GROWS_BY_DEBIT else -1),
            people.get(each.code, 0),
        )
        for each in accounts()
        if each.kind in BUDGETED and (each.code in planned or moved.get(each.code))
    ]
    rows.sort(key=lambda row: (not row.is_income, not row.is_pay, row.account.title))
    return BudgetView(year, tuple(rows), motions)


def _planned(year: Year) -> tuple[dict[str, Amount], tuple[str, ...]]:
    asked = (
        select(BudgetLine)
        .where(BudgetLine.first_on == year.first, BudgetLine.last_on == year.last)
        .order_by(BudgetLine.recorded_at, BudgetLine.id)
    )
    rows = session().scalars(asked).all()
    motions = tuple(dict.fromkeys(row.motion_number for row in rows))
    return {row.account: row.amount_minor for row in rows}, motions


def _moved(year: Year) -> dict[str, Amount]:
    """Give debits minus credits in the year, without what closed it."""
    found: dict[str, Amount] = {}
    for side, sign in ((LedgerLine.debit, 1), (LedgerLine.credit, -1)):
        asked = (
            select(side, func.sum(LedgerLine.amount_minor))
            .join(LedgerEntry, LedgerEntry.id == LedgerLine.entry_id)
            .where(LedgerLine.day.between(year.first, year.last))
            .where(LedgerEntry.source.not_in(CLOSING))
            .group_by(side)
        )
        for code, total in session().execute(asked):
            found[code] = found.get(code, 0) + sign * int(total)
    return found


CLOSING = ("surplus", "year")
"""What moves a year’s income and spending on is no income and no spending."""


def _people(year: Year) -> dict[str, int]:
    """Count the people whom each account of spending paid, as far as its movements name them."""
    whom = func.count(LedgerLine.credit_member_id.distinct())
    asked = (
        select(LedgerLine.debit, whom)
        .where(LedgerLine.day.between(year.first, year.last))
        .where(LedgerLine.credit_member_id.is_not(None))
        .group_by(LedgerLine.debit)
    )
    return {code: count for code, count in session().execute(asked)}  # noqa: C416 - rows, not pairs

"""What comes on paper for a run: hours before there were rosters, and an outside payroll’s tax."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from uuid import UUID

from coop.core.draw import Draw
from coop.core.money import minor, plain, rounded
from coop.demo.pay_terms import Worker, last_moves, schemes_by_place, worker_on
from coop.demo.pay_year import DAY, PayYear
from coop.demo.weeks import WEEK, WEEKS
from coop.membership.queries import members_on, the_cooperative
from coop.rostering.queries import approved_hours
from payroll.rules.runs.figures import Figure

FREE_OF_TAX = 104_800
"""So much of a month’s pay is free of tax and of insurance, in the made-up tables."""
TAX, INSURANCE = Fraction(1, 5), Fraction(8, 100)
INSURED_AS = {"plain": "social_insurance", "ew-levy": "national_insurance"}
INSIDE_RATE = "0.90"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One member’s paper of a month: who, under which scheme, from which day, how many hours."""

    worker: Worker
    first: date
    is_split: bool
    hours: Fraction

    def figure(self, code: str, value: str) -> Figure:
        """Give a figure for the stretch that the sheet is about."""
        day = self.first if self.is_split else None
        return Figure(self.worker.row.number, code, value, day=day)


def figures_of(year: PayYear, first: date, last: date) -> list[Figure]:
    """Give every figure that comes on paper for a month."""
    minutes: Counter[UUID] = Counter()
    for line in approved_hours(first, last).hours:
        minutes[line.member_id] += line.minutes if line.is_paid else 0
    found: list[Figure] = []
    for sheet in _sheets(year, first, last):
        found += _hours(year, sheet, first)
        found += _tax(year, sheet, first, minutes[sheet.worker.row.id])
    return found


def raised(year: PayYear, first: date, last: date) -> list[Figure]:
    """Give the new rate of an hour for every sheet of a month under plain pay."""
    return [
        sheet.figure("hourly_rate", _rate(year, sheet, first, is_risen=True))
        for sheet in _sheets(year, first, last)
        if sheet.worker.scheme == "plain" and sheet.hours
    ]


def _sheets(year: PayYear, first: date, last: date) -> Iterator[Sheet]:
    began = year.telling.ends.date()
    began -= began.weekday() * DAY + WEEKS * WEEK
    days = max(0, (min(began, last + DAY) - first).days)
    rows, schemes = members_on(last), schemes_by_place(last)
    moves = last_moves(last, [row.id for row in rows])
    for row in rows:
        moved = moves[row.id]
        is_split = first < moved <= last and moved > year.first
        since = max(first, moved)
        left = max(0, days - (since - first).days)
        worker = worker_on(row, schemes)
        if worker.scheme:
            weekly = worker.weekly_hours + Draw(f"{row.number} {first}").below(3) - 1
            yield Sheet(worker, since, is_split, Fraction(2 * weekly * left // 7, 2))


def _hours(year: PayYear, sheet: Sheet, first: date) -> list[Figure]:
    if not sheet.hours:
        return []
    rate = _rate(year, sheet, first, is_risen=False)
    if sheet.worker.scheme == "ew-prison":
        currency = the_cooperative().currency
        amount = rounded(sheet.hours * minor(INSIDE_RATE, currency))
        return [sheet.figure("weekly_rate", plain(amount, currency))]
    hours = f"{int(sheet.hours)}.{5 if sheet.hours.denominator > 1 else 0}"
    return [sheet.figure("hours", hours), sheet.figure("hourly_rate", rate)]


def _rate(year: PayYear, sheet: Sheet, first: date, *, is_risen: bool) -> str:
    rise = is_risen or first >= year.months[7][0]
    grade = sheet.worker.terms.grade or "*"
    if sheet.worker.scheme == "riverside":
        return "3.20"
    rates = (year.book.risen if rise else {}).get(sheet.worker.scheme)
    rows = rates or year.book.rates.get(sheet.worker.scheme, ())
    return next(amount for area, held, amount in rows if (area, held) == ("*", grade))


def _tax(year: PayYear, sheet: Sheet, first: date, minutes: int) -> list[Figure]:
    """Give tax and insurance as an outside payroll would, for whoever earns enough."""
    insured = INSURED_AS.get(sheet.worker.scheme)
    if insured is None:
        return []
    currency = the_cooperative().currency
    rate = minor(_rate(year, sheet, first, is_risen=False), currency)
    over = (sheet.hours + Fraction(minutes, 60)) * rate - FREE_OF_TAX
    if over <= 0:
        return []
    return [
        sheet.figure("income_tax", plain(rounded(over * TAX), currency)),
        sheet.figure(insured, plain(rounded(over * INSURANCE), currency)),
    ]

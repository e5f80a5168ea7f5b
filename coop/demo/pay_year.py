"""What every scene of pay shares: the story, its months, and the file of made-up figures."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from coop.core import clock
from coop.core.audit import Hand
from coop.demo.telling import Telling
from governance.queries import motion_rows
from payroll.rules.runs.life import month_end

PAY = Path(__file__).parent / "pay.toml"
DAY = timedelta(days=1)
MONTHS = 12
SETTLED = timedelta(days=12)
"""So many days after a month the hours of its last weeks are approved."""
Rate = tuple[str, str, str]
"""An area, a grade and an amount; a star is any."""


@dataclass(frozen=True, slots=True)
class PayMotion:
    """A motion about pay; its day counts from the first day of pay."""

    name: str
    days: int
    title: str
    summary: str
    text: str


@dataclass(frozen=True, slots=True)
class PayBook:
    """The file: motions, rates by scheme, switches, the budget, and what the books say."""

    motions: tuple[PayMotion, ...]
    rates: Mapping[str, Sequence[Rate]]
    risen: Mapping[str, Sequence[Rate]]
    switches: Mapping[str, Mapping[str, str]]
    budget: Mapping[str, str]
    monthly: Sequence[tuple[int, str, str, str, str]]
    bank: Sequence[tuple[int, str, str]]


@dataclass(frozen=True, slots=True)
class PayYear:
    """A year of pay up to today: the story, the file, and the twelve months."""

    telling: Telling
    book: PayBook
    months: tuple[tuple[date, date], ...]

    @property
    def first(self) -> date:
        """Give the first day of pay."""
        return self.months[0][0]

    @property
    def payroll(self) -> Hand:
        """Give the payroll officer’s hand."""
        return Hand(self.telling.company.officer("payroll_officer"))

    @property
    def treasurer(self) -> Hand:
        """Give the treasurer’s hand."""
        return Hand(self.telling.company.treasurer())

    def number_of(self, name: str) -> str:
        """Give the number of a carried motion by its name in the file."""
        title = next(one.title for one in self.book.motions if one.name == name)
        return next(row.number for row in motion_rows() if row.title == title and row.is_carried)

    def moment(self, day: date, hour: int = 9) -> datetime:
        """Give an hour of a day on the co-operative’s own wall."""
        return clock.at_local(day, hour, 0, self.telling.zone)


def pay_year(telling: Telling) -> PayYear:
    """Give the twelve months whose hours are settled by today; the month after them is open."""
    last = month_end(clock.local(telling.ends, telling.zone).date())
    while last + SETTLED > telling.ends.date():
        last = last.replace(day=1) - DAY
    months = [last]
    while len(months) < MONTHS:
        months.append(months[-1].replace(day=1) - DAY)
    return PayYear(telling, pay_book(), tuple((one.replace(day=1), one) for one in months[::-1]))


def pay_book() -> PayBook:
    """Read the file."""
    told = tomllib.loads(PAY.read_text(encoding="utf-8"))
    return PayBook(
        motions=tuple(PayMotion(**row) for row in told["motion"]),
        rates=told["rates"],
        risen=told["risen"],
        switches=told["switches"],
        budget=told["budget"],
        monthly=told["monthly"]["entries"],
        bank=told["bank"]["lines"],
    )

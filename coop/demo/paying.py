"""How the demonstration pays: schemes by vote, terms for everybody, a run each month, the books."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from functools import partial
from pathlib import Path

from coop.core.audit import Hand
from coop.core.draw import Draw
from coop.core.money import minor
from coop.demo.bookkeeping import plan_books
from coop.demo.deciding import Question, put_motion
from coop.demo.owning import plan_owning
from coop.demo.pay_days import plan_runs
from coop.demo.pay_terms import agree_terms
from coop.demo.pay_year import DAY, PayYear, Rate, pay_year
from coop.demo.telling import Telling
from coop.membership import actions
from coop.membership.queries import office, the_cooperative, today
from payroll.deeds.adopting import adopt_scheme
from payroll.rules.schemes.scheme import RateRow
from payroll.rules.schemes.scheme_file import shipped_text

OWN = Path(__file__).parent / "riverside.toml"
SHIPPED = ("plain", "ew-prison", "ew-levy")
APPOINTED = timedelta(days=95)
"""So long before the first day of pay the treasurer takes office."""
BEFORE = timedelta(days=8)
OWN_MONTH, MORE_MONTH, AWARD_MONTH = 4, 5, 8
"""Months, from the first as 0: the laundry’s own scheme, the rise, and the vote on the rise."""


def plan_paying(telling: Telling) -> None:
    """Plan everything that has to do with pay, up to today."""
    # A draw of its own: what is told of pay changes nothing else in the story.
    year = pay_year(replace(telling, draw=Draw("pay")))
    told = telling.told
    told.at(year.moment(year.first - APPOINTED), partial(_appoint, year))
    for motion in year.book.motions:
        question = Question(motion.title, motion.summary, motion.text, 0, lean=100, turnout=85)
        put = year.moment(year.first + motion.days * DAY, 11)
        told.at(put, partial(put_motion, year.telling, question))
    told.at(year.moment(year.first - BEFORE), partial(_adopt_shipped, year))
    told.at(year.moment(year.months[OWN_MONTH][0] - BEFORE), partial(_adopt_own, year))
    told.at(year.moment(year.months[AWARD_MONTH][0] + 2 * DAY), partial(_adopt_rise, year))
    told.at(year.moment(year.first - BEFORE, 10), partial(agree_terms, year, year.first))
    plan_books(year)
    plan_owning(year)
    plan_runs(year, corrected=range(MORE_MONTH, AWARD_MONTH - 1), from_month=AWARD_MONTH)


def _appoint(year: PayYear) -> None:
    """Let the secretary propose a treasurer; the board confirms where the rules ask for it."""
    company = year.telling.company
    proposed = actions.propose_office(
        company.treasurer(), office="treasurer", from_on=today(), hand=company.secretary()
    )
    if not office(proposed).is_confirmed:
        actions.confirm_office(proposed, hand=Hand(company.officer("board")))


def _adopt_shipped(year: PayYear) -> None:
    for code in SHIPPED:
        _adopt(year, code, year.book.rates[code], from_on=year.first, motion="schemes")


def _adopt_own(year: PayYear) -> None:
    adopt_scheme(
        text=OWN.read_text(encoding="utf-8"), switches={}, rates=(),
        from_on=year.months[OWN_MONTH][0], motion_number=year.number_of("laundry"),
        hand=year.payroll,
    )  # fmt: skip


def _adopt_rise(year: PayYear) -> None:
    _adopt(
        year, "plain", year.book.risen["plain"],
        from_on=year.months[MORE_MONTH][0], motion="award",
    )  # fmt: skip


def _adopt(year: PayYear, code: str, rates: Sequence[Rate], *, from_on: date, motion: str) -> None:
    currency = the_cooperative().currency
    rows = [
        RateRow(
            Fraction(minor(amount, currency)), from_on, "", area=area, grade=grade, written=amount
        )
        for area, grade, amount in rates
    ]
    adopt_scheme(
        text=shipped_text(code), switches=year.book.switches.get(code, {}), rates=rows,
        from_on=from_on, motion_number=year.number_of(motion), hand=year.payroll,
    )  # fmt: skip

"""How the demonstration runs its pay: hours closed, a draft, a check, another’s yes, and out."""

from collections.abc import Collection
from datetime import date
from functools import partial
from uuid import UUID

from coop.core.audit import Hand
from coop.core.db import session
from coop.demo.pay_sheets import figures_of, raised
from coop.demo.pay_terms import agree_terms, close_account
from coop.demo.pay_year import DAY, PayYear
from coop.membership.queries import today
from coop.rostering.deeds.closing_hours import close_period
from coop.rostering.reading.hours_open import open_of
from payroll.deeds.by_hand import ByHand, enter_by_hand
from payroll.deeds.figures import give_figures
from payroll.deeds.issuing import issue_run
from payroll.deeds.paying import pay_run
from payroll.deeds.runs import approve_run, begin_run, check_run, correct_run
from payroll.models.runs import PayRun
from payroll.reading.dues import dues_of_run
from payroll.reading.run_state import digest_of
from payroll.rules.runs.life import Calendar, month_end
from payroll.rules.runs.paying_out import total
from payroll.rules.runs.terms import Way

PAID_AFTER = 11 * DAY
"""So many days after a month its pay is made ready and paid."""
STILL_OPEN = "The members concerned were told; what is approved later is paid next month."
AWARDED = "The members’ vote on the rise in plain pay"
SHEETS = "Timesheets of {month}, folder 4"
Runs = dict[date, UUID]
"""The newest run of each month, by its first day."""


def plan_runs(year: PayYear, *, corrected: Collection[int], from_month: int) -> None:
    """Plan a run for each month and the corrections of some; the last month stays a draft."""
    runs: Runs = {}
    for first, last in year.months:
        _plan_draft(year, runs, first, last)
    for first, last in year.months[:-1]:
        _plan_end(year, runs, first, last + PAID_AFTER)
    for turn, place in enumerate(corrected):
        first, _ = year.months[place]
        day = year.months[from_month][0] + (4 + turn) * DAY
        year.telling.told.at(year.moment(day), partial(_correct, year, runs, first))
        _plan_end(year, runs, first, day)
    evening = year.moment(year.telling.ends.date() - DAY, 21)
    year.telling.told.at(evening, partial(close_account, year))


def _plan_draft(year: PayYear, runs: Runs, first: date, last: date) -> None:
    told, day = year.telling.told, last + PAID_AFTER
    told.at(year.moment(day, 9), partial(_close, year, first, last))
    told.at(year.moment(day, 10), partial(_begin, year, runs, first, last))


def _plan_end(year: PayYear, runs: Runs, first: date, day: date) -> None:
    for hour, scene in enumerate((_check, _approve, _issue, _pay), start=12):
        year.telling.told.at(year.moment(day, hour), partial(scene, year, runs, first))


def _close(year: PayYear, first: date, last: date) -> None:
    because = STILL_OPEN if open_of(first, last).total else ""
    planner = Hand(year.telling.company.officer("co_ordinator"))
    close_period(first, last, because, hand=planner)


def _begin(year: PayYear, runs: Runs, first: date, last: date) -> None:
    """Begin a run, with the figures of the paper timesheets and of the outside payroll."""
    agree_terms(year, last)
    paid = last + PAID_AFTER
    runs[first] = begin_run(Calendar.MONTH, first, last, pays_on=paid, hand=year.payroll)
    evidence = SHEETS.format(month=f"{first:%Y-%m}")
    give_figures(runs[first], figures_of(year, first, last), hand=year.payroll, evidence=evidence)


def _correct(year: PayYear, runs: Runs, first: date) -> None:
    """Work a month out again with the pay that was voted for."""
    runs[first] = correct_run(runs[first], AWARDED, hand=year.payroll)
    figures = raised(year, first, month_end(first))
    give_figures(runs[first], figures, hand=year.payroll, evidence=AWARDED)


def _check(year: PayYear, runs: Runs, first: date) -> None:
    check_run(runs[first], hand=year.payroll)


def _approve(year: PayYear, runs: Runs, first: date) -> None:
    approve_run(runs[first], digest_of(runs[first]), hand=year.treasurer)


def _issue(year: PayYear, runs: Runs, first: date) -> None:
    issue_run(runs[first], hand=year.payroll)


def _pay(year: PayYear, runs: Runs, first: date) -> None:
    """Fetch what is paid in cash from the bank, and pay everybody."""
    dues = dues_of_run(session().get_one(PayRun, runs[first]))
    if cash := total(one for one in dues if one.way is Way.CASH):
        what = ByHand(today(), "cash", "bank", cash, "Fetched for the cash box")
        enter_by_hand(what, source_id=f"cash for {runs[first]}", hand=year.treasurer)
    pay_run(runs[first], hand=year.payroll)

"""The front door of what can be read about pay; the rooms are in `payroll.reading`."""

from payroll.reading.accounts import account, accounts
from payroll.reading.balances import balance, owed_to, trial_balance
from payroll.reading.bank import bank_lines, proposed, reconciled
from payroll.reading.book import book
from payroll.reading.budget import budget, year_of, years
from payroll.reading.dues import dues_of_run
from payroll.reading.entries import entries, entry, locked_until
from payroll.reading.figure_targets import FigureView, figures_of
from payroll.reading.runs import (
    LineView,
    Progress,
    RunSums,
    RunView,
    StepView,
    line_of,
    lines_of_run,
    newest_end,
    odd_lines,
    plain_lines,
    progress_of,
    run_view,
    runs,
    statement_ids,
    steps_of_run,
    sums_of_run,
    sums_of_runs,
)
from payroll.reading.statements_of_account import account_statement, member_ledger
from payroll.reading.terms import (
    TermsRow,
    WayRow,
    terms_history,
    terms_on,
    terms_up_to,
    way_on,
    ways_history,
    ways_up_to,
)

__all__ = [
    "FigureView",
    "LineView",
    "Progress",
    "RunSums",
    "RunView",
    "StepView",
    "TermsRow",
    "WayRow",
    "account",
    "account_statement",
    "accounts",
    "balance",
    "bank_lines",
    "book",
    "budget",
    "dues_of_run",
    "entries",
    "entry",
    "figures_of",
    "line_of",
    "lines_of_run",
    "locked_until",
    "member_ledger",
    "newest_end",
    "odd_lines",
    "owed_to",
    "plain_lines",
    "progress_of",
    "proposed",
    "reconciled",
    "run_view",
    "runs",
    "statement_ids",
    "steps_of_run",
    "sums_of_run",
    "sums_of_runs",
    "terms_history",
    "terms_on",
    "terms_up_to",
    "trial_balance",
    "way_on",
    "ways_history",
    "ways_up_to",
    "year_of",
    "years",
]

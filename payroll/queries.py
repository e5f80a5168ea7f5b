"""The front door of what can be read about pay; the rooms are in `payroll.reading`."""

from payroll.reading.accounts import account, accounts
from payroll.reading.balances import balance, owed_to, trial_balance
from payroll.reading.bank import bank_lines, proposed, reconciled
from payroll.reading.book import book
from payroll.reading.budget import budget, year_of, years
from payroll.reading.dues import dues_of_run
from payroll.reading.entries import entries, entry, locked_until
from payroll.reading.figure_targets import FigureView, figures_of
from payroll.reading.gains import gains_of
from payroll.reading.leavers import means_on, owing
from payroll.reading.loans import interest_given, loans
from payroll.reading.owned_rules import owned_rules_history, owned_rules_on
from payroll.reading.purses import (
    MoveView,
    Released,
    RequestView,
    every_purse,
    is_issuing,
    open_purse_requests,
    purse_moves,
    purse_request,
    purse_titles,
    purses_now,
    released_with_money,
    requests_for_purses,
)
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
from payroll.reading.shares import instalments_for, nominee_of, open_orders, queue, suspension_on
from payroll.reading.statements_of_account import account_statement, member_ledger
from payroll.reading.surpluses import surplus, surpluses
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
    "MoveView",
    "Progress",
    "Released",
    "RequestView",
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
    "every_purse",
    "figures_of",
    "gains_of",
    "instalments_for",
    "interest_given",
    "is_issuing",
    "line_of",
    "lines_of_run",
    "loans",
    "locked_until",
    "means_on",
    "member_ledger",
    "newest_end",
    "nominee_of",
    "odd_lines",
    "open_orders",
    "open_purse_requests",
    "owed_to",
    "owing",
    "owned_rules_history",
    "owned_rules_on",
    "plain_lines",
    "progress_of",
    "proposed",
    "purse_moves",
    "purse_request",
    "purse_titles",
    "purses_now",
    "queue",
    "reconciled",
    "released_with_money",
    "requests_for_purses",
    "run_view",
    "runs",
    "statement_ids",
    "steps_of_run",
    "sums_of_run",
    "sums_of_runs",
    "surplus",
    "surpluses",
    "suspension_on",
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

"""The acts of pay that the log records; none says what anybody is paid, or under what scheme."""

from coop.core.audit import act
from coop.core.errors import N_

BOOKS_OPENED = act("payroll.books_opened", N_("Books opened"), "day", "chart")
ACCOUNT_OPENED = act("payroll.account_opened", N_("Account for spending opened"))
BOOKS_LOCKED = act("payroll.books_locked", N_("Books locked"), "until")
BOOKS_TAKEN = act("payroll.books_taken", N_("Books downloaded"), "whole")
ENTRY_WRITTEN = act("payroll.entry_written", N_("Entry in the books written by hand"), "day")
BANK_IMPORTED = act("payroll.bank_imported", N_("Bank’s statement taken in"), "lines", "new")
BANK_MATCHED = act("payroll.bank_matched", N_("Line of the bank matched"), "entries")
BANK_UNMATCHED = act("payroll.bank_unmatched", N_("Line of the bank parted from its entries"))
YEAR_CLOSED = act("payroll.year_closed", N_("Year of the books closed"), "last")
BUDGET_SET = act("payroll.budget_set", N_("Budget written down"), "first", "last", "lines")
ENTRY_REVERSED = act("payroll.entry_reversed", N_("Entry in the books taken back"), "day")

SCHEME_ADOPTED = act(
    "payroll.scheme_adopted", N_("Pay scheme adopted"), "from_on", "motion", "digest"
)
TERMS_SET = act("payroll.terms_set", N_("Terms of pay set"), "from_on")
WAY_SET = act("payroll.way_set", N_("Way of payment set"), "from_on")
RUN_BEGUN = act("payroll.run_begun", N_("Pay run begun"), "period", "revision")
RUN_DRAFTED = act("payroll.run_drafted", N_("Pay run drafted"), "period", "draft", "members")
RUN_REDRAFTED = act("payroll.run_redrafted", N_("Pay run to be drafted again"), "period")
RUN_CHECKED = act("payroll.run_checked", N_("Pay run checked"), "period", "digest")
RUN_SENT_BACK = act("payroll.run_sent_back", N_("Pay run sent back"), "period")
RUN_APPROVED = act("payroll.run_approved", N_("Pay run approved"), "period", "digest")
RUN_ISSUING = act("payroll.run_issuing", N_("Statements of a pay run to be issued"), "period")
RUN_ISSUED = act("payroll.run_issued", N_("Pay run issued"), "period", "statements")
RUN_PAID = act("payroll.run_paid", N_("Pay run paid"), "period", "payments")
RUN_DROPPED = act("payroll.run_dropped", N_("Pay run dropped"), "period")
FIGURES_GIVEN = act("payroll.figures_given", N_("Figures for a pay run given"), "period", "figures")
PURSE_PAID = act("payroll.purse_paid", N_("Money kept for a member paid out"))
PURSE_MOVED = act("payroll.purse_moved", N_("Money kept for a member put elsewhere"))
PURSE_ASKED = act("payroll.purse_asked", N_("Asked for money kept for oneself"))
PURSE_ANSWERED = act("payroll.purse_answered", N_("Request for money kept here answered"))
PURSE_TAKEN_BACK = act("payroll.purse_taken_back", N_("Request for money taken back"))
PAID_OUT = act("payroll.paid_out", N_("Payments of a pay run recorded"), "period", "payments")

PAY_QUESTIONED = act("payroll.pay_questioned", N_("Member says pay is wrong"))
PAY_ANSWERED = act("payroll.pay_answered", N_("Question about pay answered"))
LETTERS_MADE = act("payroll.letters_made", N_("Letters of a pay run made"), "runs")

SHARES_ORDERED = act("payroll.shares_ordered", N_("Applied for shares"), "shares")
ORDER_AGREED = act("payroll.order_agreed", N_("Order for shares agreed"), "shares")
ORDER_REFUSED = act("payroll.order_refused", N_("Order for shares refused"), "shares")
ORDER_PAID = act("payroll.order_paid", N_("Order for shares paid at once"), "shares")
ORDER_TAKEN_BACK = act("payroll.order_taken_back", N_("Order for shares taken back"), "shares")
SHARES_ASKED_BACK = act(
    "payroll.shares_asked_back", N_("Notice given to have shares paid out"), "shares"
)
REQUEST_PAID = act("payroll.request_paid", N_("Shares paid out to the first in turn"), "shares")
REQUEST_TAKEN_BACK = act("payroll.request_taken_back", N_("Notice for shares taken back"), "shares")
PAYING_OUT_SUSPENDED = act(
    "payroll.paying_out_suspended", N_("Paying shares out suspended"), "from_on"
)
PAYING_OUT_GOES_ON = act("payroll.paying_out_goes_on", N_("Paying shares out goes on"), "from_on")
NOMINEE_NAMED = act("payroll.nominee_named", N_("Nomination on death changed"))
NOMINEE_READ = act("payroll.nominee_read", N_("Nomination read after a death"))
OWED_PAID = act("payroll.owed_paid", N_("What was owed to a member paid"))
LOAN_AGREED = act("payroll.loan_agreed", N_("Loan from a member agreed"), "until", "limit")
LOAN_REPAID = act("payroll.loan_repaid", N_("Loan from a member repaid"), "part")
INTEREST_PAID = act(
    "payroll.interest_paid", N_("Interest given"), "capital", "first", "last", "motion"
)
SURPLUS_PROPOSED = act(
    "payroll.surplus_proposed", N_("Use of a surplus proposed"), "first", "last", "digest"
)
SURPLUS_SHARED = act("payroll.surplus_shared", N_("Surplus shared"), "first", "last", "motion")
SURPLUS_DROPPED = act("payroll.surplus_dropped", N_("Proposal for a surplus dropped"))
OWNED_RULES_CHOSEN = act(
    "payroll.owned_rules_chosen", N_("Rules of ownership chosen"), "version", "from_on", "motion"
)

"""The acts of pay that the log records; none says what anybody is paid, or under what scheme."""

from coop.core.audit import act
from coop.core.errors import N_

BOOKS_OPENED = act("payroll.books_opened", N_("Books opened"), "day", "chart")
BOOKS_LOCKED = act("payroll.books_locked", N_("Books locked"), "until")
ENTRY_REVERSED = act("payroll.entry_reversed", N_("Entry in the books taken back"), "day")

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
PAID_OUT = act("payroll.paid_out", N_("Payments of a pay run recorded"), "period", "payments")

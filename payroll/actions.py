"""The front door of deeds about pay; the rooms behind it are in `payroll.deeds`."""

from payroll.deeds.banking import enter_from_bank, import_bank, match, unmatch
from payroll.deeds.budgeting import set_budget
from payroll.deeds.by_hand import ByHand, enter_by_hand, reverse_by_hand
from payroll.deeds.chart import open_books
from payroll.deeds.choosing_rules import choose_owned_rules
from payroll.deeds.entering import enter, enter_many, reverse
from payroll.deeds.figures import give_figures
from payroll.deeds.issuing import issue_run
from payroll.deeds.loans import NewLoan, RateLimit, agree_loan, repay_loan
from payroll.deeds.locking import lock_books
from payroll.deeds.nominees import name_nominee
from payroll.deeds.paying import close_payment, confirm_office, pay_run, pay_way, send_to_office
from payroll.deeds.paying_interest import NewInterest, give_interest
from payroll.deeds.paying_owed import pay_everybody, pay_owed
from payroll.deeds.purses import (
    ask_for_purse,
    grant_purse_request,
    move_between_purses,
    pay_out_purse,
    refuse_purse_request,
    take_back_purse_request,
)
from payroll.deeds.runs import (
    approve_run,
    begin_run,
    check_run,
    correct_run,
    drop_run,
    redraft_run,
    send_back,
)
from payroll.deeds.share_orders import (
    buy_whole_shares,
    decide_order,
    order_shares,
    pay_up_order,
    take_back_order,
)
from payroll.deeds.share_withdrawals import (
    ask_withdrawal,
    pay_withdrawal,
    suspend_withdrawals,
    take_back_withdrawal,
)
from payroll.deeds.spending import open_spending
from payroll.deeds.surpluses import Plan, carry_out_surplus, drop_surplus, propose_surplus
from payroll.deeds.terms import set_pay_terms, set_pay_way

__all__ = [
    "ByHand",
    "NewInterest",
    "NewLoan",
    "Plan",
    "RateLimit",
    "agree_loan",
    "approve_run",
    "ask_for_purse",
    "ask_withdrawal",
    "begin_run",
    "buy_whole_shares",
    "carry_out_surplus",
    "check_run",
    "choose_owned_rules",
    "close_payment",
    "confirm_office",
    "correct_run",
    "decide_order",
    "drop_run",
    "drop_surplus",
    "enter",
    "enter_by_hand",
    "enter_from_bank",
    "enter_many",
    "give_figures",
    "give_interest",
    "grant_purse_request",
    "import_bank",
    "issue_run",
    "lock_books",
    "match",
    "move_between_purses",
    "name_nominee",
    "open_books",
    "open_spending",
    "order_shares",
    "pay_everybody",
    "pay_out_purse",
    "pay_owed",
    "pay_run",
    "pay_up_order",
    "pay_way",
    "pay_withdrawal",
    "propose_surplus",
    "redraft_run",
    "refuse_purse_request",
    "repay_loan",
    "reverse",
    "reverse_by_hand",
    "send_back",
    "send_to_office",
    "set_budget",
    "set_pay_terms",
    "set_pay_way",
    "suspend_withdrawals",
    "take_back_order",
    "take_back_purse_request",
    "take_back_withdrawal",
    "unmatch",
]

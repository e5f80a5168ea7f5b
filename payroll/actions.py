"""The front door of deeds about pay; the rooms behind it are in `payroll.deeds`."""

from payroll.deeds.choosing_rules import choose_owned_rules
from payroll.deeds.loans import NewLoan, RateLimit, agree_loan, repay_loan
from payroll.deeds.nominees import name_nominee
from payroll.deeds.paying_interest import NewInterest, give_interest
from payroll.deeds.paying_owed import pay_owed
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
from payroll.deeds.surpluses import Plan, carry_out_surplus, drop_surplus, propose_surplus

__all__ = [
    "NewInterest",
    "NewLoan",
    "Plan",
    "RateLimit",
    "agree_loan",
    "ask_withdrawal",
    "buy_whole_shares",
    "carry_out_surplus",
    "choose_owned_rules",
    "decide_order",
    "drop_surplus",
    "give_interest",
    "name_nominee",
    "order_shares",
    "pay_owed",
    "pay_up_order",
    "pay_withdrawal",
    "propose_surplus",
    "repay_loan",
    "suspend_withdrawals",
    "take_back_order",
    "take_back_withdrawal",
]

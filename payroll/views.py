"""The front door of the pages of pay; the rooms are in `payroll.doors`."""

from types import ModuleType

from payroll.doors import (
    books,
    books_accounts,
    books_bank,
    books_entries,
    books_needs,
    books_out,
    figures,
    interest,
    loans,
    my_pay,
    my_purses,
    own_shares,
    owned_held,
    owned_matters,
    owned_needs,
    owned_rules,
    pay_letters,
    pay_people,
    pay_questions,
    payments,
    purses,
    run_lines,
    run_needs,
    runs,
    schemes,
    shares,
    shares_owed,
    surplus,
)
from payroll.doors.door import bp

__all__ = ["bp", "rooms"]

rooms: tuple[ModuleType, ...] = (
    books,
    books_accounts,
    books_bank,
    books_entries,
    books_needs,
    books_out,
    figures,
    interest,
    loans,
    my_pay,
    my_purses,
    own_shares,
    owned_held,
    owned_matters,
    owned_needs,
    owned_rules,
    pay_letters,
    pay_people,
    pay_questions,
    payments,
    purses,
    run_lines,
    run_needs,
    runs,
    schemes,
    shares,
    shares_owed,
    surplus,
)
"""Every file that hangs pages on the blueprint."""

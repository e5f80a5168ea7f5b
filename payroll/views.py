"""The front door of the pages of pay; the rooms are in `payroll.doors`."""

from types import ModuleType

from payroll.doors import (
    books,
    books_accounts,
    books_bank,
    books_entries,
    books_needs,
    books_out,
    my_pay,
    pay_questions,
    schemes,
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
    my_pay,
    pay_questions,
    schemes,
)
"""Every file that hangs pages on the blueprint."""

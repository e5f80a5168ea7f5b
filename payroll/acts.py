"""The acts of pay that the log records; none says what anybody is paid, or under what scheme."""

from coop.core.audit import act
from coop.core.errors import N_

BOOKS_OPENED = act("payroll.books_opened", N_("Books opened"), "day", "chart")
BOOKS_LOCKED = act("payroll.books_locked", N_("Books locked"), "until")
ENTRY_REVERSED = act("payroll.entry_reversed", N_("Entry in the books taken back"), "day")

"""Whether the books may be locked up to a day, and what closes a year (PAY-82, PAY-94)."""

from collections.abc import Iterable, Sequence
from datetime import date

from coop.core.errors import N_, Refusal
from payroll.rules.books.ledger import AccountKind, Movement, TrialLine

RESULT = "result"
OF_A_YEAR = frozenset({AccountKind.INCOME, AccountKind.EXPENSE})


def refusals_to_lock(
    until: date, because: str, *, locked_until: date | None, today: date
) -> list[Refusal]:
    """Say everything that stands in the way of a lock: it is of the past, forward, explained."""
    found = []
    if until >= today:
        found.append(Refusal("PAY-82", N_("Only days that are over are locked."), {"day": today}))
    if locked_until is not None and until <= locked_until:
        found.append(
            Refusal(
                "PAY-82",
                N_("The books are locked up to and on %(day)s already."),
                {"day": locked_until},
                N_("Choose a later day. A lock never goes back."),
            )
        )
    if not because.strip():
        found.append(Refusal("PAY-82", N_("Say why the books are locked, such as “Year agreed”.")))
    return found


def closing_movements(trial: Iterable[TrialLine]) -> list[Movement]:
    """Give what brings every account of income and spending to nothing, into the result."""
    return [
        Movement(RESULT, line.account.code, line.balance)
        if line.balance > 0
        else Movement(line.account.code, RESULT, -line.balance)
        for line in trial
        if line.account.kind in OF_A_YEAR and line.balance
    ]


def refusals_to_close(last: date, movements: Sequence[Movement], *, today: date) -> list[Refusal]:
    """Say everything that stands in the way of closing a year (PAY-94)."""
    found = []
    if last >= today:
        found.append(Refusal("PAY-94", N_("Only a year that is over is closed.")))
    if not movements:
        found.append(
            Refusal("PAY-94", N_("Nothing came in and nothing was spent since the last close."))
        )
    return found

"""Close a year: what came in and was spent becomes its result, which the members decide about."""

from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from coop.core import audit
from coop.core.audit import Hand
from coop.core.db import session
from coop.core.errors import refuse_if
from coop.membership.actions import take_turns
from coop.membership.queries import today
from payroll import acts
from payroll.deeds.entering import enter
from payroll.deeds.locking import writer_of
from payroll.models.books import LedgerEntry
from payroll.reading.balances import trial_balance
from payroll.rules.books.locks import closing_movements, refusals_to_close


def close_year(last: date, *, hand: Hand) -> UUID:
    """Move all income and spending up to and on a day to the result (PAY-94).

    What is entered on those days afterwards falls in the result of the next year, or of the
    same one closed once more.
    """
    writer_of(hand)
    # Of two hands at once, the second finds nothing left to close.
    take_turns()
    movements = closing_movements(trial_balance(last))
    refuse_if(refusals_to_close(last, movements, today=today()))
    made = enter(
        day=last,
        source="year",
        source_id=f"{last.isoformat()} {_closed_before(last) + 1}",
        says="Year closed: income and spending moved to the result",
        movements=movements,
        hand=hand,
    )
    audit.record(acts.YEAR_CLOSED, made, hand=hand, last=last.isoformat())
    return made


def _closed_before(last: date) -> int:
    asked = select(func.count()).where(LedgerEntry.source == "year", LedgerEntry.day == last)
    return session().scalar(asked) or 0

"""Write down the budget that the members decided on."""

from collections.abc import Mapping

from coop.core import audit, clock
from coop.core.audit import Hand
from coop.core.db import session
from coop.core.errors import refuse_if
from payroll import acts
from payroll.deeds.chart import accounts_for
from payroll.deeds.locking import writer_of
from payroll.models.books import BudgetLine
from payroll.rules.books.budget import Year, refusals_to_budget
from payroll.rules.nouns import Amount
from payroll.told import refusals_of_motion


def set_budget(year: Year, lines: Mapping[str, Amount], *, motion_number: str, hand: Hand) -> None:
    """Write the plan of a year by a carried motion; a later row of an account holds (PAY-91)."""
    by = writer_of(hand)
    accounts = accounts_for(list(lines), year.first)
    refuse_if([*refusals_to_budget(year, lines, accounts), *refusals_of_motion(motion_number)])
    session().add_all(
        BudgetLine(
            first_on=year.first,
            last_on=year.last,
            account=code,
            amount_minor=amount,
            motion_number=motion_number.strip(),
            recorded_at=clock.now(),
            recorded_by=by,
        )
        for code, amount in sorted(lines.items())
    )
    session().flush()
    said = {"first": year.first.isoformat(), "last": year.last.isoformat()}
    audit.record(acts.BUDGET_SET, "budget", hand=hand, lines=len(lines), **said)

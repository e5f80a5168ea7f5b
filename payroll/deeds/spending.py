"""Open an account for a new kind of spending."""

from coop.core import audit
from coop.core.audit import Hand
from coop.core.errors import N_, Refusal, refuse_if
from coop.membership.queries import today
from payroll import acts
from payroll.deeds.chart import accounts_for
from payroll.deeds.locking import writer_of
from payroll.rules.books.charts import slug


def open_spending(name: str, *, hand: Hand) -> str:
    """Open the account of a kind of spending; give its code (PAY-81)."""
    writer_of(hand)
    code = f"expense:{slug(name)}"
    if not slug(name):
        refuse_if([Refusal("PAY-81", N_("Give the account a name in letters or figures."))])
    accounts_for([code], today())
    audit.record(acts.ACCOUNT_OPENED, code, hand=hand)
    return code

"""The accounts of the books, as they were opened."""

from sqlalchemy import select

from coop.core.db import session
from coop.core.errors import N_, NotFound
from coop.rostering import queries
from payroll.models.books import LedgerAccount
from payroll.rules.books import charts
from payroll.rules.books.budget import BUDGETED
from payroll.rules.books.ledger import Account, AccountKind
from payroll.rules.runs.flows import wages_account


def account_of_row(row: LedgerAccount) -> Account:
    """Give an account as the rules know it."""
    return Account(
        row.code, row.title, AccountKind(row.kind), row.is_of_members, row.opened_on, row.closed_on
    )


def accounts() -> tuple[Account, ...]:
    """List every account that is open or was, in the order of the codes."""
    rows = session().scalars(select(LedgerAccount).order_by(LedgerAccount.code))
    return tuple(account_of_row(row) for row in rows)


def budgetable() -> tuple[Account, ...]:
    """List what can be planned: income, spending, and the pay of each open work area."""
    known = {each.code: each for each in accounts() or charts.chart().accounts}
    areas = (wages_account(f":{each.name}") for each in queries.areas() if not each.closed_on)
    for code in sorted(set(areas) - known.keys()):
        found = charts.chart().account(code)
        known |= {code: found} if found else {}
    return tuple(each for _, each in sorted(known.items()) if each.kind in BUDGETED)


def account(code: str) -> Account:
    """Give one account; `NotFound` when it was never opened."""
    row = session().get(LedgerAccount, code)
    if row is None:
        raise NotFound(N_("account"))
    return account_of_row(row)

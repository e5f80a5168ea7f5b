"""The accounts of the books, as they were opened."""

from sqlalchemy import select

from coop.core.db import session
from coop.core.errors import N_, NotFound
from payroll.models.books import LedgerAccount
from payroll.rules.ledger import Account, AccountKind


def account_of_row(row: LedgerAccount) -> Account:
    """Give an account as the rules know it."""
    return Account(
        row.code, row.title, AccountKind(row.kind), row.is_of_members, row.opened_on, row.closed_on
    )


def accounts() -> tuple[Account, ...]:
    """List every account that is open or was, in the order of the codes."""
    rows = session().scalars(select(LedgerAccount).order_by(LedgerAccount.code))
    return tuple(account_of_row(row) for row in rows)


def account(code: str) -> Account:
    """Give one account; `NotFound` when it was never opened."""
    row = session().get(LedgerAccount, code)
    if row is None:
        raise NotFound(N_("account"))
    return account_of_row(row)

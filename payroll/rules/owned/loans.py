"""What stands in the way of a loan from a member, and of paying it back (PAY-71)."""

from datetime import date

from coop.core.errors import N_, Refusal
from payroll.rules.nouns import Amount


def refusals_to_lend(amount: Amount, from_on: date, until_on: date, *, own: bool) -> list[Refusal]:
    """Say everything against a loan, but for its rate (PAY-62, PAY-71)."""
    found = []
    if amount <= 0:
        found.append(Refusal("PAY-71", N_("A loan needs an amount.")))
    if until_on <= from_on:
        found.append(Refusal("PAY-71", N_("A loan ends after it begins.")))
    if own:
        todo = N_("Ask another officer.")
        found.append(Refusal("PAY-62", N_("Nobody agrees to their own loan."), {}, todo))
    return found


def refusals_to_repay(
    amount: Amount, left: Amount, *, paid_on: date, from_on: date, own: bool
) -> list[Refusal]:
    """Say everything against paying so much of a loan back (PAY-62, PAY-71)."""
    found = []
    if not 0 < amount <= left:
        todo = N_("Pay back at most what is left.")
        found.append(Refusal("PAY-71", N_("This is not what is left of the loan."), {}, todo))
    if paid_on < from_on:
        found.append(Refusal("PAY-71", N_("A loan is paid back after it begins.")))
    if own:
        todo = N_("Ask another officer.")
        found.append(Refusal("PAY-62", N_("Nobody pays their own loan back."), {}, todo))
    return found

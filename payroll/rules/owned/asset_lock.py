"""The asset lock: what was built together is nobody’s to carry off (PAY-67, PAY-77)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from coop.core.errors import N_, Refusal
from coop.core.money import shared_out
from payroll.rules.nouns import Amount

CO_OWNERSHIP = "co_ownership"


@dataclass(frozen=True, slots=True)
class Means:
    """What the co-operative has and owes on a day, in minor units."""

    assets: Amount
    debts: Amount
    """All that is owed, to members too, but for their shares."""
    shares: Amount
    """What all members together have paid in for shares."""

    @property
    def for_shares(self) -> Amount:
        """Give what is there for the shares: never more than was paid in, never under nothing."""
        return max(0, min(self.shares, self.assets - self.debts))

    @property
    def locked(self) -> Amount:
        """Give what is left when all debts and shares are paid: nobody’s own."""
        return max(0, self.assets - self.debts - self.shares)


@dataclass(frozen=True, slots=True)
class Ended:
    """What becomes of everything when the co-operative ends."""

    unpaid_debts: Amount
    shares: Mapping[int, Amount]
    """What each member gets for their shares, by membership number."""
    rest: Amount
    rest_to: str
    rest_of_members: Mapping[int, Amount]
    """The rest, by number, where the rules let members have it."""


def worth(paid_in: Amount, means: Means) -> Amount:
    """Give what a member gets for shares: what was paid in, less where losses ate it (PAY-67).

    What the co-operative earned and kept is in no share. A part of a unit stays.
    """
    if means.shares <= 0:
        return 0
    return paid_in * means.for_shares // means.shares


def refusals_to_pay_out(asked: Amount, paid_in: Amount, means: Means) -> list[Refusal]:
    """Say everything against paying so much for shares to somebody who leaves (PAY-67)."""
    if asked <= worth(paid_in, means):
        return []
    if asked > paid_in:
        todo = N_("Pay at most what was paid in. Reserves belong to nobody.")
        return [Refusal("PAY-67", N_("This is more than was paid for the shares."), {}, todo)]
    todo = N_("Ask the members. If the books lack something that you have, enter it first.")
    return [Refusal("PAY-67", N_("Losses have eaten a part of the shares."), {}, todo)]


def ended(
    means: Means,
    paid_in: Mapping[int, Amount],
    rest_to: str,
    contributed: Mapping[int, Amount] | None = None,
) -> Ended:
    """Work out an end: debts first, then shares as paid in, then the rest (PAY-77).

    Shares that cannot all be paid are paid in proportion. The rest goes to whom the rules
    name; to members only where the rules say so, in proportion to what each contributed.
    """
    shares = _in_proportion(means.for_shares, paid_in)
    own = rest_to == CO_OWNERSHIP
    rest = _in_proportion(means.locked, contributed or {}) if own else {}
    return Ended(max(0, means.debts - means.assets), shares, means.locked, rest_to, rest)


def refusals_to_end(
    rest_to: str, contributed: Mapping[int, Amount] | None, means: Means
) -> list[Refusal]:
    """Say everything that must be settled before an end can be worked out (PAY-77)."""
    if not rest_to:
        todo = N_("Choose the rules of ownership, and say who has the rest.")
        return [Refusal("PAY-77", N_("The rules do not say who has the rest."), {}, todo)]
    if rest_to == CO_OWNERSHIP and means.locked and not any((contributed or {}).values()):
        todo = N_("Give what each member contributed in the last six years.")
        return [Refusal("PAY-77", N_("Nobody’s contribution is known."), {}, todo)]
    return []


def last_day_to_pay(left_on: date, years: int) -> date:
    """Give the day by which somebody who left must have been paid (PAY-67)."""
    try:
        return left_on.replace(year=left_on.year + years)
    except ValueError:
        # 29 February becomes the last day of that month in a short year.
        return left_on.replace(year=left_on.year + years, day=28)


def _in_proportion(total: Amount, weights: Mapping[int, Amount]) -> dict[int, Amount]:
    numbers: Sequence[int] = sorted(weights)
    if not total or not any(weights.values()):
        return dict.fromkeys(numbers, 0)
    parts = shared_out(total, [weights[number] for number in numbers])
    return dict(zip(numbers, parts, strict=True))

"""What of a surplus may be told to everybody without saying what one member got (PAY-78)."""

from dataclasses import dataclass

from coop.core.errors import N_
from payroll.rules.nouns import Amount
from payroll.rules.owned.surplus import Part, Shared

MEMBERS = N_("To members")
REST = N_("Reserves, purpose and members together")


@dataclass(frozen=True, slots=True)
class Shown:
    """One line as everybody may read it."""

    says: str
    amount: Amount


def shown_to_all(shared: Shared, smallest: int) -> tuple[Shown, ...]:
    """Give the parts as they may be published; nothing where even the rest would tell (PAY-78).

    A part that fewer than `smallest` members share is put together with others, until the sum
    tells of nobody. What the law sets aside is no secret: anybody can work it out.
    """
    by_law = tuple(_line(one) for one in shared.parts if one.is_by_law)
    free = [one for one in shared.parts if not one.is_by_law]
    ours = [one for one in free if one.receivers is not None]
    others = [one for one in free if one.receivers is None]
    if all((one.receivers or 0) >= smallest for one in ours):
        return (*by_law, *(_line(one) for one in free))
    together = sum(one.amount for one in ours)
    if len(shared.members) >= smallest:
        return (*by_law, *(_line(one) for one in others), Shown(MEMBERS, together))
    if any(one.amount for one in others):
        rest = together + sum(one.amount for one in others)
        return (*by_law, Shown(REST, rest))
    return ()


def _line(part: Part) -> Shown:
    return Shown(part.says, part.amount)

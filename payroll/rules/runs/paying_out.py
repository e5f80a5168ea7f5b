"""What a run pays out, to whom and by which way (PAY-43, PAY-47)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from payroll.rules.nouns import Amount
from payroll.rules.runs.terms import PaidBy, Way
from payroll.rules.statements.document_shape import parts, text, whole


@dataclass(frozen=True, slots=True)
class Due:
    """Money that a run pays out to one member from one purse."""

    member_id: UUID
    number: int
    name: str
    purse: str
    amount: Amount
    paid_by: PaidBy | None
    """None: the member has not said how."""
    office: UUID | None
    """The establishment whose finance office passes it on, where it goes that way."""
    reference: str
    """The number of the statement that it belongs to."""
    is_paid: bool = False

    @property
    def way(self) -> Way | None:
        """Give the way that the money goes; None when it cannot go anywhere yet."""
        if self.paid_by is None or (self.paid_by.way is Way.OFFICE and self.office is None):
            return None
        return self.paid_by.way

    @property
    def waits(self) -> bool:
        """Say whether it is still to be paid, and can be."""
        return not self.is_paid and self.way not in {None, Way.HOLD}


def dues_of(document: Mapping[str, object], paid_out: Collection[str]) -> dict[str, Amount]:
    """Give what a statement leaves to be paid out of each purse that runs pay out.

    Earlier balances stay where they are: only what this pay put in, less what was kept of it.
    """
    found = {}
    for one in parts(document, "purses"):
        amount = whole(one, "in") - whole(one, "out")
        if text(one, "code") in paid_out and amount > 0:
            found[text(one, "code")] = amount
    return found


def by_office(dues: Iterable[Due]) -> dict[UUID, list[Due]]:
    """Sort what goes through finance offices by establishment."""
    found: dict[UUID, list[Due]] = {}
    for one in dues:
        if one.way is Way.OFFICE and one.office is not None:
            found.setdefault(one.office, []).append(one)
    return found


def total(dues: Iterable[Due]) -> Amount:
    """Add up amounts."""
    return sum(one.amount for one in dues)


def is_settled(dues: Sequence[Due]) -> bool:
    """Say whether a run has paid all that it can: what a member holds back may wait."""
    return all(one.is_paid or one.way is Way.HOLD for one in dues)

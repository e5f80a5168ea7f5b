"""Members as pay sees them: whose terms are missing, and whose way."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from coop.membership.names import sort_key
from coop.membership.queries import members_on
from payroll.reading.terms import terms_up_to, ways_up_to
from payroll.rules.runs.stretches import held_on
from payroll.rules.runs.terms import PaidBy, Terms


@dataclass(frozen=True, slots=True)
class PayPerson:
    """A member with the terms and the way that hold on a day; None where nobody said."""

    id: UUID
    number: int
    name: str
    sort_name: str
    terms: Terms | None
    way: PaidBy | None

    @property
    def lacks(self) -> int:
        """Order people: without terms first, then without a way, then all others."""
        if self.terms is None:
            return 0
        return 1 if self.way is None and self.terms.is_paid else 2


def pay_people(day: date) -> list[PayPerson]:
    """List every member; those whose terms are missing stand first."""
    terms, ways = terms_up_to(day), ways_up_to(day)
    found = [
        PayPerson(
            row.id,
            row.number,
            row.name,
            row.sort_name,
            held_on(terms.get(row.id, []), day),
            held_on(ways.get(row.id, []), day),
        )
        for row in members_on(day)
    ]
    return sorted(found, key=lambda one: (one.lacks, sort_key(one.sort_name), one.number))

"""What one member was given beside pay: interest, and parts of a surplus."""

import json
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from coop.membership.queries import called
from payroll.reading.loans import InterestView, interest_given
from payroll.reading.surpluses import surpluses
from payroll.rules.nouns import Amount
from payroll.rules.owned.surplus_document import own_part


@dataclass(frozen=True, slots=True)
class Gain:
    """So much for these days; `what` is shares or loans (interest), or surplus."""

    first: date
    last: date
    what: str
    amount: Amount


def gains_of(member_id: UUID) -> tuple[Gain, ...]:
    """List what one member was given, the latest days first."""
    number = called([member_id])[member_id].number
    shared = [one for one in surpluses() if one.state == "shared"]
    found = [
        *(Gain(one.first, one.last, one.on_what, _own(one, number)) for one in interest_given()),
        *(
            Gain(one.first, one.last, "surplus", sum(own_part(one.document, number)))
            for one in shared
        ),
    ]
    return tuple(
        sorted((one for one in found if one.amount), key=lambda one: one.last, reverse=True)
    )


def _own(given: InterestView, number: int) -> Amount:
    rows: list[dict[str, int]] = json.loads(given.document)["members"]
    return sum(row["amount"] for row in rows if row["number"] == number)

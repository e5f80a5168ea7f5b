"""Builders of entries in the books; each is made through its deed, by nobody in particular."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import count
from uuid import UUID

from coop.core.audit import Hand
from coop.core.db import transaction
from payroll.deeds.entering import enter
from payroll.rules.books.ledger import Movement

_numbers: Iterator[int] = count(1)
_hand = Hand(by=None)
DAY = date(2026, 3, 2)


def an_entry(
    *,
    day: date = DAY,
    debit: str = "bank",
    credit: str = "income:sales",
    amount: int = 1000,
    debit_member: UUID | None = None,
    credit_member: UUID | None = None,
    source: str = "hand",
    source_id: str = "",
    says: str = "Something happened",
) -> UUID:
    """Enter one movement."""
    movement = Movement(debit, credit, amount, debit_member, credit_member)
    return an_entry_of([movement], day=day, source=source, source_id=source_id, says=says)


def an_entry_of(
    movements: Sequence[Movement],
    *,
    day: date = DAY,
    source: str = "hand",
    source_id: str = "",
    says: str = "Something happened",
) -> UUID:
    """Enter several movements as one thing that happened."""
    with transaction():
        return enter(
            day=day,
            source=source,
            source_id=source_id or f"made {next(_numbers)}",
            says=says,
            movements=movements,
            hand=_hand,
        )

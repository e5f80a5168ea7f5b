"""What a run has to pay out, to whom and by which way; what is paid already, and what waits."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from coop.core.db import session
from coop.membership.queries import Called, called, stays_up_to
from payroll.models.runs import Payment, PayRun, Statement
from payroll.reading.balances import owed_to
from payroll.reading.held_schemes import versions_up_to
from payroll.reading.terms import ways_up_to
from payroll.rules.nouns import Amount
from payroll.rules.runs.keeping import paid_out
from payroll.rules.runs.paying_out import Due, dues_of
from payroll.rules.runs.stretches import held_on
from payroll.rules.runs.terms import PaidBy


@dataclass(frozen=True, slots=True)
class _Known:
    """Facts of everybody who has a statement in a run."""

    people: Mapping[UUID, Called]
    ways: Mapping[UUID, PaidBy | None]
    offices: Mapping[UUID, UUID | None]
    owed: Mapping[UUID, Mapping[str, Amount]]
    paid: Mapping[tuple[UUID, str], Amount]
    purses: frozenset[str]


def dues_of_run(run: PayRun) -> list[Due]:
    """List what a run pays out, by membership number.

    Nobody is paid more than lies in the purse, whatever their statement said when it came out.
    """
    rows = session().scalars(select(Statement).where(Statement.run_id == run.id)).all()
    known = _known(run, [row.member_id for row in rows])
    found = [due for row in rows for due in _dues(row, known)]
    return sorted(found, key=lambda one: (one.number, one.purse))


def _known(run: PayRun, members: list[UUID]) -> _Known:
    ways, stays = ways_up_to(run.pays_on, members), stays_up_to(run.pays_on, members)
    asked = select(Payment).where(Payment.run_id == run.id)
    schemes = [held for dated in versions_up_to(run.last_on).values() for _, held in dated]
    return _Known(
        people=called(members),
        ways={member_id: held_on(dated, run.pays_on) for member_id, dated in ways.items()},
        offices={member_id: lived[-1].establishment_id for member_id, lived in stays.items()},
        owed=owed_to(members),
        paid={(row.member_id, row.purse): row.amount_minor for row in session().scalars(asked)},
        purses=frozenset().union(*(paid_out(held.scheme) for held in schemes)),
    )


def _dues(row: Statement, known: _Known) -> Iterator[Due]:
    document = json.loads(row.document)
    person = known.people[row.member_id]
    for purse, amount in dues_of(document, known.purses).items():
        paid = known.paid.get((row.member_id, purse))
        there = known.owed[row.member_id].get(f"purse:{purse}", 0)
        if paid is None and there <= 0:
            continue
        yield Due(
            member_id=row.member_id,
            number=person.number,
            name=person.name,
            purse=purse,
            amount=min(amount, there) if paid is None else paid,
            paid_by=known.ways.get(row.member_id),
            office=known.offices.get(row.member_id),
            reference=document["number"],
            is_paid=paid is not None,
        )

"""The register that the law asks for, as at any day; it knows nothing of classes."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from coop.core.db import session
from coop.membership.models.member import Standing
from coop.membership.names import sort_key
from coop.membership.reading.facts import ENTRIES
from coop.membership.reading.members import everyone_on
from coop.membership.reading.offices import OfficeView, every_office


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One time of membership: who, where notices are served, shares, from when to when."""

    member_id: UUID
    number: int
    name: str
    sort_name: str
    service_address: str
    shares: int
    paid_minor: int
    entered_on: date
    ceased_on: date | None

    @property
    def is_current(self) -> bool:
        """Say whether the membership goes on."""
        return self.ceased_on is None


@dataclass(frozen=True, slots=True)
class Spell:
    """One time of membership of one person, from the day entered to the day ceased."""

    entered_on: date
    ceased_on: date | None


def register_on(day: date) -> tuple[RegisterRow, ...]:
    """Give the register as it stood on a day, those who had ceased too, as names sort.

    A person who came back has a line for each time, under the one number.
    """
    spells = _spells_on(day)
    rows = [
        RegisterRow(
            member_id=who.id,
            number=who.number,
            name=who.name,
            sort_name=who.sort_name,
            service_address=who.service_address,
            shares=who.shares if spell.ceased_on is None else 0,
            paid_minor=who.paid_minor if spell.ceased_on is None else 0,
            entered_on=spell.entered_on,
            ceased_on=spell.ceased_on,
        )
        for who in everyone_on(day)
        for spell in spells[who.id]
    ]
    return tuple(sorted(rows, key=_order))


def officers_on(day: date) -> tuple[OfficeView, ...]:
    """Give the particulars of officers as the register keeps them: those who have left too."""
    found = (each for each in every_office() if each.is_confirmed and each.from_on <= day)
    return tuple(sorted(found, key=lambda each: (each.office, each.from_on, each.number)))


def spells(steps: Iterable[tuple[str, date]]) -> tuple[Spell, ...]:
    """Turn the steps of one person, in order, into times of membership."""
    found: list[Spell] = []
    for step, day in steps:
        if step in ENTRIES:
            found.append(Spell(day, None))
        elif found and found[-1].ceased_on is None:
            found[-1] = Spell(found[-1].entered_on, day)
    return tuple(found)


def _spells_on(day: date) -> dict[UUID, tuple[Spell, ...]]:
    steps: dict[UUID, list[tuple[str, date]]] = defaultdict(list)
    rows = session().execute(
        select(Standing.member_id, Standing.step, Standing.from_on)
        .where(Standing.from_on <= day)
        .order_by(Standing.member_id, Standing.from_on, Standing.recorded_at)
    )
    for member_id, step, from_on in rows:
        steps[member_id].append((step, from_on))
    return {member_id: spells(taken) for member_id, taken in steps.items()}


def _order(row: RegisterRow) -> tuple[tuple[str, str], int, date]:
    return sort_key(row.sort_name), row.number, row.entered_on

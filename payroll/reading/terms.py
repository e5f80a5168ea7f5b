"""Terms of pay and ways of payment as they hold on a day: one question for many members."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Select, select

from coop.core import canonical
from coop.core.db import session
from payroll.models.schemes import PayTerms, PayWay, SchemeAdopted
from payroll.rules.runs.life import Calendar
from payroll.rules.runs.stretches import held_on
from payroll.rules.runs.terms import Employer, PaidBy, Terms, Way

T = TypeVar("T", PayTerms, PayWay)
Members = Collection[UUID] | None
"""Only these members; None: everybody."""
DatedTerms = list[tuple[date, Terms]]
DatedWays = list[tuple[date, PaidBy]]


@dataclass(frozen=True, slots=True)
class TermsRow:
    """Terms as they were written down, and by whom."""

    from_on: date
    terms: Terms
    recorded_at: datetime
    recorded_by: UUID


@dataclass(frozen=True, slots=True)
class WayRow:
    """A way of payment as it was written down, and by whom."""

    from_on: date
    way: PaidBy
    recorded_at: datetime
    recorded_by: UUID


def terms_up_to(day: date, members: Members = None) -> dict[UUID, DatedTerms]:
    """Give the terms of these members up to a day, in the order in which they hold."""
    found: dict[UUID, DatedTerms] = defaultdict(list)
    asked = _dated(PayTerms, members).where(PayTerms.from_on <= day)
    for row in session().scalars(asked):
        found[row.member_id].append((row.from_on, _terms(row)))
    return dict(found)


def ways_up_to(day: date, members: Members = None) -> dict[UUID, DatedWays]:
    """Give the ways of payment of these members up to a day, in order."""
    found: dict[UUID, DatedWays] = defaultdict(list)
    asked = _dated(PayWay, members).where(PayWay.from_on <= day)
    for row in session().scalars(asked):
        found[row.member_id].append((row.from_on, _way(row)))
    return dict(found)


def terms_on(member_id: UUID, day: date) -> Terms | None:
    """Give the terms of one member on a day."""
    return held_on(terms_up_to(day, [member_id]).get(member_id, []), day)


def way_on(member_id: UUID, day: date) -> PaidBy | None:
    """Give how one member’s money reaches them on a day."""
    return held_on(ways_up_to(day, [member_id]).get(member_id, []), day)


def terms_history(member_id: UUID) -> tuple[TermsRow, ...]:
    """List everything written about a member’s terms, the latest day first."""
    rows = reversed(session().scalars(_dated(PayTerms, [member_id])).all())
    return tuple(
        TermsRow(row.from_on, _terms(row), row.recorded_at, row.recorded_by) for row in rows
    )


def ways_history(member_id: UUID) -> tuple[WayRow, ...]:
    """List everything written about how a member’s money reaches them, the latest day first."""
    rows = reversed(session().scalars(_dated(PayWay, [member_id])).all())
    return tuple(WayRow(row.from_on, _way(row), row.recorded_at, row.recorded_by) for row in rows)


def is_adopted(code: str, day: date) -> bool:
    """Say whether the members have adopted a scheme that holds on a day."""
    asked = select(SchemeAdopted.id).where(SchemeAdopted.code == code, SchemeAdopted.from_on <= day)
    return session().scalars(asked.limit(1)).first() is not None


def _dated(model: type[T], members: Members) -> Select[T]:
    asked = select(model).order_by(model.from_on, model.recorded_at, model.id)
    return asked if members is None else asked.where(model.member_id.in_(list(members)))


def _terms(row: PayTerms) -> Terms:
    settings = {key: str(value) for key, value in (canonical.read(row.settings) or {}).items()}
    return Terms(row.scheme, row.grade, Employer(row.employer), Calendar(row.calendar), settings)


def _way(row: PayWay) -> PaidBy:
    return PaidBy(Way(row.way), row.iban, row.bic, row.holder)

"""Whom figures are for, what their schemes ask for, and the figures that a run has."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select

from coop.core.db import session
from coop.membership.queries import everyone_on, the_cooperative
from payroll.models.runs import PayInput, PayRun
from payroll.reading.held_schemes import versions_up_to
from payroll.reading.terms import terms_up_to
from payroll.rules.nouns import Period
from payroll.rules.runs.figures import Target
from payroll.rules.runs.life import Calendar, code_of
from payroll.rules.runs.stretches import Days, changes_in, held_on
from payroll.rules.schemes.scheme import Scheme


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure that holds in a run, with where it comes from."""

    member_id: UUID
    code: str
    value: str
    because: str
    evidence: str
    keyed_at: datetime
    keyed_by: UUID


def targets_for(run: PayRun, numbers: Collection[int]) -> dict[int, tuple[UUID, Target]]:
    """Give the members with these numbers, each with the schemes that may pay them in the run."""
    people = {row.number: row.id for row in everyone_on(run.last_on) if row.number in numbers}
    schemes = schemes_of(run, people.values())
    currency = the_cooperative().currency
    period = Period(
        code_of(Calendar(run.calendar), run.first_on, run.last_on), run.first_on, run.last_on
    )
    return {
        number: (member_id, Target(schemes[member_id], currency, period))
        for number, member_id in people.items()
    }


def schemes_of(run: PayRun, members: Collection[UUID]) -> dict[UUID, list[Scheme]]:
    """Give the schemes under which each member may be paid in a run."""
    days, versions = Days(run.first_on, run.last_on), versions_up_to(run.last_on)
    found: dict[UUID, list[Scheme]] = {member_id: [] for member_id in members}
    for member_id, dated in terms_up_to(run.last_on, list(members)).items():
        starts = [days.first, *changes_in(dated, days)]
        terms = [one for day in starts if (one := held_on(dated, day)) is not None]
        for code in dict.fromkeys(one.scheme for one in terms if one.is_paid):
            held = held_on(versions.get(code, ()), days.last)
            found[member_id] += [held.scheme] if held else []
    return found


def figures_of(run_id: UUID) -> list[FigureView]:
    """List the figures that hold in a run, the newest first; those taken back are left out."""
    found: dict[tuple[UUID, str], FigureView] = {}
    for row in _figures(PayInput.run_id == run_id):
        key = (row.member_id, row.code)
        found.pop(key, None)
        if row.value:
            found[key] = row
    return list(found.values())[::-1]


def figures_about(member_id: UUID) -> list[FigureView]:
    """List every figure ever given for a member, in any run, in order."""
    return _figures(PayInput.member_id == member_id)


def _figures(wanted: ColumnElement[bool]) -> list[FigureView]:
    asked = select(PayInput).where(wanted).order_by(PayInput.keyed_at, PayInput.id)
    return [
        FigureView(
            row.member_id, row.code, row.value, row.because, row.evidence, row.keyed_at,
            row.keyed_by,
        )
        for row in session().scalars(asked)
    ]  # fmt: skip

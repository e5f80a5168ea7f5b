"""Try a scheme on a gross pay, without anybody’s name: the page shows the working at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import request

from coop.core.errors import Refusal
from payroll.rules.nouns import Computed, PayFacts
from payroll.rules.periods import period_containing
from payroll.rules.schemes.computing import CannotCompute, compute
from payroll.rules.schemes.scheme import Scheme


@dataclass(frozen=True, slots=True)
class Tried:
    """What was typed, and what came of it."""

    gross: str
    pay: Computed | None = None
    refusals: tuple[Refusal, ...] = ()


def tried(scheme: Scheme, switches: Mapping[str, str], day: date) -> Tried:
    """Work out the pay of this week for the gross in the address; nothing is kept."""
    gross = request.args.get("gross", "").strip()[:20]
    if not gross:
        return Tried("")
    week = period_containing(day, "week")
    facts = PayFacts(week, week.first, week.last, inputs={"gross": gross}, settings=switches)
    try:
        return Tried(gross, pay=compute(scheme, facts))
    except CannotCompute as refused:
        return Tried(gross, refusals=refused.refusals)

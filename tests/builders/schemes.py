"""Builders of pay under schemes: facts of one stretch, and shipped schemes at work."""

from collections.abc import Mapping, Sequence
from datetime import date

from payroll.rules.nouns import Computed, PayFacts, Worked
from payroll.rules.periods import period_of
from payroll.rules.schemes.computing import compute
from payroll.rules.schemes.scheme import Scheme
from payroll.rules.schemes.scheme_file import read_scheme, shipped_text

CARRIED = "2026-1"
"""The number of the one motion that was carried."""


def a_scheme(code: str = "plain") -> Scheme:
    """Read a scheme that comes with Evenhand."""
    return read_scheme(shipped_text(code), f"{code}.toml")


def pay_facts(
    *,
    period: str = "2026-W47",
    first: date | None = None,
    last: date | None = None,
    worked: Sequence[Worked] = (),
    grade: str = "",
    employer: str = "co_operative",
    balances: Mapping[str, int] | None = None,
    settings: Mapping[str, str] | None = None,
    **inputs: str,
) -> PayFacts:
    """Give facts of a period; every other keyword is an input of the scheme."""
    whole = period_of(period)
    return PayFacts(
        period=whole,
        first=first or whole.first,
        last=last or whole.last,
        worked=tuple(worked),
        grade=grade,
        employer=employer,
        inputs=inputs,
        balances=balances or {},
        settings=settings or {},
    )


def some_work(
    *,
    day: date = date(2026, 11, 17),
    minutes: int = 60,
    area: str = "Laundry",
    kind: str = "paid",
    is_paid: bool = True,
    is_late: bool = False,
) -> Worked:
    """Give approved time of one day."""
    return Worked(day, area, kind, minutes, is_paid, is_late)


def paid_under(
    code: str,
    *,
    period: str = "2026-W47",
    settings: Mapping[str, str] | None = None,
    balances: Mapping[str, int] | None = None,
    **inputs: str,
) -> Computed:
    """Work out a pay under a scheme that comes with Evenhand."""
    facts = pay_facts(period=period, settings=settings, balances=balances, **inputs)
    return compute(a_scheme(code), facts)


def line_of(computed: Computed, code: str) -> int:
    """Give the amount of one line; it must be there."""
    return next(one.amount for one in computed.lines if one.code == code)


def purse_of(computed: Computed, code: str) -> int:
    """Give what goes into one purse; it must be there."""
    return next(one.amount for one in computed.purses if one.code == code)

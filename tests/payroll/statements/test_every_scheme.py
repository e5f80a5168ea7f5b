"""Every scheme that is shipped prints a working that anybody can do again."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payroll.rules.nouns import Computed
from payroll.rules.periods import period_of
from payroll.rules.schemes.computing import compute
from payroll.rules.schemes.scheme_file import read_scheme, shipped, shipped_text
from payroll.rules.schemes.setting import facts_from
from payroll.rules.statements.document import Purse, Stretch, Year, faults_in, statement_document
from tests.builders.statements import statement_facts

PERIODS = ("2026-W47", "2026-11", "2026-11-02..2026-11-15")


def computed_under(code: str, period: str, gross: int) -> Computed:
    """Work out a gross pay, in minor units, under a shipped scheme."""
    scheme = read_scheme(shipped_text(code), f"{code}.toml")
    given_gross = f"gross={gross // 100}.{gross % 100:02}"
    return compute(scheme, facts_from(scheme, period_of(period), [given_gross]))


def document_of(computed: Computed, period: str) -> dict[str, object]:
    """Write the statement of one stretch."""
    days = period_of(period)
    facts = replace(
        statement_facts(),
        currency=computed.currency,
        period=days,
        stretches=(Stretch(days.first, days.last, "2026-7", computed),),
        purses=tuple(Purse(one.code, one.says, 0, one.amount) for one in computed.purses),
        year=Year(days.first),
    )
    return statement_document(facts)


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("code", shipped())
@settings(max_examples=15, deadline=None)
@given(gross=st.integers(0, 400_000))
def test_a_shipped_schemes_statement_adds_up(code: str, period: str, gross: int) -> None:
    document = document_of(computed_under(code, period, gross), period)

    assert faults_in(document) == []

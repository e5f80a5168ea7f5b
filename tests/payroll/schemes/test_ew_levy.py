"""The earnings levy of England and Wales, on the numbers cited in our notes of November 2026."""

from dataclasses import replace

import pytest

from payroll.rules.schemes.computing import CannotCompute, compute
from payroll.rules.schemes.scheme import Scheme
from payroll.rules.schemes.scheme_file import read_scheme, shipped_text
from tests.builders.schemes import a_scheme, line_of, paid_under, pay_facts, purse_of


@pytest.mark.parametrize(
    ("gross", "levy", "net"),
    [
        pytest.param("25.00", 200, 2300, id="40 % of the 5.00 over the threshold"),
        pytest.param("20.00", 0, 2000, id="nothing on the threshold itself"),
        pytest.param("220.00", 8000, 14000, id="40 % of 200.00"),
        pytest.param("20.01", 0, 2001, id="less than half a penny is not taken"),
        pytest.param("20.02", 1, 2001, id="from half a penny on one is"),
    ],
)
def test_the_levy_is_taken_from_what_is_over_twenty_pounds(gross, levy, net):
    found = paid_under("ew-levy", gross=gross)

    assert line_of(found, "levy") == -levy
    assert found.net == net == purse_of(found, "spend")


def test_the_levy_is_on_what_tax_orders_and_maintenance_leave():
    found = paid_under(
        "ew-levy",
        gross="300.00",
        income_tax="30.00",
        national_insurance="10.00",
        court_orders="25.00",
        child_maintenance="15.00",
    )

    assert line_of(found, "levy") == -8000
    assert found.net == 14000


def test_a_governor_may_take_less_and_nothing_but_not_more():
    assert line_of(paid_under("ew-levy", gross="220.00", levy_rate="10 %"), "levy") == -2000
    assert line_of(paid_under("ew-levy", gross="220.00", levy_rate="0"), "levy") == 0

    with pytest.raises(CannotCompute, match="levy_rate must be from 0 to 2/5"):
        paid_under("ew-levy", gross="220.00", levy_rate="41 %")


def test_the_threshold_of_a_part_of_a_week_is_a_part_of_it():
    month = paid_under("ew-levy", period="2026-11", gross="300.00")
    days = paid_under("ew-levy", period="2026-11-02..2026-11-08", gross="220.00")

    assert line_of(month, "levy") == -8571  # 40 % of 300.00 less 20.00 x 30/7.
    assert line_of(days, "levy") == -8000


def test_what_nobody_confirmed_about_the_minimum_wage_decides_only_where_it_matters():
    told = paid_under("ew-levy", gross="220.00")
    assert any("minimum_wage" in note and "no difference" in note for note in told.notes)

    hours = {"hours": "10", "hourly_rate": "8.00", "minimum_hourly": "12.00"}
    with pytest.raises(CannotCompute, match="minimum_wage must be set"):
        paid_under("ew-levy", **hours)

    raised = paid_under("ew-levy", settings={"minimum_wage": "holds"}, **hours)
    assert raised.gross == 12000


def test_a_switch_that_allows_an_answer_one_way_only_must_be_set():
    text = shipped_text("ew-levy").replace(
        'input = "minimum_hourly"\nper = "hour"',
        'amount = { is = "9.00", per = "hour", from = 2030-01-01, source = "nmw" }',
    )
    scheme, facts = read_scheme(text), pay_facts(gross="220.00")

    with pytest.raises(CannotCompute, match="minimum_wage must be set"):
        compute(scheme, facts)

    with pytest.raises(CannotCompute, match="before 2030-01-01"):
        compute(scheme, replace(facts, settings={"minimum_wage": "holds"}))


def test_the_numbers_are_dated_and_cited():
    scheme: Scheme = a_scheme("ew-levy")

    assert scheme.facts_of.isoformat() == "2026-11-01"
    assert all("[S" in one.source for one in scheme.citations if one.key.startswith("lines"))

"""Gross pay from approved hours: the rate that fits best, rounded once for each kind of work."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from payroll.rules.schemes.computing import CannotCompute, compute
from payroll.rules.schemes.scheme import Per, RateRow, Scheme
from payroll.rules.schemes.scheme_file import read_scheme, shipped_text
from tests.builders.schemes import a_scheme, line_of, pay_facts, purse_of, some_work

JANUARY = date(2026, 1, 1)
WEDNESDAY = date(2026, 11, 18)


def a_rate(amount: int, *, from_on: date = JANUARY, per: Per = Per.HOUR, **keys: str) -> RateRow:
    """Build a rate of the members."""
    return RateRow(Fraction(amount), from_on, "Motion 1", per=per, **keys)


def with_rates(*rates: RateRow, code: str = "plain") -> Scheme:
    """Give a shipped scheme with these rates."""
    return replace(a_scheme(code), rates=rates)


ANYTHING = a_rate(1000)
LAUNDRY = a_rate(1100, area="Laundry")
SENIOR = a_rate(1200, grade="senior")
BOTH = a_rate(1500, area="Laundry", grade="senior")
GOVERNING = a_rate(900, kind="governance")
OUTSIDE = a_rate(1300, employer="outside")


@pytest.mark.parametrize(
    ("area", "kind", "grade", "employer", "hourly"),
    [
        pytest.param("Kitchen", "paid", "", "co_operative", 1000, id="any work"),
        pytest.param("Laundry", "paid", "", "co_operative", 1100, id="its own area"),
        pytest.param("Kitchen", "paid", "senior", "co_operative", 1200, id="its own grade"),
        pytest.param("Laundry", "paid", "senior", "co_operative", 1500, id="area and grade"),
        pytest.param("Kitchen", "governance", "", "co_operative", 900, id="its own kind"),
        pytest.param("Kitchen", "paid", "", "outside", 1300, id="its own employer"),
        pytest.param("Laundry", "governance", "", "co_operative", 1100, id="area before kind"),
    ],
)
def test_the_most_exact_rate_holds(area, kind, grade, employer, hourly):
    rates = (ANYTHING, LAUNDRY, SENIOR, BOTH, GOVERNING, OUTSIDE)
    facts = pay_facts(worked=[some_work(area=area, kind=kind)], grade=grade, employer=employer)

    either = [compute(with_rates(*order), facts) for order in (rates, reversed(rates))]

    assert [one.gross for one in either] == [hourly, hourly]


def test_each_hour_takes_the_rate_of_its_own_day():
    scheme = with_rates(ANYTHING, a_rate(1200, from_on=WEDNESDAY))
    days = [some_work(day=date(2026, 11, day)) for day in (16, 17, 18, 19)]

    paid = compute(scheme, pay_facts(worked=days))

    assert [(one.minutes, one.amount) for one in paid.earnings] == [(120, 2000), (120, 2400)]


def test_many_short_times_are_rounded_once_together():
    days = [some_work(day=date(2026, 11, day), minutes=20) for day in (16, 17, 18)]

    paid = compute(with_rates(a_rate(1001)), pay_facts(worked=days))

    assert paid.gross == 1001
    assert paid.earnings[0].working == "1 h × 10.01 = 10.01"
    assert paid.earnings[0].days == tuple(one.day for one in days)


def test_time_that_is_not_paid_earns_nothing_and_needs_no_rate():
    free = some_work(kind="volunteer", is_paid=False)

    assert compute(with_rates(LAUNDRY), pay_facts(worked=[free])).gross == 0


def test_paid_work_without_a_rate_is_refused_and_never_paid_nothing():
    work = [some_work(area="Kitchen"), some_work(area="Bakery")]

    with pytest.raises(CannotCompute) as refused:
        compute(with_rates(LAUNDRY), pay_facts(worked=work))

    assert [one.values["area"] for one in refused.value.refusals] == ["Kitchen", "Bakery"]
    assert {one.rule for one in refused.value.refusals} == {"PAY-5"}


def test_a_rate_that_begins_later_does_not_hold_yet():
    with pytest.raises(CannotCompute, match="no rate"):
        compute(
            with_rates(a_rate(1000, from_on=WEDNESDAY)),
            pay_facts(worked=[some_work(day=date(2026, 11, 17))]),
        )


def test_late_hours_stand_in_a_line_of_their_own():
    work = [some_work(), some_work(day=date(2026, 11, 2), is_late=True, minutes=90)]

    paid = compute(with_rates(ANYTHING), pay_facts(worked=work))

    assert [one.amount for one in paid.earnings] == [1000, 1500]
    assert "earlier period" in paid.earnings[1].says


def test_hours_taken_back_lessen_the_pay_but_not_below_nothing():
    taken_back = some_work(day=date(2026, 11, 3), minutes=-30, is_late=True)

    paid = compute(with_rates(ANYTHING), pay_facts(worked=[some_work(), taken_back]))
    assert paid.gross == 500

    with pytest.raises(CannotCompute) as refused:
        compute(with_rates(ANYTHING), pay_facts(worked=[taken_back]))
    assert refused.value.refusals[0].rule == "PAY-6"


def test_a_level_has_rates_of_its_own():
    scheme = with_rates(
        a_rate(1500, per=Per.WEEK), a_rate(2000, per=Per.WEEK, level="enhanced"), code="ew-prison"
    )
    work = [some_work()]

    assert compute(scheme, pay_facts(worked=work)).gross == 1500
    assert compute(scheme, pay_facts(worked=work, level="enhanced")).gross == 2000


def test_a_weekly_rate_and_its_minimum_are_shared_out_over_the_days_of_a_move():
    scheme = with_rates(a_rate(350, per=Per.WEEK), code="ew-prison")
    half = pay_facts(worked=[some_work()], last=date(2026, 11, 18))

    paid = compute(scheme, half)

    assert [one.amount for one in paid.earnings] == [150, 21]
    assert paid.gross == 171  # 4.00 x 3/7, made up from 3.50 x 3/7.


def test_pay_is_made_up_to_the_least_pay_of_an_hour():
    work = [some_work(minutes=450)]

    paid = compute(with_rates(ANYTHING), pay_facts(worked=work, minimum_hourly="12.00"))

    assert [one.amount for one in paid.earnings] == [7500, 1500]
    assert paid.earnings[1].working == "7 h 30 min × 12.00 − 75.00 = 15.00"


NIGHT = """
[[premiums]]
code = "sunday"
says = "Extra for Sundays"
share = { is = "50 %", source = "house" }
weekdays = ["sun"]
source = "house"
"""


def test_a_premium_is_a_share_of_the_rate_on_top_of_it():
    text = shipped_text("plain").replace('code = "plain"', 'code = "ours"') + NIGHT
    scheme = replace(read_scheme(text), rates=(ANYTHING,))
    work = [some_work(day=date(2026, 11, 22), minutes=120), some_work()]

    paid = compute(scheme, pay_facts(worked=work))

    assert [(one.says, one.amount) for one in paid.earnings] == [
        ("Laundry", 3000),
        ("Extra for Sundays", 1000),
    ]


def test_pieces_are_paid_by_their_number():
    scheme = with_rates(a_rate(35, per=Per.PIECE), a_rate(40, per=Per.PIECE, grade="senior"))

    assert compute(scheme, pay_facts(pieces="12")).gross == 420
    assert compute(scheme, pay_facts(pieces="12", grade="senior")).gross == 480


TABLE = """
bands = [
    { over = { is = "100.00", per = "week", source = "table" }, rate = [
        { is = "20 %", source = "table" },
        { from = 2027-01-01, is = "25 %", source = "table" },
    ] },
    { over = { is = "500.00", per = "week", source = "table" }, rate = [
        { is = "40 %", source = "table" },
    ] },
]
base = ["gross"]
"""


@pytest.mark.parametrize(
    ("period", "gross", "tax"),
    [
        pytest.param("2026-W47", "90.00", 0, id="under the threshold"),
        pytest.param("2026-W47", "600.00", 12000, id="a week of 2026"),
        pytest.param("2027-W02", "600.00", 14000, id="a week of 2027"),
        pytest.param("2026-11-02..2026-11-15", "1200.00", 24000, id="two weeks, twice as wide"),
    ],
)
def test_a_cited_table_of_bands_by_year_can_stand_in_a_scheme_of_ones_own(period, gross, tax):
    text = shipped_text("plain").replace('code = "plain"', 'code = "ours"')
    text = text.replace('input = "income_tax"\n', TABLE, 1)
    text = text.replace(
        "[sources]\n", '[sources]\ntable = "Tax table of Examplia, 2026 and 2027"\n'
    )

    paid = compute(read_scheme(text), pay_facts(period=period, gross=gross))

    assert line_of(paid, "income_tax") == -tax


def test_what_the_member_wishes_is_put_aside_before_the_rest():
    paid = compute(
        with_rates(ANYTHING),
        pay_facts(worked=[some_work()], savings_share="1/3", family_share="10 %"),
    )

    assert purse_of(paid, "savings") == 333
    assert purse_of(paid, "family") == 100
    assert purse_of(paid, "spend") == 567

"""Every shipped scheme on the numbers of our notes of November 2026, section 4 of the domain."""

from datetime import date

import pytest

from payroll.rules.schemes.computing import CannotCompute
from payroll.rules.schemes.scheme_file import shipped
from tests.builders.schemes import a_scheme, line_of, paid_under, purse_of

CODES = [
    "at",
    "ca",
    "de",
    "ew-levy",
    "ew-prison",
    "fr",
    "it-coop",
    "it-prison",
    "plain",
    "us-or",
    "us-pie",
]


def amounts(computed):
    """Give the purses of a pay by code, without those that hold nothing."""
    return {one.code: one.amount for one in computed.purses if one.amount}


def test_eleven_schemes_are_shipped_with_the_day_of_their_facts():
    assert list(shipped()) == CODES
    assert {a_scheme(code).facts_of for code in CODES} == {date(2026, 11, 1)}


@pytest.mark.parametrize("code", CODES)
def test_gross_alone_gives_an_answer_that_adds_up(code):
    found = paid_under(code, gross="700.00")

    assert found.gross == 70000
    assert found.gross + sum(one.amount for one in found.lines) == found.net
    assert sum(one.amount for one in found.purses) == found.net


# England and Wales, inside: 4.00 a week in work, 2.50 without and willing, nothing when refusing.
@pytest.mark.parametrize(
    ("gross", "status", "paid"),
    [
        pytest.param("3.00", "employed", 400, id="never under 4.00 in work"),
        pytest.param("12.00", "employed", 1200, id="the local rate when it is more"),
        pytest.param("0", "willing", 250, id="2.50 for who is willing"),
        pytest.param("12.00", "refusing", 0, id="nothing for who refuses"),
    ],
)
def test_prison_pay_is_never_under_the_national_minimum(gross, status, paid):
    assert paid_under("ew-prison", gross=gross, status=status).gross == paid


def test_pay_that_is_the_minimum_already_is_not_made_up():
    found = paid_under("ew-prison", gross="4.00")

    assert [one.amount for one in found.earnings] == [400]


def test_bonus_and_absence_come_after_the_minimum():
    found = paid_under("ew-prison", gross="3.00", bonus="1.50", absence="0.80")

    assert found.gross == 400 + 150 - 80


def test_the_unconfirmed_minimums_of_sick_people_must_be_chosen():
    with pytest.raises(CannotCompute, match="rest_minimums must be set"):
        paid_under("ew-prison", gross="1.00", status="short_sick")

    chosen = {"rest_minimums": "as_told"}
    assert paid_under("ew-prison", gross="1.00", status="short_sick", settings=chosen).gross == 250
    retired = paid_under("ew-prison", gross="1", status="retired_or_long_sick", settings=chosen)
    assert retired.gross == 325


def test_no_more_to_spend_than_ten_times_the_weekly_allowance():
    found = paid_under(
        "ew-prison", gross="12.00", weekly_allowance="5.50", balances={"spend": 5000}
    )

    assert amounts(found) == {"spend": 500, "private_cash": 700}


# Italy: two thirds inside, at least the contract outside; 3/5 reserved, 1/5 locked.
@pytest.mark.parametrize("code", ["it-prison", "it-coop"])
def test_a_fifth_is_locked_and_three_fifths_are_reserved(code):
    found = paid_under(
        code, gross="1000.00", attachment="900.00", settings={"locked_from": "before"}
    )

    assert line_of(found, "attachment") == -40000
    assert found.net == 60000
    assert amounts(found) == {"locked": 20000, "available": 40000}
    assert any("3/5 × 1000.00 = 600.00" in note for note in found.notes)


def test_only_maintenance_and_prison_damage_may_reach_into_what_is_reserved():
    found = paid_under(
        "it-coop",
        gross="1000.00",
        maintenance="500.00",
        prison_damage="100.00",
        keep="100.00",
        settings={"locked_from": "before"},
    )

    assert line_of(found, "maintenance") == -50000
    assert line_of(found, "prison_damage") == -10000
    assert line_of(found, "keep") == 0
    assert found.net == 40000


def test_where_the_fifth_is_taken_from_matters_only_when_something_is_taken():
    assert amounts(paid_under("it-coop", gross="1000.00"))["locked"] == 20000

    waiting = paid_under("it-coop", gross="1000.00", keep="100.00")
    assert amounts(waiting) == {"undivided": 90000}

    after = paid_under("it-coop", gross="1000.00", keep="100.00", settings={"locked_from": "after"})
    assert amounts(after) == {"locked": 18000, "available": 72000}


def test_the_fund_at_hand_runs_over_to_family_at_its_cap():
    over = {"gross": "1000.00", "balances": {"available": 100000}}

    assert amounts(paid_under("it-prison", **over)) == {"locked": 20000, "undivided": 80000}
    capped = paid_under("it-prison", **over, settings={"cap_at_hand": "of_2000"})
    assert amounts(capped) == {"locked": 20000, "available": 3291, "family": 76709}
    other = paid_under("it-prison", **over, cap="1500", settings={"cap_at_hand": "as_given"})
    assert amounts(other) == {"locked": 20000, "available": 50000, "family": 30000}


def test_nothing_is_locked_for_the_accused_and_their_cap_is_twice_as_high():
    found = paid_under(
        "it-prison", gross="2100.00", status="accused", settings={"cap_at_hand": "of_2000"}
    )

    assert amounts(found) == {"available": 206583, "family": 3417}


def test_work_for_the_prison_pays_two_thirds_and_a_co_operative_the_whole_contract():
    hours = {"hours": "10", "contract_hourly": "9.00"}

    assert paid_under("it-prison", **hours).gross == 6000
    assert paid_under("it-coop", **hours).gross == 9000


# Germany: 3/7 house money, the other 4/7 to the fund for release and own money.
def test_three_sevenths_are_house_money_and_the_order_of_the_rest_is_a_switch():
    assert amounts(paid_under("de", gross="700.00")) == {"house_money": 30000, "undivided": 40000}

    filling = paid_under(
        "de",
        gross="700.00",
        bridging_target="1000.00",
        balances={"bridging": 90000},
        settings={"rest_first": "bridging"},
    )
    assert amounts(filling) == {"house_money": 30000, "bridging": 10000, "own": 30000}
    own = paid_under("de", gross="700.00", settings={"rest_first": "own"})
    assert amounts(own) == {"house_money": 30000, "own": 40000}


def test_the_day_is_a_share_of_the_reference_figure_through_250():
    facts = {"days": "20", "reference_figure": "42420.00"}
    grosses = {
        choice: paid_under("de", **facts, settings={"base_share": choice}).gross
        for choice in ("nine", "fifteen", "five")
    }

    assert grosses == {"nine": 30542, "fifteen": 50904, "five": 16968}
    stepped = paid_under("de", **facts, step="1.25", settings={"base_share": "nine"})
    assert stepped.gross == 38178
    with pytest.raises(CannotCompute, match="step must be from 3/4 to 5/4"):
        paid_under("de", **facts, step="1.3", settings={"base_share": "nine"})
    with pytest.raises(CannotCompute, match="base_share must be set"):
        paid_under("de", **facts)


# Austria: half and half, after the contribution and the insurance.
def test_half_is_house_money_and_half_is_saved_after_the_contribution():
    found = paid_under("at", gross="1000.00", contribution="750.00", unemployment_insurance="10.00")

    assert amounts(found) == {"house_money": 12000, "reserve": 12000}


def test_three_quarters_are_taken_only_where_the_co_operative_chose_so():
    assert amounts(paid_under("at", gross="1000.00")) == {"house_money": 50000, "reserve": 50000}

    chosen = paid_under("at", gross="1000.00", settings={"contribution_by": "three_quarters"})
    assert line_of(chosen, "contribution_share") == -75000


def test_extraordinary_pay_and_pay_without_work_are_wholly_house_money():
    found = paid_under("at", gross="100.00", extraordinary="30.00", lowest_rate="200.00")

    assert amounts(found) == {"house_money": 5000 + 3000 + 1000, "reserve": 5000}


# France: 20 %, 25 % and 30 % of what is over 200, 400 and 600 in a month.
@pytest.mark.parametrize(
    ("gross", "victims"),
    [
        pytest.param("200.00", 0, id="the first 200.00 are whole"),
        pytest.param("400.00", 4000, id="20 % up to 400.00"),
        pytest.param("600.00", 9000, id="25 % up to 600.00"),
        pytest.param("700.00", 12000, id="30 % over it"),
    ],
)
def test_the_part_of_victims_grows_by_bands(gross, victims):
    assert amounts(paid_under("fr", gross=gross)).get("victims", 0) == victims


def test_the_bands_go_by_the_month_and_not_by_the_pay():
    second = paid_under("fr", gross="350.00", received_this_month="350.00")

    assert purse_of(second, "victims") == 12000 - 3000


def test_without_a_claim_the_part_of_victims_stops_at_a_thousand():
    chosen = {"release_fund": "as_given"}
    found = paid_under(
        "fr", gross="700.00", claim="no", balances={"victims": 95000}, settings=chosen
    )

    assert amounts(found) == {"victims": 5000, "free": 65000}


def test_the_release_fund_of_an_older_text_must_be_chosen():
    tenth = paid_under("fr", gross="700.00", settings={"release_fund": "tenth"})

    assert amounts(tenth) == {"victims": 12000, "release": 5000, "free": 53000}
    assert amounts(paid_under("fr", gross="700.00")) == {"victims": 12000, "undivided": 58000}


@pytest.mark.parametrize(
    ("work_class", "least"),
    [("production", 4950), ("service_1", 3630), ("service_2", 2750), ("service_3", 2200)],
)
def test_the_floor_is_a_share_of_the_minimum_wage(work_class, least):
    found = paid_under(
        "fr", hours="10", hourly_rate="1.00", minimum_wage="11.00", work_class=work_class
    )

    assert found.gross == least


# United States: victims 5 % to 20 %, everything at most 80 %.
@pytest.mark.parametrize(
    ("asked", "taken"),
    [
        pytest.param("1.00", 5000, id="never under 5 %"),
        pytest.param("100.00", 10000, id="as asked between"),
        pytest.param("300.00", 20000, id="never over 20 %"),
    ],
)
def test_the_victim_fund_gets_from_5_to_20_percent(asked, taken):
    assert line_of(paid_under("us-pie", gross="1000.00", victims=asked), "victims") == -taken


@pytest.mark.parametrize(
    ("gross", "asked", "taken"),
    [
        pytest.param("10.01", "0", 51, id="5 % of it is 0.5005, and 0.50 would be under it"),
        pytest.param("10.04", "9.00", 200, id="20 % of it is 2.008, and 2.01 would be over it"),
    ],
)
def test_neither_bound_is_passed_by_rounding(gross, asked, taken):
    assert line_of(paid_under("us-pie", gross=gross, victims=asked), "victims") == -taken


def test_all_deductions_stay_within_80_percent():
    found = paid_under(
        "us-pie", gross="1000.00", taxes="150.00", family_support="100.00", room_and_board="900.00"
    )

    assert line_of(found, "room_and_board") == -(80000 - 15000 - 10000 - 5000)
    assert found.net == 20000


def test_which_deduction_yields_first_must_be_chosen_when_it_matters():
    heavy = {"gross": "1000.00", "taxes": "500.00", "family_support": "500.00"}

    with pytest.raises(CannotCompute, match="yields must be set"):
        paid_under("us-pie", **heavy)
    family = paid_under("us-pie", **heavy, settings={"yields": "family_support"})
    assert line_of(family, "family_support") == -25000
    assert line_of(family, "taxes") == -50000
    taxes = paid_under("us-pie", **heavy, settings={"yields": "taxes"})
    assert line_of(taxes, "taxes") == -25000
    assert family.net == taxes.net == 20000


@pytest.mark.parametrize("gross", ["1000.00", "100.00", "37.35"])
def test_in_oregon_exactly_a_fifth_reaches_the_member(gross):
    found = paid_under("us-or", gross=gross, taxes="5.00", family_support="3.00")

    assert found.net * 5 == found.gross
    assert line_of(found, "victims") == -round(found.gross / 20)


def test_wages_are_not_under_the_local_prevailing_wage():
    assert paid_under("us-pie", hours="10", hourly_rate="5", prevailing_hourly="9").gross == 9000


# Canada: 22 % and 8 % until August 2023, waived since September 2023.
@pytest.mark.parametrize(
    ("period", "food", "telephone"),
    [
        pytest.param("2023-W10", 660, 240, id="before the waiver"),
        pytest.param("2023-08", 660, 240, id="the last month with both"),
        pytest.param("2023-09", 0, 0, id="waived since September"),
        pytest.param("2026-W47", 0, 0, id="and still"),
        pytest.param("2023-08-26..2023-09-01", 0, 0, id="when its last day was the first of it"),
        pytest.param("2023-08-25..2023-08-31", 660, 240, id="not the day before"),
    ],
)
def test_food_and_telephone_were_waived_in_september_2023(period, food, telephone):
    found = paid_under("ca", period=period, gross="30.00")

    assert line_of(found, "food_and_accommodation") == -food
    assert line_of(found, "telephone") == -telephone


def test_a_number_that_changed_within_the_days_is_told():
    found = paid_under("ca", period="2023-08-26..2023-09-01", gross="30.00")

    assert any("A number changed on 2023-09-01" in note for note in found.notes)


def test_an_allowance_never_paid_for_food():
    found = paid_under("ca", period="2023-W10", gross="30.00", pay_level="allowance")

    assert [one.code for one in found.lines if one.amount] == ["telephone"]


@pytest.mark.parametrize(
    ("inputs", "kept"),
    [
        pytest.param({"other_income": "100.00"}, 3000, id="30 % of other income"),
        pytest.param({"other_income": "400.00"}, 9000, id="at most 90.00 a week"),
        pytest.param({"other_income": "400.00", "days": "2"}, 3600, id="at most 18.00 a day"),
    ],
)
def test_30_percent_of_other_income_is_kept_within_its_caps(inputs, kept):
    found = paid_under("ca", gross="30.00", **inputs)

    assert line_of(found, "keep_of_other_income") == -kept


def test_in_a_community_centre_30_percent_of_what_is_over_the_allowance_is_kept():
    assert (
        line_of(paid_under("ca", gross="300", over_allowance="100"), "keep_in_community") == -3000
    )
    assert (
        line_of(paid_under("ca", gross="300", over_allowance="250"), "keep_in_community") == -5700
    )


def test_a_day_pays_from_one_dollar_to_six_ninety():
    assert paid_under("ca", days="10", daily_rate="6.90").gross == 6900
    assert paid_under("ca", days="10", daily_rate="1.00").gross == 1000
    with pytest.raises(CannotCompute, match=r"daily_rate must be from 1\.00 to 6\.90"):
        paid_under("ca", days="10", daily_rate="7.00")

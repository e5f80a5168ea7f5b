"""Figures from outside: read from a file whole or not at all, with every fault named."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payroll.rules.periods import period_of
from payroll.rules.runs.figures import Figure, Target, read_csv, refusals_of_figure
from payroll.rules.schemes.scheme_file import read_scheme, shipped_text

WEEK = period_of("2026-W47")
TARGET = Target([read_scheme(shipped_text("plain"))], "GBP", WEEK)


def told(text: str) -> list[str]:
    return [str(one) for one in read_csv(text.encode())[1]]


def wrong(target: Target | None = TARGET, **changed: object) -> list[str]:
    usual = {"number": 17, "code": "income_tax", "value": "12.50"}
    return [str(one) for one in refusals_of_figure(Figure(**{**usual, **changed}), target)]


def test_a_file_is_read_line_by_line():
    text = "number,code,value,day,because\n17,income_tax,12.50,,\n4,bonus,5.00,2026-11-18,Feast\n"

    found, faults = read_csv(b"\xef\xbb\xbf" + text.encode())

    assert faults == []
    assert found[0] == Figure(17, "income_tax", "12.50", line=2)
    assert (found[1].key, found[1].because) == ("bonus@2026-11-18", "Feast")


def test_every_fault_names_its_line_and_its_field():
    text = "number,code,value,day\nx,income_tax,1,\n4,,1,18.11.2026\n5,bonus,1\n6,a,1,\n6,a,2,\n"

    assert told(text) == [
        "Line 2, “number”: give the membership number.",
        "Line 3, “code”: give the name of the figure.",
        "Line 3, “day”: write the day as 2026-11-20.",
        "Line 4: this line has more or fewer fields than the heading.",
        "Line 6, “code”: the same figure stands in line 5.",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("number,value\n", "Line 1, “code”: this column is missing."),
        ("number,code,value,colour\n", "Line 1, “colour”: this column is not known."),
        ("number,code,value,code\n", "Line 1, “code”: this column is there twice."),
    ],
)
def test_a_wrong_heading_is_refused(text, said):
    assert told(text) == [said]


def test_a_file_in_another_alphabet_is_refused():
    assert str(read_csv(b"\xff\xfe")[1][0]) == "In this file: what stands there is not UTF-8 text."


@given(st.binary(max_size=200))
def test_no_file_whatever_is_an_error(content):
    found, faults = read_csv(content)

    assert all(isinstance(one, Figure) for one in found)
    assert all(one.rule == "PAY-44" for one in faults)


def test_a_right_figure_is_taken():
    assert wrong() == []
    assert wrong(value="") == []
    assert wrong(code="take_back", value="3.00", because="Paid twice in May.") == []
    assert wrong(code="leave_out", value="1", because="The paper comes next week.") == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"code": "colour"}, "“code”: no scheme of this member asks for it."),
        ({"value": "much"}, "“value”: income_tax must be an amount such as 12.50."),
        ({"day": date(2026, 12, 1)}, "“day”: this day is not in the period."),
        ({"code": "take_back", "value": "3.00"}, "“because”: say why."),
        (
            {"code": "take_back", "value": "3 £", "because": "x"},
            "“value”: give an amount such as 12.50.",
        ),
        (
            {"code": "leave_out", "value": "yes", "because": "x"},
            "“value”: write 1, or nothing to take it back.",
        ),
    ],
)
def test_a_wrong_figure_is_refused_with_its_field(changed, said):
    assert wrong(**changed) == [said]


def test_a_number_that_nobody_has_is_refused():
    assert wrong(None) == ["“number”: there is no member with this number."]

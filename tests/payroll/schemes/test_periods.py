"""Periods of pay: weeks, months, and days that somebody names."""

from datetime import date

import pytest

from payroll.rules.periods import period_containing, period_of


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        pytest.param("2026-W47", date(2026, 11, 16), date(2026, 11, 22), id="a week"),
        pytest.param("2026-W01", date(2025, 12, 29), date(2026, 1, 4), id="a week of two years"),
        pytest.param("2026-W53", date(2026, 12, 28), date(2027, 1, 3), id="a long year"),
        pytest.param("2028-02", date(2028, 2, 1), date(2028, 2, 29), id="a leap month"),
        pytest.param("2026-11-02..2026-11-15", date(2026, 11, 2), date(2026, 11, 15), id="days"),
    ],
)
def test_a_period_is_read_from_its_code(code, first, last):
    period = period_of(code)

    assert (period.code, period.first, period.last) == (code, first, last)


@pytest.mark.parametrize(
    "code", ["", "2025-W53", "2026-W00", "2026-00", "2026-11-15..2026-11-02", "9999-W52"]
)
def test_what_is_no_period_is_refused(code):
    with pytest.raises(ValueError):  # noqa: PT011 - the code itself is the message.
        period_of(code)


def test_a_day_lies_in_one_week_and_one_month():
    day = date(2027, 1, 3)

    assert period_containing(day, "week").code == "2026-W53"
    assert period_containing(day, "month").code == "2027-01"

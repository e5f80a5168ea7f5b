"""Members have their clear days of notice, whichever way it reaches them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.rules.notice import (
    Delivery,
    barred_until,
    clear_days_between,
    earliest_close,
    earliest_open,
    lapses_on,
    months_after,
    served_at,
    served_on,
)
from tests.governance.rulebook import the_rules

RULES = the_rules("uk-multi-stakeholder")
LONDON = ZoneInfo("Europe/London")
days = st.dates(date(2020, 1, 1), date(2040, 1, 1))


def moment(day: int, hour: int = 10, minute: int = 0, *, month: int = 6) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("served", "vote", "clear"),
    [
        pytest.param(date(2026, 6, 1), date(2026, 6, 16), 14, id="neither end counts"),
        pytest.param(date(2026, 6, 1), date(2026, 6, 15), 13, id="one day short of fourteen"),
        pytest.param(date(2026, 6, 1), date(2026, 6, 2), 0, id="the next day leaves none clear"),
        pytest.param(date(2026, 6, 1), date(2026, 6, 1), 0, id="the same day leaves none"),
        pytest.param(date(2026, 6, 2), date(2026, 6, 1), 0, id="notice after the vote is none"),
        pytest.param(date(2028, 2, 28), date(2028, 3, 1), 1, id="29 February is a day"),
        pytest.param(date(2026, 12, 31), date(2027, 1, 2), 1, id="New Year is a day"),
    ],
)
def test_clear_days_leave_out_both_ends(served, vote, clear):
    assert clear_days_between(served, vote) == clear


@pytest.mark.parametrize(
    ("delivery", "sent", "served", "opens"),
    [
        pytest.param(Delivery.HANDED, moment(1), date(2026, 6, 1), date(2026, 6, 16), id="handed"),
        pytest.param(
            Delivery.ELECTRONIC, moment(1), date(2026, 6, 2), date(2026, 6, 17), id="electronic"
        ),
        pytest.param(Delivery.POSTED, moment(1), date(2026, 6, 3), date(2026, 6, 18), id="posted"),
        pytest.param(
            Delivery.POSTED,
            moment(1, 23, 59),
            date(2026, 6, 3),
            date(2026, 6, 18),
            id="posted a minute before midnight, summer time, is the same local day",
        ),
        pytest.param(
            Delivery.POSTED,
            moment(28, 23, 30, month=3),
            date(2026, 3, 31),
            date(2026, 4, 15),
            id="hours run on when the clocks go forward",
        ),
    ],
)
def test_notice_is_served_some_hours_after_it_was_sent(delivery, sent, served, opens):
    assert served_on(sent, delivery, RULES, LONDON) == served
    assert earliest_open(sent, delivery, RULES, LONDON) == opens


def test_the_hours_of_service_are_the_rules_own():
    rules = replace(RULES, notice=replace(RULES.notice, posted_hours=72, electronic_hours=0))
    sent = datetime(2026, 6, 1, 10, tzinfo=UTC)

    assert served_at(sent, Delivery.POSTED, rules) - sent == timedelta(hours=72)
    assert served_at(sent, Delivery.ELECTRONIC, rules) == sent
    assert served_at(sent, Delivery.HANDED, rules) == sent


def test_the_day_of_service_is_local():
    sent = datetime(2026, 6, 1, 23, 30, tzinfo=UTC)

    assert served_on(sent, Delivery.HANDED, RULES, LONDON) == date(2026, 6, 2)
    assert served_on(sent, Delivery.HANDED, RULES, ZoneInfo("America/New_York")) == date(2026, 6, 1)


@given(days, st.times(), st.sampled_from(Delivery))
def test_the_earliest_opening_leaves_exactly_the_clear_days(day, hour, delivery):
    sent = datetime.combine(day, hour, tzinfo=UTC)
    served = served_on(sent, delivery, RULES, LONDON)

    opens = earliest_open(sent, delivery, RULES, LONDON)

    assert clear_days_between(served, opens) == RULES.notice.clear_days
    assert clear_days_between(served, opens - timedelta(days=1)) < RULES.notice.clear_days


@given(days)
def test_a_ballot_is_open_for_its_clear_days(opens):
    assert clear_days_between(opens, earliest_close(opens, RULES)) == RULES.ballot.days_open


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        pytest.param(date(2026, 1, 15), 6, date(2026, 7, 15), id="half a year"),
        pytest.param(date(2026, 8, 31), 6, date(2027, 2, 28), id="to the end of a short month"),
        pytest.param(date(2027, 8, 31), 6, date(2028, 2, 29), id="to the end of a leap month"),
        pytest.param(date(2026, 12, 1), 1, date(2027, 1, 1), id="over New Year"),
        pytest.param(date(2026, 11, 30), 1, date(2026, 12, 30), id="into December"),
        pytest.param(date(2026, 5, 1), 0, date(2026, 5, 1), id="no months"),
    ],
)
def test_months_are_counted_by_the_calendar(day, months, later):
    assert months_after(day, months) == later


def test_a_defeated_question_is_barred_for_the_months_of_the_rules():
    assert barred_until(date(2026, 1, 15), RULES) == date(2026, 7, 15)


def test_a_motion_without_seconders_lapses():
    assert lapses_on(date(2026, 1, 1), RULES) == date(2026, 4, 1)

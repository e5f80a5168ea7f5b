"""No ballot leaves members on paper out, unless somebody writes down why."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.rules.notice import clear_days_between
from governance.rules.nouns import PostTimes
from governance.rules.post import Calendar, first_dates, left_out, postal_plan, too_soon
from tests.governance.rulebook import the_rules

RULES = the_rules("uk-multi-stakeholder")
TIMES = PostTimes(print_days=1, out_days=3, answer_days=3, back_days=3, key_days=1)
WEEK = Calendar()
HOLIDAY = Calendar(holidays=frozenset({date(2026, 7, 13)}))
HASTY = replace(
    RULES,
    notice=replace(RULES.notice, clear_days=0, posted_hours=0),
    ballot=replace(RULES.ballot, days_open=1),
)
posts = st.builds(PostTimes, *[st.integers(0, 6)] * 5)


@pytest.mark.parametrize(
    ("calendar", "day", "days", "back", "on"),
    [
        pytest.param(WEEK, date(2026, 7, 15), 0, date(2026, 7, 15), date(2026, 7, 15), id="today"),
        pytest.param(
            WEEK, date(2026, 7, 15), 1, date(2026, 7, 14), date(2026, 7, 16), id="one day"
        ),
        pytest.param(
            WEEK, date(2026, 7, 18), 0, date(2026, 7, 17), date(2026, 7, 20), id="Saturday"
        ),
        pytest.param(WEEK, date(2026, 7, 17), 1, date(2026, 7, 16), date(2026, 7, 20), id="Friday"),
        pytest.param(
            HOLIDAY, date(2026, 7, 14), 1, date(2026, 7, 10), date(2026, 7, 15), id="a holiday"
        ),
    ],
)
def test_only_working_days_count(calendar, day, days, back, on):
    assert calendar.back(day, days) == back
    assert calendar.on(day, days) == on


def test_the_days_are_counted_back_from_the_close():
    opens, closes = date(2026, 7, 1), date(2026, 7, 17)

    plan = postal_plan(opens=opens, closes=closes, times=TIMES, calendar=WEEK, rules=RULES)

    assert plan.last_key == date(2026, 7, 16)
    assert plan.last_return == date(2026, 7, 15)
    assert plan.last_answer == date(2026, 7, 10)
    # Fourteen clear days before 1 July, and two for the post to count as served.
    assert plan.last_post == date(2026, 6, 12)
    assert plan.last_print == date(2026, 6, 11)
    assert plan.served_on == date(2026, 6, 17)


def test_a_short_ballot_must_be_posted_in_time_for_the_answer():
    slow = replace(TIMES, out_days=20)

    plan = postal_plan(
        opens=date(2026, 7, 1), closes=date(2026, 7, 17), times=slow, calendar=WEEK, rules=RULES
    )

    assert plan.last_post == date(2026, 6, 9)
    assert plan.served_on == date(2026, 7, 7)


@given(st.dates(date(2026, 1, 1), date(2030, 1, 1)), st.integers(15, 60), posts)
def test_whoever_keeps_the_last_days_leaves_nobody_out(opens, length, times):
    closes = opens + timedelta(days=length)

    plan = postal_plan(opens=opens, closes=closes, times=times, calendar=WEEK, rules=RULES)

    served = plan.last_post + timedelta(days=2)
    assert clear_days_between(served, opens) >= RULES.notice.clear_days
    assert WEEK.on(plan.last_print, times.print_days) <= plan.last_post
    assert WEEK.on(plan.last_post, times.out_days + times.answer_days) <= plan.last_answer
    assert WEEK.on(plan.last_answer, times.back_days) <= plan.last_return
    assert WEEK.on(plan.last_return, times.key_days) <= plan.last_key < closes
    assert all(
        WEEK.works(day)
        for day in (plan.last_print, plan.last_post, plan.last_return, plan.last_key)
    )


@given(st.dates(date(2026, 1, 1), date(2030, 1, 1)), posts)
def test_the_first_dates_can_be_kept_and_no_earlier_close_can(today, times):
    opens, closes = first_dates(today, times=times, calendar=WEEK, rules=HASTY)

    plan = postal_plan(opens=opens, closes=closes, times=times, calendar=WEEK, rules=HASTY)

    assert WEEK.on(WEEK.on(today, 0), times.print_days) <= plan.last_post
    assert clear_days_between(opens, closes) >= HASTY.ballot.days_open
    earlier = closes - timedelta(days=1)
    rushed = postal_plan(opens=opens, closes=earlier, times=times, calendar=WEEK, rules=HASTY)
    too_short = clear_days_between(opens, earlier) < HASTY.ballot.days_open
    too_late = rushed.last_post < WEEK.on(WEEK.on(today, 0), times.print_days)
    assert too_short or too_late


def test_post_that_takes_more_than_a_year_finds_no_dates():
    endless = replace(TIMES, out_days=400)

    with pytest.raises(ValueError, match="within a year"):
        first_dates(date(2026, 1, 1), times=endless, calendar=WEEK, rules=RULES)


PLAN = postal_plan(
    opens=date(2026, 7, 1), closes=date(2026, 7, 17), times=TIMES, calendar=WEEK, rules=RULES
)


@pytest.mark.parametrize(
    ("posted", "today", "said"),
    [
        pytest.param([], 30, [], id="nobody is on paper"),
        pytest.param([12, 10], 30, [], id="all packs went in time"),
        pytest.param(
            [12, 15], 30, ["Packs went out too late for some members on paper."], id="late"
        ),
        pytest.param(
            [12, None],
            12,
            ["Packs for members on paper have not gone out yet."],
            id="waiting on the last day",
        ),
        pytest.param(
            [12, None],
            13,
            ["Packs have not gone out, and it is too late to post them."],
            id="waiting, and too late",
        ),
        pytest.param(
            [15, None],
            30,
            [
                "Packs went out too late for some members on paper.",
                "Packs have not gone out, and it is too late to post them.",
            ],
            id="some late, some never",
        ),
    ],
)
def test_packs_that_go_too_late_leave_members_out(posted, today, said):
    days = [None if day is None else date(2026, 6, day) for day in posted]

    found = left_out(PLAN, date(2026, 6, today), posted=days)

    assert [str(refusal) for refusal in found] == said
    assert all(refusal.rule == "GOV-21" for refusal in found)
    assert all("2026-06-12" in refusal.to_do for refusal in found)


@pytest.mark.parametrize(
    ("today", "refused"),
    [
        pytest.param(PLAN.last_print, False, id="the last day to print"),
        pytest.param(PLAN.last_print + timedelta(days=1), True, id="the day after"),
    ],
)
def test_dates_that_leave_no_time_to_print_are_told_before_notice_is_given(today, refused):
    assert bool(too_soon(PLAN, today)) is refused

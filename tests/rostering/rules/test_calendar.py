"""Wall time becomes instants: over changes of clocks, midnights, leap days and lock-downs."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.rostering.rules.calendar import (
    Change,
    Hours,
    Recurring,
    Regular,
    Weekly,
    days_of,
    instant,
    last_day,
    monday_of,
    regime_sittings,
    regime_spans,
    span_on,
    weekly_demand,
    weekly_spans,
)
from coop.rostering.rules.nouns import Session, Span
from coop.rostering.rules.spans import common, covers, merged, without
from tests.builders.rostering_facts import LONDON, MONDAY, a_span, an_id

SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
NIGHT = Hours(time(22), time(6))
AM, PM = Hours(time(8, 25), time(11, 35)), Hours(time(13, 40), time(16, 50))
USUAL = [
    Regular(date(2026, 1, 1), weekday, session, hours)
    for weekday in range(5)
    for session, hours in ((Session.AM, AM), (Session.PM, PM))
]


def utc(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "minutes"),
    [
        pytest.param(SPRING - timedelta(days=1), 7 * 60, id="an hour is lost in spring"),
        pytest.param(AUTUMN - timedelta(days=1), 9 * 60, id="an hour is won in autumn"),
        pytest.param(date(2026, 6, 1), 8 * 60, id="eight hours in between"),
        pytest.param(date(2028, 2, 29), 8 * 60, id="and on a leap day"),
    ],
)
def test_a_night_counts_the_minutes_that_really_pass(day, minutes):
    assert span_on(day, NIGHT, LONDON).minutes == minutes


def test_a_wall_time_that_is_skipped_is_the_moment_of_the_change():
    assert instant(SPRING, time(1, 30), LONDON) == utc(SPRING, 1)
    assert span_on(SPRING, Hours(time(1, 15), time(1, 45)), LONDON).minutes == 0
    assert span_on(SPRING, Hours(time(0, 30), time(2, 30)), LONDON).minutes == 60


def test_a_wall_time_that_comes_twice_is_its_first_coming():
    assert instant(AUTUMN, time(1, 30), LONDON) == utc(AUTUMN, 0, 30)
    assert span_on(AUTUMN, Hours(time(0, 30), time(2, 30)), LONDON).minutes == 180


def test_a_span_until_midnight_has_no_moment_of_the_next_day():
    evening = a_span(MONDAY, "20:00", "00:00")

    assert last_day(evening, LONDON) == MONDAY
    assert days_of(a_span(MONDAY, "22:00", "06:00"), LONDON) == [
        MONDAY,
        MONDAY + timedelta(days=1),
    ]


def test_a_usual_week_comes_back_every_week():
    spans = weekly_spans(
        [Weekly(0, time(8), time(12)), Weekly(6, time(22), time(2))],
        MONDAY,
        MONDAY + timedelta(days=13),
        LONDON,
    )

    assert [span.start.date() for span in spans] == [
        date(2026, 6, 1),
        date(2026, 6, 7),
        date(2026, 6, 8),
        date(2026, 6, 14),
    ]
    assert spans[1].minutes == 240


def test_hours_that_the_change_of_clocks_swallows_are_left_out():
    assert weekly_spans([Weekly(6, time(1), time(2))], SPRING, SPRING, LONDON) == []


def test_a_regime_has_its_sessions_on_weekdays():
    sittings = regime_sittings(USUAL, [], MONDAY, MONDAY + timedelta(days=6), LONDON)

    assert len(sittings) == 10
    assert {one.session for one in sittings} == {Session.AM, Session.PM}
    assert sittings[0].span == a_span(MONDAY, "08:25", "11:35")


def test_dated_hours_replace_the_usual_ones_from_their_day_on():
    later = Regular(MONDAY + timedelta(days=7), 0, Session.AM, Hours(time(9), time(11)))
    closed = Regular(MONDAY + timedelta(days=14), 0, Session.AM, None)

    spans = regime_spans([*USUAL, later, closed], [], MONDAY, MONDAY + timedelta(days=14), LONDON)

    mornings = [span for span in spans if span.start.weekday() == 0 and span.start.hour < 11]
    assert [span.minutes for span in mornings] == [190, 120]


@pytest.mark.parametrize(
    ("changes", "sessions"),
    [
        pytest.param([Change(MONDAY, None, None)], [], id="a lock-down shuts the day"),
        pytest.param([Change(MONDAY, Session.AM, None)], [Session.PM], id="one session shut"),
        pytest.param(
            [Change(MONDAY, Session.EVENING, Hours(time(18), time(19)))],
            [Session.AM, Session.PM, Session.EVENING],
            id="one session more",
        ),
        pytest.param(
            [
                Change(MONDAY, None, None),
                Change(MONDAY, Session.EVENING, Hours(time(18), time(19))),
            ],
            [],
            id="a lock-down beats everything",
        ),
        pytest.param(
            [Change(MONDAY + timedelta(days=1), None, None)],
            [Session.AM, Session.PM],
            id="of another day",
        ),
    ],
)
def test_a_change_holds_for_its_day_alone(changes, sessions):
    assert [
        one.session for one in regime_sittings(USUAL, changes, MONDAY, MONDAY, LONDON)
    ] == sessions


def test_the_last_change_of_a_session_holds():
    changes = [
        Change(MONDAY, Session.AM, None),
        Change(MONDAY, Session.AM, Hours(time(9), time(10))),
    ]

    assert regime_spans(USUAL, changes, MONDAY, MONDAY, LONDON)[0] == a_span(
        MONDAY, "09:00", "10:00"
    )


def test_recurring_work_is_due_on_its_weekdays_within_its_days():
    work = Recurring(
        an_id("laundry"),
        frozenset({0, 2}),
        Hours(time(8), time(12)),
        since=MONDAY + timedelta(days=1),
        until=MONDAY + timedelta(days=14),
    )

    due = weekly_demand([work], MONDAY, MONDAY + timedelta(days=27), LONDON)

    assert [(one.day - MONDAY).days for one in due] == [2, 7, 9, 14]


def test_fortnightly_work_counts_its_weeks_from_its_first():
    work = Recurring(
        an_id("stocktaking"), frozenset({0, 4}), Hours(time(8), time(12)), MONDAY, weeks=2
    )

    due = weekly_demand([work], MONDAY, MONDAY + timedelta(days=27), LONDON)

    assert [(one.day - MONDAY).days for one in due] == [0, 4, 14, 18]


def test_nothing_is_due_on_a_closed_day():
    work = Recurring(an_id("laundry"), frozenset(range(7)), Hours(time(8), time(12)), MONDAY)
    last = MONDAY + timedelta(days=2)

    due = weekly_demand([work], MONDAY, last, LONDON, closed=[MONDAY + timedelta(days=1)])

    assert [one.day for one in due] == [MONDAY, last]


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_a_week_begins_on_its_monday(day):
    monday = monday_of(day)

    assert monday.weekday() == 0
    assert timedelta(0) <= day - monday < timedelta(days=7)


@given(
    st.dates(date(2020, 1, 1), date(2040, 1, 1)),
    st.times().map(lambda wall: wall.replace(second=0, microsecond=0)),
    st.sampled_from(["Europe/London", "Europe/Rome", "America/New_York", "Australia/Lord_Howe"]),
)
def test_every_wall_time_of_every_day_has_a_moment(day, wall, zone):
    moment = instant(day, wall, zone)

    assert moment.tzinfo is UTC
    assert abs(moment - datetime.combine(day, wall, tzinfo=UTC)) < timedelta(hours=14)


moments = st.integers(0, 300).map(lambda minutes: utc(MONDAY, 0) + timedelta(minutes=minutes))
spans = st.builds(lambda one, two: Span(min(one, two), max(one, two)), moments, moments)
several = st.lists(spans, max_size=6)


def is_in(moment: datetime, stretches: list[Span]) -> bool:
    return any(span.start <= moment < span.end for span in stretches)


@given(several, several, moments)
def test_cutting_and_joining_keep_every_moment_where_it_was(these, those, moment):
    assert is_in(moment, merged(these)) == is_in(moment, these)
    assert is_in(moment, without(these, those)) == (
        is_in(moment, these) and not is_in(moment, those)
    )
    assert is_in(moment, common(these, those)) == (is_in(moment, these) and is_in(moment, those))


@given(several)
def test_what_is_merged_is_in_order_and_never_touches(these):
    joined = merged(these)

    assert all(one.end < two.start for one, two in pairwise(joined))
    assert covers(joined, joined[0]) if joined else True

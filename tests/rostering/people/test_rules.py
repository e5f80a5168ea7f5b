"""What may be written down about a member’s work: every slip is said, and nothing else."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.rostering.rules import people as rules
from coop.rostering.rules.calendar import Weekly
from coop.rostering.rules.nouns import Cause, Span, Terms, Weights
from coop.rostering.rules.people import Hold
from coop.rostering.rules.shares import carried_over
from coop.rostering.rules.weighing import refusals_of_rules

TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


def said(found):
    """Give the sentences of refusals."""
    return [str(each) for each in found]


@pytest.mark.parametrize(
    ("terms", "count"),
    [
        pytest.param(Terms(0, 0, 0), 0, id="nothing is promised"),
        pytest.param(Terms(60, 120, 180), 0, id="in order"),
        pytest.param(Terms(120, 60, 180), 1, id="wished below the fewest"),
        pytest.param(Terms(0, 240, 180), 1, id="wished above the most"),
        pytest.param(Terms(-1, 0, 0), 1, id="less than nothing"),
        pytest.param(Terms(0, 0, 7 * 1440 + 1), 1, id="more than a week"),
        pytest.param(Terms(0, 0, 60, 0), 1, id="no time a day"),
        pytest.param(Terms(0, 0, 60, 1440), 0, id="a whole day"),
        pytest.param(Terms(5, 4, 99_999, 1441), 3, id="all slips are said"),
    ],
)
def test_hours_go_up_and_fit_a_week(terms, count):
    assert len(rules.refusals_of_terms(terms)) == count


@pytest.mark.parametrize(
    ("agreed", "wished", "elsewhere", "count"),
    [
        (None, 600, 0, 1),
        (Terms(60, 120, 600), 60, 0, 0),
        (Terms(60, 120, 600), 600, 0, 0),
        (Terms(60, 120, 600), 59, 0, 1),
        (Terms(60, 120, 600), 601, -1, 2),
    ],
)
def test_a_wish_lies_within_what_was_agreed(agreed, wished, elsewhere, count):
    assert len(rules.refusals_of_wish(agreed, wished, elsewhere)) == count


def test_hours_are_said_as_people_say_them():
    (one,) = rules.refusals_of_wish(Terms(90, 120, 600), 0, 0)

    assert str(one) == "You agreed on 1:30 to 10 hours a week."


@pytest.mark.parametrize(
    ("day", "count"),
    [
        (TODAY - timedelta(days=1), 1),
        (TODAY, 0),
        (TODAY + timedelta(days=366), 0),
        (TODAY + timedelta(days=367), 1),
    ],
)
def test_what_is_past_is_not_changed_and_what_is_far_is_not_known(day, count):
    assert len(rules.refusals_of_start(day, TODAY)) == count


def hours(starts, ends, day=0):
    """Give hours of one weekday."""
    return Weekly(day, time.fromisoformat(starts), time.fromisoformat(ends))


@pytest.mark.parametrize(
    ("pattern", "count"),
    [
        pytest.param([], 0, id="never"),
        pytest.param([hours("00:00", "00:00")], 0, id="a whole day"),
        pytest.param([hours("08:00", "08:00")], 1, id="no time at all"),
        pytest.param([hours("08:00", "12:00"), hours("12:00", "14:00")], 0, id="they touch"),
        pytest.param([hours("12:00", "14:00"), hours("08:00", "12:01")], 1, id="they overlap"),
        pytest.param([hours("22:00", "06:00"), hours("05:00", "07:00")], 0, id="over midnight"),
        pytest.param([hours("22:00", "06:00"), hours("21:00", "23:00")], 1, id="at night"),
        pytest.param([hours("08:00", "12:00"), hours("09:00", "11:00", 1)], 0, id="other days"),
    ],
)
def test_hours_of_a_usual_week_do_not_overlap(pattern, count):
    assert len(rules.refusals_of_week(pattern)) == count


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        pytest.param(HOUR, 2 * HOUR, 0, id="soon"),
        pytest.param(-HOUR, HOUR, 0, id="begun already"),
        pytest.param(-2 * HOUR, timedelta(), 1, id="just over"),
        pytest.param(HOUR, HOUR, 1, id="no time"),
        pytest.param(2 * HOUR, HOUR, 1, id="backwards"),
        pytest.param(HOUR, timedelta(days=93), 1, id="too long"),
        pytest.param(timedelta(days=367), timedelta(days=368), 1, id="too far"),
    ],
)
def test_a_stretch_of_time_is_in_order_and_still_to_come(start, end, count):
    assert len(rules.refusals_of_span(Span(NOW + start, NOW + end), NOW)) == count


def test_a_release_holds_its_ways_and_names_a_site():
    span, site = Span(NOW, NOW + HOUR), uuid4()

    assert rules.refusals_of_release(span, 29, [site]) == []
    assert len(rules.refusals_of_release(span, 30, [site])) == 1
    assert len(rules.refusals_of_release(span, -1, [])) == 2


@pytest.mark.parametrize(
    ("hold", "count"),
    [
        (Hold(TODAY), 0),
        (Hold(date(2025, 1, 1), TODAY), 0),
        (Hold(date(2025, 1, 1), date(2025, 2, 1)), 1),
        (Hold(date(2026, 5, 2), date(2026, 5, 1)), 1),
        (Hold(date(2027, 5, 1)), 1),
    ],
)
def test_what_holds_is_not_over_before_it_begins(hold, count):
    assert len(rules.refusals_of_hold(hold, TODAY)) == count


def test_a_certificate_is_good_already_and_asked_for():
    good = Hold(date(2025, 1, 1), date(2026, 1, 1))

    assert rules.refusals_of_certificate(good, TODAY, is_closed=False) == []
    late = Hold(date(2026, 3, 3), date(2026, 3, 2))
    assert len(rules.refusals_of_certificate(late, TODAY, is_closed=True)) == 3


def test_a_pair_is_of_two_people_once_and_not_over():
    one, two = uuid4(), uuid4()
    free = {"is_paired": False, "until": None, "today": TODAY}

    assert rules.refusals_of_pair(one, two, **free) == []
    yesterday = TODAY - timedelta(days=1)
    assert len(rules.refusals_of_pair(one, one, is_paired=True, until=yesterday, today=TODAY)) == 3


@pytest.mark.parametrize("cause", list(Cause))
def test_a_member_takes_back_only_what_is_their_own(cause):
    is_set = cause in {Cause.COURT, Cause.TRANSFER, Cause.ADJUDICATION}

    assert bool(rules.refusals_to_take_back(cause, is_own=True)) is is_set
    assert rules.refusals_to_take_back(cause, is_own=False) == []


def test_weekdays_levels_and_agreement_are_asked_for():
    assert rules.refusals_of_weekdays([]) != []
    assert rules.refusals_of_weekdays([0]) == []
    assert rules.refusals_of_levels({uuid4(): 3}) != []
    assert rules.refusals_of_levels({uuid4(): -2}) == []
    assert rules.refusals_of_own(is_own=False) != []
    assert rules.refusals_of_own(is_own=True) == []


@pytest.mark.parametrize(
    ("code", "weights", "count"),
    [
        ("plain", Weights(), 0),
        ("moon", Weights(), 1),
        ("plain", Weights(wish=-1), 1),
        ("plain", Weights(change=10_001), 1),
        ("plain", Weights(shortfall=(3, 1, 7)), 1),
        ("moon", Weights(shortfall=(3, 1, -1)), 3),
    ],
)
def test_weights_are_whole_points_that_rise(code, weights, count):
    assert len(refusals_of_rules(code, weights, known=["plain"])) == count


def key(number: int) -> UUID:
    """Give the same id for the same number."""
    return UUID(int=number)


def test_whoever_got_less_than_their_part_is_owed_it():
    owed = carried_over({key(1): 600, key(2): 600}, {key(1): 3000, key(2): 1000}, weeks=4)

    assert owed == {key(1): -600, key(2): 600}


def test_nobody_is_owed_anything_where_nobody_worked():
    assert carried_over({key(1): 600}, {}, weeks=4) == {}
    assert carried_over({}, {key(1): 600}, weeks=4) == {}


@given(
    st.dictionaries(
        st.integers(1, 9).map(key), st.tuples(st.integers(0, 3000), st.integers(0, 9000))
    )
)
def test_nobody_carries_more_than_a_week_of_their_wish(told):
    wished = {person: each for person, (each, _got) in told.items()}
    got = {person: each for person, (_wish, each) in told.items()}

    owed = carried_over(wished, got, weeks=4)

    assert all(abs(owes) <= wished[person] for person, owes in owed.items())


@given(
    st.dictionaries(
        st.integers(1, 9).map(key), st.tuples(st.integers(1, 3000), st.integers(0, 9000))
    ),
    st.integers(1, 9).map(key),
)
def test_getting_more_never_leaves_more_to_be_owed(told, who):
    wished = {person: each for person, (each, _got) in told.items()}
    got = {person: each for person, (_wish, each) in told.items()}
    before = carried_over(wished, got, weeks=4)
    more = {**got, who: got.get(who, 0) + 60} if who in wished else got

    after = carried_over(wished, more, weeks=4)

    if before and who in wished:
        assert after[who] <= before[who]

"""Who is asked first, whose commitment stands, who should be paid, and who needs rest."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.rostering.rules.commitments import overruled
from coop.rostering.rules.fitness import stands_against
from coop.rostering.rules.nouns import Busy, Cause, Kind, Limits
from coop.rostering.rules.reasons import Reason
from coop.rostering.rules.swaps import Offer, order_of_offers, seed_of
from coop.rostering.rules.welfare import (
    Done,
    PayOrStop,
    by_kind,
    is_rest_due,
    overtime_trend,
    pay_or_stop,
    shares,
    weeks_over,
)
from tests.builders.rostering_facts import MONDAY, a_person, a_shift, a_span, an_id, facts_of

NAMES = [an_id(name) for name in ("Ash", "Birch", "Cedar", "Dove", "Elm")]
ASH, BIRCH, CEDAR, *_ = NAMES
offers = st.lists(st.builds(Offer, st.sampled_from(NAMES), st.integers(0, 3)), max_size=8)


def week(number: int) -> date:
    return MONDAY + timedelta(weeks=number)


@given(offers, st.text(max_size=5))
def test_fewest_hours_come_first_whatever_the_order_of_offers(given_offers, seed):
    once = {offer.person: offer for offer in given_offers}

    order = order_of_offers(once.values(), seed)

    assert [offer.minutes for offer in order] == sorted(one.minutes for one in once.values())
    assert order == order_of_offers(reversed(once.values()), seed)


def test_between_equals_the_lot_decides_by_shift():
    equals = [Offer(person, 480) for person in NAMES]
    orders = {
        tuple(one.person for one in order_of_offers(equals, seed_of(an_id(str(number)), "noon")))
        for number in range(12)
    }

    assert len(orders) > 5
    assert len({order[0] for order in orders}) > 2


def test_the_same_seed_gives_the_same_order_for_ever():
    order = order_of_offers([Offer(person, 0) for person in NAMES], "2026-06-01")

    assert [NAMES.index(offer.person) for offer in order] == [0, 2, 1, 4, 3]


COURT = Busy(a_span(starts="09:00", ends="11:00"), Cause.COURT)
VISIT = Busy(a_span(starts="10:00", ends="12:00"), Cause.VISIT)


def test_when_two_commitments_clash_the_first_stands():
    assert overruled([VISIT, COURT]) == [VISIT]


def test_the_order_of_clash_is_court_transfer_visit_adjudication_appointment():
    whole = a_span(starts="09:00", ends="11:00")
    causes = [Cause.COURT, Cause.TRANSFER, Cause.VISIT, Cause.ADJUDICATION, Cause.APPOINTMENT]
    busy = [Busy(whole, cause) for cause in causes]

    assert overruled(reversed(busy)) == busy[1:]


def test_times_that_only_touch_do_not_clash():
    later = Busy(a_span(starts="11:00", ends="12:00"), Cause.VISIT)

    assert overruled([COURT, later]) == []


def test_unpaid_work_over_its_ceiling_is_paid_or_stops():
    done = [
        Done(ASH, week(0), Kind.VOLUNTEER, 960),
        Done(BIRCH, week(0), Kind.VOLUNTEER, 900),
        Done(BIRCH, week(0), Kind.VOLUNTEER, 100),
        Done(BIRCH, week(1), Kind.VOLUNTEER, 1200),
        Done(CEDAR, week(0), Kind.PAID, 2880),
    ]

    assert pay_or_stop(done, [], Limits()) == [PayOrStop(BIRCH, 2, 1200, 0)]


def test_a_volunteer_beside_paid_work_is_an_alarm_below_the_ceiling():
    done = [
        Done(ASH, week(0), Kind.VOLUNTEER, 60, an_id("laundry")),
        Done(BIRCH, week(0), Kind.VOLUNTEER, 60, an_id("library")),
    ]

    assert pay_or_stop(done, [an_id("laundry")], Limits()) == [PayOrStop(ASH, 0, 60, 60)]


def test_hours_are_summed_by_kind():
    done = [
        Done(ASH, week(0), Kind.PAID, 60),
        Done(ASH, week(1), Kind.PAID, 30),
        Done(ASH, week(1), Kind.TRAINING, 45),
    ]

    assert by_kind(done) == {ASH: {Kind.PAID: 90, Kind.TRAINING: 45}}


def test_a_week_is_over_by_working_time_alone():
    done = [
        Done(ASH, week(0), Kind.PAID, 600),
        Done(ASH, week(0), Kind.GOVERNANCE, 600),
        Done(BIRCH, week(0), Kind.PAID, 601),
    ]

    over = weeks_over(done, {ASH: 600, BIRCH: 600}, Limits())

    assert [(one.person, one.minutes, one.most) for one in over] == [(BIRCH, 601, 600)]


@pytest.mark.parametrize(
    ("weeks", "due"),
    [
        pytest.param(range(6), True, id="six in a row"),
        pytest.param(range(1, 6), False, id="five"),
        pytest.param([0, 1, 3, 4, 5], False, id="with a week between"),
        pytest.param(range(-3, 5), False, id="rested last week"),
    ],
)
def test_a_week_of_rest_is_due_after_six_of_peer_support(weeks, due):
    assert is_rest_due({week(number) for number in weeks}, week(6), Limits()) is due


def test_a_week_of_rest_is_free_of_peer_support_and_nothing_else():
    person = replace(a_person(), rest_weeks=frozenset({MONDAY}))

    def found(shift):
        return [one.reason for one in stands_against(person, shift, facts_of())]

    support = replace(a_shift(day=MONDAY + timedelta(days=6)), peer_support=True)
    after = replace(a_shift(day=MONDAY + timedelta(days=7)), peer_support=True)
    assert found(support) == [Reason.REST_WEEK]
    assert found(after) == []
    assert found(a_shift()) == []


@pytest.mark.parametrize(
    ("weeks", "before", "now"),
    [
        pytest.param([600, 600, 700, 600, 600, 650, 650, 700], 100, 200, id="rising"),
        pytest.param([700, 0, 0, 0, 600, 600, 600, 600], 100, 0, id="less never pays for more"),
        pytest.param([700], 0, 100, id="a new member"),
        pytest.param([], 0, 0, id="nobody"),
    ],
)
def test_overtime_is_held_against_as_many_weeks_before(weeks, before, now):
    trend = overtime_trend(weeks, 600, Limits())

    assert (trend.before, trend.now, trend.is_rising) == (before, now, now > before)


def test_shares_are_equal_parts_of_what_was_wished():
    found = shares({ASH: 1200, BIRCH: 600, CEDAR: 0}, {ASH: 600, BIRCH: 600})

    assert (found[0].person, found[0].fair, found[0].short) == (ASH, 800, 200)
    assert {one.person: one.fair for one in found} == {ASH: 800, BIRCH: 400, CEDAR: 0}


@given(
    st.dictionaries(st.sampled_from(NAMES), st.integers(0, 3000)),
    st.dictionaries(st.sampled_from(NAMES), st.integers(0, 3000)),
)
def test_parts_never_come_to_more_than_there_is(wished, got):
    given_in_all = sum(got.get(person, 0) for person in wished)

    assert sum(one.fair for one in shares(wished, got)) <= given_in_all

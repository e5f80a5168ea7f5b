"""Whether somebody may stand in a shift: time, walls, certificates, and what is never told."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from coop.rostering.rules.fitness import stands_against
from coop.rostering.rules.nouns import Busy, Cause, Kind, Limits, Need, Person, Shift, Stay, Terms
from coop.rostering.rules.reasons import Reason
from tests.builders.rostering_facts import (
    MONDAY,
    a_certificate,
    a_person,
    a_release,
    a_shift,
    a_span,
    an_id,
    facts_of,
)

TUESDAY = MONDAY + timedelta(days=1)
GROWN = Limits(young_nights=True)
UNLOCKED = {"north": (a_span(MONDAY, "08:00", "12:00"), a_span(MONDAY, "13:00", "17:00"))}


def reasons(person: Person, shift: Shift, *, limits: Limits | None = None) -> list[Reason]:
    facts = facts_of(people=[person], shifts=[shift], unlocked=UNLOCKED, limits=limits)
    return [one.reason for one in stands_against(person, shift, facts)]


def test_nothing_stands_against_somebody_free_outside():
    assert reasons(a_person(), a_shift()) == []


@pytest.mark.parametrize(
    ("available", "found"),
    [
        pytest.param((a_span(starts="08:00", ends="12:00"),), [], id="exactly then"),
        pytest.param(
            (a_span(starts="08:00", ends="10:00"), a_span(starts="10:00", ends="12:00")),
            [],
            id="two stretches that touch",
        ),
        pytest.param((a_span(starts="08:00", ends="11:59"),), [Reason.AVAILABLE], id="too short"),
        pytest.param(
            (a_span(starts="08:00", ends="10:00"), a_span(starts="10:01", ends="12:00")),
            [Reason.AVAILABLE],
            id="a minute between",
        ),
        pytest.param((), [Reason.AVAILABLE], id="never"),
    ],
)
def test_a_shift_lies_wholly_in_the_hours_somebody_can_come(available, found):
    assert reasons(a_person(available=available), a_shift()) == found


@pytest.mark.parametrize("cause", Cause)
def test_work_yields_to_every_commitment(cause):
    person = a_person(busy=(Busy(a_span(starts="11:59", ends="13:00"), cause),))

    assert reasons(person, a_shift()) == [Reason.COMMITMENT]


@pytest.mark.parametrize(
    ("starts", "travel", "found"),
    [
        pytest.param("12:00", 0, [], id="at the end of the shift"),
        pytest.param("12:00", 1, [Reason.COMMITMENT], id="while still on the way home"),
        pytest.param("12:30", 30, [], id="just home"),
        pytest.param("12:30", 31, [Reason.COMMITMENT], id="a minute late"),
    ],
)
def test_the_way_counts_before_a_commitment(starts, travel, found):
    person = a_person(busy=(Busy(a_span(starts=starts, ends="14:00"), Cause.VISIT),))

    assert reasons(person, a_shift(travel=travel)) == found


@pytest.mark.parametrize(
    ("travel", "found"),
    [
        pytest.param(60, [], id="home as it begins"),
        pytest.param(61, [Reason.CURFEW], id="a minute after"),
    ],
)
def test_a_curfew_holds_for_the_way_home_too(travel, found):
    person = a_person(curfews=(a_span(starts="19:00", ends="07:00"),))
    shift = a_shift(starts="14:00", ends="18:00", travel=travel)

    assert reasons(person, shift) == found


def test_a_curfew_does_not_hold_within_the_walls_where_one_lives():
    person = a_person(home="north", curfews=(a_span(starts="08:00", ends="20:00"),))

    assert reasons(person, a_shift(inside="north")) == []


def test_a_site_to_be_avoided_is_refused():
    assert reasons(a_person(avoided=["workshop"]), a_shift()) == [Reason.AVOIDED]
    assert reasons(a_person(avoided=["garden"]), a_shift()) == []


@pytest.mark.parametrize(
    ("starts", "ends", "found"),
    [
        pytest.param("08:00", "12:00", [], id="one session"),
        pytest.param("09:00", "11:00", [], id="part of one"),
        pytest.param("11:00", "14:00", [Reason.LOCKED], id="over the midday lock-up"),
        pytest.param("18:00", "19:00", [Reason.LOCKED], id="in the evening"),
    ],
)
def test_work_inside_lies_in_one_session(starts, ends, found):
    shift = a_shift(starts=starts, ends=ends, inside="north", travel=90)

    assert reasons(a_person(home="north"), shift) == found


def test_an_establishment_without_known_sessions_is_locked():
    assert reasons(a_person(home="south"), a_shift(inside="south")) == [Reason.LOCKED]


def test_somebody_from_outside_may_come_in_to_work():
    assert reasons(a_person(), a_shift(inside="north")) == []


def test_somebody_on_release_is_not_inside():
    person = a_person(home="north", releases=(a_release(a_span(starts="11:00", ends="16:00")),))

    assert reasons(person, a_shift(inside="north")) == [Reason.AWAY]


@pytest.mark.parametrize(
    ("starts", "ends", "travel", "sites", "found"),
    [
        pytest.param("07:30", "12:30", 30, ["workshop"], [], id="just holds both ways"),
        pytest.param("07:31", "12:30", 30, ["workshop"], [Reason.RELEASE], id="late out"),
        pytest.param("07:30", "12:29", 30, ["workshop"], [Reason.RELEASE], id="early back"),
        pytest.param("06:00", "20:00", 30, ["garden"], [Reason.RELEASE], id="another place"),
        pytest.param("06:00", "20:00", 30, [], [Reason.RELEASE], id="no place for work"),
    ],
)
def test_a_release_holds_the_shift_and_both_ways_and_permits_the_site(
    starts, ends, travel, sites, found
):
    release = a_release(a_span(starts=starts, ends=ends), sites=sites, travel=travel)

    assert reasons(a_person(home="north", releases=(release,)), a_shift()) == found


def test_nobody_in_custody_works_outside_or_elsewhere_without_release():
    assert reasons(a_person(home="north"), a_shift()) == [Reason.RELEASE]
    assert reasons(a_person(home="north"), a_shift(inside="south")) == [Reason.RELEASE]


@pytest.mark.parametrize(
    ("moves", "found"),
    [
        pytest.param(MONDAY, [], id="out on the morning of the first day"),
        pytest.param(TUESDAY, [Reason.RELEASE], id="out only in the middle of the night"),
        pytest.param(TUESDAY + timedelta(days=1), [Reason.RELEASE], id="out after it"),
    ],
)
def test_a_night_over_a_move_is_judged_at_both_ends(moves, found):
    stays = (Stay(date.min, an_id("north")), Stay(moves, None))
    night = a_shift(starts="22:00", ends="06:00")

    assert reasons(a_person(stays=stays), night) == found


@pytest.mark.parametrize(
    ("until", "starts", "ends", "found"),
    [
        pytest.param(MONDAY, "08:00", "12:00", [], id="good on its last day"),
        pytest.param(
            MONDAY - timedelta(days=1), "08:00", "12:00", [Reason.CERTIFICATE], id="ended"
        ),
        pytest.param(MONDAY, "22:00", "06:00", [Reason.CERTIFICATE], id="ends during the night"),
        pytest.param(MONDAY, "20:00", "00:00", [], id="midnight is not the next day"),
        pytest.param(TUESDAY, "22:00", "06:00", [], id="good on the day after"),
        pytest.param(None, "22:00", "06:00", [], id="without an end"),
    ],
)
def test_a_certificate_is_good_on_the_shifts_last_day(until, starts, ends, found):
    shift = a_shift(starts=starts, ends=ends, most=1, needs=(Need(an_id("forklift"), 1),))
    person = a_person(certificates=(a_certificate(until=until),))

    assert reasons(person, shift) == found


def test_a_certificate_is_not_good_before_its_first_day():
    shift = a_shift(most=1, needs=(Need(an_id("forklift"), 1),))

    assert reasons(a_person(certificates=(a_certificate(since=TUESDAY),)), shift) == [
        Reason.CERTIFICATE
    ]


def test_not_everybody_in_a_larger_shift_holds_the_certificate():
    assert reasons(a_person(), a_shift(most=2, needs=(Need(an_id("forklift"), 1),))) == []


def test_a_volunteer_fills_no_paid_post():
    person = a_person(terms=Terms(0, 240, 960, volunteer=True))

    assert reasons(person, a_shift(kind=Kind.PAID)) == [Reason.POST]
    assert reasons(person, a_shift(kind=Kind.VOLUNTEER)) == []


@pytest.mark.parametrize(
    ("person", "limits", "most"),
    [
        pytest.param(a_person(), Limits(), 600, id="ten hours for anybody"),
        pytest.param(
            a_person(terms=Terms(0, 0, 2400, most_a_day=300)), Limits(), 300, id="as agreed"
        ),
        pytest.param(
            a_person(born_on=date(2010, 1, 1)), Limits(young_day=480), 480, id="under age"
        ),
        pytest.param(a_person(), Limits(inside_day=60), 600, id="a prison’s cap is not for others"),
    ],
)
def test_no_shift_is_longer_than_the_day_allows(person, limits, most):
    shift = a_shift(starts="08:00", ends="20:00")
    fits = replace(shift.span, end=shift.span.start + timedelta(minutes=most))
    over = replace(shift.span, end=fits.end + timedelta(minutes=1))

    assert reasons(person, replace(shift, span=fits), limits=limits) == []
    assert reasons(person, replace(shift, span=over), limits=limits) == [Reason.DAY_HOURS]


def test_a_prisons_cap_holds_for_those_who_live_there():
    limits = Limits(inside_day=180)

    assert reasons(a_person(home="north"), a_shift(inside="north"), limits=limits) == [
        Reason.DAY_HOURS
    ]


@pytest.mark.parametrize(
    ("born", "found"),
    [
        pytest.param(date(2008, 6, 2), [Reason.NIGHT], id="eighteen tomorrow"),
        pytest.param(date(2008, 6, 1), [], id="eighteen today"),
        pytest.param(None, [], id="age unknown"),
    ],
)
def test_young_people_do_not_work_at_night(born, found):
    assert reasons(a_person(born_on=born), a_shift(starts="18:00", ends="23:30")) == found


def test_the_night_of_young_people_begins_earlier():
    young = a_person(born_on=date(2010, 1, 1))

    assert reasons(young, a_shift(starts="18:00", ends="22:00")) == []
    assert reasons(young, a_shift(starts="18:00", ends="22:01")) == [Reason.NIGHT]
    assert reasons(young, a_shift(starts="05:59", ends="08:00")) == [Reason.NIGHT]
    assert reasons(young, a_shift(starts="18:00", ends="23:30"), limits=GROWN) == []


def test_nobody_grows_up_on_29_february_of_a_common_year():
    person = a_person(born_on=date(2008, 2, 29))
    last = a_shift(day=date(2026, 2, 28), starts="20:00", ends="23:30")
    first = a_shift(day=date(2026, 3, 1), starts="20:00", ends="23:30")

    assert reasons(person, last) == [Reason.NIGHT]
    assert reasons(person, first) == []


def test_a_meeting_of_members_has_no_working_hours():
    meeting = a_shift(starts="08:00", ends="20:00", kind=Kind.GOVERNANCE)

    assert reasons(a_person(), meeting) == []


def test_every_question_is_asked_whatever_the_others_answer():
    held = a_person(
        home="north",
        available=(),
        busy=(Busy(a_span(), Cause.COURT),),
        curfews=(a_span(),),
        avoided=["workshop"],
        terms=Terms(0, 0, 0, most_a_day=60, volunteer=True),
        born_on=date(2010, 1, 1),
    )
    shift = a_shift(starts="08:00", ends="23:00", most=1, needs=(Need(an_id("forklift"), 1),))

    assert set(reasons(held, shift)) == {
        Reason.AVAILABLE,
        Reason.COMMITMENT,
        Reason.CURFEW,
        Reason.AVOIDED,
        Reason.RELEASE,
        Reason.CERTIFICATE,
        Reason.POST,
        Reason.DAY_HOURS,
        Reason.NIGHT,
    }

"""One person’s works together: one place at a time, rest, hours, and what came before."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from coop.rostering.rules.nouns import Kind, Limits, Person, Shift, Span, Stay, Terms, Worked
from coop.rostering.rules.reasons import Reason, said
from coop.rostering.rules.together import stands_between
from tests.builders.rostering_facts import (
    MONDAY,
    a_person,
    a_shift,
    a_span,
    an_id,
    facts_of,
)

WIDE = Limits(most_a_day=1440)


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def reasons(
    shift: Shift,
    *others: Shift | Worked,
    person: Person | None = None,
    limits: Limits | None = None,
    first: date = MONDAY,
) -> list[Reason]:
    one = person or a_person()
    facts = facts_of(people=[one], shifts=[shift], limits=limits, first=first)
    return [each.reason for each in stands_between(one, shift, others, facts)]


@pytest.mark.parametrize(
    ("starts", "site", "travel", "found"),
    [
        pytest.param("12:00", "workshop", 0, [], id="touching at one site"),
        pytest.param("12:00", "workshop", 30, [], id="nobody goes home between two at one site"),
        pytest.param("11:59", "workshop", 0, [Reason.CLASH], id="a minute together"),
        pytest.param("12:00", "garden", 0, [], id="next door"),
        pytest.param("12:59", "garden", 30, [Reason.CLASH], id="a minute short of both ways"),
        pytest.param("13:00", "garden", 30, [], id="just in time"),
    ],
)
def test_nobody_is_in_two_places(starts, site, travel, found):
    morning = a_shift(travel=travel)
    other = a_shift("other", starts=starts, ends="14:00", site=site, travel=travel)

    assert reasons(other, morning) == found
    assert reasons(morning, other) == found


def test_work_for_another_employer_is_somewhere_else():
    told = Worked(a_span(starts="12:10", ends="14:00"), travel=0)

    assert reasons(a_shift(travel=15), told) == [Reason.CLASH]
    assert reasons(a_shift(travel=10), told) == []


def test_a_meeting_of_members_is_a_place_too():
    meeting = a_shift("meeting", starts="11:00", ends="13:00", kind=Kind.GOVERNANCE)

    assert reasons(meeting, a_shift()) == [Reason.CLASH]


@pytest.mark.parametrize(
    ("starts", "found"),
    [
        pytest.param("07:00", [], id="eleven hours"),
        pytest.param("06:59", [Reason.REST], id="a minute less"),
    ],
)
def test_there_are_eleven_hours_between_two_days(starts, found):
    evening = a_shift(starts="16:00", ends="20:00")
    morning = a_shift(day=day(1), starts=starts, ends="11:00")

    assert reasons(morning, evening) == found
    assert reasons(evening, morning) == found


def test_short_rest_is_said_with_its_hours():
    facts = facts_of()
    night = a_shift(starts="22:00", ends="06:00")
    late = a_shift(day=day(1), starts="14:00", ends="20:00")

    (told,) = said(stands_between(a_person(), late, [night], facts))

    assert (told.rule, str(told)) == ("ROS-4", "It would leave less than 11 hours’ rest.")


@pytest.mark.parametrize(
    ("change", "starts", "found"),
    [
        pytest.param(date(2026, 3, 28), "08:00", [Reason.REST], id="spring takes an hour of rest"),
        pytest.param(date(2026, 3, 28), "09:00", [], id="so it is an hour later"),
        pytest.param(date(2026, 10, 24), "07:00", [], id="autumn gives one"),
        pytest.param(date(2026, 10, 24), "06:59", [Reason.REST], id="and not a minute more"),
    ],
)
def test_rest_is_measured_in_hours_that_pass(change, starts, found):
    evening = a_shift(day=change, starts="18:00", ends="21:00")
    morning = a_shift(day=change + timedelta(days=1), starts=starts, ends="11:00")

    assert reasons(morning, evening, first=change - timedelta(days=5)) == found


def test_sessions_of_one_day_may_be_near_each_other():
    sessions = [
        a_shift(starts=starts, ends=ends)
        for starts, ends in (("08:25", "11:35"), ("13:40", "16:50"), ("18:00", "19:00"))
    ]

    assert reasons(sessions[2], *sessions[:2]) == []


@pytest.mark.parametrize(
    ("ends", "found"),
    [
        pytest.param("20:00", [], id="thirteen hours from start to end"),
        pytest.param("20:01", [Reason.REST], id="a minute more leaves less than eleven"),
    ],
)
def test_a_day_of_sessions_leaves_its_rest(ends, found):
    early, late = a_shift(starts="07:00", ends="09:00"), a_shift(starts="18:30", ends=ends)

    assert reasons(late, early, a_shift(starts="13:00", ends="14:00")) == found


def test_a_night_cut_at_midnight_is_one_work():
    before, after = a_shift(starts="22:00", ends="00:00"), a_shift(day=day(1), starts="00:00")

    assert reasons(replace(after, span=a_span(day(1), "00:00", "06:00")), before) == []


def test_rest_reaches_over_the_published_boundary():
    told = Worked(a_span(day(-1), "16:00", "22:00"), an_id("workshop"), an_id("published"))
    person = a_person(worked=(told,))

    assert reasons(a_shift(starts="08:00"), person=person) == [Reason.REST]
    assert reasons(a_shift(starts="09:00"), person=person) == []


def test_what_is_placed_and_told_is_counted_once():
    shift = a_shift()
    told = Worked(shift.span, shift.site, shift.id)

    assert reasons(shift, person=a_person(worked=(told,))) == []
    assert (
        reasons(a_shift(starts="13:00", ends="18:00"), shift, person=a_person(worked=(told,))) == []
    )


def week_of_days(count: int, *, first: int = 0, starts: str = "08:00") -> list[Shift]:
    return [a_shift(day=day(first + number), starts=starts) for number in range(count)]


def test_six_days_in_a_row_are_enough():
    *six, seventh = week_of_days(7)

    assert reasons(six[-1], *six[:-1]) == []
    assert reasons(seventh, *six) == [Reason.WEEKLY_REST]
    assert reasons(six[2], *six[:2], *six[3:], seventh) == [Reason.WEEKLY_REST]


def test_the_weekly_rest_lies_anywhere_in_seven_days():
    worked = [*week_of_days(3), *week_of_days(4, first=4)]

    assert reasons(a_shift(day=day(8)), *worked) == []


def test_a_day_off_may_still_be_less_than_the_rest():
    late = [a_shift(day=day(number), starts="16:00", ends="22:00") for number in range(5)]
    early = [a_shift(day=day(number), starts="06:00") for number in range(6, 9)]

    assert reasons(early[0], *late, *early[1:]) == []
    assert reasons(early[0], *late, *early[1:], limits=Limits(weekly_rest=35 * 60)) == [
        Reason.WEEKLY_REST
    ]


def test_the_weekly_rest_counts_days_before_the_roster():
    told = tuple(
        Worked(a_span(day(-number), "08:00", "12:00"), an_id("workshop")) for number in range(1, 7)
    )

    assert reasons(a_shift(), person=a_person(worked=told)) == [Reason.WEEKLY_REST]
    assert reasons(a_shift(), person=a_person(worked=told[:5])) == []


def test_one_long_rest_in_fourteen_days_may_stand_for_two():
    fortnight = replace(Limits(), fortnight_rest=48 * 60)
    twelve = week_of_days(12)

    assert reasons(twelve[-1], *twelve[:-1], limits=fortnight) == []
    assert reasons(a_shift(day=day(12)), *twelve, limits=fortnight) == [Reason.WEEKLY_REST]


def test_young_people_have_longer_rests():
    young = a_person(born_on=date(2010, 1, 1))
    evening = a_shift(starts="16:00", ends="20:00")

    assert reasons(a_shift(day=day(1), starts="07:59"), evening, person=young) == [Reason.REST]
    assert reasons(a_shift(day=day(1), starts="08:00"), evening, person=young) == []
    *five, sixth = week_of_days(6)
    assert reasons(sixth, *five, person=young) == [Reason.WEEKLY_REST]


def test_prisons_may_ask_for_a_whole_day_off():
    inside = a_person(home="north")
    limits = Limits(inside_days=6, weekly_rest=660)
    *six, seventh = week_of_days(7)

    assert reasons(seventh, *six, person=inside, limits=limits) == [Reason.DAYS]
    assert reasons(seventh, *six, limits=limits) == []
    assert reasons(six[-1], *six[:-1], person=inside, limits=limits) == []


@pytest.mark.parametrize(
    ("person", "limits", "most"),
    [
        pytest.param(a_person(), Limits(), 600, id="the law’s day"),
        pytest.param(a_person(terms=Terms(0, 0, 2880, most_a_day=420)), Limits(), 420, id="agreed"),
        pytest.param(a_person(home="north"), Limits(inside_day=480), 480, id="the prison’s"),
        pytest.param(a_person(), Limits(inside_day=480), 600, id="which is not for others"),
        pytest.param(a_person(born_on=date(2010, 1, 1)), Limits(), 480, id="under age"),
    ],
)
def test_hours_of_a_day_add_up(person, limits, most):
    morning = a_shift(starts="07:00", ends="11:00")
    rest = a_span(starts="12:00", ends="13:00")
    fits = Span(rest.start, rest.start + timedelta(minutes=most - 240))
    over = Span(rest.start, fits.end + timedelta(minutes=1))
    later = a_shift("later")

    assert reasons(replace(later, span=fits), morning, person=person, limits=limits) == []
    assert reasons(replace(later, span=over), morning, person=person, limits=limits) == [
        Reason.DAY_HOURS
    ]


def test_hours_of_a_week_stay_within_what_was_agreed():
    person = a_person(terms=Terms(0, 480, 720))
    two = week_of_days(2)

    assert reasons(a_shift(day=day(2)), *two, person=person) == []
    assert reasons(a_shift(day=day(3)), *two, a_shift(day=day(2)), person=person) == [
        Reason.WEEK_HOURS
    ]
    assert reasons(a_shift(day=day(7)), *two, a_shift(day=day(2)), person=person) == []


def test_agreed_hours_do_not_count_other_employers_but_caps_do():
    person = a_person(terms=Terms(0, 480, 480), elsewhere=2000)
    inside = replace(person, stays=(Stay(date.min, an_id("north")),))
    limits = Limits(inside_week=2400)

    assert reasons(a_shift(day=day(1)), a_shift(), person=person, limits=limits) == []
    assert reasons(a_shift(day=day(1)), a_shift(), person=inside, limits=limits) == [
        Reason.WEEK_HOURS
    ]


def test_a_prisons_week_holds_for_the_week_of_a_release_for_good():
    moves = (Stay(date.min, an_id("north")), Stay(day(3), None))
    limits = Limits(inside_week=400)

    assert reasons(
        a_shift(day=day(4)), a_shift(day=day(3)), person=a_person(stays=moves), limits=limits
    ) == [Reason.WEEK_HOURS]
    assert (
        reasons(
            a_shift(day=day(8)), a_shift(day=day(7)), person=a_person(stays=moves), limits=limits
        )
        == []
    )


FULL = (2880,) * 16


@pytest.mark.parametrize(
    ("before", "elsewhere", "opted_out", "found"),
    [
        pytest.param(FULL, 0, False, [], id="just 48 hours on average"),
        pytest.param((*FULL[:15], 2881), 0, False, [Reason.AVERAGE], id="a minute over"),
        pytest.param(
            (10_000, *FULL), 0, False, [], id="what lies before the seventeen weeks is gone"
        ),
        pytest.param(FULL, 1, False, [Reason.AVERAGE], id="other employers count"),
        pytest.param(FULL, 1, True, [], id="unless agreed in writing"),
        pytest.param((), 0, False, [], id="a new member’s first week stands alone"),
        pytest.param((), 1, False, [Reason.AVERAGE], id="and must keep the average by itself"),
    ],
)
def test_the_average_counts_seventeen_weeks_and_all_employers(before, elsewhere, opted_out, found):
    terms = Terms(0, 2880, 6000, opted_out=opted_out)
    person = a_person(terms=terms, weeks_before=before, elsewhere=elsewhere)
    shifts = [a_shift(day=day(number), starts="08:00", ends="16:00") for number in range(6)]

    assert reasons(shifts[-1], *shifts[:-1], person=person) == found


def test_a_light_past_leaves_room_for_a_heavy_week():
    person = a_person(terms=Terms(0, 2880, 6000), weeks_before=(2400,) * 16)
    shifts = [a_shift(day=day(number), starts="08:00", ends="18:00") for number in range(6)]

    assert reasons(shifts[-1], *shifts[:-1], person=person) == []


@pytest.mark.parametrize(
    ("limits", "born"),
    [
        pytest.param(Limits(opt_out=False), None, id="the law does not allow it"),
        pytest.param(Limits(young_week=6000), date(2010, 1, 1), id="nobody under age may"),
    ],
)
def test_an_opt_out_does_not_always_hold(limits, born):
    person = a_person(
        terms=Terms(0, 2880, 6000, opted_out=True), weeks_before=(6000,) * 16, born_on=born
    )

    assert reasons(a_shift(), person=person, limits=limits) == [Reason.AVERAGE]


def test_an_opt_out_leaves_the_average_of_nights():
    person = a_person(terms=Terms(0, 2880, 6000, opted_out=True), weeks_before=(3200,) * 16)

    assert reasons(a_shift(), person=person) == []
    assert reasons(a_shift(starts="22:00", ends="06:00"), person=person) == [Reason.NIGHT_AVERAGE]


def test_three_hours_of_the_night_make_it_night_work():
    person = a_person(terms=Terms(0, 2880, 6000, opted_out=True), weeks_before=(3200,) * 16)

    assert reasons(a_shift(starts="18:00", ends="01:59"), person=person) == []
    assert reasons(a_shift(starts="18:00", ends="02:00"), person=person) == [Reason.NIGHT_AVERAGE]


def test_a_light_past_leaves_the_average_of_nights_alone():
    person = a_person(weeks_before=(1200,) * 16)

    assert reasons(a_shift(starts="22:00", ends="06:00"), person=person) == []


def test_unpaid_hours_have_a_ceiling_of_their_own():
    shifts = [a_shift(day=day(number), kind=Kind.VOLUNTEER) for number in range(5)]

    assert reasons(shifts[3], *shifts[:3]) == []
    assert reasons(shifts[4], *shifts[:4]) == [Reason.CEILING]
    assert reasons(a_shift(day=day(4)), *shifts[:4]) == []


def test_the_ceiling_is_the_rule_sets_own():
    shifts = [a_shift(day=day(number), kind=Kind.VOLUNTEER) for number in range(2)]

    assert reasons(shifts[1], shifts[0], limits=Limits(volunteer_week=479)) == [Reason.CEILING]
    assert reasons(shifts[1], shifts[0], limits=Limits(volunteer_week=480)) == []


def test_meetings_and_time_banks_are_no_working_time():
    person = a_person(terms=Terms(0, 240, 240))
    for kind in (Kind.GOVERNANCE, Kind.TIME_BANK):
        meeting = a_shift("meeting", starts="20:00", ends="23:59", kind=kind)

        assert reasons(meeting, a_shift(), a_shift(day=day(1), starts="07:00"), person=person) == []
        assert (
            reasons(a_shift(day=day(1), starts="07:00", ends="08:00"), meeting, person=person) == []
        )


def test_a_leap_day_is_a_day_of_its_week():
    first = date(2028, 2, 28)
    person = a_person(terms=Terms(0, 240, 480))
    shifts = [a_shift(day=first + timedelta(days=number)) for number in range(3)]

    assert [shift.day for shift in shifts][1:] == [date(2028, 2, 29), date(2028, 3, 1)]
    assert reasons(shifts[2], *shifts[:2], person=person, first=first) == [Reason.WEEK_HOURS]


def test_an_earlier_week_may_not_spoil_the_average_of_a_later_one():
    heavy = Worked(a_span(day(7), "08:00", "18:00"), an_id("workshop"))
    person = a_person(worked=(heavy,))
    limits = Limits(average_week=480)

    assert reasons(a_shift(), person=person, limits=limits) == []
    assert reasons(a_shift(), a_shift(day=day(1)), person=person, limits=limits) == [Reason.AVERAGE]
    assert reasons(a_shift(), a_shift(day=day(1)), limits=limits) == []

"""Shifts change hands between two members: agreed by both, checked by every rule, done once."""

import pytest

from coop.core import clock, jobs
from coop.core.db import session, transaction
from coop.core.errors import Refused
from coop.core.jobbook import Job
from coop.rostering.deeds.publishing import change_published
from coop.rostering.deeds.replies import say_cannot
from coop.rostering.deeds.swaps import (
    agree_swap,
    approve_swap,
    ask_swap,
    decline_swap,
    refuse_swap,
    withdraw_swap,
)
from coop.rostering.reading.candidates import swappable, who_fits
from coop.rostering.reading.cover import cover_on
from coop.rostering.reading.own_week import my_shift
from coop.rostering.reading.published import published_places, versions
from coop.rostering.reading.swaps import open_calls, swap, swaps_of, swaps_waiting
from coop.rostering.rules.exchange import Answer, Step
from tests.builders.rosters import kept_apart
from tests.governance.crowd import all_at_once
from tests.rostering.week.conftest import a_published_week, near

NEUTRAL = "Not available for this shift."


def told(week):
    """Give who is in which shift, as members were told."""
    places = published_places(week.work.first, week.work.last)
    return {(place.shift, place.person) for place in places}


def asked(week, *, of=None, back=None, by=None, shift=None):
    """Let Ada ask for Monday, or somebody else for another shift."""
    with transaction():
        return ask_swap(
            shift or week.monday, of.id if of else None, back, hand=(by or week.ada).hand
        )


def agreed(swap_id, by):
    """Let a colleague agree."""
    with transaction():
        return agree_swap(swap_id, hand=by.hand)


def test_a_colleague_who_agrees_in_good_time_has_the_shift_at_once(week):
    swap_id = asked(week, of=week.cleo)

    step = agreed(swap_id, week.cleo)

    assert step is Step.DONE
    assert told(week) == {(week.monday, week.cleo.id), (week.tuesday, week.ben.id)}
    assert my_shift(week.cleo.id, week.monday).answer is Answer.ACCEPTED
    assert versions(week.work.roster_id)[0].number == 2


def test_two_members_swap_their_shifts_in_one_version(week):
    swap_id = asked(week, of=week.ben, back=week.tuesday)

    step = agreed(swap_id, week.ben)

    assert step is Step.DONE
    assert told(week) == {(week.monday, week.ben.id), (week.tuesday, week.ada.id)}
    assert [each.number for each in versions(week.work.roster_id)] == [2, 1]


def test_a_swap_that_is_near_waits_for_a_co_ordinator(week):
    with clock.at(near(week)):
        swap_id = asked(week, of=week.cleo)
        step = agreed(swap_id, week.cleo)

        assert step is Step.AGREED
        assert (week.monday, week.ada.id) in told(week)
        assert [each.id for each in swaps_waiting()] == [swap_id]

        with transaction():
            approve_swap(swap_id, hand=week.work.hand)

        assert (week.monday, week.cleo.id) in told(week)
        assert swaps_waiting() == []


def test_a_co_ordinator_may_refuse_and_everybody_keeps_their_shift(week):
    with clock.at(near(week)):
        swap_id = asked(week, of=week.cleo)
        agreed(swap_id, week.cleo)

        with transaction():
            refuse_swap(swap_id, hand=week.work.hand)

        assert (week.monday, week.ada.id) in told(week)
        assert swap(swap_id).step is Step.REFUSED


def test_nobody_approves_a_swap_of_their_own(week):
    with clock.at(near(week)):
        swap_id = asked(week, of=week.cleo)
        agreed(swap_id, week.cleo)

        with pytest.raises(Refused, match="of their own"), transaction():
            approve_swap(swap_id, hand=week.cleo.hand)


def test_whoever_fits_first_may_come_when_anybody_is_asked(week):
    swap_id = asked(week)
    assert [call.id for call in open_calls(week.cleo.id)] == [swap_id]
    assert open_calls(week.ada.id) == []

    agreed(swap_id, week.dan)

    assert (week.monday, week.dan.id) in told(week)
    assert open_calls(week.cleo.id) == []


def test_nobody_can_be_asked_who_is_kept_apart_and_nothing_is_said_of_why(week):
    with transaction():
        change_published(
            week.work.roster_id, [(week.monday, week.dan.id)], [], "Two come.", hand=week.work.hand
        )
    kept_apart(week.cleo, week.dan)
    cover = cover_on(week.work.first)

    assert week.cleo.id not in who_fits(cover, week.monday, instead_of=week.ada.id)
    with pytest.raises(Refused) as refused, transaction():
        ask_swap(week.monday, week.cleo.id, None, hand=week.ada.hand)
    assert [str(one) for one in refused.value.refusals] == [NEUTRAL]


def test_only_shifts_that_both_fit_are_offered_for_a_swap(week):
    cover = cover_on(week.work.first)

    found = swappable(cover, week.ada.id, week.monday)

    assert [(one.colleague_id, one.shift.id) for one in found] == [(week.ben.id, week.tuesday)]


def test_a_shift_that_would_leave_no_rest_is_not_offered_for_a_swap(app):
    week = a_published_week(hours=[("08:00", "12:00"), ("22:00", "23:00")])
    late, wednesday = week.work.shift(0, "22:00"), week.work.shift(2)
    with transaction():
        change_published(
            week.work.roster_id,
            [(late, week.cleo.id), (wednesday, week.cleo.id)],
            [],
            "Two more.",
            hand=week.work.hand,
        )

    found = swappable(cover_on(week.work.first), week.ben.id, week.tuesday)

    offered = [(one.colleague_id, one.shift.id) for one in found]
    assert offered == [(week.ada.id, week.monday), (week.cleo.id, late)]


def test_a_colleague_declines_without_a_word(week):
    swap_id = asked(week, of=week.cleo)

    with transaction():
        decline_swap(swap_id, hand=week.cleo.hand)

    assert swap(swap_id).step is Step.REFUSED
    assert asked(week, of=week.dan) != swap_id


def test_a_request_can_be_taken_back_by_its_member_only(week):
    swap_id = asked(week, of=week.cleo)

    with pytest.raises(Refused), transaction():
        withdraw_swap(swap_id, hand=week.cleo.hand)
    with transaction():
        withdraw_swap(swap_id, hand=week.ada.hand)

    assert swap(swap_id).step is Step.WITHDRAWN
    with pytest.raises(Refused, match="closed"):
        agreed(swap_id, week.cleo)


def test_one_shift_has_one_request_at_a_time(week):
    asked(week, of=week.cleo)

    with pytest.raises(Refused, match="asked already"):
        asked(week, of=week.dan)


def test_nobody_gives_away_what_is_not_theirs(week):
    with pytest.raises(Refused, match="not theirs"):
        asked(week, of=week.dan, by=week.cleo)
    with pytest.raises(Refused, match="gone to somebody else"):
        asked(week, of=week.cleo, back=week.tuesday)


def test_a_request_to_one_colleague_is_not_for_another(week):
    swap_id = asked(week, of=week.cleo)

    with pytest.raises(Refused, match="goes to somebody else"):
        agreed(swap_id, week.dan)


def test_a_request_lapses_when_its_shift_begins(week):
    swap_id = asked(week, of=week.cleo)
    (promised,) = session().query(Job).filter_by(name="rostering.lapse_swap")

    with clock.at(swap(swap_id).begins_at):
        with pytest.raises(Refused, match="has lapsed"):
            agreed(swap_id, week.cleo)
        assert jobs.run(str(promised.id)) is jobs.State.DONE

    assert swap(swap_id).step is Step.LAPSED
    assert not swap(swap_id).was_overtaken


def test_a_request_lapses_when_its_shift_goes_to_somebody_else(week):
    for_ben = asked(week, of=week.ben, back=week.tuesday)
    agreed(asked(week, of=week.dan, by=week.ben, shift=week.tuesday), week.dan)

    assert swap(for_ben).step is Step.LAPSED
    assert swap(for_ben).was_overtaken
    with pytest.raises(Refused, match="gone to somebody else"):
        agreed(for_ben, week.ben)


def test_whoever_cannot_come_may_still_be_replaced(week):
    with transaction():
        say_cannot(week.monday, hand=week.ada.hand)

    agreed(asked(week, of=week.cleo), week.cleo)

    assert (week.monday, week.cleo.id) in told(week)
    assert cover_on(week.work.first).absent_in(week.monday) == []


def test_of_two_swaps_at_once_for_one_shift_one_wins_and_the_other_is_told_why(app, week):
    first = asked(week, of=week.ben, back=week.tuesday)
    with transaction():
        change_published(
            week.work.roster_id,
            [(week.work.shift(2), week.cleo.id)],
            [],
            "One more.",
            hand=week.work.hand,
        )
    other = asked(week, of=week.ben, back=week.tuesday, by=week.cleo, shift=week.work.shift(2))

    ends = all_at_once(
        app, [lambda one=one: agree_swap(one, hand=week.ben.hand) for one in (first, other)]
    )

    assert sorted(ends) == ["One of these shifts has gone to somebody else meanwhile.", "done"]
    assert {swap(first).step, swap(other).step} == {Step.DONE, Step.LAPSED}
    assert len([pair for pair in told(week) if pair[0] == week.tuesday]) == 1


def test_members_see_what_they_asked_and_what_they_were_asked(week):
    swap_id = asked(week, of=week.cleo)

    assert [one.id for one in swaps_of(week.ada.id)] == [swap_id]
    assert [one.id for one in swaps_of(week.cleo.id)] == [swap_id]
    assert swaps_of(week.dan.id) == []

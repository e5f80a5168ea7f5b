"""Open shifts go to those who offer: fewest hours first, ties by a lot that anybody can redraw."""

import pytest

from coop.core import clock, jobs
from coop.core.db import session, transaction
from coop.core.errors import Refused
from coop.core.jobbook import Job
from coop.rostering.deeds.offers import give_shift, offer_for, settle_offers, withdraw_offer
from coop.rostering.deeds.replies import say_cannot
from coop.rostering.deeds.standby import stand_by, stop_standing_by
from coop.rostering.models.rosters import ShiftOffer
from coop.rostering.reading.board import board
from coop.rostering.reading.board_nouns import Chosen
from coop.rostering.reading.cover import cover_on
from coop.rostering.reading.openings import candidates, opening, openings, openings_for, own_offers
from coop.rostering.reading.published import published_places
from coop.rostering.reading.rosters import roster_on
from coop.rostering.reading.standby import standby_between, standby_of
from coop.rostering.rules.nouns import Session
from coop.rostering.rules.swaps import Offer, order_of_offers
from tests.builders.rosters import kept_apart
from tests.governance.crowd import all_at_once
from tests.rostering.week.conftest import DAY, near


def offered(week, shift_id, *people):
    """Let people offer, each in a transaction of their own."""
    for one in people:
        with transaction():
            offer_for(shift_id, hand=one.hand)


def in_shift(week, shift_id):
    """Give who is in a shift, as members were told."""
    places = published_places(week.work.first, week.work.last)
    return {place.person for place in places if place.shift == shift_id}


def ranked(week, shift_id):
    """Give the candidates for a shift, first things first."""
    return [one.member_id for one in candidates(shift_id, cover_on(week.work.first))]


def states(shift_id):
    """Give what became of each offer for a shift."""
    rows = session().query(ShiftOffer).filter_by(shift_id=shift_id)
    return {row.member_id: row.state for row in rows}


def test_every_shift_that_lacks_people_is_open(week):
    found = openings()

    assert len(found) == 10
    assert found[0].shift.id == week.monday
    assert (found[0].coming, found[0].missing, found[0].is_short) == (1, 1, False)
    assert found[1].is_short


def test_a_member_sees_the_open_shifts_that_they_fit_and_no_others(week):
    for_ada = [one.shift.id for one in openings_for(week.ada.id)]

    assert week.monday not in for_ada
    assert week.tuesday in for_ada
    kept_apart(week.ada, week.ben)
    assert week.tuesday not in [one.shift.id for one in openings_for(week.ada.id)]


def test_a_member_who_does_not_fit_is_refused_in_one_neutral_sentence(week):
    kept_apart(week.ada, week.ben)

    with pytest.raises(Refused) as refused:
        offered(week, week.tuesday, week.ada)

    assert [str(one) for one in refused.value.refusals] == ["Not available for this shift."]


def test_whoever_has_fewest_hours_comes_first(week):
    offered(week, week.work.shift(2), week.ada, week.cleo)

    assert ranked(week, week.work.shift(2))[:2] == [week.cleo.id, week.ada.id]
    with pytest.raises(Refused, match="comes first"), transaction():
        give_shift(week.work.shift(2), week.ada.id, hand=week.work.hand)


def test_a_tie_is_decided_by_a_lot_that_anybody_can_draw_again(week):
    shift_id = week.work.shift(2)
    offered(week, shift_id, week.cleo, week.dan)

    found = opening(shift_id, cover_on(week.work.first))

    drawn = order_of_offers([Offer(one.id, 0) for one in (week.cleo, week.dan)], found.seed)
    assert ranked(week, shift_id)[:2] == [one.person for one in drawn]


def test_a_shift_that_was_given_is_the_members_and_the_others_are_told(week):
    offered(week, week.monday, week.cleo, week.dan)
    first, second = ranked(week, week.monday)[:2]

    with transaction():
        give_shift(week.monday, first, hand=week.work.hand)

    assert in_shift(week, week.monday) == {week.ada.id, first}
    assert states(week.monday) == {first: "taken", second: "declined"}


def test_whoever_cannot_come_gives_up_the_place_to_whoever_comes(week):
    with transaction():
        say_cannot(week.monday, hand=week.ada.hand)
    offered(week, week.monday, week.cleo)

    with transaction():
        give_shift(week.monday, week.cleo.id, hand=week.work.hand)

    assert in_shift(week, week.monday) == {week.cleo.id}


def test_the_board_shows_at_once_who_cannot_come_and_the_gap(week):
    roster = roster_on(week.work.first)
    before = board(roster.id, Chosen(week=week.work.first))

    with transaction():
        say_cannot(week.monday, hand=week.ada.hand)
    after = board(roster.id, Chosen(week=week.work.first))

    assert before.absent == ()
    assert [(one.shift.id, one.name) for one in after.absent] == [(week.monday, week.ada.name)]
    assert there(before, week.monday) - there(after, week.monday) == 1
    assert lacking(after, week.monday) != lacking(before, week.monday)


def there(shown, shift_id):
    """Give how many people the board counts in a shift."""
    chips = (chip for line in shown.areas for cell in line.cells for chip in cell)
    return next(chip.there for chip in chips if chip.shift.id == shift_id)


def lacking(shown, shift_id):
    """Give what the board says that a shift lacks."""
    return next((gap.lacks for gap in shown.gaps if gap.shift.id == shift_id), ())


def test_offers_settle_themselves_two_days_before(week):
    shift_id = week.work.shift(2)
    offered(week, shift_id, week.ada, week.cleo, week.dan)
    promised = session().query(Job).filter_by(name="rostering.settle_offers").all()
    found = opening(shift_id, cover_on(week.work.first))
    assert {job.due_at for job in promised} == {found.settles_at}

    with clock.at(found.settles_at):
        for job in promised:
            assert jobs.run(str(job.id)) is jobs.State.DONE

    assert in_shift(week, shift_id) == {week.cleo.id, week.dan.id}
    assert states(shift_id)[week.ada.id] == "declined"


def test_an_offer_made_late_waits_for_the_co_ordinator(week):
    with clock.at(near(week) + DAY):
        offered(week, week.monday, week.cleo)

    assert session().query(Job).filter_by(name="rostering.settle_offers").count() == 0
    assert own_offers(week.cleo.id) == {week.monday}


def test_an_offer_can_be_taken_back_and_made_again(week):
    offered(week, week.monday, week.cleo)
    with transaction():
        withdraw_offer(week.monday, hand=week.cleo.hand)
    assert own_offers(week.cleo.id) == frozenset()

    offered(week, week.monday, week.cleo)

    assert own_offers(week.cleo.id) == {week.monday}


def test_a_shift_that_needs_nobody_takes_no_offer(week):
    with transaction():
        settle = settle_offers(week.monday, hand=week.work.hand)
    offered(week, week.monday, week.cleo)
    with transaction():
        give_shift(week.monday, week.cleo.id, hand=week.work.hand)

    assert settle == 0
    with pytest.raises(Refused, match="needs nobody"):
        offered(week, week.monday, week.dan)


def test_one_place_given_twice_at_once_is_given_once(app, week):
    offered(week, week.monday, week.cleo, week.dan)
    first, hand = ranked(week, week.monday)[0], week.work.hand

    ends = all_at_once(app, [lambda: give_shift(week.monday, first, hand=hand)] * 3)

    assert ends.count("done") == 1
    assert in_shift(week, week.monday) == {week.ada.id, first}


def test_standby_comes_after_offers_and_before_the_rest(week):
    with transaction():
        stand_by(week.work.first, Session.AM, hand=week.dan.hand)
    offered(week, week.monday, week.ben)

    found = candidates(week.monday, cover_on(week.work.first))

    assert [one.member_id for one in found[:2]] == [week.ben.id, week.dan.id]
    assert [(one.has_offered, one.on_standby) for one in found[:2]] == [
        (True, False),
        (False, True),
    ]
    assert week.ada.id not in {one.member_id for one in found}


def test_standby_is_for_one_session_of_one_day(week):
    with transaction():
        stand_by(week.work.first, Session.PM, hand=week.dan.hand)
        stand_by(week.work.first, Session.PM, hand=week.dan.hand)

    (mine,) = standby_of(week.dan.id)
    assert (mine.day, mine.session, mine.name) == (week.work.first, Session.PM, week.dan.name)
    found = candidates(week.monday, cover_on(week.work.first))
    assert not any(one.on_standby for one in found)


def test_standby_can_be_taken_back(week):
    with transaction():
        stand_by(week.work.first, Session.AM, hand=week.dan.hand)

    with transaction():
        stop_standing_by(week.work.first, Session.AM, hand=week.dan.hand)

    assert standby_between(week.work.first, week.work.last) == []


@pytest.mark.parametrize("days", [-1, 40])
def test_nobody_stands_by_for_a_day_that_is_over_or_far_away(app, week, days):
    day = clock.now().date() + days * DAY

    with pytest.raises(Refused), transaction():
        stand_by(day, Session.AM, hand=week.dan.hand)

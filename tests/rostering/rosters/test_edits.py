"""Edits of a draft: each is kept with its number, checked as the draft is then, and undone."""

from datetime import time, timedelta

import pytest

from coop.core import clock
from coop.core.auditbook import AuditEntry
from coop.core.db import session, transaction
from coop.core.errors import Refused
from coop.rostering.deeds.roster_edits import (
    hand_over,
    move_place,
    pin_place,
    put_place,
    take_place,
    unpin_place,
)
from coop.rostering.deeds.roster_undo import undo_edit
from coop.rostering.deeds.roster_weeks import clear_week, copy_week
from coop.rostering.deeds.rosters import start_roster
from coop.rostering.deeds.shifts import NewShift, add_shift
from coop.rostering.reading.rosters import draft_places, edits_of, roster, roster_on
from tests.builders.rosters import MONDAY, WEEK, Working, a_roster, kept_apart, publish_it, put


def places(work: Working) -> set[tuple[object, object]]:
    return {(place.shift, place.person) for place in draft_places(work.roster_id)}


def refused(deed) -> list[str]:
    with pytest.raises(Refused) as caught, transaction():
        deed()
    return [str(one) for one in caught.value.refusals]


def test_a_place_put_is_in_the_draft_and_in_the_list_of_edits(app):
    work = a_roster()
    shift, ada = work.shift(0), work.people[0]

    made = put(work, shift, ada)

    assert places(work) == {(shift, ada.id)}
    assert (made.number, roster(work.roster_id).edits) == (1, 1)
    (kept,) = edits_of(work.roster_id)
    assert (kept.deed, kept.changes.added, kept.by_id) == (
        "put", ((shift, ada.id),), work.co_ordinator.id,
    )  # fmt: skip


def test_a_place_that_breaks_a_rule_is_refused_with_every_reason_and_leaves_no_trace(app):
    work = a_roster(most=1, wanted=1)
    shift, (ada, ben, *_rest) = work.shift(0), work.people
    put(work, shift, ada)

    told = refused(lambda: put_place(work.roster_id, shift, ben.id, hand=work.hand))

    assert told == ["The shift is full."]
    assert places(work) == {(shift, ada.id)}
    assert roster(work.roster_id).edits == 1


def test_somebody_kept_apart_is_refused_in_the_one_neutral_sentence(app):
    work = a_roster()
    shift, (ada, ben, *_rest) = work.shift(0), work.people
    kept_apart(ada, ben)
    put(work, shift, ada)

    told = refused(lambda: put_place(work.roster_id, shift, ben.id, hand=work.hand))

    assert told == ["Not available for this shift."]


def test_a_shift_of_another_roster_is_refused(app):
    work = a_roster()
    later = a_roster(first=MONDAY + WEEK)

    told = refused(
        lambda: put_place(work.roster_id, later.shift(0), work.people[0].id, hand=work.hand)
    )

    assert told == ["This shift is not part of the roster, or was called off."]


def test_moving_is_both_halves_or_neither(app):
    work = a_roster(most=1, wanted=1)
    early, late, (ada, ben, *_rest) = work.shift(0), work.shift(0, "13:00"), work.people
    put(work, early, ada)
    put(work, late, ben)

    told = refused(lambda: move_place(work.roster_id, ada.id, early, late, hand=work.hand))
    with transaction():
        move_place(work.roster_id, ada.id, early, work.shift(1), hand=work.hand)

    assert told == ["The shift is full."]
    assert places(work) == {(work.shift(1), ada.id), (late, ben.id)}


def test_a_place_is_handed_over_in_one_edit(app):
    work = a_roster(most=1, wanted=1)
    shift, (ada, ben, *_rest) = work.shift(0), work.people
    put(work, shift, ada)

    with transaction():
        hand_over(work.roster_id, shift, ada.id, ben.id, hand=work.hand)

    assert places(work) == {(shift, ben.id)}
    assert roster(work.roster_id).edits == 2


def test_a_pinned_place_stays_until_it_is_unpinned(app):
    work = a_roster()
    shift, ada = work.shift(0), work.people[0]
    put(work, shift, ada)
    with transaction():
        pin_place(work.roster_id, shift, ada.id, hand=work.hand)

    told = refused(lambda: take_place(work.roster_id, shift, ada.id, hand=work.hand))
    with transaction():
        unpin_place(work.roster_id, shift, ada.id, hand=work.hand)
    with transaction():
        take_place(work.roster_id, shift, ada.id, hand=work.hand)

    assert told == ["This place is pinned."]
    assert places(work) == set()


def test_a_place_that_somebody_else_took_cannot_be_taken_again(app):
    work = a_roster()
    shift, ada = work.shift(0), work.people[0]

    told = refused(lambda: take_place(work.roster_id, shift, ada.id, hand=work.hand))

    assert told == ["This place is not in the draft any more."]


def test_a_shift_that_has_begun_is_not_edited(app):
    work = a_roster()
    begun = next(each.starts_at for each in work.shifts if each.id == work.shift(0))

    with clock.at(begun + timedelta(minutes=1)):
        told = refused(
            lambda: put_place(work.roster_id, work.shift(0), work.people[0].id, hand=work.hand)
        )

    assert told == ["This shift has begun."]


def test_any_edit_can_be_undone_and_the_undoing_too(app):
    work = a_roster()
    shift, ada, ben = work.shift(0), *work.people[:2]
    first = put(work, shift, ada)
    put(work, shift, ben)

    with transaction():
        undone = undo_edit(first.id, hand=work.hand)
    without = places(work)
    with transaction():
        undo_edit(undone.id, hand=work.hand)

    assert without == {(shift, ben.id)}
    assert places(work) == {(shift, ada.id), (shift, ben.id)}
    assert [one.deed for one in edits_of(work.roster_id)] == ["undo", "undo", "put", "put"]


def test_an_edit_is_undone_once(app):
    work = a_roster()
    made = put(work, work.shift(0), work.people[0])
    with transaction():
        undo_edit(made.id, hand=work.hand)

    assert refused(lambda: undo_edit(made.id, hand=work.hand)) == ["This edit was undone before."]


def test_an_undo_that_no_longer_fits_is_refused_with_the_reasons(app):
    work = a_roster(most=1, wanted=1)
    shift, (ada, ben, *_rest) = work.shift(0), work.people
    put(work, shift, ada)
    with transaction():
        taken = take_place(work.roster_id, shift, ada.id, hand=work.hand)
    put(work, shift, ben)

    told = refused(lambda: undo_edit(taken.id, hand=work.hand))

    assert told == ["The shift is full."]
    assert places(work) == {(shift, ben.id)}


def test_copying_a_week_puts_everybody_where_they_fit_and_names_the_rest(app):
    work = a_roster(weeks=2, most=1, wanted=1)
    ada, ben, cleo = work.people[:3]
    put(work, work.shift(0), ada)
    put(work, work.shift(1), ben)
    put(work, work.shift(8), cleo)

    with transaction():
        made = copy_week(work.roster_id, MONDAY, MONDAY + WEEK, hand=work.hand)

    assert made.changes.added == ((work.shift(7), ada.id),)
    assert [one.pair for one in made.left_out] == [(work.shift(8), ben.id)]
    assert [str(why) for one in made.left_out for why in one.refusals] == ["The shift is full."]


def test_last_week_is_copied_from_what_was_published(app):
    last = a_roster()
    put(last, last.shift(2), last.people[0])
    publish_it(last)
    with transaction():
        monday = start_roster(MONDAY + WEEK, MONDAY + WEEK + timedelta(days=6), hand=last.hand)
    later = a_shift_like(last)

    with transaction():
        copy_week(monday, MONDAY, MONDAY + WEEK, hand=last.hand)

    assert [(one.shift, one.person) for one in draft_places(monday)] == [(later, last.people[0].id)]


def a_shift_like(work: Working):
    wanted = NewShift(day=MONDAY + WEEK + timedelta(days=2), starts=time(8), ends=time(12))
    with transaction():
        return add_shift(work.areas[0], wanted, hand=work.hand)


def test_a_week_is_cleared_but_for_its_pins_and_all_of_it_comes_back_by_one_undo(app):
    work = a_roster()
    for day, person in enumerate(work.people):
        put(work, work.shift(day), person)
    with transaction():
        pin_place(work.roster_id, work.shift(0), work.people[0].id, hand=work.hand)
    before = places(work)

    with transaction():
        cleared = clear_week(work.roster_id, MONDAY, hand=work.hand)
    left = places(work)
    with transaction():
        undo_edit(cleared.id, hand=work.hand)

    assert left == {(work.shift(0), work.people[0].id)}
    assert places(work) == before


def test_rosters_do_not_overlap(app):
    work = a_roster()

    told = refused(lambda: start_roster(work.last, work.last + timedelta(days=6), hand=work.hand))
    backwards = refused(lambda: start_roster(MONDAY + 9 * WEEK, MONDAY + 8 * WEEK, hand=work.hand))

    assert told == ["Another roster plans 9 Mar 2026 to 15 Mar 2026."]
    assert backwards == ["The last day comes before the first."]
    assert roster_on(work.last).id == work.roster_id
    assert roster_on(work.last + timedelta(days=1)) is None


def test_the_log_counts_edits_and_names_nobody(app):
    work = a_roster()
    put(work, work.shift(0), work.people[0])

    entry = session().query(AuditEntry).filter_by(act="rostering.roster_edited").one()

    assert entry.details == '{"added":1,"deed":"put","number":1,"taken":0}'
    assert str(work.people[0].id) not in entry.details + entry.subject

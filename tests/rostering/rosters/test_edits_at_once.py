"""Two co-ordinators at the same moment, on real engines: nothing is lost, no rule is broken."""

import pytest

from coop.core.db import transaction
from coop.rostering.deeds.publishing import change_published, publish
from coop.rostering.deeds.roster_edits import put_place, take_place
from coop.rostering.deeds.roster_undo import undo_edit
from coop.rostering.deeds.rosters import start_roster
from coop.rostering.reading.published import versions
from coop.rostering.reading.roster_facts import facts_of
from coop.rostering.reading.rosters import draft_places, edits_of, roster, rosters
from coop.rostering.rules.edits import edited
from coop.rostering.rules.roster import faults
from tests.builders.membership import a_member
from tests.builders.rosters import MONDAY, WEEK, Working, a_roster, kept_apart, publish_it, put
from tests.governance.crowd import all_at_once


def told_again(work: Working) -> dict[tuple[object, object], bool]:
    """Make the draft again from its edits alone."""
    draft = {}
    for one in reversed(edits_of(work.roster_id)):
        draft = edited(draft, one.changes)
    return draft


def is_whole(work: Working) -> bool:
    """Say whether the edits tell the draft, are numbered without a hole, and break no rule."""
    places = draft_places(work.roster_id)
    numbers = [one.number for one in edits_of(work.roster_id)]
    found = roster(work.roster_id)
    return (
        told_again(work) == {(one.shift, one.person): one.pinned for one in places}
        and numbers == list(range(found.edits, 0, -1))
        and faults(places, facts_of(found)) == []
    )


@pytest.mark.parametrize("turn", range(2))
def test_the_last_place_of_a_shift_goes_to_one_of_many_and_the_others_hear_why(app, turn):
    work = a_roster(people=6, most=1, wanted=1)
    other = a_member(office="co_ordinator")
    shift, hands = work.shift(0), (work.hand, other.hand)
    work_id = work.roster_id

    ends = all_at_once(
        app,
        [
            lambda who=who, n=n: put_place(work_id, shift, who.id, hand=hands[n % 2])
            for n, who in enumerate(work.people)
        ],
    )

    assert sorted(ends) == ["The shift is full."] * 5 + ["done"]
    assert roster(work_id).edits == 1
    assert is_whole(work)


def test_edits_at_different_places_are_all_kept(app):
    work = a_roster(people=6)
    other = a_member(office="co_ordinator")
    hands, roster_id = (work.hand, other.hand), work.roster_id
    shifts = [work.shift(day) for day in range(5)]

    ends = all_at_once(
        app,
        [
            lambda n=n: put_place(
                roster_id, shifts[n % 5], work.people[n % 6].id, hand=hands[n % 2]
            )
            for n in range(8)
        ],
    )

    assert ends == ["done"] * 8
    assert {one.by_id for one in edits_of(roster_id)} == {work.co_ordinator.id, other.id}
    assert is_whole(work)


def test_two_people_kept_apart_are_not_put_together_by_two_hands(app):
    work = a_roster()
    ada, ben = work.people[:2]
    kept_apart(ada, ben)
    shift, roster_id, hand = work.shift(0), work.roster_id, work.hand

    ends = all_at_once(
        app,
        [lambda who=who: put_place(roster_id, shift, who.id, hand=hand) for who in (ada, ben)],
    )

    assert sorted(ends) == ["Not available for this shift.", "done"]
    assert is_whole(work)


def test_one_edit_is_undone_once_however_many_press_undo(app):
    work = a_roster()
    made = put(work, work.shift(0), work.people[0])
    hand = work.hand

    ends = all_at_once(app, [lambda: undo_edit(made.id, hand=hand)] * 4)

    assert ends.count("done") == 1
    assert roster(work.roster_id).edits == 2
    assert is_whole(work)


def test_taking_and_publishing_at_once_publishes_a_draft_that_there_was(app):
    work = a_roster()
    shift, ada, roster_id, hand = work.shift(0), work.people[0], work.roster_id, work.hand
    put(work, shift, ada)

    ends = all_at_once(
        app,
        [
            lambda: publish(roster_id, hand=hand),
            lambda: take_place(roster_id, shift, ada.id, hand=hand),
        ],
    )

    (version,) = versions(roster_id)
    assert ends == ["done", "done"]
    assert version.places == (1 if version.edit_number == 1 else 0)


def test_two_swaps_of_one_place_change_what_is_published_once(app):
    work = a_roster()
    shift, (ada, ben, cleo, *_rest) = work.shift(0), work.people
    put(work, shift, ada)
    publish_it(work)
    roster_id, hand = work.roster_id, work.hand

    ends = all_at_once(
        app,
        [
            lambda to=to: change_published(
                roster_id, [(shift, to.id)], [(shift, ada.id)], "A swap.", hand=hand
            )
            for to in (ben, cleo)
        ],
    )

    assert ends.count("done") == 1
    assert len(versions(roster_id)) == 2
    assert is_whole(work)


def test_two_rosters_begun_at_once_do_not_overlap(app):
    work = a_roster()
    hand = work.hand

    ends = all_at_once(
        app,
        [
            lambda days=days: start_roster(
                MONDAY + WEEK + (days * WEEK) / 7, MONDAY + 3 * WEEK, hand=hand
            )
            for days in range(4)
        ],
    )

    assert ends.count("done") == 1
    assert len(rosters()) == 2


def test_an_edit_that_was_refused_leaves_the_next_one_its_number(app):
    work = a_roster(most=1, wanted=1)
    put(work, work.shift(0), work.people[0])
    ends = all_at_once(
        app,
        [lambda: put_place(work.roster_id, work.shift(0), work.people[1].id, hand=work.hand)],
    )

    with transaction():
        made = put_place(work.roster_id, work.shift(1), work.people[1].id, hand=work.hand)

    assert ends == ["The shift is full."]
    assert made.number == 2

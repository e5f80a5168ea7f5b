"""The board and its forms: everything can be done without a script, and nothing hidden is told."""

import json

import pytest

from coop.core.db import session, transaction
from coop.rostering.deeds import asking
from coop.rostering.deeds.roster_edits import pin_place, take_place
from coop.rostering.models.rosters import WhyAsked
from coop.rostering.reading.rosters import draft_places
from tests.builders.rosters import Working, a_roster, kept_apart, publish_it, put


@pytest.fixture
def work(app) -> Working:
    return a_roster(people=5, weeks=2)


@pytest.fixture
def planner(page, work):
    return page.signed_in_as(work.co_ordinator)


def places(work: Working) -> set[tuple[object, object]]:
    return {(one.shift, one.person) for one in draft_places(work.roster_id)}


def test_the_board_shows_shifts_with_their_cover_and_people_with_their_hours(work, planner):
    put(work, work.shift(0), work.people[0])

    shown = planner.get("rostering.board", roster_id=work.roster_id)

    assert shown.heading == "Week of Monday 9 March 2026"
    assert "1 of 2" in shown.text
    assert "4 of 40 h" in shown.text
    assert "1 more wanted" in shown.text


def test_a_shift_is_filled_by_choosing_who_fits(work, planner):
    planner.get("rostering.board", roster_id=work.roster_id)
    planner.get("rostering.board_shift", roster_id=work.roster_id, shift_id=work.shift(0))

    shown = planner.send(f"Put {work.people[1].name} in")

    assert places(work) == {(work.shift(0), work.people[1].id)}
    assert f"{work.people[1].name} put into Laundry, Monday 9 March, 08:00–12:00." in shown.text


def test_who_does_not_fit_is_shown_with_every_reason_and_hidden_ones_in_the_neutral_words(
    work, planner
):
    ada, ben = work.people[:2]
    kept_apart(ada, ben)
    put(work, work.shift(0), ada)

    shown = planner.get("rostering.board_shift", roster_id=work.roster_id, shift_id=work.shift(0))

    assert f"{ben.name} Not available for this shift." in shown.text
    assert f"Put {ben.name} in" not in shown.text


def test_a_place_is_moved_handed_over_pinned_and_taken_with_buttons_alone(work, planner):
    ada, ben = work.people[:2]
    put(work, work.shift(0), ada)
    at = {"roster_id": work.roster_id, "member_id": ada.id}

    planner.get("rostering.board_place", shift_id=work.shift(0), **at)
    planner.follow("Move to another shift")
    planner.send("Move to Laundry, Tuesday 10 March, 08:00–12:00")
    assert places(work) == {(work.shift(1), ada.id)}
    planner.get("rostering.board_place", shift_id=work.shift(1), **at)
    planner.follow("Hand it to somebody else")
    planner.send(f"Hand it to {ben.name}")
    assert places(work) == {(work.shift(1), ben.id)}
    at["member_id"] = ben.id
    planner.get("rostering.board_place", shift_id=work.shift(1), **at)
    planner.send("Pin the place")
    planner.get("rostering.board_place", shift_id=work.shift(1), **at)
    planner.send("Unpin the place")
    planner.get("rostering.board_place", shift_id=work.shift(1), **at)
    planner.send(f"Take {ben.name} out")
    assert places(work) == set()


def test_the_undo_button_says_what_it_takes_back_and_goes_back_step_by_step(work, planner):
    ada, ben = work.people[:2]
    put(work, work.shift(0), ada)
    put(work, work.shift(1), ben)

    shown = planner.get("rostering.board", roster_id=work.roster_id)
    assert f"{ben.name} put into Laundry, Tuesday 10 March, 08:00–12:00." in shown.text
    planner.send("Undo")
    assert places(work) == {(work.shift(0), ada.id)}
    planner.send("Undo")
    assert places(work) == set()
    assert "Nothing to undo." in planner.here.text


def test_a_person_is_put_into_a_shift_from_their_own_page(work, planner):
    ada = work.people[0]
    planner.get("rostering.board_person", roster_id=work.roster_id, member_id=ada.id)

    planner.send("Put into Laundry, Wednesday 11 March, 13:00–17:00")

    assert places(work) == {(work.shift(2, "13:00"), ada.id)}


def test_a_refused_edit_says_every_reason_and_changes_nothing(work, planner):
    ada, ben = work.people[:2]
    kept_apart(ada, ben)
    put(work, work.shift(0), ada)
    planner.get("rostering.board", roster_id=work.roster_id)

    refused = planner.post(
        "rostering.put", roster_id=work.roster_id, shift_id=work.shift(0), member_id=ben.id,
        expect=409,
    )  # fmt: skip

    assert "Not available for this shift." in refused.text
    assert places(work) == {(work.shift(0), ada.id)}


def test_a_week_is_copied_and_cleared_from_the_board(work, planner):
    ada, ben = work.people[:2]
    put(work, work.shift(0), ada)
    put(work, work.shift(1), ben)
    with transaction():
        pin_place(work.roster_id, work.shift(0), ada.id, hand=work.hand)
    planner.get("rostering.board", roster_id=work.roster_id, week="2026-03-16")

    shown = planner.send("Copy the week before")
    assert "Copied from the week before: 2 places." in shown.text
    planner.get("rostering.board", roster_id=work.roster_id, week="2026-03-09")
    planner.send("Take out every place of this week that is not pinned")

    assert places(work) == {
        (work.shift(0), ada.id), (work.shift(7), ada.id), (work.shift(8), ben.id),
    }  # fmt: skip


def test_a_fact_that_changes_shows_at_once_on_top_of_the_board(work, planner):
    ada, ben = work.people[:2]
    put(work, work.shift(0), ada)
    put(work, work.shift(0), ben)
    publish_it(work)
    kept_apart(ada, ben)

    shown = planner.get("rostering.board", roster_id=work.roster_id)

    assert "2 places of the draft break a rule" in shown.text
    assert f"{ada.name}, Laundry, Monday 9 March, 08:00–12:00: Not available" in shown.text


def test_publishing_shows_what_changes_for_whom_first(work, planner):
    ada, ben = work.people[:2]
    put(work, work.shift(7), ada)
    publish_it(work)
    put(work, work.shift(8), ben)

    shown = planner.get("rostering.publish", roster_id=work.roster_id)
    assert f"{ben.name} New: Laundry, Tuesday 17 March, 08:00–12:00" in shown.text
    assert ada.name not in shown.text
    planner.send("Publish version 2", because="One more pair of hands.")

    planner.get("rostering.versions", roster_id=work.roster_id)
    planner.follow("Version 2")
    assert "One more pair of hands." in planner.here.text
    planner.get("rostering.compare", roster_id=work.roster_id, before=1, after=2)
    assert ben.name in planner.here.text


def test_short_notice_is_said_before_publishing(work, planner):
    put(work, work.shift(0), work.people[0])
    publish_it(work)
    put(work, work.shift(0), work.people[1])

    shown = planner.get("rostering.publish", roster_id=work.roster_id)

    assert ("short notice" in shown.text) is ("hears of it at short notice" in shown.text)


def test_a_gap_says_why_with_counts_and_each_question_is_kept(work, planner):
    ada, ben = work.people[:2]
    kept_apart(ada, ben)
    put(work, work.shift(0), ada)

    shown = planner.get("rostering.gap", roster_id=work.roster_id, shift_id=work.shift(0))

    assert "1 person: Not available for this shift." in shown.text
    assert "3 people fit and could be put in now." in shown.text


def test_the_smallest_change_that_closes_a_gap_is_one_button(work, planner):
    put(work, work.shift(0), work.people[0])
    planner.get("rostering.gap", roster_id=work.roster_id, shift_id=work.shift(0))
    planner.follow("Find the smallest change that closes it")

    planner.send("Make these changes in the draft")

    assert {shift for shift, _person in places(work)} == {work.shift(0)}
    assert len(places(work)) == 2


def test_after_too_many_questions_in_an_hour_the_next_is_refused(work, planner, monkeypatch):
    monkeypatch.setitem(asking.MOST_AN_HOUR, "why", 2)
    at = {"roster_id": work.roster_id, "shift_id": work.shift(0)}
    for _question in range(2):
        planner.get("rostering.gap", **at)

    refused = planner.get("rostering.gap", expect=409, **at)

    assert "You have asked 2 questions of this kind in one hour." in refused.text
    assert session().query(WhyAsked).count() == 2


def test_a_roster_is_begun_with_the_shifts_of_its_recurring_work(page, work):
    planner = page.signed_in_as(work.co_ordinator)
    planner.get("rostering.rosters")

    planner.send("Begin the roster", first_on="2026-04-06", weeks="2")

    assert planner.here.heading == "Week of Monday 6 April 2026"
    assert "No shifts this week" in planner.here.text


def test_every_list_can_be_sorted_and_narrowed_to_a_site(work, planner):
    put(work, work.shift(0), work.people[0])

    for sort in ("name", "hours", "short"):
        shown = planner.get(
            "rostering.board", roster_id=work.roster_id, site=work.site_id, sort=sort
        )

    assert "4 people have no place here this week." in shown.text


def test_the_edits_are_listed_in_sentences_and_each_has_its_undo(work, planner):
    put(work, work.shift(0), work.people[0])

    planner.get("rostering.edits", roster_id=work.roster_id)
    planner.send("Undo edit 1")

    assert places(work) == set()


def test_a_script_may_ask_where_a_place_could_go_and_hears_the_same_words(work, planner):
    ada, ben = work.people[:2]
    kept_apart(ada, ben)
    put(work, work.shift(0), work.people[2])
    put(work, work.shift(1), ben)

    page_of_it = planner.get("rostering.board", roster_id=work.roster_id)
    told = json.loads(
        planner.get(
            "rostering.fits", roster_id=work.roster_id, shift=work.shift(1), member=ben.id
        ).body
    )
    taken = json.loads(
        planner.get(
            "rostering.fits", roster_id=work.roster_id, shift=work.shift(0),
            member=work.people[2].id,
        ).body
    )  # fmt: skip

    assert told["people"][str(ada.id)] == []
    assert told["shifts"][str(work.shift(0))] == []
    assert taken["people"][str(work.people[3].id)] == []
    assert "script-src 'self'; connect-src 'self'" in page_of_it.headers["Content-Security-Policy"]
    assert "unsafe" not in page_of_it.headers["Content-Security-Policy"]


def test_no_other_page_may_run_a_script(work, planner):
    shown = planner.get("rostering.gaps", roster_id=work.roster_id)

    assert "script-src 'none'" in shown.headers["Content-Security-Policy"]


def test_a_published_place_that_breaks_a_rule_is_said_though_the_draft_is_mended(work, planner):
    ada, ben = work.people[:2]
    put(work, work.shift(0), ada)
    put(work, work.shift(0), ben)
    publish_it(work)
    kept_apart(ada, ben)
    with transaction():
        take_place(work.roster_id, work.shift(0), ben.id, hand=work.hand)

    shown = planner.get("rostering.board", roster_id=work.roster_id)

    assert "1 published place breaks a rule now" in shown.text
    assert "of the draft" not in shown.text

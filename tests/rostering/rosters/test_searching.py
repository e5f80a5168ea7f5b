"""Searches: promised, run outside the transaction, stopped, and used as one edit."""

import time
from datetime import timedelta

import pytest

from coop.core import clock
from coop.core.db import session, transaction
from coop.core.errors import Refused
from coop.core.jobbook import Job
from coop.core.jobs import run
from coop.rostering.deeds.roster_edits import pin_place, take_place
from coop.rostering.deeds.solving import Wanted, ask_solve, stop_solve, use_solve
from coop.rostering.models.rosters import Solve
from coop.rostering.reading.roster_facts import facts_of
from coop.rostering.reading.rosters import draft_places, edits_of, roster
from coop.rostering.reading.solves import solve_view, solves_of
from coop.rostering.rules.nouns import Span
from coop.rostering.rules.roster import faults
from coop.rostering.searching import search
from tests.builders.rosters import Working, a_roster, kept_apart, publish_it, put


@pytest.fixture
def work(app) -> Working:
    return a_roster(people=5)


def ask(work: Working, wanted: Wanted | None = None):
    with transaction():
        return ask_solve(work.roster_id, wanted or Wanted(2), hand=work.hand)


def done(solve_id) -> str:
    """Do the promised search as a worker does."""
    job = session().query(Job).filter_by(name="rostering.solve", key=str(solve_id)).one()
    return run(str(job.id))


def use(work: Working, solve_id):
    with transaction():
        return use_solve(solve_id, hand=work.hand)


def test_a_search_fills_the_roster_and_breaks_no_rule(work):
    kept_apart(*work.people[:2])
    solve_id = ask(work)

    assert done(solve_id) == "done"
    made = use(work, solve_id)

    view = solve_view(work.roster_id, solve_id)
    assert (view.state, view.best.cover.wanted_filled) == ("done", 20)
    assert made.left_out == ()
    assert len(draft_places(work.roster_id)) >= 20
    assert faults(draft_places(work.roster_id), facts_of(roster(work.roster_id))) == []
    assert [one.deed for one in edits_of(work.roster_id)] == ["fill"]


def test_nothing_in_the_draft_changes_until_the_search_is_used(work):
    put(work, work.shift(0), work.people[0])

    done(ask(work))

    assert len(draft_places(work.roster_id)) == 1


def test_a_pinned_place_stays_where_it_is(work):
    put(work, work.shift(0), work.people[0])
    with transaction():
        pin_place(work.roster_id, work.shift(0), work.people[0].id, hand=work.hand)
    solve_id = ask(work)
    done(solve_id)

    use(work, solve_id)

    pinned = [one for one in draft_places(work.roster_id) if one.pinned]
    assert [(one.shift, one.person) for one in pinned] == [(work.shift(0), work.people[0].id)]


def test_what_no_longer_fits_is_left_out_and_named(work):
    solve_id = ask(work)
    done(solve_id)
    pair = solve_view(work.roster_id, solve_id).best.pairs[0]
    together = [one for one in solve_view(work.roster_id, solve_id).best.pairs if one[0] == pair[0]]
    who = {one.id: one for one in work.people}
    kept_apart(who[together[0][1]], who[together[1][1]])

    made = use(work, solve_id)

    assert made.left_out
    assert all(
        [str(why) for why in one.refusals] == ["Not available for this shift."]
        for one in made.left_out
    )
    assert faults(draft_places(work.roster_id), facts_of(roster(work.roster_id))) == []


def test_one_search_at_a_time(work):
    ask(work)

    with pytest.raises(Refused, match="going on already"):
        ask(work)


def test_a_search_that_gave_no_sign_of_life_is_in_nobodys_way(work):
    ask(work)

    with clock.at(clock.now() + timedelta(minutes=3)):
        ask(work)

    assert len(solves_of(work.roster_id)) == 2


def test_a_search_stopped_before_it_began_is_never_run(work):
    solve_id = ask(work)
    with transaction():
        stop_solve(solve_id, hand=work.hand)

    assert done(solve_id) == "done"

    view = solve_view(work.roster_id, solve_id)
    assert (view.state, view.best) == ("stopped", None)
    with pytest.raises(Refused, match="found nothing yet"):
        use(work, solve_id)


def test_a_search_stopped_while_it_runs_keeps_the_best_so_far(work):
    solve_id = ask(work, Wanted(60))
    beats = []

    def beat() -> None:
        beats.append(1)
        with transaction():
            session().get_one(Solve, solve_id).is_to_stop = True

    began = time.monotonic()
    search(str(solve_id), {}, beat)
    done(solve_id)

    view = solve_view(work.roster_id, solve_id)
    assert time.monotonic() - began < 30
    assert beats
    assert view.state == "stopped"
    assert view.best is not None


def test_a_search_run_twice_is_one_search(work):
    solve_id = ask(work)
    done(solve_id)
    kept = solve_view(work.roster_id, solve_id)

    search(str(solve_id), {}, lambda: None)

    assert solve_view(work.roster_id, solve_id) == kept


def test_a_replan_changes_as_few_published_places_as_it_can_and_says_how_many(work):
    first = ask(work)
    done(first)
    use(work, first)
    publish_it(work)
    told = {(one.shift, one.person) for one in draft_places(work.roster_id)}
    away = next(iter(sorted(told)))[1]
    week = Span(work.shifts[0].starts_at, work.shifts[-1].ends_at)

    solve_id = ask(work, Wanted(5, ((away, week),)))
    done(solve_id)

    view = solve_view(work.roster_id, solve_id)
    found = set(view.best.pairs)
    assert view.purpose == "replan"
    assert all(person != away for _shift, person in found)
    assert view.changed == len([pair for pair in told - found if pair[1] != away])


def test_a_replan_needs_a_published_roster(work):
    week = Span(work.shifts[0].starts_at, work.shifts[-1].ends_at)

    with pytest.raises(Refused, match="not published yet"):
        ask(work, Wanted(5, ((work.people[0].id, week),)))


def test_a_search_is_asked_for_watched_and_used_on_pages_alone(page, work):
    planner = page.signed_in_as(work.co_ordinator)
    planner.get("rostering.search", roster_id=work.roster_id)
    planner.send("Search", seconds="10")
    waiting = planner.here
    (view,) = solves_of(work.roster_id)
    done(view.id)

    shown = planner.get("rostering.search_progress", roster_id=work.roster_id, solve_id=view.id)
    planner.send("Put it into the draft")

    assert waiting.heading == "The search begins in a moment"
    assert waiting.headers["Refresh"] == "3"
    assert shown.heading == "The search is done"
    assert "Refresh" not in shown.headers
    assert len(draft_places(work.roster_id)) >= 20
    with transaction():
        one = draft_places(work.roster_id)[0]
        take_place(work.roster_id, one.shift, one.person, hand=work.hand)


def test_a_replan_is_asked_for_on_a_page_and_says_what_it_changes(page, work):
    first = ask(work)
    done(first)
    use(work, first)
    publish_it(work)
    away = next(iter(sorted((one.person for one in draft_places(work.roster_id)), key=str)))
    planner = page.signed_in_as(work.co_ordinator)
    planner.get("rostering.replan", roster_id=work.roster_id)

    wrong = planner.send(
        "Find who fills in", people=[away], first_on="2026-03-11", last_on="2026-03-09", expect=422
    )
    planner.send("Find who fills in", people=[away], first_on="2026-03-09", last_on="2026-03-10")
    view = next(one for one in solves_of(work.roster_id) if one.purpose == "replan")
    done(view.id)
    shown = planner.get("rostering.search_progress", roster_id=work.roster_id, solve_id=view.id)

    assert "The last day comes before the first." in wrong.text
    assert "Published places it changes" in shown.text

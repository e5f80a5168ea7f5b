"""The facts of a roster: each thing that was written down stands in them, and nothing else."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import event

from coop.core import clock
from coop.core.db import db, session, transaction
from coop.membership import actions as membership
from coop.rostering import actions
from coop.rostering.queries import facts_for
from coop.rostering.rules.calendar import Weekly
from coop.rostering.rules.nouns import Cause, Facts, Grain, KeepApart, Pairing, Person, Place, Span
from coop.rostering.rules.nouns import Terms as Agreed
from tests.builders import membership as people
from tests.builders import work, workers
from tests.conftest import MORNING

FIRST = date(2026, 3, 9)
LAST = date(2026, 4, 5)
MONDAYS = (Weekly(0, time(9), time(12)),)


@pytest.fixture
def house(app):
    return people.a_cooperative()


def utc(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)


def asked() -> Facts:
    return facts_for(FIRST, LAST)


def known(who: people.Person, facts: Facts | None = None) -> Person:
    return next(one for one in (facts or asked()).people if one.id == who.id)


def test_only_members_with_agreed_hours_can_be_planned(house):
    ash = workers.a_worker()

    found = asked()

    assert [one.id for one in found.people] == [ash.id]


def test_the_terms_are_those_that_hold_on_the_first_day(house):
    ash = workers.a_worker(wished=600)
    workers.works(ash, Agreed(0, 900, 2400), from_on=FIRST)
    workers.works(ash, Agreed(0, 1000, 2400), from_on=FIRST + timedelta(days=1))

    assert known(ash).terms.wished == 900


def test_of_two_terms_of_one_day_the_last_recorded_holds(house):
    ash = workers.a_worker(wished=600)
    workers.works(ash, Agreed(0, 700, 2400))

    assert known(ash).terms.wished == 700


def test_terms_that_begin_later_hold_from_their_day(house):
    bo = people.a_member()
    workers.works(bo, from_on=FIRST + timedelta(days=7))

    free = known(bo).available

    assert free is not None
    assert free[0].start == utc(FIRST + timedelta(days=7), 0)


def test_whoever_told_no_usual_week_can_always_come(house):
    assert known(workers.a_worker()).available is None


def test_a_usual_week_is_wall_time_over_a_change_of_clocks(house):
    ash = workers.a_worker(week=MONDAYS)

    spans = known(ash).available

    assert spans is not None
    assert Span(utc(date(2026, 3, 23), 9), utc(date(2026, 3, 23), 12)) in spans
    assert Span(utc(date(2026, 3, 30), 8), utc(date(2026, 3, 30), 11)) in spans


def test_a_later_usual_week_holds_from_its_day_and_not_before(house):
    ash = workers.a_worker(week=MONDAYS)
    workers.a_usual_week(ash, (Weekly(0, time(14), time(16)),), from_on=date(2026, 3, 16))

    starts = {span.start for span in known(ash).available or ()}

    assert utc(FIRST, 9) in starts
    assert utc(date(2026, 3, 16), 14) in starts
    assert utc(date(2026, 3, 16), 9) not in starts


def test_before_the_first_usual_week_a_member_can_always_come(house):
    ash = workers.a_worker()
    workers.a_usual_week(ash, MONDAYS, from_on=date(2026, 3, 16))

    spans = known(ash).available or ()

    assert any(span.holds(Span(utc(FIRST, 3), utc(FIRST, 23))) for span in spans)
    assert not any(span.overlaps(Span(utc(date(2026, 3, 17), 3), utc(date(2026, 3, 17), 4)))
                   for span in spans)  # fmt: skip


def test_extra_time_is_added_and_taken_back(house):
    ash = workers.a_worker(week=MONDAYS)
    time_id = workers.an_extra_time(ash, workers.a_time(date(2026, 3, 10), "18:00", "20:00"))
    evening = Span(utc(date(2026, 3, 10), 18), utc(date(2026, 3, 10), 20))
    assert evening in (known(ash).available or ())

    with transaction():
        actions.take_back_time(ash.id, time_id, hand=ash.hand)

    assert evening not in (known(ash).available or ())


def test_time_that_is_taken_stands_with_its_cause_and_is_taken_back(house):
    ash = workers.a_worker()
    span = workers.a_time(FIRST)
    time_id = workers.a_commitment(ash, span, cause=Cause.CARING)
    assert [(one.span, one.cause) for one in known(ash).busy] == [(span, Cause.CARING)]

    with transaction():
        actions.take_back_time(ash.id, time_id, hand=ash.hand)

    assert known(ash).busy == ()


def test_home_hours_reach_a_week_beyond_the_roster_and_end_on_their_day(house):
    ash = workers.a_worker()
    workers.a_curfew(ash, weekdays="2", until=FIRST + timedelta(days=10))

    nights = [span.start.date() for span in known(ash).curfews]

    assert nights == [date(2026, 3, 4), date(2026, 3, 11), date(2026, 3, 18)]


def test_a_release_names_its_sites_and_a_day_set_free_takes_it_back(house):
    ash, site = workers.a_worker(inside=True), work.a_site(travel=20)
    span = workers.a_time(FIRST, "08:00", "18:00")
    workers.a_release(ash, span, sites=[site.id], travel=30)
    (release,) = known(ash).releases
    assert (release.span, release.sites, release.travel) == (span, frozenset({site.id}), 30)

    with transaction():
        actions.free_day(ash.id, FIRST, hand=ash.hand)

    assert known(ash).releases == ()


def test_days_out_for_a_time_are_a_release_to_no_site(house):
    ash = workers.a_worker(inside=True)
    with transaction():
        membership.temporary_release(ash.id, from_on=date(2026, 3, 12), hand=house.secretary.hand)
        membership.return_member(ash.id, from_on=date(2026, 3, 14), hand=house.secretary.hand)

    one = known(ash)

    assert [(each.span, each.sites) for each in one.releases] == [
        (Span(utc(date(2026, 3, 12), 0), utc(date(2026, 3, 14), 0)), frozenset())
    ]
    assert {stay.establishment for stay in one.stays} == {people.place_called()}


def test_a_move_changes_where_somebody_lives_from_its_day(house):
    ash = workers.a_worker(inside=True)
    with transaction():
        membership.release(ash.id, from_on=date(2026, 3, 12), hand=house.secretary.hand)

    assert [(stay.since, stay.establishment) for stay in known(ash).stays] == [
        (MORNING.date(), people.place_called()),
        (date(2026, 3, 12), None),
    ]


def test_avoided_sites_stand_only_while_they_hold(house):
    ash, first, second = workers.a_worker(), work.a_site(), work.a_site()
    workers.an_avoided_site(ash, first.id)
    workers.an_avoided_site(ash, second.id, until=FIRST - timedelta(days=1))

    assert known(ash).avoided == {first.id}


def test_certificates_wishes_pairs_and_keep_apart_stand_in_the_facts(house):
    ash, bo = workers.a_worker(), workers.a_worker()
    skill, area = work.a_skill(), work.an_area()
    workers.a_certificate(ash, skill.id, seen_by=house.board, until=LAST)
    workers.some_wishes(ash, {area.id: -2})
    workers.a_pair(bo, ash)
    workers.kept_apart(ash, bo, grain=Grain.SITE, until=LAST)

    facts = asked()

    one = known(ash, facts)
    assert [(each.skill, each.until) for each in one.certificates] == [(skill.id, LAST)]
    assert one.wishes == {area.id: -2}
    assert facts.pairings == (Pairing(ash.id, bo.id, None),)
    assert facts.keep_apart == (KeepApart(frozenset({ash.id, bo.id}), Grain.SITE, LAST),)


def test_what_is_over_stands_in_the_facts_no_more(house):
    ash, bo = workers.a_worker(), workers.a_worker()
    pair = workers.kept_apart(ash, bo)
    skill = work.a_skill()
    seen = workers.a_certificate(ash, skill.id, seen_by=house.board)
    with transaction():
        actions.end_keep_apart(pair, last_on=FIRST - timedelta(days=1), hand=house.board.hand)
        actions.take_back_certificate(ash.id, seen, hand=house.board.hand)

    facts = asked()

    assert facts.keep_apart == ()
    assert known(ash, facts).certificates == ()


def test_members_of_one_class_share_a_number_without_a_name(house):
    ash, bo = workers.a_worker(), workers.a_worker()
    clover = workers.a_worker(class_=people.HOME)

    facts = asked()

    assert known(ash, facts).group == known(bo, facts).group != known(clover, facts).group


def test_whoever_leaves_during_the_roster_cannot_come_after_it(house):
    ash, gone = workers.a_worker(), workers.a_worker()
    with transaction():
        membership.resign(ash.id, from_on=date(2026, 3, 20), because="", hand=ash.hand)
        membership.resign(gone.id, from_on=MORNING.date(), because="", hand=gone.hand)

    facts = asked()

    assert [one.id for one in facts.people] == [ash.id]
    assert [span.end for span in known(ash, facts).available or ()] == [utc(date(2026, 3, 20), 0)]


def test_places_of_leavers_and_in_shifts_called_off_are_left_out(house):
    ash, gone = workers.a_worker(), people.a_member()
    kept, called_off = work.a_shift(day=FIRST), work.a_shift(day=FIRST)
    with transaction():
        actions.call_off_shift(called_off.id, because="No wood.", hand=house.board.hand)
    places = [Place(kept.id, ash.id), Place(kept.id, gone.id), Place(called_off.id, ash.id)]

    facts = facts_for(FIRST, LAST, places=places, published=places)

    assert facts.places == facts.published == (Place(kept.id, ash.id),)


def test_the_questions_are_as_many_for_many_members_as_for_few(house):
    def count() -> int:
        seen: list[str] = []
        session().rollback()
        event.listen(db.engine, "before_cursor_execute", _noting(seen))
        asked()
        return len(seen)

    for _ in range(2):
        workers.a_worker(week=MONDAYS)
    few = count()
    for _ in range(10):
        who = workers.a_worker(week=MONDAYS)
        workers.a_commitment(who, workers.a_time(FIRST))
        workers.a_curfew(who)

    assert count() == few


def _noting(seen: list[str]):
    def note(_connection, _cursor, statement, *_rest):
        seen.append(statement)

    return note


def test_facts_read_twice_are_the_same_facts(house):
    ash, bo = workers.a_worker(week=MONDAYS), workers.a_worker()
    workers.kept_apart(ash, bo)
    work.a_shift(day=FIRST)

    with clock.at(MORNING):
        assert asked() == asked()

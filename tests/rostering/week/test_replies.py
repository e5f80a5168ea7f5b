"""A member says that they come, or that they cannot; the co-ordinator sees the gap at once."""

import pytest

from coop.core import clock
from coop.core.auditbook import AuditEntry
from coop.core.db import session, transaction
from coop.core.errors import NotFound, Refused
from coop.membership.queries import today
from coop.rostering.deeds.replies import accept_places, say_cannot
from coop.rostering.reading.cover import cover_on
from coop.rostering.reading.openings import openings
from coop.rostering.reading.own_week import my_shift, my_weeks, to_answer
from coop.rostering.rules.exchange import Answer
from tests.rostering.week.conftest import DAY, near


def missing_on(shift_id):
    """Count who is missing in a shift, as the co-ordinator reads it."""
    return {one.shift.id: one.missing for one in openings()}.get(shift_id, 0)


def test_every_published_shift_waits_for_an_answer(week):
    assert [one.shift.id for one in to_answer(week.ada.id)] == [week.monday]
    assert to_answer(week.cleo.id) == []


def test_a_shift_that_was_accepted_waits_no_longer(week):
    with transaction():
        accept_places([week.monday], hand=week.ada.hand)

    assert to_answer(week.ada.id) == []
    assert my_shift(week.ada.id, week.monday).answer is Answer.ACCEPTED


def test_saying_that_one_cannot_come_shows_the_gap_at_once(week):
    before = missing_on(week.monday)

    with transaction():
        say_cannot(week.monday, hand=week.ada.hand)

    assert missing_on(week.monday) == before + 1
    cover = cover_on(week.work.first)
    assert week.ada.id in {place.person for place in cover.told}
    assert week.ada.id not in {place.person for place in cover.coming}


def test_the_last_answer_counts(week):
    with transaction():
        say_cannot(week.monday, hand=week.ada.hand)
    with clock.at(clock.now() + DAY), transaction():
        accept_places([week.monday], hand=week.ada.hand)

    assert my_shift(week.ada.id, week.monday).answer is Answer.ACCEPTED
    assert cover_on(week.work.first).absent == frozenset()


def test_nobody_answers_for_a_shift_of_somebody_else(week):
    with pytest.raises(Refused, match="not theirs"), transaction():
        accept_places([week.monday], hand=week.ben.hand)


def test_a_shift_that_has_begun_cannot_be_answered(week):
    begun = my_shift(week.ada.id, week.monday).shift.starts_at

    with clock.at(begun), pytest.raises(Refused, match="has begun"), transaction():
        say_cannot(week.monday, hand=week.ada.hand)


def test_a_shift_that_is_not_there_cannot_be_answered(week):
    with pytest.raises(NotFound), transaction():
        say_cannot(week.ada.id, hand=week.ada.hand)


def test_the_log_says_nothing_of_why(week):
    with transaction():
        say_cannot(week.monday, hand=week.ada.hand)

    (entry,) = session().query(AuditEntry).filter_by(act="rostering.cannot_come")
    assert entry.details == "{}"
    assert entry.subject == str(week.monday)


def test_a_members_weeks_begin_with_the_running_one(week):
    with clock.at(near(week)):
        weeks = my_weeks(week.ada.id)
        running = today()

    assert len(weeks) == 4
    assert weeks[0].monday <= running <= weeks[0].sunday
    assert [[one.shift.id for one in each.shifts] for each in weeks[:2]] == [[], [week.monday]]
    assert [day for day, shifts in weeks[1].days if shifts] == [week.work.first]
    assert len(weeks[1].days) == 7

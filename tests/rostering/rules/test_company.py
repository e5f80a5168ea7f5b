"""Who is in a shift together: room, certificates, supervisors, and people kept apart."""

from datetime import date, timedelta

import pytest

from coop.rostering.rules.company import stands_in_company
from coop.rostering.rules.nouns import (
    Facts,
    Grain,
    KeepApart,
    Need,
    Person,
    Shift,
    Supervision,
    Worked,
)
from coop.rostering.rules.place import stands_for_all, stands_to_place, stands_to_take
from coop.rostering.rules.reasons import Reason, said
from tests.builders.rostering_facts import (
    MONDAY,
    a_certificate,
    a_person,
    a_place,
    a_shift,
    a_span,
    an_id,
    facts_of,
)

ASH, BIRCH, CEDAR, DOVE = (a_person(name) for name in ("Ash", "Birch", "Cedar", "Dove"))
TRAINED = a_person("Elm", skills=["supervising"])
SECOND = a_person("Fir", skills=["supervising"])
NEXT = MONDAY + timedelta(days=1)


def facts_with(*shifts: Shift, **more) -> Facts:
    people = more.pop("people", [ASH, BIRCH, CEDAR, DOVE, TRAINED, SECOND])
    return facts_of(people=people, shifts=shifts, **more)


def reasons(person: Person, shift: Shift, places, facts: Facts) -> list[Reason]:
    return [one.reason for one in stands_to_place(person.id, shift.id, places, facts)]


def in_it(shift: Shift, *people: Person):
    return [a_place(shift, person) for person in people]


def test_a_shift_takes_no_more_than_it_holds():
    shift = a_shift(most=2)
    facts = facts_with(shift)

    assert reasons(BIRCH, shift, in_it(shift, ASH), facts) == []
    assert reasons(CEDAR, shift, in_it(shift, ASH, BIRCH), facts) == [Reason.FULL]


def test_nobody_is_in_a_shift_twice():
    shift = a_shift()

    assert reasons(ASH, shift, in_it(shift, ASH), facts_with(shift)) == [Reason.TWICE]


def test_a_person_in_the_shift_does_not_stand_in_their_own_way():
    shift = a_shift(most=1)
    facts = facts_with(shift)

    assert stands_in_company(ASH, shift, {shift.id: [ASH.id]}, facts) == []
    assert [one.reason for one in stands_in_company(BIRCH, shift, {shift.id: [ASH.id]}, facts)] == [
        Reason.FULL
    ]


def test_the_last_places_are_for_the_certificate_that_is_missing():
    shift = a_shift(most=3, needs=(Need(an_id("supervising"), 2),))
    facts = facts_with(shift)

    assert reasons(ASH, shift, [], facts) == []
    assert reasons(BIRCH, shift, in_it(shift, ASH), facts) == [Reason.RESERVED]
    assert reasons(TRAINED, shift, in_it(shift, ASH), facts) == []
    assert reasons(BIRCH, shift, in_it(shift, TRAINED, SECOND), facts) == []


def test_a_certificate_that_ends_during_the_shift_keeps_no_place():
    ending = a_person("Gale", certificates=(a_certificate("supervising", until=MONDAY),))
    night = a_shift(starts="22:00", ends="06:00", most=2, needs=(Need(an_id("supervising"), 1),))
    facts = facts_with(night, people=[ASH, BIRCH, ending])

    assert reasons(BIRCH, night, in_it(night, ending), facts) == [Reason.RESERVED]


@pytest.mark.parametrize(
    ("others", "found"),
    [
        pytest.param([], [Reason.SUPERVISION], id="nobody alone"),
        pytest.param([TRAINED], [], id="with a supervisor"),
        pytest.param([TRAINED, BIRCH], [], id="two to one"),
        pytest.param([TRAINED, BIRCH, CEDAR], [Reason.SUPERVISION], id="three to one"),
        pytest.param([TRAINED, SECOND, BIRCH, CEDAR], [], id="three to two"),
    ],
)
def test_a_supervisor_has_so_many_people_and_no_more(others, found):
    shift = a_shift(most=9, supervision=Supervision(an_id("supervising"), least=1, ratio=2))
    facts = facts_with(shift)

    assert reasons(ASH, shift, in_it(shift, *others), facts) == found


def test_supervisors_may_always_come_first():
    shift = a_shift(most=9, supervision=Supervision(an_id("supervising"), least=2, ratio=9))
    facts = facts_with(shift)

    assert reasons(TRAINED, shift, [], facts) == []
    assert reasons(ASH, shift, in_it(shift, TRAINED), facts) == [Reason.SUPERVISION]
    assert reasons(ASH, shift, in_it(shift, TRAINED, SECOND), facts) == []


def test_to_take_the_supervisor_away_is_a_warning():
    shift = a_shift(supervision=Supervision(an_id("supervising"), least=1, ratio=4))
    facts = facts_with(shift)

    def warned(person, *people):
        places = in_it(shift, *people)
        return [one.reason for one in stands_to_take(person.id, shift.id, places, facts)]

    assert warned(TRAINED, TRAINED, ASH) == [Reason.SUPERVISION]
    assert warned(TRAINED, TRAINED, SECOND, ASH) == []
    assert warned(ASH, TRAINED, ASH) == []
    assert warned(TRAINED, TRAINED) == []
    assert warned(ASH, ASH, BIRCH) == []


@pytest.mark.parametrize(
    ("starts", "ends", "found"),
    [
        pytest.param("10:00", "14:00", [Reason.CAPACITY], id="full for an hour of it"),
        pytest.param("12:00", "14:00", [], id="as the others leave"),
        pytest.param("06:00", "08:00", [], id="gone as they come"),
    ],
)
def test_a_site_holds_so_many_people_at_one_moment(starts, ends, found):
    morning = a_shift(area="laundry")
    other = a_shift(starts=starts, ends=ends, area="kitchen")
    facts = facts_with(morning, other, capacity={"workshop": 2})

    assert reasons(CEDAR, other, in_it(morning, ASH, BIRCH), facts) == found


def test_people_who_come_one_after_the_other_do_not_fill_a_site():
    early, late = a_shift(ends="10:00", area="a"), a_shift(starts="10:00", area="b")
    whole = a_shift(area="c")
    facts = facts_with(early, late, whole, capacity={"workshop": 2})
    places = [*in_it(early, ASH), *in_it(late, BIRCH)]

    assert reasons(CEDAR, whole, places, facts) == []


def apart(grain: Grain, until: date | None = None) -> tuple[KeepApart, ...]:
    return (KeepApart(frozenset({ASH.id, BIRCH.id}), grain, until),)


SAME = a_shift(area="laundry")
BESIDE = a_shift(area="kitchen", starts="11:59", ends="14:00")
LATER = a_shift(area="kitchen", starts="14:00", ends="18:00")
TOMORROW = a_shift(area="kitchen", day=NEXT)
AWAY = a_shift(area="garden", site="garden")
EVERY = (SAME, BESIDE, LATER, TOMORROW, AWAY)


@pytest.mark.parametrize(
    ("grain", "refused"),
    [
        pytest.param(Grain.SHIFT, {SAME.id}, id="not in one shift"),
        pytest.param(Grain.SESSION, {SAME.id, BESIDE.id}, id="not at one site at one time"),
        pytest.param(Grain.SITE, {SAME.id, BESIDE.id, LATER.id}, id="not at one site on one day"),
    ],
)
def test_two_people_are_kept_apart_at_a_grain(grain, refused):
    facts = facts_with(*EVERY, keep_apart=apart(grain))
    places = in_it(SAME, ASH)

    found = {shift.id: reasons(BIRCH, shift, places, facts) for shift in EVERY}

    assert {shift for shift, stands in found.items() if stands} == refused
    assert all(stands == [Reason.APART] for stands in found.values() if stands)
    assert not any(reasons(CEDAR, shift, places, facts) for shift in EVERY)


@pytest.mark.parametrize(
    ("until", "found"),
    [
        pytest.param(MONDAY, [Reason.APART], id="on its last day"),
        pytest.param(MONDAY - timedelta(days=1), [], id="over"),
        pytest.param(None, [Reason.APART], id="without an end"),
    ],
)
def test_keeping_apart_ends_after_its_last_day(until, found):
    facts = facts_with(SAME, keep_apart=apart(Grain.SHIFT, until))

    assert reasons(BIRCH, SAME, in_it(SAME, ASH), facts) == found


def test_a_published_place_of_the_other_counts():
    told = Worked(a_span(starts="10:00", ends="16:00"), SAME.site, an_id("published"))
    ash = a_person("Ash", worked=(told,))
    facts = facts_with(SAME, LATER, people=[ash, BIRCH], keep_apart=apart(Grain.SESSION))

    assert reasons(BIRCH, SAME, [], facts) == [Reason.APART]
    assert reasons(BIRCH, LATER, [], facts) == [Reason.APART]


def test_a_night_reaches_into_the_day_of_the_other():
    night = a_shift(area="bakery", starts="22:00", ends="06:00")
    facts = facts_with(night, TOMORROW, keep_apart=apart(Grain.SITE))

    assert reasons(BIRCH, TOMORROW, in_it(night, ASH), facts) == [Reason.APART]
    assert reasons(ASH, night, in_it(TOMORROW, BIRCH), facts) == [Reason.APART]


def test_whoever_comes_second_is_told_what_anybody_unavailable_is_told():
    shift = a_shift()
    never = a_person("Dove", available=())
    facts = facts_with(shift, people=[ASH, BIRCH, never], keep_apart=apart(Grain.SHIFT))
    places = in_it(shift, ASH)

    kept = said(stands_to_place(BIRCH.id, shift.id, places, facts))

    assert kept == said(stands_to_place(never.id, shift.id, places, facts))
    assert len(kept) == 1


def test_everybody_is_asked_about_at_once():
    shift = a_shift(most=1)
    facts = facts_with(shift)
    places = in_it(shift, ASH)

    assert stands_for_all(shift.id, places, facts) == {
        person.id: stands_to_place(person.id, shift.id, places, facts) for person in facts.people
    }


def test_somebody_unknown_is_not_asked_about():
    facts = facts_with(SAME)

    with pytest.raises(KeyError):
        stands_to_place(an_id("nobody"), SAME.id, [], facts)


def test_an_answer_follows_the_places_even_where_it_was_asked_before():
    shift = a_shift(most=1)
    facts = facts_with(shift)
    kept, changing = (*in_it(shift, BIRCH),), []

    assert reasons(ASH, shift, kept, facts) == [Reason.FULL]
    assert reasons(ASH, shift, changing, facts) == []
    changing.extend(kept)
    assert reasons(ASH, shift, changing, facts) == [Reason.FULL]
    assert reasons(ASH, shift, (), facts) == []
    assert reasons(ASH, shift, kept, facts) == [Reason.FULL]

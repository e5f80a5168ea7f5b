"""Somebody who came without a place: added if they fit, and told nothing that is hidden."""

import pytest

from coop.core import clock
from coop.core.db import transaction
from coop.core.errors import Refused
from coop.rostering.deeds.attending import add_to_list
from coop.rostering.reading.attended import records_in
from coop.rostering.reading.hours_waiting import waiting_for
from coop.rostering.rules.attending import absent, as_planned
from coop.rostering.rules.calendar import Weekly
from coop.rostering.rules.hours import Odd
from tests.builders.attendance import DAY, Told, a_told_shift, a_workplace, came_as_planned
from tests.builders.rostering_facts import a_span
from tests.builders.workers import a_usual_week, a_worker, kept_apart, works

NEVER: tuple[Weekly, ...] = ()


def added(shift: Told, who, mark=None, *, by):
    with clock.at(shift.over), transaction():
        return add_to_list(shift.id, who.id, mark or as_planned(shift.span), hand=by.hand)


def test_whoever_fits_is_added_and_their_hours_are_odd(app):
    work = a_workplace(members=1)
    shift = a_told_shift(*work.members)
    works(work.members[0])
    extra = a_worker(name="Extra Hand")

    added(shift, extra, by=work.planner)

    assert extra.id in records_in(shift.id)
    [line] = waiting_for(work.other_planner.id).odd
    assert (line.name, line.odd) == ("Extra Hand", (Odd.NO_PLACE,))


def test_whoever_works_elsewhere_then_does_not_fit(app):
    work = a_workplace(members=1)
    shift = a_told_shift(*work.members)
    extra = a_worker()
    a_told_shift(extra, area="Bakery", starts="09:00", ends="11:00")

    with pytest.raises(Refused, match="other work then"):
        added(shift, extra, by=work.planner)

    assert records_in(shift.id) == {}


def test_who_is_kept_apart_and_who_is_not_available_hear_the_same(app):
    work = a_workplace(members=1)
    works(work.members[0])
    shift = a_told_shift(*work.members)
    apart, away = a_worker(), a_worker()
    kept_apart(apart, work.members[0])
    a_usual_week(away, NEVER)
    said = []

    for person in (apart, away):
        with pytest.raises(Refused) as refused:
            added(shift, person, by=work.planner)
        said.append(refused.value.refusals)

    assert said[0] == said[1]
    assert [str(one) for one in said[0]] == ["Not available for this shift."]


def test_somebody_on_the_list_is_not_added_again(app):
    work = a_workplace(members=1)
    shift = a_told_shift(*work.members)
    works(work.members[0])
    came_as_planned(shift, *work.members, by=work.planner)

    with pytest.raises(Refused, match="on the list already"):
        added(shift, work.members[0], by=work.planner)


def test_only_who_came_is_added(app):
    work = a_workplace(members=1)
    shift = a_told_shift(*work.members)

    with pytest.raises(Refused, match="Only somebody who came"):
        added(shift, a_worker(), absent("other"), by=work.planner)


def test_a_person_without_agreed_hours_is_not_available(app):
    work = a_workplace(members=2)
    shift = a_told_shift(work.members[0])

    with pytest.raises(Refused, match="Not available for this shift"):
        added(shift, work.members[1], by=work.planner)


def test_adding_somebody_by_page(page):
    work = a_workplace(members=1)
    works(work.members[0])
    shift = a_told_shift(*work.members)
    extra = a_worker(name="Extra Hand")

    with clock.at(shift.over):
        page.signed_in_as(work.planner).get("rostering.add_person", shift_id=shift.id)
        done = page.send("Add them", member_number=extra.number, arrived="09:00")

    assert "Extra Hand is on the list." in done.flashes
    assert "had no place" in done
    [record] = records_in(shift.id)[extra.id]
    assert record.mark.span == a_span(DAY, "09:00", "12:00")

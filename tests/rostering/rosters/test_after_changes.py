"""A roster after facts or drafts changed: who counts, what is left to publish, what is said."""

from uuid import uuid4

from coop.rostering.deeds.rosters import start_roster
from coop.rostering.reading.board_gaps import lacks
from coop.rostering.rules.nouns import Need
from coop.rostering.rules.roster import Gap
from tests.builders.rosters import MONDAY, WEEK, a_roster, a_worker, publish_it, put
from tests.builders.work import a_lock_down, a_regime, a_shift, a_site, an_area
from tests.rostering.rosters.test_edits import refused


def test_whom_a_lock_down_keeps_away_is_not_counted_as_there(page, app):
    work = a_roster(people=1)
    inside = an_area(a_site("Yard", inside=True), "Sewing")
    a_regime(from_on=work.first)
    shift = a_shift(inside, day=work.first)
    ada = a_worker(name="Ada Inside", inside=True)
    put(work, shift.id, ada)
    planner = page.signed_in_as(work.co_ordinator)
    at = {"roster_id": work.roster_id, "area": inside.id}
    assert "1 of 1" in planner.get("rostering.board", **at).text

    a_lock_down(day=work.first)

    assert "0 of 1" in planner.get("rostering.board", **at).text
    shown = planner.get("rostering.gaps", roster_id=work.roster_id)
    assert "Sewing, Monday 9 March, 08:00–12:00 too few 1 missing" in shown.text


def test_with_no_change_there_is_nothing_to_publish(page, app):
    work = a_roster(people=2)
    put(work, work.shift(0), work.people[0])
    publish_it(work)

    shown = page.signed_in_as(work.co_ordinator).get("rostering.publish", roster_id=work.roster_id)

    assert "Members know all of this. There is nothing to publish." in shown.text
    assert "Publish version 2" not in shown.text


def test_a_roster_wholly_in_the_past_is_refused(app):
    work = a_roster()

    told = refused(lambda: start_roster(MONDAY - 4 * WEEK, MONDAY - 3 * WEEK, hand=work.hand))

    assert told == ["All of these days are over."]


def test_a_missing_certificate_is_said_as_one_person_more_who_holds_it():
    skill = uuid4()
    gap = Gap(uuid4(), 0, 0, needs=(Need(skill, 1),))

    assert [str(one) for one in lacks(gap, {skill: "Food hygiene"})] == [
        "1 more with Food hygiene needed"
    ]


def test_only_who_is_clearly_below_their_share_is_listed(page, app):
    work = a_roster(people=1, wished=4 * 60 + 30)
    nearly = work.people[0]
    far = a_worker(name="Fay Far", wished=8 * 60)
    put(work, work.shift(0), nearly)
    put(work, work.shift(2), far)

    shown = page.signed_in_as(work.co_ordinator).get("rostering.gaps", roster_id=work.roster_id)

    assert "Fay Far" in shown.text
    assert nearly.name not in shown.text

"""The pages of members’ work: each does its one act, by the web and on paper alike."""

from datetime import date, time, timedelta

import pytest
from sqlalchemy import select

from coop.core.auditbook import AuditEntry
from coop.core.db import session
from coop.rostering.models.people import Commitment, ExtraTime
from coop.rostering.queries import (
    certificates_ending,
    facts_for,
    kept_apart_on,
    own_work,
    roster_rules,
    terms_of,
    usual_week_of,
)
from coop.rostering.rules.calendar import Weekly
from coop.rostering.rules.nouns import Cause, Grain
from tests.builders import membership as people
from tests.builders import work, workers
from tests.documents import reader

TODAY = date(2026, 3, 2)
MORNING_TIME = {"day0_from0": "08:30", "day0_to0": "12:00"}


@pytest.fixture
def house(app):
    return people.a_cooperative()


@pytest.fixture
def planner(house):
    return people.a_member(name="Plan Ner", office="co_ordinator")


@pytest.fixture
def clerk(house):
    return people.a_member(name="Cle Rk", office="clerk")


@pytest.fixture
def ash(house):
    return workers.a_worker(name="Ash Tree", signs_in=True)


def test_a_member_reads_which_of_two_times_comes_first(ash, page):
    court = workers.a_time(TODAY, "13:00", "15:00")
    workers.a_commitment(ash, court, cause=Cause.COURT)
    workers.a_commitment(ash, workers.a_time(TODAY, "14:00", "16:00"), cause=Cause.VISIT)

    shown = page.signed_in_as(ash).get("rostering.my_work").text

    assert shown.count("comes first then") == 1
    assert "14:00–16:00. Another of your times comes first then." in shown


def test_a_member_tells_a_usual_week(ash, page):
    page.signed_in_as(ash).get("rostering.my_work")
    page.follow("Tell my usual week")

    after = page.send("Save", **MORNING_TIME, day6_from0="22:00", day6_to0="06:00")

    assert after.url == "/me/work"
    assert "08:30–12:00" in after.text
    week = usual_week_of(ash.id)
    assert week is not None
    assert week.pattern == (Weekly(0, time(8, 30), time(12)), Weekly(6, time(22), time(6)))


def test_the_usual_week_is_shown_again_to_be_changed(ash, page):
    workers.a_usual_week(ash, [Weekly(2, time(9), time(11)), Weekly(2, time(14), time(16))])

    form = page.signed_in_as(ash).get("rostering.tell_usual_week").forms

    fields = next(one.fields for one in form if "day2_from1" in one.fields)
    assert (fields["day2_from0"], fields["day2_to1"]) == ("09:00", "16:00")


def test_any_time_is_every_day_around_the_clock(ash, page):
    page.signed_in_as(ash).get("rostering.tell_usual_week")

    after = page.send("Save", any_time=True)

    assert "You can come at any time." in after.text
    (person,) = facts_for(TODAY, TODAY).people
    assert person.available is not None
    assert len(person.available) == 1


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"day3_from0": "08:00"}, "Give a start and an end."),
        ({"day3_to0": "08:00"}, "Give a start and an end."),
        ({"day3_from0": "soon", "day3_to0": "12:00"}, "Give a time such as 08:30."),
    ],
)
def test_a_slip_in_a_week_is_said_beside_its_day(ash, page, fields, said):
    page.signed_in_as(ash).get("rostering.tell_usual_week")

    after = page.send("Save", expect=422, **fields)

    assert said in after.text
    assert "Thursday" in after.text
    assert usual_week_of(ash.id) is None


def test_times_that_overlap_are_refused_with_what_to_do(ash, page):
    page.signed_in_as(ash).get("rostering.tell_usual_week")

    after = page.send("Save", expect=409, **MORNING_TIME, day0_from1="11:00", day0_to1="14:00")

    assert "Two times on one day overlap." in after.text


def test_a_member_says_that_they_cannot_come_and_takes_it_back(ash, page):
    page.signed_in_as(ash).get("rostering.tell_time")
    told = page.send(
        "Save", which="away", cause="caring", first_on="2026-03-04", starts="09:00", ends="11:30"
    )
    assert "Caring for somebody" in told.text

    after = page.send("Take it back")

    assert "None. Your usual week holds every week." in after.text
    assert session().scalar(select(Commitment.withdrawn_at)) is not None


def test_whole_days_go_from_midnight_to_midnight(ash, page):
    page.signed_in_as(ash).get("rostering.tell_time")
    page.send("Save", which="away", cause="leave", first_on="2026-03-28", last_on="2026-03-29")

    (row,) = session().scalars(select(Commitment))

    # The clocks go forward on the second of these days.
    assert row.ends_at - row.starts_at == timedelta(hours=47)


def test_a_member_can_come_besides_their_week(ash, page):
    page.signed_in_as(ash).get("rostering.tell_time")
    after = page.send("Save", which="come", first_on="2026-03-04", starts="22:00", ends="02:00")

    assert "Can come" in after.text
    (row,) = session().scalars(select(ExtraTime))
    assert row.ends_at - row.starts_at == timedelta(hours=4)


def test_what_others_set_is_shown_but_not_the_members_to_take_back(ash, page):
    time_id = workers.a_commitment(ash, workers.a_time(date(2026, 3, 4)), cause=Cause.COURT)
    shown = page.signed_in_as(ash).get("rostering.my_work")
    assert "Court: Wednesday 4 March 2026, 09:00–10:00" in shown.text
    assert "Take it back" not in shown.text

    refused = page.post("rostering.take_back_time", id=time_id, expect=409)

    assert "Others set this time." in refused.text


def test_a_time_of_somebody_else_cannot_be_taken_back(ash, house, page):
    other = workers.a_commitment(workers.a_worker(), workers.a_time(date(2026, 3, 4)))

    page.signed_in_as(ash).post("rostering.take_back_time", id=other, expect=404)

    assert session().scalar(select(Commitment.withdrawn_at)) is None


def test_a_member_wishes_for_hours_and_areas(ash, page):
    area = work.an_area(name="Laundry")
    page.signed_in_as(ash).get("rostering.tell_wishes")

    after = page.send(
        "Save", wished="7.5", elsewhere="10", opts_out="yes", **{f"area_{area.id.hex}": "2"}
    )

    assert "7:30" in after.text
    assert "Very gladly" in after.text
    held = terms_of(ash.id, TODAY)
    assert held is not None
    assert (held.terms.wished, held.elsewhere, held.terms.opted_out) == (450, 600, True)


def test_a_paper_that_says_one_thing_leaves_the_rest_as_it_is(ash, clerk, page):
    area = work.an_area(name="Laundry")
    workers.some_wishes(ash, {area.id: 2})
    workers.works(ash, elsewhere=600)
    page.signed_in_as(clerk).get("rostering.key_wishes")

    page.send(
        "Record it", member_number=ash.number, received_on="2026-03-01", evidence="Box 4, 12",
        wished="12",
    )  # fmt: skip

    held = own_work(ash.id)
    assert held.agreed is not None
    assert (held.agreed.terms.wished, held.agreed.elsewhere) == (720, 600)
    assert [wish.level for wish in held.wishes] == [2]


def test_hours_outside_what_was_agreed_are_refused(ash, page):
    page.signed_in_as(ash).get("rostering.tell_wishes")

    after = page.send("Save", wished="60", expect=409)

    assert "You agreed on 0 to 40 hours a week." in after.text


def test_wishes_can_be_told_before_hours_are_agreed(house, page):
    area, newcomer = work.an_area(name="Laundry"), people.a_member(signs_in=True)
    page.signed_in_as(newcomer).get("rostering.tell_wishes")

    after = page.send("Save", **{f"area_{area.id.hex}": "-2"})

    assert "Rather not" in after.text


def test_a_planner_agrees_hours_and_what_the_member_told_stays(ash, planner, page):
    workers.works(ash, elsewhere=300)
    page.signed_in_as(planner).get("rostering.agree", member_id=ash.id)

    after = page.send("Record it", least="8", wished="16", most="24", most_a_day="7.5")

    assert "8 to 24 hours a week" in after.text
    held = terms_of(ash.id, TODAY)
    assert held is not None
    assert (held.terms.least, held.terms.most, held.terms.most_a_day) == (480, 1440, 450)
    assert held.elsewhere == 300


def test_hours_out_of_order_are_refused(ash, planner, page):
    page.signed_in_as(planner).get("rostering.agree", member_id=ash.id)

    after = page.send("Record it", least="20", wished="16", most="24", expect=409)

    assert "Hours go up" in after.text


def test_the_list_says_with_whom_nothing_is_agreed(ash, planner, page):
    people.a_member(name="Zoe Last")
    workers.a_certificate(ash, work.a_skill("Forklift").id, seen_by=planner,
                          until=date(2026, 4, 1))  # fmt: skip

    listed = page.signed_in_as(planner).get("rostering.workers")
    only = page.follow("Show only these")

    assert "1 certificate ends in the next three months." in listed.text
    assert "Ash Tree" in listed.text
    assert "Zoe Last" in only.text
    assert "Ash Tree" not in only.text


@pytest.mark.parametrize("sort", ["name", "number", "wished", "ends"])
def test_the_list_is_searched_and_sorted(ash, planner, page, sort):
    people.a_member(name="Zoe Last")
    page.signed_in_as(planner)

    found = page.open(f"/workers?sort={sort}&order=down&q=tree")

    assert "Ash Tree" in found.text
    assert "Zoe Last" not in found.text


def test_whoever_told_no_usual_week_is_not_said_to_come_at_any_time(ash, planner, page):
    untold = page.signed_in_as(planner).get("rostering.worker", member_id=ash.id).text
    workers.a_usual_week(ash, [])
    told = page.get("rostering.worker", member_id=ash.id).text

    assert untold.count("No usual week told") == 14
    assert "Any time" not in untold
    assert "No usual week told" not in told


def test_what_takes_time_is_not_betrayed_by_a_week_not_told(ash, planner, page):
    workers.a_commitment(ash, workers.a_time(TODAY, "13:00", "15:00"), cause=Cause.COURT)

    shown = page.signed_in_as(planner).get("rostering.worker", member_id=ash.id).text

    assert "No usual week told" not in shown
    assert shown.count("Any time") == 13


def test_a_certificate_is_written_down_forecast_and_taken_back(ash, planner, page):
    skill = work.a_skill("Forklift")
    page.signed_in_as(planner).get("rostering.certificate", member_id=ash.id)
    page.send("Record it", skill=skill.id, since="2026-01-01", until="2026-03-20")
    assert "seen by Plan Ner" in page.here.text
    assert "Forklift" in page.get("rostering.certificates").text

    page.get("rostering.worker", member_id=ash.id)
    page.send("Take it back")

    assert certificates_ending(TODAY, date(2026, 6, 1)) == ()


def test_a_certificate_that_another_follows_is_not_forecast(ash, house):
    skill = work.a_skill("Forklift")
    workers.a_certificate(ash, skill.id, seen_by=house.board, until=date(2026, 3, 20))
    workers.a_certificate(ash, skill.id, seen_by=house.board, until=date(2027, 3, 20))

    assert certificates_ending(TODAY, date(2026, 6, 1)) == ()


def test_a_trainee_gets_a_mentor_and_the_pair_ends(ash, planner, page):
    bo = workers.a_worker(name="Bo Bush")
    page.signed_in_as(planner).get("rostering.mentor", member_id=ash.id)
    paired = page.send("Record it", mentor=bo.id)
    assert "Learns beside Bo Bush" in paired.text

    after = page.send("End this pair")

    assert "The pair ends today." in after.text
    assert facts_for(TODAY + timedelta(days=1), TODAY + timedelta(days=7)).pairings == ()


def test_the_officer_keeps_two_members_apart_and_ends_it(house, page):
    officer = people.a_member(office="separation_officer")
    fern, reed = people.a_member(name="Fern Hollis"), people.a_member(name="Reed Marsh")
    page.signed_in_as(officer).get("rostering.keep_apart")
    listed = page.send("Keep them apart", first=reed.id, second=fern.id, grain="site")
    assert "Fern Hollis and Reed Marsh" in listed.text
    assert [one.grain for one in kept_apart_on(TODAY)] == [Grain.SITE]

    page.send("End it today")

    assert kept_apart_on(TODAY + timedelta(days=1)) == ()


def test_nobody_is_kept_apart_from_themselves(house, page):
    officer = people.a_member(office="separation_officer")
    page.signed_in_as(officer).get("rostering.keep_apart")

    after = page.send(
        "Keep them apart", first=officer.id, second=officer.id, grain="shift", expect=409
    )

    assert "Choose two different people." in after.text


def test_members_read_every_number_with_its_source(ash, page):
    shown = page.signed_in_as(ash).get("rostering.roster_rules").text

    assert "Rest between two days of work" in shown
    assert "11 hours" in shown
    assert "Not confirmed" in shown
    assert "A published place is taken away" in shown


def test_other_rules_are_chosen_from_a_day_with_their_motion(ash, planner, page):
    page.signed_in_as(planner).get("rostering.choose_roster_rules")

    after = page.send(
        "Choose these rules", lawbook="uk", wish="3", from_on="2026-03-09", motion_number="2026-4"
    )

    assert after.url == "/roster-rules"
    assert roster_rules(TODAY).version == 0
    chosen = roster_rules(date(2026, 3, 9))
    assert (chosen.version, chosen.code, chosen.weights.wish) == (1, "uk", 3)
    assert chosen.motion_number == "2026-4"
    assert facts_for(date(2026, 3, 9), date(2026, 3, 9)).weights.wish == 3


def test_weights_that_fall_are_refused(planner, page):
    page.signed_in_as(planner).get("rostering.choose_roster_rules")

    after = page.send("Choose these rules", lawbook="uk", shortfall_small="9", expect=409)

    assert "A big shortfall cannot weigh less" in after.text


@pytest.mark.parametrize(
    ("endpoint", "fields"),
    [
        ("rostering.key_usual_week", MORNING_TIME),
        (
            "rostering.key_time",
            {"which": "away", "cause": "visit", "first_on": "2026-03-04"},
        ),
        ("rostering.key_wishes", {"wished": "12"}),
    ],
)
def test_what_came_on_paper_is_the_members_own_act(ash, clerk, page, endpoint, fields):
    page.signed_in_as(clerk).get(endpoint)

    page.send(
        "Record it", member_number=ash.number, received_on="2026-03-01", evidence="Box 4, 12",
        **fields,
    )  # fmt: skip

    told = {"rostering.times_told", "rostering.wishes_told"}
    entries = [e for e in session().scalars(select(AuditEntry)) if e.keyed_by == clerk.id]
    assert entries
    assert {(e.by, e.via) for e in entries} == {(ash.id, "paper")}
    assert {e.act for e in entries} <= told
    assert all("Box 4, 12" in e.evidence for e in entries)


def test_the_week_keyed_from_paper_is_the_week_told_on_the_web(ash, clerk, page):
    page.signed_in_as(clerk).get("rostering.key_usual_week")
    page.send(
        "Record it", member_number=ash.number, received_on="2026-03-01", evidence="Box 4, 12",
        **MORNING_TIME,
    )  # fmt: skip

    week = own_work(ash.id).week

    assert week is not None
    assert week.pattern == (Weekly(0, time(8, 30), time(12)),)


def test_slips_on_a_keyed_paper_are_all_said_at_once(clerk, page):
    page.signed_in_as(clerk).get("rostering.key_time")

    after = page.send("Record it", expect=422)

    for words in ("Give the number on the form.", "Choose one of the two.", "Give the day."):
        assert words in after.text


@pytest.mark.parametrize(
    ("what", "fields"),
    [
        ("taken", {"cause": "court", "first_on": "2026-03-04", "starts": "09:00", "ends": "12:00"}),
        ("release", {"day": "2026-03-04", "starts": "09:00", "ends": "17:00", "travel": "30"}),
        ("home", {"weekdays": ["0"], "starts": "19:00", "ends": "07:00"}),
        ("site", {}),
        ("free", {"day": "2026-03-04"}),
        ("home_end", {"last_on": "2026-03-04"}),
        ("site_end", {"last_on": "2026-03-04"}),
    ],
)
def test_every_paper_of_an_establishment_can_be_keyed(ash, clerk, page, what, fields):
    site = work.a_site()
    extra = {"release": {"sites": [site.id]}, "site": {"site": site.id},
             "site_end": {"site": site.id}}.get(what, {})  # fmt: skip
    page.signed_in_as(clerk).get("rostering.key_times")
    page.send("Go on", what=what)
    slips = page.send("Record it", expect=422)
    assert "Please put this right" in slips.text

    after = page.send(
        "Record it", member_number=ash.number, received_on="2026-03-01", evidence="Box 4, 12",
        **fields, **extra,
    )  # fmt: skip

    assert "Recorded." in after.text
    told = select(AuditEntry).where(AuditEntry.act == "rostering.times_told")
    (entry,) = session().scalars(told)
    assert (entry.by, entry.subject, entry.via) == (clerk.id, str(ash.id), "paper")


@pytest.mark.parametrize(
    ("code", "words"),
    [("W1", "Sunday, from – to"), ("W2", "Caring for somebody"), ("W3", "Where I work gladly")],
)
def test_a_blank_form_is_printed_for_whatever_a_member_may_tell(house, clerk, page, code, words):
    printed = page.signed_in_as(clerk).get("post.blank_form", code=code)

    assert words.replace(" ", "") in reader.text(printed.body)

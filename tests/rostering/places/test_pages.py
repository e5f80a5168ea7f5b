"""The pages of places of work: what comes first, what is kept, what is sent back."""

from datetime import date, timedelta

import pytest

from coop.core.db import new_id
from coop.membership.queries import today
from coop.rostering import queries
from coop.rostering.rules.nouns import Kind, Session
from tests.builders.membership import NORTHGATE, a_cooperative, a_member, place_called
from tests.builders.work import (
    a_demand,
    a_lock_down,
    a_regime,
    a_shift,
    a_site,
    a_skill,
    an_area,
    shifts_made,
)
from tests.rostering.places.test_places import MONDAY

SUNDAY = MONDAY + timedelta(days=6)


@pytest.fixture
def desk(page):
    """Give a browser in the hands of a co-ordinator of a founded co-operative."""
    a_cooperative()
    return page.signed_in_as(a_member(office="co_ordinator"))


def test_the_hub_leads_a_beginner_from_nothing_to_shifts(desk):
    begun = desk.get("rostering.work_places")
    desk.follow("Add a site")
    desk.send("Save", name="Riverside", within="", travel=10, capacity=12)
    area = desk.follow("Add a work area")
    desk.send("Save", name="Kitchen", kind="paid", most=4)
    desk.follow("Plan work that comes back")
    desk.send(
        "Save", weekdays=["0", "1"], starts="08:00", ends="12:30", least=1, wanted_people=2,
        since="2026-03-09",
    )  # fmt: skip
    planned = desk.get("rostering.work_places")
    desk.follow("Make the shifts")
    made = desk.send("Make them", first="2026-03-09", last="2026-03-15")
    ready = desk.get("rostering.work_places")

    assert "What to do first" in begun.text
    assert "Hours become pay." in area.text
    assert "Make the shifts next" in planned.text
    assert "2 shifts were made." in made.text
    assert "What to do first" not in ready.text
    assert "Shifts are made up to Tuesday 10 March 2026." in ready.text


def test_work_inside_waits_for_the_sessions_to_be_written_down(desk):
    site = a_site("Laundry", inside=True)
    an_area(site)

    hub, shown = desk.get("rostering.work_places"), desk.get("rostering.site", site_id=site.id)
    a_regime()
    after = desk.get("rostering.site", site_id=site.id)

    assert f"Write down the sessions of {NORTHGATE}" in hub.text
    assert "nobody can be placed here" in shown.text
    assert "nobody can be placed here" not in after.text


def test_a_site_is_changed_ended_and_opened_again(desk):
    site = a_site("Mill", travel=5)
    desk.get("rostering.change_site", site_id=site.id)
    desk.send("Save", name="Old mill", travel=15)
    desk.get("rostering.close_site", site_id=site.id)
    ended = desk.send("End the work", last=today(), because="The roof.")
    again = desk.send("Open it again")

    assert (queries.site(site.id).name, queries.site(site.id).travel_minutes) == ("Old mill", 15)
    assert "Work here ends on Monday 2 March 2026." in ended.text
    assert "The site is open again." in again.text


def test_an_area_is_filled_in_again_as_it_stands(desk):
    lead = a_skill("Leading")
    area = an_area(kind=Kind.TRAINING, most=7, supervisor=lead, supervisors=2, ratio=5,
                   peer_support=True)  # fmt: skip
    desk.get("rostering.change_area", area_id=area.id)

    desk.send("Save", name="Forge")

    kept = queries.area(area.id)
    assert (kept.name, kept.kind, kept.most, kept.supervisors, kept.ratio) == (
        "Forge", Kind.TRAINING, 7, 2, 5,
    )  # fmt: skip
    assert kept.supervisor_skill == "Leading"
    assert kept.is_peer_support


def test_the_week_of_an_area_is_read_at_a_glance(desk):
    area = an_area(a_site("Mill"), "Bakery", kind=Kind.VOLUNTEER, needs={a_skill("Hygiene"): 2},
                   tools={"Ovens": 3})  # fmt: skip
    a_demand(area, weekdays="024", starts="22:00", ends="06:00", least=1, wanted=3, every_weeks=2,
             until=date(2026, 6, 30))  # fmt: skip
    shifts_made(MONDAY, SUNDAY)

    shown = desk.get("rostering.area", area_id=area.id)

    assert "22:00–06:00 next day" in shown.text
    assert "3 people, at least 1; every 2 weeks; until 30 Jun 2026" in shown.text
    assert "Not paid, only expenses. No volunteer may fill a paid post." in shown.text
    assert "2 × Hygiene" in shown.text
    assert "3 × Ovens" in shown.text
    assert shown.text.count("too few tools") == 0


def test_skills_are_named_renamed_and_needed(desk):
    area = an_area()
    desk.get("rostering.needs", area_id=area.id)
    desk.follow("Name the skills")
    desk.send("Add it", name="Forklit")
    (skill,) = queries.skills()
    desk.get("rostering.rename_skill", skill_id=skill.id)
    desk.send("Save", name="Forklift")
    desk.get("rostering.needs", area_id=area.id)
    desk.send("Save", **{f"skill-{skill.id}-count": 2})

    assert [(each.skill, each.count) for each in queries.needs_of(area.id)] == [("Forklift", 2)]


def test_tools_are_kept_line_by_line(desk):
    area = an_area(tools={"Irons": 3, "Presses": 2})
    desk.get("rostering.tools", area_id=area.id)

    half = desk.send("Save", expect=422, **{"tool2-name": "Boards", "tool2-count": ""})
    desk.send(
        "Save", **{"tool0-name": "", "tool0-count": "", "tool2-name": "Boards", "tool2-count": 4}
    )

    assert "Give the name and how many there are, or leave both empty." in half.text
    kept = [(each.name, each.count) for each in queries.tools_of(area.id)]
    assert kept == [("Boards", 4), ("Presses", 2)]


def test_recurring_work_changes_its_cover_and_ends(desk):
    demand = a_demand(an_area(most=4), weekdays="0123456", wanted=2)
    shifts_made(MONDAY, SUNDAY)
    desk.get("rostering.change_demand", demand_id=demand.id)
    changed = desk.send("Save", least=1, wanted=3)
    desk.get("rostering.end_demand", demand_id=demand.id)
    ended = desk.send("End the work", last=MONDAY, because="Order lost.")

    assert "7 shifts to come follow." in changed.text
    assert {each.wanted for each in queries.shifts_between(MONDAY, SUNDAY)} == {3}
    assert "6 shifts are called off." in ended.text


def test_the_usual_week_is_written_in_a_grid_and_monday_can_be_copied(desk):
    place = place_called()
    desk.get("rostering.regime_week", establishment_id=place)

    copied = desk.post(
        "rostering.regime_week", establishment_id=place, copy="monday", from_on="2026-03-09",
        **{"d0-am-starts": "08:25", "d0-am-ends": "11.35"},
    )  # fmt: skip
    desk.send("Save this week")

    (week,) = queries.weeks_of(place)
    assert copied.status == 200
    assert set(week.hours) == {(day, Session.AM) for day in range(5)}
    assert {f"{hours.starts:%H:%M}-{hours.ends:%H:%M}" for hours in week.hours.values()} == {
        "08:25-11:35"
    }
    assert week.from_on == MONDAY


def test_a_slip_in_the_grid_is_named_by_its_day_and_session(desk):
    desk.get("rostering.regime_week", establishment_id=place_called())

    wrong = desk.send(
        "Save this week", expect=422, from_on="2026-03-09",
        **{"d2-pm-starts": "13:00", "d5-am-starts": "late"},
    )  # fmt: skip

    assert "Wednesday, Afternoon (PM), to – Give both times, or leave both empty." in wrong.text
    assert "Saturday, Morning (AM), from – Give a time such as 08:30." in wrong.text
    assert queries.weeks_of(place_called()) == ()


def test_a_lock_down_says_what_it_cuts_and_can_be_taken_back(desk):
    place = a_regime(from_on=today())
    shift = a_shift(an_area(a_site(inside=True), "Laundry"), day=today() + timedelta(days=1))
    desk.get("rostering.lock_down", establishment_id=place)
    first = today() + timedelta(days=1)

    locked = desk.send(
        "Record it", first=first, last=first + timedelta(days=1), sessions=["am"]
    )  # fmt: skip
    hub, shown = desk.get("rostering.work_places"), desk.get("rostering.shift", shift_id=shift.id)
    desk.get("rostering.regime", establishment_id=place)
    back = desk.send("As usual after all", day=first.isoformat())

    assert "The lock-down is recorded. 1 shift does not fit any more." in locked.text
    assert "1 shift inside does not fit" in hub.text
    assert "No session holds this shift." in shown.text
    assert "That day runs as usual again." in back.text
    assert "Tuesday 3 March 2026: Morning (AM) as usual again" in back.text
    assert "does not fit" not in desk.get("rostering.work_places").text


def test_nothing_is_locked_until_a_day_and_sessions_are_chosen(desk):
    place = a_regime(from_on=today())
    shown = desk.get("rostering.lock_down", establishment_id=place)
    empty = desk.send("Record it", expect=422)
    desk.get("rostering.lock_down", establishment_id=place)
    unread = desk.send("Record it", expect=422, first="soon", sessions=["am"])

    assert b"checked" not in shown.body
    assert f'value="{today()}"'.encode() not in shown.body
    assert "Give the day." in empty.text
    assert "Tick at least one session." in empty.text
    assert "Day – Give the day, month and year." in unread.text
    assert queries.changes_of(place) == ()


def test_a_lock_down_of_a_past_day_changes_no_roster_and_says_so(desk):
    place, day = a_regime(from_on=today()), today() - timedelta(days=9)
    desk.get("rostering.lock_down", establishment_id=place)

    one = desk.send("Record it", first=day, sessions=["am"])
    desk.get("rostering.lock_down", establishment_id=place)
    more = desk.send("Record it", first=day, last=day + timedelta(days=2), sessions=["am"])

    assert one.flashes == ["This day is past; no roster changes by it."]
    assert more.flashes == ["These days are past; no roster changes by them."]


def test_other_hours_hold_for_one_session_of_one_day(desk):
    place = a_regime(from_on=today(), sessions={Session.AM: ("08:00", "12:00")})
    desk.get("rostering.other_hours", establishment_id=place)

    wrong = desk.send(
        "Record it", day=today(), session="am", starts="10:00", ends="09:00", expect=409
    )
    desk.get("rostering.other_hours", establishment_id=place)
    right = desk.send("Record it", day=today(), session="am", starts="10:00", ends="11:00")

    assert "A session ends later on the same day." in wrong.text
    assert "Monday 2 March 2026: Morning (AM) 10:00–11:00" in right.text


@pytest.mark.parametrize("day", ["", "soon", "2026-03-03"])
def test_only_a_day_that_differs_can_run_as_usual_again(desk, day):
    place = a_regime()
    a_lock_down()
    desk.get("rostering.regime", establishment_id=place)

    desk.post("rostering.usual_again", establishment_id=place, day=day, expect=404)
    desk.post("rostering.usual_again", establishment_id=place, day=today())
    desk.post("rostering.usual_again", establishment_id=place, day=today(), expect=404)


def test_the_shifts_of_a_week_are_read_by_day_and_by_site(desk):
    mill, yard = a_site("Mill"), a_site("Yard")
    a_shift(an_area(mill, "Bakery"), day=MONDAY, starts="22:00", ends="06:00")
    a_shift(an_area(yard, "Garden"), day=SUNDAY)

    every = desk.get("rostering.shifts", week="2026-03-11")
    mills = desk.get("rostering.shifts", week="2026-03-11", site=mill.id)
    empty = desk.get("rostering.shifts", week="not-a-day")

    assert "Monday 9 March 2026" in every.text
    assert "22:00–06:00 next day" in every.text
    assert "Garden" in every.text
    assert "Garden" not in mills.text
    assert "No shifts in this week" in empty.text
    desk.get("rostering.shifts", week="9999-12-31")
    desk.get("rostering.shifts", week="0001-01-01")


def test_the_shifts_of_a_week_come_as_a_sheet_of_lines(desk):
    a_shift(an_area(a_site("Mill"), "Bakery"), day=MONDAY, least=1, wanted=2)

    sheet = desk.get("rostering.shifts_csv", week=MONDAY).body.decode("utf-8-sig").splitlines()

    assert sheet[1] == "2026-03-09,08:00,12:00,Mill,Bakery,Paid work,1,2,4,"


def test_one_shift_is_added_changed_called_off_and_held_after_all(desk):
    area = an_area(a_site("Mill"), "Bakery")
    desk.get("rostering.new_shift", area=area.id)
    added = desk.send("Save", day="2026-03-10", starts="09:00", ends="10:30", wanted_people=2)
    desk.follow("Change how many people come")
    desk.send("Save", least=2, wanted=3, most=3)
    desk.follow("Call it off")
    silent = desk.send("Call it off", expect=422)
    off = desk.send("Call it off", because="The boiler is broken.")
    held = desk.send("Hold it after all")

    (shift,) = queries.shifts_between(MONDAY, SUNDAY)
    assert added.heading == "Bakery, Tuesday 10 March 2026"
    assert "1 h 30 min" in added.text
    assert "Say why, in a few words." in silent.text
    assert "Called off. The boiler is broken." in off.text
    assert "Called off." not in held.text
    assert (shift.least, shift.wanted, shift.most) == (2, 3, 3)


def test_making_shifts_again_says_that_nothing_is_new(desk):
    a_demand(weekdays="0")
    for said in ("1 shift was made.", "Nothing new was made."):
        desk.get("rostering.make_shifts")

        assert said in desk.send("Make them", first=MONDAY, last=SUNDAY).text


def test_the_next_span_offered_begins_where_the_last_one_ended(desk):
    a_demand(weekdays="0123456")
    shifts_made(MONDAY, SUNDAY)

    offered = desk.get("rostering.make_shifts")

    fields = next(form.fields for form in offered.forms if "first" in form.fields)
    assert (fields["first"], fields["last"]) == ("2026-03-16", "2026-04-12")


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "1999-12-31"])
def test_a_slip_of_the_year_is_sent_back(desk, day):
    area, place = an_area(), a_regime()
    hours = {"starts": "22:00", "ends": "06:00"}
    desk.get("rostering.new_shift", area=area.id)
    one = desk.send("Save", expect=422, day=day, **hours)
    desk.get("rostering.lock_down", establishment_id=place)
    locked = desk.send("Record it", expect=422, first=day, sessions=["am"])
    desk.get("rostering.make_shifts")
    made = desk.send("Make them", expect=422, first=day, last=day)

    for sent in (one, locked, made):
        assert "Give a day between the years 2000 and 2199." in sent.text


@pytest.mark.parametrize(("endpoint", "name"), [
    ("rostering.site", "site_id"), ("rostering.change_site", "site_id"),
    ("rostering.close_site", "site_id"), ("rostering.new_area", "site_id"),
    ("rostering.area", "area_id"), ("rostering.change_area", "area_id"),
    ("rostering.close_area", "area_id"), ("rostering.needs", "area_id"),
    ("rostering.tools", "area_id"), ("rostering.new_demand", "area_id"),
    ("rostering.change_demand", "demand_id"), ("rostering.end_demand", "demand_id"),
    ("rostering.rename_skill", "skill_id"), ("rostering.regime", "establishment_id"),
    ("rostering.regime_week", "establishment_id"), ("rostering.lock_down", "establishment_id"),
    ("rostering.other_hours", "establishment_id"), ("rostering.shift", "shift_id"),
    ("rostering.cover", "shift_id"), ("rostering.call_off", "shift_id"),
])  # fmt: skip
def test_what_is_not_there_cannot_be_opened(desk, endpoint, name):
    desk.get(endpoint, expect=404, **{name: new_id()})


@pytest.mark.parametrize("endpoint", [
    "rostering.work_places", "rostering.skills", "rostering.new_site", "rostering.shifts",
    "rostering.shifts_csv", "rostering.make_shifts", "rostering.new_shift",
])  # fmt: skip
def test_only_a_co_ordinator_plans_work(page, endpoint):
    a_cooperative()

    page.signed_in_as(a_member(signs_in=True)).get(endpoint, expect=403)


def test_a_shift_that_is_over_offers_nothing_to_change(desk):
    shift = a_shift(day=today() - timedelta(days=3))

    shown = desk.get("rostering.shift", shift_id=shift.id)

    assert "This shift is over." in shown.text
    assert "Call it off" not in shown.links


@pytest.mark.parametrize(("ends", "is_owed"), [("14:00", False), ("14:30", True)])
def test_a_long_shift_says_which_break_it_owes(desk, ends, is_owed):
    shift = a_shift(starts="08:00", ends=ends)

    shown = desk.get("rostering.shift", shift_id=shift.id)

    assert ("20 minutes" in shown.text) is is_owed


def test_a_past_change_stays_on_record(desk):
    place = a_regime()
    a_lock_down(day=today() - timedelta(days=9))

    shown = desk.get("rostering.regime", establishment_id=place)

    assert "1 change of the past" in shown.text
    assert "Saturday 21 February 2026: locked all day" in shown.text
    assert "None ahead." in shown.text

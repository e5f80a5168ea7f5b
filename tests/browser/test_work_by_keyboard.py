"""A roster is mended, told, worked and approved with the keyboard alone, the focus always seen."""

from datetime import timedelta
from uuid import UUID

import pyotp
import pytest
from playwright.sync_api import Page

from coop.core import clock
from coop.core.db import db, transaction
from coop.membership.queries import today
from coop.rostering import actions, queries
from tests.browser.at_work import Scene, a_scene, drafted, told
from tests.browser.eyes import look_at
from tests.browser.people import FOCUSED, SECRET, with_a_telephone
from tests.builders.membership import Person
from tests.page import PASSWORD
from tests.stories.chosen import a_pairing, a_spare_place

pytestmark = pytest.mark.browser
DAY = timedelta(days=1)
MOST_TABS = 400
RING = """() => {
  const it = getComputedStyle(document.activeElement);
  return it.outlineStyle !== 'none' && parseFloat(it.outlineWidth) >= 2;
}"""


@pytest.fixture
def scene(tmp_path, tab):
    """Give the sixty to a browser in which our one script runs too."""
    with a_scene(tmp_path, tab) as made:
        yield made


def test_a_roster_is_mended_told_worked_and_approved_by_keyboard(scene, tab):
    roster_id = drafted(scene.house)
    short = a_gap(scene, roster_id)
    with_a_telephone(scene.house.planner)
    signed_in(tab, scene.address, scene.house.planner)
    to(tab, "Rosters")
    to(tab, first_words(scene))
    to(tab, "Gaps")
    to(tab, "See everybody one by one", by=f"{short.area}, ")
    to(tab, "Put ")
    assert count_in(roster_id, short.id) == short.wanted
    to(tab, "Undo")
    assert count_in(roster_id, short.id) == short.wanted - 1
    to(tab, "Publish")
    to(tab, "Publish version 1")
    assert "Members can see their shifts now." in scene.text()


def test_a_day_is_marked_and_approved_by_keyboard(scene, tab):
    told(scene.house)
    with_a_telephone(scene.house.planner)
    first = (scene.house.first - today() + DAY).days
    signed_in(tab, scene.address, scene.house.planner)
    reach(tab, "Days")
    tab.keyboard.press("Control+a")
    tab.keyboard.type(str(first))
    to(tab, "Move the clock on")
    to(tab, "Attendance")
    shift = first_marked(scene)
    to(tab, f"{shift.area}, ")
    to(tab, "All came as planned")
    scene.as_(scene.house.approver)
    to(tab, "Hours")
    to(tab, "Approve all plain ones")

    db.session.rollback()
    lines = queries.approved_hours(*scene.house.days).hours
    told_there = {one.person for one in places_in(scene, shift.id)} - {scene.house.approver.id}
    assert {line.member_id for line in lines} == told_there
    assert {line.minutes for line in lines} == {180}


def test_the_pages_of_work_can_be_seen_read_and_pressed(scene, tab):
    roster_id = told(scene.house)
    db.session.rollback()
    member = scene.person(a_pairing(*scene.house.days).member_id)
    scene.as_(scene.house.planner, f"/rosters/{roster_id}")
    look_at(tab, name="board")
    scene.as_(member, "/my-shifts")
    look_at(tab, name="my-shifts")
    scene.as_(scene.house.planner)
    scene.as_(scene.house.approver)
    scene.move_on((scene.house.first - today() + DAY).days)
    shift = first_marked(scene)
    with clock.at(shift.ends_at + DAY), transaction():
        actions.mark_all_as_planned(shift.id, hand=scene.house.planner.hand)
    scene.as_(scene.house.planner, f"/attendance?week={scene.house.first}")
    look_at(tab, name="attendance")
    scene.as_(scene.house.approver, "/hours")
    look_at(tab, name="hours")


def signed_in(tab: Page, address: str, who: Person) -> None:
    """Sign in by typing, second step and all."""
    tab.goto(f"{address}/sign-in")
    reach(tab, "Membership number or sign-in name")
    tab.keyboard.type(who.account_name)
    reach(tab, "Password")
    tab.keyboard.type(PASSWORD)
    enter(tab)
    tab.keyboard.press("Tab")
    tab.locator("main input[autocomplete=one-time-code]").focus()
    tab.keyboard.type(pyotp.TOTP(SECRET).now())
    enter(tab)


def to(tab: Page, words: str, *, by: str = "") -> None:
    """Go with the Tab key to what begins with these words, and press it; `by` is on the way."""
    if by:
        to(tab, by)
    reach(tab, words)
    enter(tab)


def reach(tab: Page, words: str) -> None:
    """Press the Tab key until something with these words has the focus, and can be seen to."""
    for _ in range(MOST_TABS):
        tab.keyboard.press("Tab")
        if str(tab.evaluate(FOCUSED)).startswith(words):
            assert tab.evaluate(RING), f"The focus cannot be seen on “{words}” of {tab.url}."
            return
    raise AssertionError(f"The Tab key never reached “{words}” on {tab.url}.")


def enter(tab: Page) -> None:
    """Press Enter, and wait for the page that comes."""
    with tab.expect_navigation():
        tab.keyboard.press("Enter")


def a_gap(scene: Scene, roster_id: UUID) -> queries.ShiftView:
    """Take somebody out of a shift that another fits, so that a gap is there."""
    spare = a_spare_place(roster_id)
    with transaction():
        actions.take_place(roster_id, spare.shift, spare.person, hand=scene.house.planner.hand)
    return queries.shift(spare.shift)


def first_words(scene: Scene) -> str:
    """Give the words with which the roster is listed."""
    return f"{scene.house.first:%A} {scene.house.first.day} "


def count_in(roster_id: UUID, shift_id: UUID) -> int:
    """Count who is in a shift of the draft."""
    db.session.rollback()
    return sum(one.shift == shift_id for one in queries.draft_places(roster_id))


def first_marked(scene: Scene) -> queries.ShiftView:
    """Give the shift that comes first in the list of its week."""
    db.session.rollback()
    shifts = queries.shifts_between(scene.house.first, scene.house.first)
    return next(one for one in shifts if places_in(scene, one.id))


def places_in(scene: Scene, shift_id: UUID) -> list[object]:
    """Give the places of a shift, as members were told."""
    published = queries.published_places(*scene.house.days)
    return [one for one in published if one.shift == shift_id]

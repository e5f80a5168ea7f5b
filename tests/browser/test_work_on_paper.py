"""A member inside works for a month on paper alone: seven forms, three papers, no screen."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from coop.core import clock
from coop.core.db import db
from coop.membership.queries import account_of, today
from coop.rostering import queries
from coop.rostering.queries import ShiftView
from tests.browser.at_work import Scene, a_scene, told
from tests.builders.membership import Person
from tests.documents import reader
from tests.stories.chosen import Pairing, a_pairing
from tests.stories.sixty import inside_at_north

pytestmark = pytest.mark.browser
DAY = timedelta(days=1)
BOX = "Box 12, sheet 3"


@pytest.fixture
def scene(tmp_path, scriptless):
    """Give the sixty to a browser that runs no scripts."""
    with a_scene(tmp_path, scriptless) as made:
        yield made


def test_a_member_inside_never_touches_a_screen(scene):
    who, *others = [on_paper(scene, each) for each in inside_at_north()]
    tuesday = scene.house.first + DAY
    scene.as_(scene.house.clerk, "/desk")
    usual_week_keyed(scene, who)
    visit_keyed(scene, who, tuesday)
    roster_id = told(scene.house)
    assert days_of(scene, who)
    assert tuesday not in days_of(scene, who)

    swapped_on_paper(scene, who, others)
    filled_from_paper(scene, who, others)
    assert_unlock_list_names(scene, roster_id, who)
    shift = worked_and_questioned(scene, who)
    approved_and_answered(scene, who)
    db.session.rollback()
    lines = queries.approved_hours(*scene.house.days).hours
    assert {line.minutes for line in lines if line.member_id == who.id} == {minutes_of(shift)}
    assert account_of(who.id) is None


def swapped_on_paper(scene: Scene, who: Person, others: list[Person]) -> None:
    """Two members agree on one form, and a letter tells both of the change."""
    swap = chosen(scene, who, others)
    swap_keyed(scene, who, swap)
    assert_changed_hands(scene, swap)
    assert_letters_say(scene, who, "Thisshiftisnolongeryours:")


def filled_from_paper(scene: Scene, who: Person, others: list[Person]) -> None:
    """Let the member say that they cannot come, another offer, and the co-ordinator give it."""
    gap = chosen(scene, who, others)
    absence_keyed(scene, who, gap)
    offer_keyed(scene, gap)
    scene.as_(scene.house.planner, f"/open-shifts/{gap.shift.id}/fill")
    scene.press(f"Give it to {scene.house.row(gap.colleague_id).name}")
    assert_changed_hands(scene, gap)


def worked_and_questioned(scene: Scene, who: Person) -> ShiftView:
    """Let the last shift pass; key its signed sheet, and what the member says of the hours."""
    scene.as_(scene.house.clerk)
    shift = last_of(scene, who)
    scene.move_on((shift.day - today() + DAY).days)
    sheet_keyed(scene, shift)
    hours_wrong_keyed(scene, who, shift.day)
    return shift


def on_paper(scene: Scene, member_id: UUID) -> Person:
    """Give somebody who has no way in at all."""
    row = scene.house.row(member_id)
    return Person(row.id, row.number, row.name)


def usual_week_keyed(scene: Scene, who: Person) -> None:
    """Key W1: the member can come at any time that the prison allows."""
    scene.follow("My usual week")
    scene.tab.get_by_label("I can come at any time").check()
    scene.keyed(who, received_on=today(), evidence=BOX)
    scene.press("Record it")


def visit_keyed(scene: Scene, who: Person, day: date) -> None:
    """Key W2: a visit comes on a day, so work yields."""
    scene.follow("A time when I cannot come, or can")
    scene.tab.get_by_label("I cannot come then").check()
    scene.tab.locator("main [name=cause]").select_option("visit")
    scene.keyed(who, first_on=day, received_on=today(), evidence=BOX)
    scene.press("Record it")
    assert "Nobody who plans sees what it is for." in scene.text()


def chosen(scene: Scene, who: Person, others: list[Person]) -> Pairing:
    """Choose a shift of the member’s to which another on paper could come instead."""
    db.session.rollback()
    return a_pairing(*scene.house.days, givers=[who.id], takers=[each.id for each in others])


def swap_keyed(scene: Scene, who: Person, swap: Pairing) -> None:
    """Key W4: a colleague comes instead, and both have signed."""
    scene.as_(scene.house.clerk, "/desk")
    scene.follow("Somebody else should come for me")
    number = scene.house.row(swap.colleague_id).number
    scene.tab.get_by_label("The colleague signed too").check()
    scene.keyed(who, **named(swap.shift), colleague_number=number, evidence=BOX)
    scene.press("Record it")


def absence_keyed(scene: Scene, who: Person, gap: Pairing) -> None:
    """Key W6: the member cannot come, and says no more than that."""
    scene.as_(scene.house.clerk, "/desk")
    scene.follow("Do I come to my shift?")
    scene.tab.get_by_label("I cannot come").check()
    scene.keyed(who, **named(gap.shift), evidence=BOX)
    scene.press("Record it")


def offer_keyed(scene: Scene, gap: Pairing) -> None:
    """Key W5: another member inside could come."""
    scene.follow("I could take more work")
    scene.tab.locator("main [name=shift]").select_option(str(gap.shift.id))
    scene.keyed(on_paper(scene, gap.colleague_id), evidence=BOX)
    scene.press("Record it")
    assert "Kept in the member’s name." in scene.text()


def sheet_keyed(scene: Scene, shift: ShiftView) -> None:
    """Print the sheet of a shift, and key it when it comes back signed: everybody came."""
    paper = scene.tab.request.get(f"{scene.address}/attendance/{shift.id}/sheet.pdf").body()
    assert reader.squeezed(shift.area) in reader.text(paper)
    scene.goto("/desk")
    scene.follow("Signed sheet of a shift")
    scene.tab.locator(f"main a[href$='{shift.id}']").click()
    scene.keyed(evidence=BOX)
    scene.press("Record it")


def hours_wrong_keyed(scene: Scene, who: Person, day: date) -> None:
    """Key W7: the member says that their hours are wrong."""
    scene.goto("/desk")
    scene.follow("My hours are wrong")
    scene.keyed(who, day=day, words="I stayed until the end.", evidence=BOX)
    scene.press("Record it")


def approved_and_answered(scene: Scene, who: Person) -> None:
    """Let a co-ordinator approve the clerk’s sheet, and answer."""
    scene.as_(scene.house.planner, "/hours")
    scene.press("Approve all plain ones")
    scene.follow(f"{who.name}, ")
    scene.keyed(answer="All of it stands there.")
    scene.press("Send the answer")
    assert "The member can read your answer." in scene.text()


def assert_changed_hands(scene: Scene, swap: Pairing) -> None:
    """Make sure that the colleague has the shift now."""
    db.session.rollback()
    published = {(one.shift, one.person) for one in queries.published_places(*scene.house.days)}
    assert (swap.shift.id, swap.colleague_id) in published
    assert (swap.shift.id, swap.member_id) not in published


def assert_letters_say(scene: Scene, who: Person, words: str) -> None:
    """Look at the letters of the newest version: one of them tells the member of the change."""
    scene.goto("/desk/mail")
    scene.tab.locator("main tr", has_text="changes").locator("a").first.click()
    paper = scene.tab.request.get(f"{scene.tab.url}/letters.pdf").body()
    mine = [each for each in reader.pages(paper) if reader.squeezed(who.name) in each]
    assert any(words in each for each in mine)


def assert_unlock_list_names(scene: Scene, roster_id: UUID, who: Person) -> None:
    """Look at the printed week of the prison: the member stands on it."""
    scene.goto(f"/rosters/{roster_id}/sheets")
    link = scene.tab.locator("main a", has_text="Unlock list: Northgate").first
    paper = scene.tab.request.get(scene.address + str(link.get_attribute("href"))).body()
    assert reader.squeezed(who.name) in reader.text(paper)


def named(shift: ShiftView) -> dict[str, object]:
    """Name a shift as a form does, by its day and when it begins."""
    return {"day": shift.day, "starts": f"{clock.local(shift.starts_at, 'Europe/London'):%H:%M}"}


def days_of(scene: Scene, who: Person) -> set[date]:
    """Give the days on which a member works, as they were told."""
    return {each.day for each in shifts_of(scene, who)}


def shifts_of(scene: Scene, who: Person) -> list[ShiftView]:
    """Give a member’s shifts, as they were told."""
    db.session.rollback()
    return queries.places_of(who.id, *scene.house.days)


def last_of(scene: Scene, who: Person) -> ShiftView:
    """Give the member’s last shift."""
    return max(shifts_of(scene, who), key=lambda each: each.starts_at)


def minutes_of(shift: ShiftView) -> int:
    """Count the minutes of a shift."""
    return int((shift.ends_at - shift.starts_at).total_seconds()) // 60

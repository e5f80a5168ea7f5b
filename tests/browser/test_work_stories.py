"""Four weeks of work in a real browser: by pages alone, by keyboard alone, and on paper."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from coop.core import clock
from coop.core.db import db, transaction
from coop.membership.queries import today
from coop.rostering import actions, queries
from coop.rostering.deeds import solving
from coop.rostering.queries import ShiftView
from coop.rostering.reading.attended import records_in, told_to
from coop.rostering.rules.nouns import Kind
from tests.browser.at_work import Scene, a_scene
from tests.stories.chosen import Pairing, a_pairing, a_place_to_move, a_spare_place
from tests.stories.sixty import SUNDAY

pytestmark = pytest.mark.browser
DAY = timedelta(days=1)
PRINTING = "Printing – Northgate print shop"


@pytest.fixture
def scene(tmp_path, scriptless):
    """Give the sixty to a browser that runs no scripts."""
    with a_scene(tmp_path, scriptless) as made:
        yield made


def test_four_weeks_are_planned_told_worked_and_approved(scene, monkeypatch):
    monkeypatch.setattr(solving, "SHORTEST_WAIT", 1)
    drafted_by_search(scene)
    explained(scene)
    adjusted(scene)
    scene.follow("Publish")
    scene.press("Publish version 1")
    assert "Members can see their shifts now." in scene.text()
    accepted(scene)
    near = scene.house.first - today() - 3 * DAY
    scene.move_on(near.days)
    swapped(scene)
    mended(scene)
    scene.as_(scene.house.planner)
    scene.move_on(33)
    expected = worked(scene)
    approved(scene)

    db.session.rollback()
    period = queries.approved_hours(*scene.house.days)
    assert period.is_closed
    assert period.left_open == 0
    assert {(line.shift_id, line.member_id): line.minutes for line in period.hours} == expected


def drafted_by_search(scene: Scene) -> None:
    """Begin a roster of four weeks, search for a moment, and use what was found."""
    scene.as_(scene.house.planner, "/rosters")
    scene.tab.get_by_label("First day").fill(str(scene.house.first))
    scene.press("Begin the roster")
    assert "Shifts made from recurring work: 220." in scene.text()
    scene.follow("Search for a roster")
    scene.press("Search")
    assert "The search is done" in scene.text()
    scene.press("Put it into the draft")
    assert "Put into the draft" in scene.text()


def explained(scene: Scene) -> None:
    """Add a shift on a Sunday, read why so few fit it, and call it off."""
    sunday = scene.house.first + SUNDAY
    scene.goto("/shifts/new")
    scene.tab.locator("main [name=area]").select_option(label=PRINTING)
    scene.keyed(day=sunday, starts="10:00", ends="12:00", least=2, wanted_people=2)
    scene.tab.locator("main form button[type=submit]").click()
    added = scene.tab.url
    scene.goto(f"/rosters/{the_roster()}/gaps")
    scene.follow("Printing, Sunday")
    assert "Why nobody else is in it" in scene.text()
    assert "people: Not available for this shift." in scene.text()
    scene.tab.goto(f"{added}/call-off")
    scene.tab.locator("main [name=because]").fill("Too few can come on a Sunday.")
    scene.press("Call it off")


def adjusted(scene: Scene) -> None:
    """Take somebody out and undo it; give their place to another; move and put."""
    roster_id = the_roster()
    before = draft()
    spare = a_spare_place(roster_id)
    card = f"a.place[data-shift='{spare.shift}'][data-person='{spare.person}']"
    scene.goto(f"/rosters/{roster_id}")
    scene.tab.locator(card).click()
    scene.press("Take ")
    assert before - draft() == {(spare.shift, spare.person)}
    scene.press("Undo")
    assert draft() == before
    scene.tab.locator(card).click()
    scene.follow("Hand it to somebody else")
    scene.press("Hand it to ")
    assert len(draft() - before) == 1
    moved_and_filled(scene, roster_id)


def moved_and_filled(scene: Scene, roster_id: UUID) -> None:
    """Move somebody to another shift, and put whoever is furthest below their share in."""
    before, place = draft(), a_place_to_move(roster_id)
    scene.goto(f"/rosters/{roster_id}/shifts/{place.shift}/people/{place.person}")
    scene.follow("Move to another shift")
    scene.press("Move to ")
    assert before - draft() == {(place.shift, place.person)}
    scene.tab.locator(f"a.chip[data-shift='{place.shift}']").click()
    scene.press("Put ")
    assert len(draft()) == len(before) + 1


def accepted(scene: Scene) -> None:
    """Let a member say that they come to all of their shifts."""
    member_id = pairing(*scene.house.days).member_id
    scene.as_(scene.person(member_id), "/my-shifts")
    scene.press("Yes, I come to all of them")
    assert "The co-ordinator knows that you come." in scene.text()
    assert "waits for your answer" not in scene.text()


def swapped(scene: Scene) -> None:
    """Ask a colleague about a near shift: they agree, and the co-ordinator looks at it."""
    first = scene.house.first
    chosen = pairing(first, first + 4 * DAY)
    scene.as_(scene.person(chosen.member_id), f"/my-shifts/{chosen.shift.id}")
    scene.follow("Ask a colleague, or swap")
    scene.tab.get_by_label("One colleague comes for me").check()
    scene.tab.get_by_label("Who comes for you").select_option(str(chosen.colleague_id))
    scene.press("Ask")
    scene.as_(scene.person(chosen.colleague_id), "/my-shifts")
    scene.follow("asks you about")
    scene.press("Yes, I come")
    assert "so a co-ordinator looks at it first" in scene.text()
    scene.as_(scene.house.planner, "/swaps")
    scene.press("Approve")
    assert_changed_hands(scene, chosen)


def mended(scene: Scene) -> None:
    """Somebody cannot come: the gap is there at once, and whoever offers is given the shift."""
    second = scene.house.first + 9 * DAY
    chosen = pairing(second, second + 2 * DAY)
    scene.as_(scene.person(chosen.member_id), f"/my-shifts/{chosen.shift.id}")
    scene.follow("I cannot come")
    scene.press("I cannot come")
    scene.as_(scene.person(chosen.colleague_id), "/open-shifts")
    scene.tab.locator(f"form[action*='{chosen.shift.id}'] button").click()
    scene.as_(scene.house.planner, "/open-shifts/fill")
    scene.tab.locator("main tr", has_text="somebody cannot come").locator("a").first.click()
    scene.press(f"Give it to {scene.person(chosen.colleague_id).name}")
    assert_changed_hands(scene, chosen)


def assert_changed_hands(scene: Scene, chosen: Pairing) -> None:
    """Make sure that the colleague has the shift now, as members were told."""
    db.session.rollback()
    told = {(one.shift, one.person) for one in queries.published_places(*scene.house.days)}
    assert (chosen.shift.id, chosen.colleague_id) in told
    assert (chosen.shift.id, chosen.member_id) not in told


def worked(scene: Scene) -> dict[tuple[UUID, UUID], int]:
    """Write the first day down on its pages, and the others in a row; give what must come of it.

    What the approver worked is keyed by the clerk, so that a third person can approve it.
    """
    expected = {
        (shift.id, who): minutes_of(shift)
        for shift in shifts_of(scene)
        for who in told_to(shift.id)
    }
    plain = [one for one in shifts_of(scene) if may_be_marked(scene, one)]
    late, refused = plain[:2]
    scene.as_(scene.house.planner, f"/attendance?week={scene.house.first}")
    expected[late.id, somebody_late(scene, late)] -= 25
    expected[refused.id, somebody_refusing(scene, refused)] = 0
    scene.goto(f"/attendance/{plain[2].id}")
    scene.press("All came as planned")
    db.session.rollback()
    for shift in shifts_of(scene):
        marked_as_planned(scene, shift)
    return expected


def marked_as_planned(scene: Scene, shift: ShiftView) -> None:
    """Write down whoever is left, an hour after the shift."""
    people = told_to(shift.id)
    if people - records_in(shift.id).keys():
        officer = scene.house.clerk if scene.house.approver.id in people else scene.house.planner
        with clock.at(shift.ends_at + timedelta(hours=1)), transaction():
            actions.mark_all_as_planned(shift.id, hand=officer.hand)


def somebody_late(scene: Scene, shift: ShiftView) -> UUID:
    """Write down that the first of a list came late."""
    scene.goto(f"/attendance/{shift.id}")
    first = scene.tab.locator("fieldset.group").first
    first.locator("summary").click()
    late = clock.local(shift.starts_at, "Europe/London") + timedelta(minutes=25)
    first.get_by_label("Arrived").fill(f"{late:%H:%M}")
    scene.press("Write the list down")
    return next(iter(late_ones(shift)))


def late_ones(shift: ShiftView) -> list[UUID]:
    """Give who was written down as coming after the start."""
    db.session.rollback()
    kept = {who: rows[-1].mark for who, rows in records_in(shift.id).items()}
    return [who for who, mark in kept.items() if mark.arrived_at != shift.starts_at]


def somebody_refusing(scene: Scene, shift: ShiftView) -> UUID:
    """Write down that the first of a list refused to come."""
    scene.goto(f"/attendance/{shift.id}")
    scene.tab.locator("fieldset.group select").first.select_option("refused")
    scene.press("Write the list down")
    db.session.rollback()
    return next(who for who, rows in records_in(shift.id).items() if not rows[-1].mark.was_there)


def approved(scene: Scene) -> None:
    """Let each of the two co-ordinators approve what the other wrote down; close the period."""
    for officer in (scene.house.approver, scene.house.planner):
        scene.as_(officer, "/hours")
        plain = scene.tab.get_by_role("button", name="Approve all plain ones")
        if plain.count():
            plain.click()
        while scene.tab.locator("main .card button").count():
            scene.tab.locator("main .card button").first.click()
    scene.goto("/hours/close")
    scene.tab.get_by_label("First day").fill(str(scene.house.first))
    scene.tab.get_by_label("Last day").fill(str(scene.house.last))
    scene.press("Close the period")
    assert "Everything in it is approved." in scene.text()


def pairing(first: date, last: date) -> Pairing:
    """Choose somebody with a shift, and a colleague who could come instead."""
    db.session.rollback()
    return a_pairing(first, last)


def the_roster() -> UUID:
    """Give the one roster."""
    db.session.rollback()
    (only,) = queries.rosters()
    return only.id


def draft() -> set[tuple[UUID, UUID]]:
    """Give the places of the draft."""
    return {(one.shift, one.person) for one in queries.draft_places(the_roster())}


def shifts_of(scene: Scene) -> list[ShiftView]:
    """Give every shift of the four weeks."""
    return queries.shifts_between(*scene.house.days)


def may_be_marked(scene: Scene, shift: ShiftView) -> bool:
    """Say whether the planner may write a list down that the approver then approves."""
    people = told_to(shift.id)
    officers = {scene.house.approver.id, scene.house.planner.id}
    return shift.kind is Kind.PAID and len(people) > 1 and not people & officers


def minutes_of(shift: ShiftView) -> int:
    """Count the minutes of a shift."""
    return int((shift.ends_at - shift.starts_at).total_seconds()) // 60

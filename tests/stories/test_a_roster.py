"""Four weeks of work for sixty members, from the first shift made to the last minute approved."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from coop.core import clock
from coop.core.audit import Channel, Hand
from coop.core.db import transaction
from coop.rostering import actions, queries
from coop.rostering.actions import Wanted
from coop.rostering.queries import ShiftView
from coop.rostering.reading.attended import told_to
from coop.rostering.reading.own_week import my_shift
from coop.rostering.reading.solves import solves_of
from coop.rostering.rules.attending import Absence, Mark, absent, as_planned
from coop.rostering.rules.exchange import Answer
from coop.rostering.rules.nouns import Kind, Span
from coop.rostering.rules.roster import faults
from tests.page import Page
from tests.stories.chosen import Pairing, a_pairing, a_spare_place
from tests.stories.sixty import SUNDAY, Sixty, sixty
from tests.stories.telling import Days, work_due

DAY = timedelta(days=1)
LATE = 25
SEARCHED = Wanted(seconds=1)


@dataclass(frozen=True, slots=True)
class Told:
    """The co-operative with its roster, as the story goes on."""

    house: Sixty
    roster_id: UUID
    days: Days

    def person(self, member_id: UUID) -> str:
        """Give somebody’s name."""
        return self.house.row(member_id).name

    def places(self) -> set[tuple[UUID, UUID]]:
        """Give every place that members were told."""
        return {(one.shift, one.person) for one in queries.published_places(*self.house.days)}


@pytest.fixture
def told(app):
    """Draft, explain, adjust and publish a roster in good time."""
    house, days = sixty(), Days(app)
    with days.on(clock.now()) as page:
        planner = page.signed_in_as(house.planner)
        planner.get("rostering.rosters")
        planner.send("Begin the roster", first_on=str(house.first), weeks="4")
        (begun,) = queries.rosters()
        story = Told(house, begun.id, days)
        searched_and_used(planner, story)
        explained(planner, story)
        adjusted(planner, story)
        planner.get("rostering.publish", roster_id=story.roster_id)
        planner.send("Publish version 1")
        work_due()
    return story


def test_a_roster_is_drafted_published_swapped_worked_and_approved(told):
    accepted_by_one(told)
    swapped_in_good_time(told)
    swapped_near(told)
    mended_after_an_absence(told)
    expected = worked(told)
    approved(told)

    period = queries.approved_hours(*told.house.days)
    facts = queries.facts_for(*told.house.days)
    assert faults(queries.published_places(*told.house.days), facts) == []
    assert period.is_closed
    assert period.left_open == 0
    assert {(line.shift_id, line.member_id): line.minutes for line in period.hours} == expected
    assert period.minutes == sum(expected.values())
    assert all(line.approved_by != line.member_id for line in period.hours)
    assert {line.is_paid for line in period.hours if line.kind is Kind.VOLUNTEER} == {False}


def searched_and_used(planner: Page, story: Told) -> None:
    """Search for a short while, as the worker does, and put what was found into the draft."""
    with transaction():
        actions.ask_solve(story.roster_id, SEARCHED, hand=story.house.planner.hand)
    work_due()
    (view,) = solves_of(story.roster_id)
    planner.get("rostering.search_progress", roster_id=story.roster_id, solve_id=view.id)
    planner.send("Put it into the draft")
    assert len(queries.draft_places(story.roster_id)) > 600


def explained(planner: Page, story: Told) -> None:
    """Read why so few fit a shift that was planned for a Sunday, and call it off."""
    day = story.house.first + SUNDAY
    printing = next(one.id for one in queries.areas() if one.name == "Printing")
    planner.get("rostering.new_shift")
    planner.send(
        "", area=printing, day=str(day), starts="10:00", ends="12:00", least="2", wanted_people="2"
    )
    (shift,) = [one for one in queries.shifts_between(day, day) if one.area == "Printing"]
    shown = planner.get("rostering.gap", roster_id=story.roster_id, shift_id=shift.id)
    assert "2 missing" in shown.text
    assert "people: Not available for this shift." in shown.text
    planner.get("rostering.call_off", shift_id=shift.id)
    planner.send("Call it off", because="Too few can come on a Sunday.")


def adjusted(planner: Page, story: Told) -> None:
    """Take somebody out, undo it, and give their place to somebody else by hand."""
    before = draft(story)
    spare = a_spare_place(story.roster_id)
    shift_id, member_id = spare.shift, spare.person
    place = {"roster_id": story.roster_id, "shift_id": shift_id, "member_id": member_id}
    planner.get("rostering.board_place", **place)
    planner.send(f"Take {story.person(member_id)} out")
    assert draft(story) == before - {(shift_id, member_id)}
    planner.send("Undo")
    assert draft(story) == before
    planner.get("rostering.board_shift", roster_id=story.roster_id, shift_id=shift_id,
                instead_of=member_id)  # fmt: skip
    planner.send(buttons(planner, "Hand it to ")[0])
    assert len(draft(story) ^ before) == 2


def draft(story: Told) -> set[tuple[UUID, UUID]]:
    """Give the places of the draft."""
    return {(one.shift, one.person) for one in queries.draft_places(story.roster_id)}


def accepted_by_one(story: Told) -> None:
    """Let a member say at home that they come to everything."""
    chosen = a_pairing(*story.house.days)
    with story.days.on(clock.now() + DAY) as page:
        page.signed_in_as(story.house.let_in(chosen.member_id)).get("rostering.my_shifts")
        page.send("Yes, I come to all of them")
        mine = my_shift(chosen.member_id, chosen.shift.id)
    assert mine.answer is Answer.ACCEPTED


def swapped_in_good_time(story: Told) -> None:
    """Two members agree about the third week; nobody else has to."""
    third = story.house.first + timedelta(days=14)
    chosen = a_pairing(third, third + timedelta(days=4))
    with story.days.on(clock.now() + 2 * DAY) as page:
        asked_and_agreed(page, story, chosen)
    assert (chosen.shift.id, chosen.colleague_id) in story.places()
    assert (chosen.shift.id, chosen.member_id) not in story.places()


def swapped_near(story: Told) -> None:
    """Three days before the first day, a co-ordinator looks at a swap before it is made."""
    chosen = a_pairing(story.house.first, story.house.first + 4 * DAY)
    with story.days.on(morning(story, -3)) as page:
        asked_and_agreed(page, story, chosen)
        assert (chosen.shift.id, chosen.member_id) in story.places()
        page.signed_in_as(story.house.planner).get("rostering.swaps")
        page.send("Approve")
    assert (chosen.shift.id, chosen.colleague_id) in story.places()


def asked_and_agreed(page: Page, story: Told, chosen: Pairing) -> None:
    """Let one member ask a colleague to come, and the colleague say yes."""
    page.signed_in_as(story.house.let_in(chosen.member_id))
    page.get("rostering.ask_swap", shift_id=chosen.shift.id)
    page.send("Ask", choice="colleague", colleague=chosen.colleague_id)
    (swap,) = [one for one in queries.swaps_of(chosen.colleague_id) if one.is_live]
    page.signed_in_as(story.house.let_in(chosen.colleague_id))
    page.get("rostering.swap_request", swap_id=swap.id)
    page.send("Yes, I come")


def mended_after_an_absence(story: Told) -> None:
    """Somebody cannot come, the gap is there at once, and whoever offers is given the shift."""
    second = story.house.first + timedelta(days=9)
    chosen = a_pairing(second, second + 2 * DAY)
    shift_id = chosen.shift.id
    with story.days.on(morning(story, -2)) as page:
        page.signed_in_as(story.house.let_in(chosen.member_id))
        page.get("rostering.cannot", shift_id=shift_id)
        page.send("I cannot come")
        planner = page.signed_in_as(story.house.planner)
        assert "somebody cannot come" in planner.get("rostering.gaps_to_fill").text
        page.signed_in_as(story.house.let_in(chosen.colleague_id)).get("rostering.open_shifts")
        page.post("rostering.offer", shift_id=shift_id)
        planner = page.signed_in_as(story.house.planner)
        planner.get("rostering.fill_shift", shift_id=shift_id)
        planner.send(f"Give it to {story.person(chosen.colleague_id)}")
    assert (shift_id, chosen.colleague_id) in story.places()
    assert (shift_id, chosen.member_id) not in story.places()


def worked(story: Told) -> dict[tuple[UUID, UUID], int]:
    """Write every shift down when it is over; give the minutes that must come of it.

    One comes late, one is sick (paid by the law book), and one refuses (not paid). What the
    approver worked is keyed by the clerk from paper, so that a third person can approve it.
    """
    expected: dict[tuple[UUID, UUID], int] = {}
    odd = iter((late, lambda _span: absent(Absence.SICK), lambda _span: absent(Absence.REFUSED)))
    minus = iter((LATE, 0, None))
    for shift in queries.shifts_between(*story.house.days):
        span = Span(shift.starts_at, shift.ends_at)
        marks = dict.fromkeys(sorted(told_to(shift.id)), as_planned(span))
        expected |= {(shift.id, who): span.minutes for who in marks}
        if shift.kind is Kind.PAID and story.house.approver.id not in marks and marks:
            make, less = next(odd, None), next(minus, 0)
            if make is not None:
                who = next(iter(marks))
                marks[who] = make(span)
                expected[shift.id, who] = 0 if less is None else span.minutes - less
        written(story, shift, marks)
    return expected


def late(span: Span) -> Mark:
    """Give the mark of somebody who came late."""
    return replace(as_planned(span), arrived_at=span.start + timedelta(minutes=LATE))


def written(story: Told, shift: ShiftView, marks: dict[UUID, Mark]) -> None:
    """Write one list down, an hour after its shift."""
    house = story.house
    hand = house.planner.hand
    if house.approver.id in marks:
        hand = Hand(house.clerk.id, Channel.PAPER, house.clerk.id, "Box 7")
    if marks:
        with clock.at(shift.ends_at + timedelta(hours=1)), transaction():
            actions.mark_attendance(shift.id, marks, hand=hand)


def approved(story: Told) -> None:
    """Approve the plain records by one press and look at the odd ones; then close the period."""
    house = story.house
    with story.days.on(morning(story, 29)) as page:
        for officer in (house.approver, house.planner):
            page.signed_in_as(officer).get("rostering.hours")
            for first in buttons(page, "Approve all plain ones"):
                page.send(first)
            while odd := buttons(page, "Approve "):
                page.send(odd[0])
        page.get("rostering.close_hours")
        page.send("Close the period", first=str(house.first), last=str(house.last))


def buttons(page: Page, words: str) -> list[str]:
    """Give the words of every button that begins so."""
    every = (button for form in page.here.forms for button in form.buttons)
    return [one for one in every if one.startswith(words)]


def morning(story: Told, day: int) -> datetime:
    """Give nine o’clock, so many days into the roster."""
    return clock.at_local(story.house.first + timedelta(days=day), 9, 0, "Europe/London")

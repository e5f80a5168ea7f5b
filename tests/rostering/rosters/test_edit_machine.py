"""Edits as a machine: whatever two co-ordinators do in whatever order, no place breaks a rule."""

from datetime import date
from itertools import count

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from coop.core.db import db, transaction
from coop.core.errors import Refused
from coop.rostering.deeds.publishing import publish
from coop.rostering.deeds.roster_edits import (
    hand_over,
    move_place,
    pin_place,
    put_place,
    take_place,
    unpin_place,
)
from coop.rostering.deeds.roster_undo import undo_edit
from coop.rostering.deeds.roster_weeks import clear_week, copy_week
from coop.rostering.reading.published import version_places, versions
from coop.rostering.reading.roster_facts import facts_of
from coop.rostering.reading.rosters import draft_places, edits_of, roster
from coop.rostering.rules.edits import edited
from coop.rostering.rules.reasons import Reason
from coop.rostering.rules.roster import faults
from tests.builders.membership import a_member
from tests.builders.rosters import MONDAY, WEEK, Working, a_roster, certified, kept_apart

PICK = st.integers(min_value=0, max_value=1000)


class Drafting(RuleBasedStateMachine):
    """One draft in four hands; what is refused must have left no trace."""

    turns = count()

    def __init__(self) -> None:
        """Begin a roster of its own, with people whom not every rule lets in everywhere."""
        super().__init__()
        self.first = MONDAY + 2 * next(self.turns) * WEEK
        self.work = a_hard_roster(self.first)
        self.hands = self.work.hand, a_member(office="co_ordinator").hand
        self.shifts = [each.id for each in self.work.shifts]
        self.turn = 0

    def tried(self, deed) -> None:
        """Try an edit in the hand of whoever’s turn it is."""
        before = self.draft()
        count = roster(self.work.roster_id).edits
        self.turn += 1
        try:
            with transaction():
                deed(self.hands[self.turn % 2])
        except Refused:
            assert self.draft() == before
            assert roster(self.work.roster_id).edits == count

    def draft(self) -> dict[tuple[object, object], bool]:
        """Give the draft as the table has it."""
        db.session.rollback()
        return {(one.shift, one.person): one.pinned for one in draft_places(self.work.roster_id)}

    def one_of(self, pick: int) -> tuple[object, object]:
        """Choose a place of the draft, or one that is not there."""
        places = sorted(self.draft())
        return places[pick % len(places)] if places else (self.shifts[0], self.work.people[0].id)

    @rule(shift=PICK, person=PICK)
    def put(self, shift, person):
        """Put somebody in somewhere."""
        to, who = self.shifts[shift % len(self.shifts)], self.work.people[person % 6]
        self.tried(lambda hand: put_place(self.work.roster_id, to, who.id, hand=hand))

    @rule(place=PICK)
    def take(self, place):
        """Take somebody out."""
        shift, who = self.one_of(place)
        self.tried(lambda hand: take_place(self.work.roster_id, shift, who, hand=hand))

    @rule(place=PICK, shift=PICK)
    def move(self, place, shift):
        """Move somebody elsewhere."""
        old, who = self.one_of(place)
        to = self.shifts[shift % len(self.shifts)]
        self.tried(lambda hand: move_place(self.work.roster_id, who, old, to, hand=hand))

    @rule(place=PICK, person=PICK)
    def give(self, place, person):
        """Hand a place over."""
        shift, who = self.one_of(place)
        to = self.work.people[person % 6].id
        self.tried(lambda hand: hand_over(self.work.roster_id, shift, who, to, hand=hand))

    @rule(place=PICK, pinned=st.booleans())
    def pin(self, place, pinned):
        """Pin or unpin a place."""
        shift, who = self.one_of(place)
        deed = pin_place if pinned else unpin_place
        self.tried(lambda hand: deed(self.work.roster_id, shift, who, hand=hand))

    @rule(edit=PICK)
    def undo(self, edit):
        """Undo any edit there was."""
        edits = edits_of(self.work.roster_id)
        if edits:
            self.tried(lambda hand: undo_edit(edits[edit % len(edits)].id, hand=hand))

    @rule(back=st.booleans())
    def copy(self, back):
        """Copy one week into the other."""
        weeks = (self.first + WEEK, self.first) if back else (self.first, self.first + WEEK)
        self.tried(lambda hand: copy_week(self.work.roster_id, *weeks, hand=hand))

    @rule()
    def clear(self):
        """Clear the first week."""
        self.tried(lambda hand: clear_week(self.work.roster_id, self.first, hand=hand))

    @rule()
    def publish(self):
        """Publish; what goes out breaks no rule at all."""
        count = len(versions(self.work.roster_id))
        self.tried(lambda hand: publish(self.work.roster_id, "So it is.", hand=hand))
        told = versions(self.work.roster_id)
        if len(told) > count:
            facts = facts_of(roster(self.work.roster_id))
            assert faults(version_places(told[0].id), facts) == []

    @invariant()
    def no_accepted_place_breaks_a_rule(self):
        """Find a fault; only taking a supervisor away may leave one: taking is never refused."""
        facts = facts_of(roster(self.work.roster_id))
        found = faults(facts.places, facts)
        assert {stand.reason for fault in found for stand in fault.stands} <= {Reason.SUPERVISION}

    @invariant()
    def the_edits_tell_the_draft(self):
        """Make the draft again from its edits: nothing was lost, and each has its number."""
        edits, draft = edits_of(self.work.roster_id), {}
        for one in reversed(edits):
            draft = edited(draft, one.changes)
        assert draft == self.draft()
        assert [one.number for one in edits] == list(range(len(edits), 0, -1))


def a_hard_roster(first: date) -> Working:
    """Begin a roster with few places, few supervisors, and people kept apart."""
    work = a_roster(people=6, weeks=2, most=2, wanted=2, supervisor=f"Aid {first}", first=first)
    for one in work.people[:2]:
        certified(one, work.skill_id)
    kept_apart(work.people[0], work.people[3])
    kept_apart(work.people[1], work.people[4], grain="site")
    return work


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_no_order_of_edits_by_two_hands_yields_a_place_that_breaks_a_rule(app, engine):
    run_state_machine_as_test(
        Drafting,
        settings=settings(
            max_examples=12,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )

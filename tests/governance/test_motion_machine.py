"""A motion’s life as a machine: whatever is tried in whatever order, deeds and model agree."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from coop.core import clock
from coop.core.audit import Hand
from coop.core.db import db, transaction
from coop.core.errors import Refused
from governance.actions import (
    Hours,
    MotionWords,
    cast_vote,
    close_ballot,
    declare_result,
    draft_motion,
    give_notice,
    lapse_motion,
    open_ballot,
    propose_motion,
    second_motion,
    withdraw_motion,
)
from governance.counting.majority import Choice
from governance.models.motions import Motion, MotionStep
from governance.rules.states import State, Step, after, may_step
from tests.builders.governance import House, a_cooperative, the_ballot

DAY = timedelta(days=1)
ENDS = {State.DECLARED, State.WITHDRAWN, State.LAPSED}


class Life(RuleBasedStateMachine):
    """One motion under a clock that only moves on; the model is the table of steps."""

    house: House

    def __init__(self) -> None:
        """Draft a motion."""
        super().__init__()
        self.now = clock.now()
        words = MotionWords(f"Question of {self.now.microsecond}", "We do it.", "It is good.")
        with transaction():
            motion = draft_motion(words, hand=self.house.web[7].hand)
        self.id, self.state, self.votes = motion.id, State.DRAFT, 0
        self.second_by = iter(self.house.web[8:])

    def tried(self, step: Step, deed: Callable[[], object]) -> None:
        """Try a deed: it is done exactly where the model lets it be done."""
        allowed = may_step(self.state, step)
        try:
            with clock.at(self.now), transaction():
                deed()
        except Refused:
            assert not allowed, f"{step} was refused while the motion was {self.state}"
        else:
            assert allowed, f"{step} was done while the motion was {self.state}"
            self.state = after(self.state, step)

    @rule()
    def propose(self):
        """Put the draft before the members."""
        self.tried(Step.PROPOSE, lambda: propose_motion(self.id, hand=self.house.web[7].hand))

    @rule()
    def second(self):
        """Let another member second it."""
        seconder = next(self.second_by, None)
        if seconder is not None:
            self.tried(Step.SECOND, lambda: second_motion(self.id, hand=seconder.hand))

    @rule()
    def withdraw(self):
        """Let the mover take it back."""
        hand = self.house.web[7].hand
        self.tried(Step.WITHDRAW, lambda: withdraw_motion(self.id, "Better so.", hand=hand))

    @rule()
    def give_notice(self):
        """Give notice of the vote."""
        opens = self.now + 20 * DAY
        hours = Hours(opens, opens + 10 * DAY)
        hand = self.house.returning_officer.hand
        self.tried(Step.GIVE_NOTICE, lambda: give_notice(self.id, hours, hand=hand))

    @rule()
    def open(self):
        """Open voting, at its hour if there is one."""
        if self.state is State.IN_NOTICE:
            self.now = max(self.now, the_ballot(self.motion).opens_at)
        self.tried(Step.OPEN, lambda: open_ballot(self.id, hand=Hand.system()))

    @rule()
    def vote(self):
        """Vote: taken once a member while voting is open, and never else."""
        hand = self.house.web[self.votes % 12].hand
        try:
            with clock.at(self.now), transaction():
                cast_vote(self.id, Choice.FOR, hand=hand)
        except Refused:
            assert self.state is not State.OPEN or self.votes >= 12
        else:
            assert self.state is State.OPEN
            self.votes += 1

    @rule()
    def close(self):
        """Close voting, at its hour if there is one."""
        if self.state is State.OPEN:
            self.now = max(self.now, the_ballot(self.motion).closes_at)
        self.tried(Step.CLOSE, lambda: close_ballot(self.id, hand=Hand.system()))

    @rule()
    def declare(self):
        """Count and declare, once."""
        if self.state is State.DECLARED:
            return
        self.tried(Step.DECLARE, self._declare)

    def _declare(self) -> None:
        if self.state not in {State.CLOSED, State.OPEN, State.IN_NOTICE}:
            raise Refused
        declare_result(the_ballot(self.motion).id)

    @rule()
    def lapse_in_time(self):
        """Lapsing before its day leaves every motion alone."""
        with clock.at(self.now), transaction():
            lapse_motion(self.id)

    @property
    def motion(self) -> Motion:
        """Give the motion as the table has it."""
        return db.session.get_one(Motion, self.id)

    @invariant()
    def the_table_says_what_the_model_says(self):
        """Compare the table with the model."""
        db.session.rollback()
        assert self.motion.state == self.state

    @invariant()
    def no_step_is_taken_twice_and_an_end_is_an_end(self):
        """Find a step taken twice, or two ends."""
        steps = [one.step for one in db.session.query(MotionStep).filter_by(motion_id=self.id)]
        assert len(steps) == len(set(steps))
        assert len(ENDS & set(steps)) <= 1


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_motion_goes_only_where_the_model_lets_it_go(app, engine):
    class Told(Life):
        house = a_cooperative()

    run_state_machine_as_test(
        Told,
        settings=settings(
            max_examples=30,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )

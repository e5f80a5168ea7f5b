"""A motion takes its steps in order, and every reason against a step is said at once."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from governance.rules.motions import (
    Wording,
    refusals_to_amend,
    refusals_to_lapse,
    refusals_to_propose,
    refusals_to_second,
    refusals_to_withdraw,
    seconds_missing,
)
from governance.rules.ruleset import ByClass, Kind
from governance.rules.states import NAMES, State, Step, after, may_step, refusals_to_step
from tests.governance.rulebook import the_rules

RULES = the_rules("uk-multi-stakeholder")
TODAY = date(2026, 6, 1)
WORDS = Wording("A bicycle shed", "We build a shed.", "A shed for bicycles.")
ASH, BIRCH = UUID(int=1), UUID(int=2)
BUSY = (State.DRAFT, State.PROPOSED, State.SECONDED, State.IN_NOTICE, State.OPEN, State.CLOSED)


def rules_of(refusals):
    return [refusal.rule for refusal in refusals]


def proposed(**changes):
    facts = {
        "kind": Kind.ORDINARY,
        "by_class": False,
        "mover_may_vote": True,
        "barred": None,
        "today": TODAY,
        "rules": RULES,
    }
    state, wording = changes.pop("state", State.DRAFT), changes.pop("wording", WORDS)
    return refusals_to_propose(state, wording, **{**facts, **changes})


def by_class(rule):
    return replace(RULES, ordinary=replace(RULES.ordinary, by_class=rule))


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        pytest.param({}, [], id="a whole draft may be proposed"),
        pytest.param({"state": State.OPEN}, ["GOV-23"], id="not what is open already"),
        pytest.param({"mover_may_vote": False}, ["GOV-12"], id="only by a member with a vote"),
        pytest.param({"wording": Wording(" ", "", "")}, ["GOV-12"] * 3, id="not without words"),
        pytest.param({"barred": TODAY + timedelta(1)}, ["GOV-17"], id="not while it is barred"),
        pytest.param({"barred": TODAY}, [], id="on the day the bar ends it is free"),
        pytest.param({"by_class": True}, [], id="by class where the rules allow"),
        pytest.param({"by_class": True, "rules": by_class(ByClass.NEVER)}, ["GOV-9"], id="never"),
        pytest.param(
            {"rules": by_class(ByClass.NEVER)}, [], id="by heads where classes never vote"
        ),
        pytest.param({"rules": by_class(ByClass.REQUIRED)}, ["GOV-9"], id="required by class"),
        pytest.param(
            {"rules": by_class(ByClass.REQUIRED), "by_class": True}, [], id="required and given"
        ),
        pytest.param({"kind": Kind.SPECIAL}, ["GOV-24"], id="not what only a meeting decides"),
        pytest.param(
            {"state": State.LAPSED, "mover_may_vote": False, "kind": Kind.SPECIAL},
            ["GOV-23", "GOV-12", "GOV-24"],
            id="every reason is said",
        ),
    ],
)
def test_a_motion_is_proposed_only_when_nothing_stands_in_its_way(changes, refused):
    assert rules_of(proposed(**changes)) == refused


@pytest.mark.parametrize(
    ("state", "seconder", "earlier", "may_vote", "refused"),
    [
        pytest.param(State.PROPOSED, BIRCH, [], True, [], id="another member seconds"),
        pytest.param(State.PROPOSED, ASH, [], True, ["GOV-13"], id="never the mover"),
        pytest.param(State.PROPOSED, BIRCH, [BIRCH], True, ["GOV-13"], id="never twice"),
        pytest.param(State.PROPOSED, BIRCH, [], False, ["GOV-12"], id="never without a vote"),
        pytest.param(State.DRAFT, BIRCH, [], True, ["GOV-23"], id="never a draft"),
    ],
)
def test_a_motion_is_seconded_by_other_members(state, seconder, earlier, may_vote, refused):
    found = refusals_to_second(
        state, seconder, mover=ASH, seconders=earlier, seconder_may_vote=may_vote
    )

    assert rules_of(found) == refused


@pytest.mark.parametrize(
    ("classes", "members", "more_classes"),
    [
        pytest.param([], 2, 2, id="nobody yet"),
        pytest.param(["a"], 1, 1, id="one member"),
        pytest.param(["a", "a"], 0, 1, id="two of one class"),
        pytest.param(["a", "a", "a"], 0, 1, id="three of one class"),
        pytest.param(["a", "b"], 0, 0, id="two of two classes"),
        pytest.param(["a", "b", "c"], 0, 0, id="more than enough"),
    ],
)
def test_seconders_must_be_enough_and_from_enough_classes(classes, members, more_classes):
    missing = seconds_missing(classes, RULES)

    assert (missing.members, missing.classes) == (members, more_classes)
    assert missing.enough is (not members and not more_classes)


@pytest.mark.parametrize(
    ("state", "is_mover", "seconders", "refused"),
    [
        pytest.param(State.DRAFT, True, 0, [], id="the mover changes a draft"),
        pytest.param(State.PROPOSED, True, 0, [], id="and what nobody has seconded"),
        pytest.param(State.PROPOSED, True, 1, ["GOV-14"], id="never what somebody has seconded"),
        pytest.param(State.DRAFT, False, 0, ["GOV-14"], id="never somebody else"),
        pytest.param(State.SECONDED, True, 2, ["GOV-14", "GOV-14"], id="every reason is said"),
    ],
)
def test_words_are_changed_only_before_anybody_agrees_to_them(state, is_mover, seconders, refused):
    assert rules_of(refusals_to_amend(state, is_mover=is_mover, seconders=seconders)) == refused


@pytest.mark.parametrize(
    ("state", "is_mover", "refused"),
    [
        *[pytest.param(state, True, [], id=f"while it is {state}") for state in BUSY[:4]],
        pytest.param(State.OPEN, True, ["GOV-23"], id="never once voting is open"),
        pytest.param(State.DRAFT, False, ["GOV-15"], id="only by the mover"),
    ],
)
def test_the_mover_may_withdraw_until_voting_opens(state, is_mover, refused):
    assert rules_of(refusals_to_withdraw(state, is_mover=is_mover)) == refused


@pytest.mark.parametrize(
    ("state", "days", "refused"),
    [
        pytest.param(State.PROPOSED, 0, [], id="on the day"),
        pytest.param(State.PROPOSED, -1, ["GOV-16"], id="not the day before"),
        pytest.param(State.SECONDED, 1, ["GOV-23"], id="not once it is seconded"),
    ],
)
def test_a_motion_that_nobody_seconds_lapses_on_its_day(state, days, refused):
    found = refusals_to_lapse(state, lapses=TODAY, today=TODAY + timedelta(days=days))

    assert rules_of(found) == refused


@pytest.mark.parametrize("state", [State.DECLARED, State.WITHDRAWN, State.LAPSED])
def test_an_ended_motion_takes_no_step(state):
    assert not any(may_step(state, step) for step in Step)


def test_every_state_has_a_name_and_a_refusal_says_it():
    (refusal,) = refusals_to_step(State.IN_NOTICE, Step.CLOSE)

    assert str(refusal) == "The motion is in notice, so this cannot be done now."
    assert set(NAMES) == set(State)


class MotionLife(RuleBasedStateMachine):
    """Whatever is tried in whichever order, a motion never goes back."""

    def __init__(self):
        super().__init__()
        self.state = State.DRAFT
        self.taken = []

    @rule(step=st.sampled_from(Step))
    def try_step(self, step):
        """Take the step, or see it refused."""
        before = self.state
        if refusals_to_step(self.state, step):
            with pytest.raises(KeyError):
                after(self.state, step)
            return
        self.state = after(self.state, step)
        self.taken.append(step)
        assert self.state != before

    @invariant()
    def no_step_is_taken_twice(self):
        """See that a motion’s steps are a row without repeats."""
        assert len(self.taken) == len(set(self.taken))

    @invariant()
    def nothing_is_declared_without_notice_an_opening_and_a_close(self):
        """See that there is one way to a declaration."""
        if self.state is State.DECLARED:
            assert self.taken == [
                Step.PROPOSE,
                Step.SECOND,
                Step.GIVE_NOTICE,
                Step.OPEN,
                Step.CLOSE,
                Step.DECLARE,
            ]


TestMotionLife = MotionLife.TestCase

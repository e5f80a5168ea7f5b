"""A ballot opens in good time, takes one vote a member, and closes when papers agree."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from coop.core.errors import Refusal
from governance.rules.ballots import (
    Hours,
    VoteDoor,
    refusals_to_give_notice,
    refusals_to_open,
    refusals_to_vote,
    refusals_to_vote_again,
)
from governance.rules.reconciliation import PaperAccount, refusals_to_close_count
from governance.rules.ruleset import PaperAfterWeb
from governance.rules.states import State
from tests.governance.rulebook import the_rules

RULES = the_rules("uk-multi-stakeholder")
OPENS = datetime(2026, 6, 16, 8, tzinfo=UTC)
HOURS = Hours(OPENS, OPENS + timedelta(days=15))
SLOW = Refusal("GOV-21", "Packs went out too late.")


def rules_of(refusals):
    return [refusal.rule for refusal in refusals]


@pytest.mark.parametrize(
    ("state", "opens", "closes", "refused"),
    [
        pytest.param(State.SECONDED, 16, 31, [], id="fourteen clear days each"),
        pytest.param(State.SECONDED, 15, 31, ["GOV-2"], id="a day too early to open"),
        pytest.param(State.SECONDED, 16, 30, ["GOV-18"], id="a day too early to close"),
        pytest.param(State.PROPOSED, 16, 31, ["GOV-23"], id="not before it is seconded"),
        pytest.param(State.DRAFT, 2, 3, ["GOV-23", "GOV-2", "GOV-18"], id="every reason at once"),
    ],
)
def test_notice_leaves_clear_days_before_voting_and_for_voting(state, opens, closes, refused):
    found = refusals_to_give_notice(
        state,
        served=date(2026, 7, 1),
        opens_on=date(2026, 7, opens),
        closes_on=date(2026, 7, closes),
        rules=RULES,
    )

    assert rules_of(found) == refused


def test_a_refused_date_says_which_days_would_do():
    short, early = refusals_to_give_notice(
        State.SECONDED,
        served=date(2026, 7, 1),
        opens_on=date(2026, 7, 15),
        closes_on=date(2026, 7, 20),
        rules=RULES,
    )

    assert str(short) == "Members need 14 clear days of notice, and would have 13."
    assert early.to_do == "Close it on 2026-07-30 or later."


def opened(**changes):
    facts = {
        "served": [date(2026, 6, 1), date(2026, 5, 20)],
        "unserved": 0,
        "left_out": [],
        "reason": "",
        "hours": HOURS,
        "roll": 60,
        "now": OPENS,
        "today": date(2026, 6, 16),
        "rules": RULES,
    }
    return refusals_to_open(changes.pop("state", State.IN_NOTICE), **{**facts, **changes})


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        pytest.param({}, [], id="everybody has had notice"),
        pytest.param({"state": State.SECONDED}, ["GOV-23"], id="no notice was given"),
        pytest.param(
            {"served": [date(2026, 5, 20), date(2026, 6, 2)]},
            ["GOV-2"],
            id="the slowest is a day late",
        ),
        pytest.param({"served": []}, ["GOV-2"], id="nobody was served"),
        pytest.param({"unserved": 3}, ["GOV-2"], id="three wait for notice"),
        pytest.param({"left_out": [SLOW]}, ["GOV-21"], id="members on paper are left out"),
        pytest.param({"left_out": [SLOW], "reason": " "}, ["GOV-21"], id="a blank is no reason"),
        pytest.param({"left_out": [SLOW], "reason": "A fire."}, [], id="a reason is recorded"),
        pytest.param(
            {"unserved": 3, "reason": "A fire."}, ["GOV-2"], id="law needs more than that"
        ),
        pytest.param({"now": OPENS - timedelta(seconds=1)}, ["GOV-18"], id="a second too early"),
        pytest.param({"now": HOURS.closes}, ["GOV-18"], id="when the time is over"),
        pytest.param({"roll": 0}, ["GOV-1"], id="nobody is on the roll"),
    ],
)
def test_voting_opens_only_when_nobody_is_left_out(changes, refused):
    assert rules_of(opened(**changes)) == refused


@pytest.mark.parametrize(
    ("state", "on_roll", "now", "earlier", "refused"),
    [
        pytest.param(State.OPEN, True, OPENS, [], [], id="from the first moment"),
        pytest.param(State.OPEN, True, HOURS.closes, [], ["GOV-19"], id="not at the close"),
        pytest.param(
            State.OPEN,
            True,
            HOURS.closes - timedelta(seconds=1),
            [],
            [],
            id="until the last second",
        ),
        pytest.param(
            State.OPEN, True, OPENS - timedelta(seconds=1), [], ["GOV-19"], id="not before"
        ),
        pytest.param(State.CLOSED, True, OPENS, [], ["GOV-19"], id="not when it is closed"),
        pytest.param(State.OPEN, False, OPENS, [], ["GOV-1"], id="not by whoever joined later"),
        pytest.param(State.OPEN, True, OPENS, [SLOW], ["GOV-21"], id="nor what stood before"),
    ],
)
def test_a_member_on_the_roll_votes_while_voting_is_open(state, on_roll, now, earlier, refused):
    found = refusals_to_vote(state, on_roll=on_roll, hours=HOURS, now=now, earlier=earlier)

    assert rules_of(found) == refused


WEB, PAPER = VoteDoor.WEB, VoteDoor.PAPER


@pytest.mark.parametrize(
    ("secret", "change", "after_web", "earlier", "door", "allowed"),
    [
        pytest.param(True, True, "replaces", WEB, PAPER, False, id="secret: paper is refused"),
        pytest.param(True, True, "replaces", WEB, WEB, False, id="secret: web is refused"),
        pytest.param(False, True, "refused", WEB, WEB, True, id="open: changed by web"),
        pytest.param(False, False, "replaces", WEB, WEB, False, id="open: no change by web"),
        pytest.param(False, False, "replaces", WEB, PAPER, True, id="open: paper replaces web"),
        pytest.param(False, True, "refused", WEB, PAPER, False, id="open: paper refused after web"),
        pytest.param(False, True, "refused", PAPER, WEB, True, id="open: web after paper"),
        pytest.param(False, False, "replaces", PAPER, PAPER, False, id="open: no second paper"),
    ],
)
def test_a_second_vote_replaces_the_first_only_in_an_open_ballot(
    secret, change, after_web, earlier, door, allowed
):
    ballot = replace(RULES.ballot, change_of_vote=change, paper_after_web=PaperAfterWeb(after_web))

    found = refusals_to_vote_again(
        secret=secret, earlier=earlier, door=door, rules=replace(RULES, ballot=ballot)
    )

    assert rules_of(found) == ([] if allowed else ["GOV-20"])


def account(**changes):
    facts = {"issued": 30, "counted": 18, "spoiled": 2, "unused": 3, "outstanding": 6}
    return PaperAccount(**{**facts, "envelopes": 21, "empty": 1, **changes})


@pytest.mark.parametrize(
    ("state", "papers", "said"),
    [
        pytest.param(State.CLOSED, account(), [], id="every paper is accounted for"),
        pytest.param(
            State.OPEN,
            account(),
            ["The motion is open for voting, so its count cannot be closed."],
            id="not while voting is open",
        ),
        pytest.param(
            State.CLOSED,
            account(outstanding=5),
            ["1 of 30 papers issued are not accounted for."],
            id="one is missing",
        ),
        pytest.param(
            State.CLOSED,
            account(outstanding=7),
            ["There are 1 more papers than the 30 issued."],
            id="one too many",
        ),
        pytest.param(
            State.CLOSED,
            account(counted=17, outstanding=7),
            ["21 envelopes were accepted, but 20 papers came out of them."],
            id="an envelope without its paper",
        ),
        pytest.param(
            State.CLOSED,
            account(counted=0, spoiled=0),
            ["The papers have not been keyed yet: 20 are still to come into the box."],
            id="before anybody has keyed",
        ),
        pytest.param(
            State.CLOSED,
            account(counted=0, spoiled=0, outstanding=26, envelopes=1, empty=0),
            ["The papers have not been keyed yet: one is still to come into the box."],
            id="before anybody has keyed the only paper",
        ),
        pytest.param(
            State.CLOSED,
            account(counted=0, spoiled=0, outstanding=4),
            [
                "22 of 30 papers issued are not accounted for.",
                "The papers have not been keyed yet: 20 are still to come into the box.",
            ],
            id="papers are lost and none is keyed",
        ),
        pytest.param(
            State.CLOSED,
            account(unkeyed=4),
            ["Papers not yet keyed by two tellers: 4."],
            id="papers keyed once",
        ),
        pytest.param(
            State.CLOSED,
            account(unsettled=1),
            ["Differences between the two tellers not yet settled: 1."],
            id="tellers who differ",
        ),
    ],
)
def test_the_count_closes_only_when_papers_agree(state, papers, said):
    assert [str(refusal) for refusal in refusals_to_close_count(state, papers)] == said

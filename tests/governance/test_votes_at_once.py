"""Votes at the same moment, on real engines: one member one vote, and none after the close."""

import json
from datetime import timedelta

import pytest

from coop.core import clock
from coop.core.audit import Hand
from coop.core.auditbook import AuditEntry
from coop.core.db import session
from governance.actions import cast_vote, close_ballot
from governance.counting.majority import Choice
from governance.models.ballots import OpenVote, SealedPaper
from tests.builders.governance import (
    a_cooperative,
    a_motion,
    an_elector,
    the_ballot,
    turnout_of,
)
from tests.governance.crowd import all_at_once

AT_ONCE = 8


def test_one_member_voting_many_times_at_once_has_one_vote(app):
    motion = a_motion(open=True)
    voter, motion_id = an_elector(of=motion), motion.id

    ends = all_at_once(app, [lambda: cast_vote(motion_id, Choice.FOR, hand=voter.hand)] * AT_ONCE)

    assert ends.count("done") == 1
    assert all("already voted" in end for end in ends if end != "done")
    assert turnout_of(motion) == session().query(SealedPaper).count() == 1


def test_an_open_vote_cast_many_times_at_once_is_one_vote(app):
    motion = a_motion(open=True, secret=False)
    voter, motion_id = an_elector(of=motion), motion.id

    all_at_once(app, [lambda: cast_vote(motion_id, Choice.FOR, hand=voter.hand)] * AT_ONCE)

    changes = sorted(vote.change for vote in session().query(OpenVote))
    assert turnout_of(motion) == 1
    assert changes == list(range(len(changes)))


def test_many_members_voting_at_once_all_have_their_vote(app):
    house = a_cooperative(web=12)
    motion_id = a_motion(open=True).id

    ends = all_at_once(
        app,
        [lambda who=who: cast_vote(motion_id, Choice.FOR, hand=who.hand) for who in house.web],
    )

    assert ends == ["done"] * 12
    assert session().query(SealedPaper).count() == 12


@pytest.mark.parametrize("turn", range(3))
def test_no_vote_slips_in_behind_the_close(app, turn):
    house = a_cooperative(web=12)
    motion = a_motion(open=True)
    motion_id, closes_at = motion.id, the_ballot(motion).closes_at

    def vote(who):
        with clock.at(closes_at - timedelta(seconds=1)):
            cast_vote(motion_id, Choice.FOR, hand=who.hand)

    def close():
        with clock.at(closes_at):
            close_ballot(motion_id, hand=Hand.system())

    deeds = [lambda who=who: vote(who) for who in house.web]
    ends = all_at_once(app, [*deeds[:6], close, *deeds[6:]])

    closed = session().query(AuditEntry).filter_by(act="governance.closed").one()
    counted = json.loads(closed.details)["turnout"]
    assert counted == turnout_of(motion) == session().query(SealedPaper).count()
    assert counted == ends.count("done") - 1

"""Fifty simultaneous votes, on both engines and through the real deeds."""

from collections.abc import Iterator

import pytest
from flask import Flask

from coop.app import create_app
from coop.core import clock
from coop.core.db import db, session
from coop.core.settings import Settings
from governance.actions import cast_vote
from governance.counting.majority import Choice
from governance.models.ballots import SealedPaper
from tests.builders.governance import a_cooperative, a_motion, an_elector, turnout_of
from tests.conftest import MORNING
from tests.governance.crowd import all_at_once

pytestmark = pytest.mark.faults
FIFTY = 50


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """Give the whole application, since a vote passes through all of it."""
    app = create_app(settings)
    with app.app_context(), clock.at(MORNING):
        yield app
        db.session.remove()
        db.engine.dispose()


def test_fifty_votes_by_one_member_at_once_are_one_vote(app):
    motion = a_motion(open=True)
    voter, motion_id = an_elector(of=motion), motion.id

    ends = all_at_once(app, [lambda: cast_vote(motion_id, Choice.FOR, hand=voter.hand)] * FIFTY)

    assert ends.count("done") == 1
    assert turnout_of(motion) == session().query(SealedPaper).count() == 1


def test_fifty_members_voting_at_once_are_fifty_votes(app):
    house = a_cooperative(web=FIFTY)
    motion_id = a_motion(open=True).id

    ends = all_at_once(
        app,
        [lambda who=who: cast_vote(motion_id, Choice.FOR, hand=who.hand) for who in house.web],
    )

    assert ends == ["done"] * FIFTY
    assert session().query(SealedPaper).count() == FIFTY

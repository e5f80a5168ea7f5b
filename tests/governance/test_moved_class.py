"""Whoever moves class while voting is open votes in the class of the day voting opened."""

import pytest

from coop.core import clock
from coop.core.db import transaction
from coop.membership.actions import move_class
from coop.membership.queries import classes, member, today
from governance.actions import cast_vote
from governance.counting.majority import Choice
from governance.deeds.declaring import close_count, declare_result
from governance.queries import declared
from tests.builders.governance import (
    HOME,
    INSIDE,
    TOWN,
    House,
    a_cooperative,
    a_motion,
    after_close,
    close,
    the_ballot,
)

MEMBERS = 18
MOVER = 9


def votes_by_class(house: House, motion) -> None:
    """Let the inside members vote for and all the others against, the mover with the first."""
    for place, voter in enumerate(house.web):
        choice = Choice.AGAINST if place % 3 else Choice.FOR
        with transaction():
            cast_vote(motion.id, choice, hand=voter.hand)


def move_to(name: str, mover) -> None:
    """Move a member to another class at their own wish, from today."""
    other = next(each.id for each in classes() if each.name == name)
    with transaction():
        move_class(mover.id, class_id=other, from_on=today(), hand=mover.hand)


@pytest.mark.parametrize("secret", [True, False])
def test_a_vote_cast_after_a_move_counts_in_the_class_of_the_opening(app, secret):
    house = a_cooperative(web=MEMBERS)
    motion = a_motion(secret=secret, by_class=True, house=house)
    mover = house.web[MOVER]
    assert member(mover.id, today()).class_name == INSIDE

    move_to(HOME, mover)
    votes_by_class(house, motion)
    close(motion)
    with clock.at(after_close(motion)):
        with transaction():
            close_count(motion.id, hand=house.returning_officer.hand)
        with transaction():
            declare_result(the_ballot(motion).id)

    assert member(mover.id, today()).class_name == HOME
    assert tallies(motion) == {INSIDE: (6, 0), HOME: (0, 6), TOWN: (0, 6)}


def tallies(motion) -> dict[str, tuple[int, int]]:
    """Read how each class voted, for and against, from the declaration."""
    return {
        str(one["name"]): (one["tally"]["for"], one["tally"]["against"])
        for one in declared(motion.id).parts("colleges")
    }

"""How the members of the demonstration vote: on the web, at a terminal and on paper."""

from datetime import timedelta
from functools import partial
from uuid import UUID

from coop.core.audit import Channel, Hand
from coop.core.draw import Draw
from coop.demo.telling import Lean, Telling, choice_drawn
from coop.membership.queries import MemberRow, today, voters_on
from coop.post.queries import letter_of, letters, runs
from governance.deeds.casting import cast_vote
from governance.deeds.envelopes import accept_envelope
from governance.deeds.noticing import Hours

GROUPS = 4


def plan_votes(
    telling: Telling, motion_id: UUID, ballot_id: UUID, hours: Hours, lean: Lean
) -> None:
    """Plan who votes when, in a few groups over the hours, and the envelopes near the end."""
    coming = [row for row in voters_on(today()) if telling.draw.chance(lean.turnout)]
    screens = [row for row in coming if not row.is_on_paper]
    papers = [row.id for row in coming if row.is_on_paper]
    latest = min(hours.closes_at, telling.ends)
    step = (latest - hours.opens_at) / (GROUPS + 2)
    for group in range(GROUPS):
        people = screens[group::GROUPS]
        telling.told.at(
            hours.opens_at + step * (group + 1),
            partial(_cast, motion_id, people, lean, telling.draw),
        )
    back = latest - timedelta(days=1)
    telling.told.at(back, lambda: _accept(telling, ballot_id, papers))


def _cast(motion_id: UUID, people: list[MemberRow], lean: Lean, draw: Draw) -> None:
    for row in people:
        door = Channel.TERMINAL if row.channel == "terminal" else Channel.WEB
        cast_vote(motion_id, choice_drawn(lean, draw), hand=Hand(row.id, door))


def _accept(telling: Telling, ballot_id: UUID, people: list[UUID]) -> None:
    clerk = Hand(telling.company.officer("clerk"))
    codes = {
        letter.member_id: letter.code
        for run in runs(kind="ballot", subject_id=ballot_id)
        for letter in letters(run.id)
    }
    for member_id in people:
        found = letter_of("ballot", ballot_id, member_id)
        if found is not None and found.outcome is None:
            accept_envelope(codes[member_id], today(), hand=clerk)

"""Close voting, and with no paper to wait for go straight on to the count."""

from uuid import UUID

from sqlalchemy import delete, func, insert, select

from coop.core import audit, clock
from coop.core.audit import Hand
from coop.core.db import new_id, session
from coop.core.errors import N_, Refusal, refuse_if
from coop.core.jobs import promise
from coop.post.queries import letter_count
from governance import acts
from governance.deeds.steps import ballot_of, locked_motion, take_step
from governance.models.ballots import Ballot, SealedPaper, Turnout
from governance.models.motions import Motion
from governance.rules.states import State, Step, refusals_to_step


def close_ballot(motion_id: UUID, *, hand: Hand) -> Ballot:
    """Close voting at its hour (GOV-19); votes under way are waited for, later ones refused."""
    motion = locked_motion(motion_id)
    ballot = ballot_of(motion)
    refuse_if(_refusals(motion, ballot))
    take_step(motion, State.CLOSED)
    turnout = session().scalar(select(func.count()).where(Turnout.ballot_id == ballot.id)) or 0
    audit.record(acts.CLOSED, motion.id, hand=hand, number=motion.number, turnout=turnout)
    shake_box(ballot)
    if not letter_count("ballot", ballot.id).issued:
        promise("governance.count", str(ballot.id))
    return ballot


def shake_box(ballot: Ballot) -> None:
    """Write every sealed paper anew under a fresh id, all in one transaction.

    From here on the database itself no longer tells in which transaction, page or order
    a paper came in. Copies made before this still do: see decision 0003.
    """
    inside = SealedPaper.ballot_id == ballot.id
    papers = sorted(session().scalars(select(SealedPaper.sealed).where(inside)))
    session().execute(delete(SealedPaper).where(inside))
    fresh = sorted(
        ({"id": new_id(), "ballot_id": ballot.id, "sealed": sealed} for sealed in papers),
        key=lambda row: str(row["id"]),
    )
    if fresh:
        session().execute(insert(SealedPaper), fresh)


def _refusals(motion: Motion, ballot: Ballot) -> list[Refusal]:
    found = refusals_to_step(State(motion.state), Step.CLOSE)
    if clock.now() < ballot.closes_at:
        found.append(Refusal("GOV-19", N_("The time for voting is not over yet.")))
    return found

"""What every deed on a motion shares: finding it under a lock, and taking a step."""

from uuid import UUID

from sqlalchemy import select

from coop.core import clock
from coop.core.audit import Hand
from coop.core.db import session
from coop.core.errors import N_, NotFound, Refusal, Refused
from coop.membership.queries import is_member_on, today
from governance.models.ballots import Ballot
from governance.models.motions import Motion, MotionStep


def locked_motion(motion_id: UUID) -> Motion:
    """Give the motion to one deed at a time; others wait until the transaction ends."""
    return _found(motion_id, shared=False)


def shared_motion(motion_id: UUID) -> Motion:
    """Give the motion to many deeds at once, none of which changes it.

    Votes share the motion; the close takes it alone. So a vote is in before the close or
    is refused after it, and fifty votes at once do not wait for each other.
    """
    return _found(motion_id, shared=True)


def _found(motion_id: UUID, *, shared: bool) -> Motion:
    wanted = select(Motion).where(Motion.id == motion_id)
    fresh = wanted.with_for_update(read=shared).execution_options(populate_existing=True)
    motion = session().scalars(fresh).one_or_none()
    if motion is None:
        raise NotFound(N_("motion"))
    return motion


def acting_member(hand: Hand) -> UUID:
    """Give the member whose deed it is; only somebody who is a member today acts."""
    if hand.by is None or not is_member_on(hand.by, today()):
        raise Refused(Refusal("GOV-12", N_("Only members can do this.")))
    return hand.by


def ballot_of(motion: Motion) -> Ballot:
    """Give the motion’s ballot; it exists from the day notice is given."""
    ballot = session().scalars(select(Ballot).where(Ballot.motion_id == motion.id)).one_or_none()
    if ballot is None:
        raise Refused(Refusal("GOV-23", N_("No notice of a vote has been given yet.")))
    return ballot


def take_step(motion: Motion, step: str, *, because: str = "") -> None:
    """Move the motion on and write down when; a step is taken once only."""
    motion.state = step
    note(motion, step, because=because)


def note(motion: Motion, step: str, *, because: str = "") -> None:
    """Write down a step that does not move the motion on."""
    session().add(
        MotionStep(motion_id=motion.id, step=step, at=clock.now(), because=because.strip())
    )
    session().flush()


def has_step(motion_id: UUID, step: str) -> bool:
    """Say whether the motion has taken this step."""
    wanted = select(MotionStep.id).where(MotionStep.motion_id == motion_id, MotionStep.step == step)
    return session().scalars(wanted).first() is not None

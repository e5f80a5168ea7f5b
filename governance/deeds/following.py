"""After and beside the vote: hearing, expulsion carried out, follow-ups and reports."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from coop.core import audit, clock
from coop.core.audit import Hand
from coop.core.db import session
from coop.core.errors import N_, NotFound, Refusal, Refused, refuse_if
from coop.membership.actions import expel
from coop.membership.queries import today
from governance import acts
from governance.deeds.steps import has_step, locked_motion, note, shared_motion
from governance.models.ballots import Ballot, Declaration
from governance.models.motions import FollowUp, FollowUpReport, Hearing, Motion
from governance.rules.purposes import Purpose
from governance.rules.states import State

CARRIED_OUT = "carried_out"
BEFORE_VOTE = (State.PROPOSED, State.SECONDED, State.IN_NOTICE)


@dataclass(frozen=True, slots=True)
class Heard:
    """How a member was heard: when it was offered and held, who spoke, what was said.

    `held_on` is None when the member was offered a hearing and did not take it up.
    """

    offered_on: date
    held_on: date | None
    was_present: bool = False
    representative: str = ""
    statement: str = ""


def record_hearing(motion_id: UUID, heard: Heard, *, hand: Hand) -> Hearing:
    """Record once that the member concerned was heard, or was offered it (GOV-27)."""
    motion = locked_motion(motion_id)
    refuse_if(_hearing_refusals(motion, heard))
    hearing = Hearing(
        motion_id=motion.id,
        offered_on=heard.offered_on,
        held_on=heard.held_on,
        was_present=heard.was_present,
        representative=heard.representative.strip(),
        statement=heard.statement.strip(),
        recorded_at=clock.now(),
    )
    session().add(hearing)
    session().flush()
    audit.record(acts.HEARD, motion.id, hand=hand, number=motion.number)
    return hearing


def carry_out_expulsion(motion_id: UUID, *, hand: Hand) -> Motion:
    """Enter a carried expulsion in the register, once; the secretary’s deed (GOV-27)."""
    motion = locked_motion(motion_id)
    subject = motion.about_member_id
    if motion.purpose != Purpose.EXPULSION or subject is None or not _is_carried(motion.id):
        raise Refused(Refusal("GOV-27", N_("No expulsion was carried by this motion.")))
    if has_step(motion.id, CARRIED_OUT):
        raise Refused(Refusal("GOV-27", N_("This is in the register already.")))
    expel(subject, from_on=today(), motion_number=motion.number, hand=hand)
    note(motion, CARRIED_OUT)
    audit.record(acts.CARRIED_OUT, motion.id, hand=hand, number=motion.number)
    return motion


def agree_follow_up(motion_id: UUID, what: str, who: str, due_on: date, *, hand: Hand) -> FollowUp:
    """Say who will do what by when, now that the motion is carried."""
    motion = shared_motion(motion_id)
    found = []
    if not _is_carried(motion.id):
        found.append(Refusal("GOV-30", N_("Only a carried motion has something to follow up.")))
    if not what.strip() or not who.strip():
        found.append(Refusal("GOV-30", N_("Say what will be done, and who will do it.")))
    refuse_if(found)
    follow_up = FollowUp(
        motion_id=motion.id,
        what=what.strip(),
        who=who.strip(),
        due_on=due_on,
        recorded_at=clock.now(),
    )
    session().add(follow_up)
    session().flush()
    audit.record(acts.FOLLOW_UP, motion.id, hand=hand, number=motion.number)
    return follow_up


def report_follow_up(
    follow_up_id: UUID, words: str, *, is_done: bool, hand: Hand
) -> FollowUpReport:
    """Report that it was done, or why not; everyone may read it."""
    follow_up = session().get(FollowUp, follow_up_id)
    if follow_up is None:
        raise NotFound(N_("follow-up"))
    if not words.strip():
        raise Refused(Refusal("GOV-30", N_("Say what was done, or why it was not.")))
    motion = session().get_one(Motion, follow_up.motion_id)
    report = FollowUpReport(
        follow_up_id=follow_up.id, is_done=is_done, words=words.strip(), at=clock.now()
    )
    session().add(report)
    session().flush()
    audit.record(acts.REPORTED, motion.id, hand=hand, number=motion.number, is_done=is_done)
    return report


def _is_carried(motion_id: UUID) -> bool:
    wanted = (
        select(Declaration.is_carried)
        .join(Ballot, Ballot.id == Declaration.ballot_id)
        .where(Ballot.motion_id == motion_id)
    )
    return session().scalar(wanted) is True


def _hearing_refusals(motion: Motion, heard: Heard) -> list[Refusal]:
    found = []
    if motion.purpose != Purpose.EXPULSION or motion.state not in BEFORE_VOTE:
        found.append(Refusal("GOV-27", N_("A hearing comes before the vote on an expulsion.")))
    latest = heard.held_on or heard.offered_on
    if latest > today() or (heard.held_on and heard.held_on < heard.offered_on):
        found.append(Refusal("GOV-27", N_("The days of the hearing cannot be right.")))
    taken = session().scalar(select(Hearing.id).where(Hearing.motion_id == motion.id))
    if taken is not None:
        found.append(Refusal("GOV-27", N_("The hearing is recorded already.")))
    return found

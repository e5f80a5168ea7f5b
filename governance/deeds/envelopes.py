"""Take in voting envelopes: each code once, each member once."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from coop.core import audit
from coop.core.audit import Channel, Hand
from coop.core.db import session
from coop.core.errors import N_, NotFound, Refusal, Refused, refuse_if
from coop.membership.queries import today
from coop.post.actions import record_return
from coop.post.queries import FoundLetter, letter_by_code
from coop.post.rules import already_back, refusals_to_read
from governance import acts
from governance.deeds.casting import (
    earlier_door,
    mark_turnout,
    roll_entry,
    rules_of,
)
from governance.deeds.steps import has_step, shared_motion
from governance.models.ballots import Ballot
from governance.models.motions import Motion
from governance.reading.postal import local_day
from governance.rules.ballots import VoteDoor, refusals_to_vote_again
from governance.rules.states import State


class EnvelopeOutcome(StrEnum):
    """What became of a voting envelope."""

    ACCEPTED = "accepted"
    LATE = "late"
    ALREADY_VOTED = "already_voted"


def accept_envelope(code: str, received_on: date, *, hand: Hand) -> EnvelopeOutcome:
    """Record an outer envelope by its code (GOV-19, GOV-20); `hand` is the clerk’s.

    The member is marked as having voted; the inner envelope stays closed. Late ones, and
    those of members who voted already, are recorded as such and stay closed for good.
    """
    letter = _letter(code)
    ballot = session().get_one(Ballot, letter.subject_id)
    motion = shared_motion(ballot.motion_id)
    refuse_if(_refusals(motion, ballot, received_on))
    voter = Hand(by=letter.member_id, via=Channel.PAPER, keyed_by=hand.by, evidence=hand.evidence)
    entry = roll_entry(ballot, voter)
    if entry is None:
        raise Refused(_not_on_roll())
    outcome = _outcome(motion, ballot, letter.member_id, received_on)
    if outcome is EnvelopeOutcome.ACCEPTED and earlier_door(ballot.id, letter.member_id) is None:
        mark_turnout(ballot, letter.member_id, Channel.PAPER)
    record_return(letter.id, outcome, received_on, hand=hand)
    audit.record(acts.ENVELOPE, motion.id, hand=voter, number=motion.number, outcome=outcome)
    return outcome


def _letter(code: str) -> FoundLetter:
    refuse_if(refusals_to_read(code))
    letter = letter_by_code(code)
    if letter is None or letter.kind != "ballot":
        raise NotFound(N_("voting envelope with this code"))
    if letter.outcome is not None:
        raise Refused(already_back(letter.outcome))
    return letter


def _outcome(motion: Motion, ballot: Ballot, member_id: UUID, received_on: date) -> EnvelopeOutcome:
    if received_on > local_day(ballot.closes_at):
        return EnvelopeOutcome.LATE
    earlier = earlier_door(ballot.id, member_id)
    if earlier is None:
        return EnvelopeOutcome.ACCEPTED
    again = refusals_to_vote_again(
        secret=motion.is_secret, earlier=earlier, door=VoteDoor.PAPER, rules=rules_of(ballot)
    )
    return EnvelopeOutcome.ALREADY_VOTED if again else EnvelopeOutcome.ACCEPTED


def _refusals(motion: Motion, ballot: Ballot, received_on: date) -> list[Refusal]:
    found = []
    if motion.state not in {State.OPEN, State.CLOSED} or has_step(motion.id, "count_closed"):
        found.append(
            Refusal(
                "GOV-19",
                N_("Envelopes for this motion cannot be taken in now."),
                {},
                N_("Keep it closed, and give it to the returning officer."),
            )
        )
    if received_on > today():
        found.append(Refusal("GOV-19", N_("The day it was received lies in the future.")))
    if received_on < local_day(ballot.notice_at):
        text = N_("The day it was received lies before the notice of this vote.")
        found.append(Refusal("GOV-19", text))
    return found


def _not_on_roll() -> Refusal:
    return Refusal(
        "GOV-1",
        N_("This member is not on the roll for this vote."),
        {},
        N_("Record the letter as not used, and keep the envelope closed."),
    )

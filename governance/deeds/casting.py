"""Cast a vote by web or terminal: that somebody voted here, how somewhere else."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from coop.core import audit, clock
from coop.core.audit import Channel, Hand
from coop.core.db import session
from coop.core.errors import N_, Refusal, Refused, refuse_if
from governance import acts, box
from governance.counting.majority import CHOICES, Choice
from governance.deeds.steps import ballot_of, shared_motion
from governance.models.ballots import Ballot, OpenVote, RollEntry, SealedPaper, Turnout
from governance.models.motions import Motion
from governance.reading.rules import rules_pinned
from governance.rules.ballots import Hours, VoteDoor, refusals_to_vote, refusals_to_vote_again
from governance.rules.nouns import RuleSet
from governance.rules.states import State


@dataclass(frozen=True, slots=True)
class Receipt:
    """That a vote was received, never how it was marked."""

    motion_number: str
    channel: Channel
    is_change: bool


def cast_vote(motion_id: UUID, choice: Choice, *, hand: Hand) -> Receipt:
    """Take one member’s vote (GOV-1, GOV-19, GOV-20); the database makes it one.

    A secret vote leaves two rows that share nothing but the ballot: a turnout mark with
    the member, and a sealed paper with neither member, time nor order.
    """
    motion = shared_motion(motion_id)
    ballot = ballot_of(motion)
    entry = roll_entry(ballot, hand)
    earlier = earlier_door(ballot.id, hand.by)
    refuse_if([*_refusals(motion, ballot, hand, entry, earlier), *_shape(motion, choice, hand)])
    assert entry is not None  # noqa: S101 - refused above; this tells the type checker
    if earlier is None:
        mark_turnout(ballot, entry.member_id, hand.via)
    if motion.is_secret:
        put_in_box(ballot, choice, entry.college)
    else:
        write_open_vote(ballot, entry.member_id, choice, hand.via)
    act = acts.VOTED if earlier is None else acts.VOTE_CHANGED
    audit.record(act, motion.id, hand=hand, number=motion.number)
    return Receipt(motion.number, hand.via, is_change=earlier is not None)


def roll_entry(ballot: Ballot, hand: Hand) -> RollEntry | None:
    """Find the member on the roll that was fixed when voting opened."""
    wanted = select(RollEntry).where(
        RollEntry.ballot_id == ballot.id, RollEntry.member_id == hand.by
    )
    return session().scalars(wanted).one_or_none()


def earlier_door(ballot_id: UUID, member_id: UUID | None) -> VoteDoor | None:
    """Say by which door the member has voted; None when not yet."""
    wanted = select(Turnout.channel).where(
        Turnout.ballot_id == ballot_id, Turnout.member_id == member_id
    )
    channel = session().scalar(wanted)
    if channel is None:
        return None
    return VoteDoor.PAPER if channel == Channel.PAPER else VoteDoor.WEB


def already_voted() -> Refusal:
    """Say that this member’s vote is in (GOV-20): one member, one vote."""
    return Refusal(
        "GOV-20",
        N_("This member has already voted."),
        {},
        N_("We have one vote of this member. Nothing was changed."),
    )


def mark_turnout(ballot: Ballot, member_id: UUID, channel: Channel) -> None:
    """Mark that the member has voted; the second of two at once is refused here."""
    session().add(Turnout(ballot_id=ballot.id, member_id=member_id, channel=channel))
    try:
        session().flush()
    except IntegrityError as twice:
        raise Refused(already_voted()) from twice


def put_in_box(ballot: Ballot, choice: Choice, college: str) -> None:
    """Seal a paper and drop it in; nothing on it says whose it is."""
    public = ballot.box_public_key
    if public is None:
        raise Refused(Refusal("GOV-19", N_("This ballot has no box yet.")))
    sealed = box.seal(public, written_mark(choice, college))
    session().add(SealedPaper(ballot_id=ballot.id, sealed=sealed))
    session().flush()


def written_mark(choice: Choice, college: str) -> str:
    """Write a paper as one line: the choice, and the college where classes vote apart."""
    return f"{choice} {college}".rstrip()


def write_open_vote(ballot: Ballot, member_id: UUID, choice: Choice, channel: Channel) -> None:
    """Write a named vote; a later one stands after it and counts in its place."""
    votes = select(func.count()).where(
        OpenVote.ballot_id == ballot.id, OpenVote.member_id == member_id
    )
    vote = OpenVote(
        ballot_id=ballot.id,
        member_id=member_id,
        choice=choice,
        channel=channel,
        change=session().scalar(votes) or 0,
    )
    session().add(vote)
    try:
        session().flush()
    except IntegrityError as twice:
        raise Refused(already_voted()) from twice


def rules_of(ballot: Ballot) -> RuleSet:
    """Give the rules that were pinned when voting opened."""
    if ballot.rules_id is None:
        raise Refused(Refusal("GOV-19", N_("Voting is not open.")))
    return rules_pinned(ballot.rules_id)


def _refusals(
    motion: Motion, ballot: Ballot, hand: Hand, entry: RollEntry | None, earlier: VoteDoor | None
) -> list[Refusal]:
    again = []
    if earlier is not None:
        # A paper already taken in lies unopened among the others; nobody can call it back.
        fixed = motion.is_secret or earlier is VoteDoor.PAPER
        door = VoteDoor.PAPER if hand.via is Channel.PAPER else VoteDoor.WEB
        again = refusals_to_vote_again(
            secret=fixed, earlier=earlier, door=door, rules=rules_of(ballot)
        )
    return refusals_to_vote(
        State(motion.state),
        on_roll=entry is not None,
        hours=Hours(ballot.opens_at, ballot.closes_at),
        now=clock.now(),
        earlier=again,
    )


def _shape(motion: Motion, choice: Choice, hand: Hand) -> list[Refusal]:
    found = []
    if choice not in CHOICES:
        found.append(Refusal("GOV-19", N_("Choose for, against, or abstain.")))
    if motion.is_secret and hand.via is Channel.PAPER:
        # A clerk who keys a secret vote would see it; envelopes and tellers keep it secret.
        found.append(Refusal("GOV-19", N_("A secret paper vote goes through its envelope.")))
    return found

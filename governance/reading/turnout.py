"""Who voted, by which door, in numbers only; and named votes once they are declared."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from coop.core.audit import Channel
from coop.core.db import session
from coop.membership.queries import name_of
from coop.post.queries import letters, runs
from governance.counting.majority import Choice, Paper
from governance.models.ballots import OpenVote, RollEntry, Turnout

DOORS = (Channel.WEB, Channel.TERMINAL, Channel.PAPER)


@dataclass(frozen=True, slots=True)
class NamedVote:
    """A vote in an open ballot, with the name that was given to it."""

    name: str
    choice: Choice
    channel: str


def roll_of(ballot_id: UUID) -> Mapping[str, int]:
    """Count the roll, by college."""
    wanted = (
        select(RollEntry.college, func.count())
        .where(RollEntry.ballot_id == ballot_id)
        .group_by(RollEntry.college)
    )
    return dict(session().execute(wanted).all())


def turnout_of(ballot_id: UUID) -> int:
    """Count the members who have voted."""
    wanted = select(func.count()).select_from(Turnout).where(Turnout.ballot_id == ballot_id)
    return session().scalar(wanted) or 0


def doors_of(ballot_id: UUID) -> dict[str, int]:
    """Count by which door each member’s vote came; an accepted envelope counts as paper."""
    by_paper = _by_envelope(ballot_id)
    rows = session().execute(
        select(Turnout.member_id, Turnout.channel).where(Turnout.ballot_id == ballot_id)
    )
    came = Counter(
        Channel.PAPER if member_id in by_paper else Channel(channel) for member_id, channel in rows
    )
    return {str(door): came[door] for door in DOORS}


def has_voted(ballot_id: UUID, member_id: UUID) -> str | None:
    """Say by which door this member’s own vote came; None when it has not."""
    return session().scalar(
        select(Turnout.channel).where(
            Turnout.ballot_id == ballot_id, Turnout.member_id == member_id
        )
    )


def is_on_roll(ballot_id: UUID, member_id: UUID) -> bool:
    """Say whether this member may vote in this ballot."""
    wanted = select(RollEntry.id).where(
        RollEntry.ballot_id == ballot_id, RollEntry.member_id == member_id
    )
    return session().scalar(wanted) is not None


def named_papers(ballot_id: UUID) -> list[Paper]:
    """Give the papers of an open ballot: each member’s last vote, without the name."""
    wanted = select(RollEntry.member_id, RollEntry.college).where(RollEntry.ballot_id == ballot_id)
    colleges = dict(session().execute(wanted).all())
    return sorted(
        Paper(Choice(vote.choice), colleges[vote.member_id]) for vote in _last_votes(ballot_id)
    )


def named_votes(ballot_id: UUID) -> tuple[NamedVote, ...]:
    """List the named votes of an open ballot, by name; to be shown after the declaration."""
    votes = (
        NamedVote(name_of(vote.member_id), Choice(vote.choice), vote.channel)
        for vote in _last_votes(ballot_id)
    )
    return tuple(sorted(votes, key=lambda vote: vote.name))


def _last_votes(ballot_id: UUID) -> list[OpenVote]:
    """Give each member’s last vote; an envelope takes the place of a vote by web.

    So where an accepted envelope was empty, the earlier vote does not come back.
    """
    rows = session().scalars(
        select(OpenVote).where(OpenVote.ballot_id == ballot_id).order_by(OpenVote.change)
    )
    replaced = _by_envelope(ballot_id)
    last = {row.member_id: row for row in rows}.values()
    return [row for row in last if row.channel == Channel.PAPER or row.member_id not in replaced]


def _by_envelope(ballot_id: UUID) -> frozenset[UUID]:
    """Say whose envelope was accepted."""
    return frozenset(
        letter.member_id
        for run in runs(kind="ballot", subject_id=ballot_id)
        for letter in letters(run.id)
        if letter.outcome == "accepted"
    )

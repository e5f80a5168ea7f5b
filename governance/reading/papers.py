"""The paper side of a ballot: envelopes, stacks, and whether the papers add up."""

from collections.abc import Mapping
from dataclasses import dataclass
from string import ascii_uppercase
from uuid import UUID

from sqlalchemy import func, select

from coop.core.audit import Channel
from coop.core.db import session
from coop.core.errors import N_, NotFound
from coop.membership.queries import classes
from coop.post.queries import letter_by_code, letter_count
from coop.post.rules import LetterCount
from governance.models.ballots import (
    Ballot,
    BatchKeying,
    BatchSettlement,
    PaperBatch,
    RollEntry,
    Turnout,
)
from governance.rules.keying import Mark, differences, read
from governance.rules.reconciliation import PaperAccount

TWICE = 2


@dataclass(frozen=True, slots=True)
class Difference:
    """A paper on which two tellers differ: what each keyed, and how it was settled."""

    position: int
    first: Mark
    second: Mark
    settled: Mark | None
    because: str


@dataclass(frozen=True, slots=True)
class BatchView:
    """A stack of papers and how far it has come; `differences` only when keyed twice."""

    id: UUID
    ballot_id: UUID
    motion_id: UUID
    number: int
    papers: int
    college: str
    tellers: tuple[UUID, ...]
    is_boxed: bool
    differences: tuple[Difference, ...]

    @property
    def unsettled(self) -> int:
        """Count the differences that nobody has settled."""
        return sum(one.settled is None for one in self.differences)

    @property
    def is_ready(self) -> bool:
        """Say whether the stack can go into the box."""
        return not self.is_boxed and len(self.tellers) == TWICE and not self.unsettled


def colleges_of(ballot_id: UUID) -> dict[str, str]:
    """Give the colleges that vote apart, by code with their names; none when all are one."""
    wanted = select(RollEntry.college).where(RollEntry.ballot_id == ballot_id).distinct()
    codes = sorted(code for code in session().scalars(wanted) if code)
    return {code: college_name(code) for code in codes}


def piles_of(ballot_id: UUID) -> dict[str, str]:
    """Give each college a letter for its pile of papers; none when all vote as one.

    Clerks and tellers sort by the letter, so that no paper and no page says a class.
    """
    return dict(zip(colleges_of(ballot_id), ascii_uppercase, strict=False))


def pile_of(typed: str) -> str:
    """Say on which pile the inner envelope of a letter goes; empty when there is one pile."""
    letter = letter_by_code(typed)
    if letter is None:
        return ""
    wanted = select(RollEntry.college).where(
        RollEntry.ballot_id == letter.subject_id, RollEntry.member_id == letter.member_id
    )
    return piles_of(letter.subject_id).get(session().scalar(wanted) or "", "")


def college_name(code: str) -> str:
    """Name a college in the co-operative’s own words for its classes."""
    names = {each.code: each.name for each in classes()}
    return " + ".join(names.get(part, part) for part in code.split("+"))


def accepted_envelopes(ballot_id: UUID, college: str = "") -> int:
    """Count the envelopes accepted, of one college where classes vote apart."""
    if not college:
        return letter_count("ballot", ballot_id).accepted
    wanted = (
        select(func.count())
        .select_from(Turnout)
        .join(
            RollEntry,
            (RollEntry.ballot_id == Turnout.ballot_id) & (RollEntry.member_id == Turnout.member_id),
        )
        .where(
            Turnout.ballot_id == ballot_id,
            Turnout.channel == Channel.PAPER,
            RollEntry.college == college,
        )
    )
    return session().scalar(wanted) or 0


def batches(ballot_id: UUID) -> tuple[BatchView, ...]:
    """List the stacks of a ballot in order of their numbers."""
    wanted = select(PaperBatch).where(PaperBatch.ballot_id == ballot_id)
    return tuple(_view(row) for row in session().scalars(wanted.order_by(PaperBatch.number)))


def batch(batch_id: UUID) -> BatchView:
    """Give one stack; `NotFound` when there is none."""
    row = session().get(PaperBatch, batch_id)
    if row is None:
        raise NotFound(N_("stack of papers"))
    return _view(row)


def letters_of(ballot_id: UUID) -> LetterCount:
    """Say what became of every voting letter of a ballot."""
    return letter_count("ballot", ballot_id)


def account(ballot_id: UUID) -> PaperAccount:
    """Give the account of every paper issued (GOV-22)."""
    ballot = session().get_one(Ballot, ballot_id)
    count, stacks = letters_of(ballot_id), batches(ballot_id)
    boxed, spoiled = _boxed(ballot_id)
    return PaperAccount(
        issued=count.issued,
        counted=boxed - spoiled,
        spoiled=spoiled,
        unused=count.unused + count.undelivered + count.late + count.already_voted,
        outstanding=count.outstanding,
        envelopes=count.accepted,
        empty=ballot.empty_envelopes,
        unkeyed=sum(one.papers for one in stacks if len(one.tellers) < TWICE and not one.is_boxed),
        unsettled=sum(one.unsettled for one in stacks),
    )


def _boxed(ballot_id: UUID) -> tuple[int, int]:
    wanted = select(func.sum(PaperBatch.papers), func.sum(PaperBatch.spoiled)).where(
        PaperBatch.ballot_id == ballot_id, PaperBatch.boxed_at.is_not(None)
    )
    papers, spoiled = session().execute(wanted).one()
    return papers or 0, spoiled or 0


def _view(row: PaperBatch) -> BatchView:
    keyed = list(
        session().scalars(
            select(BatchKeying).where(BatchKeying.batch_id == row.id).order_by(BatchKeying.turn)
        )
    )
    ballot = session().get_one(Ballot, row.ballot_id)
    return BatchView(
        row.id,
        row.ballot_id,
        ballot.motion_id,
        row.number,
        row.papers,
        row.college,
        tuple(one.teller_id for one in keyed),
        row.boxed_at is not None,
        _differences(row.id, keyed) if len(keyed) == TWICE else (),
    )


def _differences(batch_id: UUID, keyed: list[BatchKeying]) -> tuple[Difference, ...]:
    first, second = read(keyed[0].marks), read(keyed[1].marks)
    settled = _settled(batch_id)
    return tuple(
        Difference(place, first[place - 1], second[place - 1], *settled.get(place, (None, "")))
        for place in differences(first, second)
    )


def _settled(batch_id: UUID) -> Mapping[int, tuple[Mark, str]]:
    wanted = select(BatchSettlement).where(BatchSettlement.batch_id == batch_id)
    return {one.position: (read(one.mark)[0], one.because) for one in session().scalars(wanted)}

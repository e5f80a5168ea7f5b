"""Key papers twice by two tellers, settle what differs, and put them in the box."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, func, select

from coop.core import audit, clock
from coop.core.audit import Channel, Hand
from coop.core.db import session
from coop.core.errors import N_, NotFound, Refusal, Refused, refuse_if
from coop.post.queries import letter_by_code
from governance import acts
from governance.counting.majority import Choice
from governance.deeds.casting import earlier_door, put_in_box, write_open_vote
from governance.deeds.steps import ballot_of, has_step, locked_motion
from governance.models.ballots import Ballot, BatchKeying, BatchSettlement, PaperBatch
from governance.models.motions import Motion
from governance.reading.papers import accepted_envelopes, colleges_of
from governance.rules.keying import Mark, agreed, differences, read, refusals_to_key, written
from governance.rules.states import State

LARGEST_STACK = 100


def make_batch(motion_id: UUID, papers: int, college: str = "", *, hand: Hand) -> PaperBatch:
    """Note a stack of inner papers, mixed and counted, ready to be keyed (GOV-29).

    Only after the close: nobody may know how a vote stands while it runs.
    """
    motion = locked_motion(motion_id)
    ballot = ballot_of(motion)
    refuse_if(_making_refusals(motion, ballot, papers, college))
    last = select(func.max(PaperBatch.number)).where(PaperBatch.ballot_id == ballot.id)
    batch = PaperBatch(
        ballot_id=ballot.id,
        number=(session().scalar(last) or 0) + 1,
        papers=papers,
        college=college,
        made_by=teller_of(hand),
    )
    session().add(batch)
    session().flush()
    audit.record(acts.BATCH_MADE, motion.id, hand=hand, number=motion.number, batch=batch.number)
    return batch


def key_batch(batch_id: UUID, marks: Sequence[Mark], *, hand: Hand) -> BatchKeying:
    """Key a whole stack, as one of two different tellers (GOV-29)."""
    batch, motion = _locked(batch_id)
    keyed = _keyings(batch.id)
    teller = teller_of(hand)
    tellers = [one.teller_id for one in keyed]
    found = refusals_to_key(
        marks, papers=batch.papers, teller=teller, tellers=tellers, secret=motion.is_secret
    )
    refuse_if([*found, *_code_refusals(batch, motion, marks)])
    keying = BatchKeying(
        batch_id=batch.id,
        teller_id=teller,
        turn=len(keyed) + 1,
        marks=written(marks),
        keyed_at=clock.now(),
    )
    session().add(keying)
    session().flush()
    said = {"batch": batch.number, "turn": keying.turn}
    audit.record(acts.BATCH_KEYED, motion.id, hand=hand, number=motion.number, **said)
    return keying


def settle(batch_id: UUID, position: int, mark: Mark, because: str, *, hand: Hand) -> None:
    """Settle one difference by looking at the paper again, with a reason (GOV-29)."""
    batch, motion = _locked(batch_id)
    open_places = unsettled(batch.id)
    if position not in open_places:
        raise Refused(Refusal("GOV-29", N_("The two tellers do not differ on this paper.")))
    if not because.strip():
        raise Refused(Refusal("GOV-29", N_("Say what the paper shows, so that others can check.")))
    session().add(
        BatchSettlement(
            batch_id=batch.id,
            position=position,
            mark=str(mark),
            because=because.strip(),
            settled_by=teller_of(hand),
            settled_at=clock.now(),
        )
    )
    session().flush()
    audit.record(acts.BATCH_SETTLED, motion.id, hand=hand, number=motion.number, batch=batch.number)


def box_batch(batch_id: UUID, *, hand: Hand) -> PaperBatch:
    """Put a stack that both tellers agree on into the box (GOV-29).

    For a secret vote the keyings are deleted at once: they stood in the order of the stack.
    """
    batch, motion = _locked(batch_id)
    marks = _agreed(batch)
    ballot = session().get_one(Ballot, batch.ballot_id)
    for mark in marks:
        _put(motion, ballot, batch, mark)
    batch.boxed_at = clock.now()
    batch.spoiled = sum(mark.choice is Choice.SPOILED for mark in marks)
    if motion.is_secret:
        for table in (BatchKeying, BatchSettlement):
            session().execute(delete(table).where(table.batch_id == batch.id))
    session().flush()
    audit.record(acts.BATCH_BOXED, motion.id, hand=hand, number=motion.number, batch=batch.number)
    return batch


def unsettled(batch_id: UUID) -> tuple[int, ...]:
    """Give the places at which the two keyings differ and nobody has settled yet."""
    keyed = _keyings(batch_id)
    if len(keyed) < 2:  # noqa: PLR2004 - two tellers
        return ()
    differ = differences(read(keyed[0].marks), read(keyed[1].marks))
    done = _settled(batch_id)
    return tuple(place for place in differ if place not in done)


def teller_of(hand: Hand) -> UUID:
    """Give the member at the teller’s table; papers are never keyed by the system."""
    if hand.by is None:
        raise Refused(Refusal("GOV-29", N_("A person must do this.")))
    return hand.by


def _locked(batch_id: UUID) -> tuple[PaperBatch, Motion]:
    batch = session().get(PaperBatch, batch_id)
    if batch is None:
        raise NotFound(N_("stack of papers"))
    motion = locked_motion(session().get_one(Ballot, batch.ballot_id).motion_id)
    session().refresh(batch)
    if batch.boxed_at is not None:
        raise Refused(Refusal("GOV-29", N_("These papers are in the box already.")))
    return batch, motion


def _keyings(batch_id: UUID) -> list[BatchKeying]:
    wanted = select(BatchKeying).where(BatchKeying.batch_id == batch_id)
    return list(session().scalars(wanted.order_by(BatchKeying.turn)))


def _settled(batch_id: UUID) -> dict[int, Mark]:
    wanted = select(BatchSettlement).where(BatchSettlement.batch_id == batch_id)
    return {one.position: read(one.mark)[0] for one in session().scalars(wanted)}


def _agreed(batch: PaperBatch) -> tuple[Mark, ...]:
    keyed = _keyings(batch.id)
    if len(keyed) < 2:  # noqa: PLR2004 - two tellers
        raise Refused(Refusal("GOV-29", N_("Two tellers must key these papers first.")))
    left = unsettled(batch.id)
    if left:
        wrong = N_("The two tellers still differ on %(papers)s papers.")
        raise Refused(Refusal("GOV-29", wrong, {"papers": len(left)}))
    return agreed(read(keyed[0].marks), read(keyed[1].marks), _settled(batch.id))


def _put(motion: Motion, ballot: Ballot, batch: PaperBatch, mark: Mark) -> None:
    if motion.is_secret:
        put_in_box(ballot, mark.choice, batch.college)
        return
    letter = letter_by_code(mark.code)
    if letter is None or earlier_door(ballot.id, letter.member_id) is None:
        raise Refused(_no_envelope(mark.code))
    write_open_vote(ballot, letter.member_id, mark.choice, Channel.PAPER)


def _making_refusals(motion: Motion, ballot: Ballot, papers: int, college: str) -> list[Refusal]:
    found = []
    if motion.state != State.CLOSED or has_step(motion.id, "count_closed"):
        found.append(
            Refusal("GOV-29", N_("Papers are opened after the close and before the count."))
        )
    if not 1 <= papers <= LARGEST_STACK:
        most = N_("A stack has from 1 to %(most)s papers.")
        found.append(Refusal("GOV-29", most, {"most": LARGEST_STACK}))
    if college not in (colleges_of(ballot.id) or {""}):
        found.append(Refusal("GOV-29", N_("Classes vote apart here. Name the class.")))
    wanted = select(func.sum(PaperBatch.papers)).where(
        PaperBatch.ballot_id == ballot.id, PaperBatch.college == college
    )
    stacked = session().scalar(wanted) or 0
    envelopes = accepted_envelopes(ballot.id, college)
    if stacked + papers > envelopes:
        many = N_("Only %(envelopes)s envelopes were accepted, so there cannot be more papers.")
        found.append(Refusal("GOV-29", many, {"envelopes": envelopes}))
    return found


def _code_refusals(batch: PaperBatch, motion: Motion, marks: Sequence[Mark]) -> list[Refusal]:
    if motion.is_secret:
        return []
    letters = ((mark.code, letter_by_code(mark.code)) for mark in marks)
    return [
        _no_envelope(code)
        for code, letter in letters
        if letter is None or letter.subject_id != batch.ballot_id or letter.outcome != "accepted"
    ]


def _no_envelope(code: str) -> Refusal:
    return Refusal(
        "GOV-29", N_("No accepted envelope of this vote has the code %(code)s."), {"code": code}
    )

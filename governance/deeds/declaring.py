"""Close the count, open the box, decide, and declare: exactly once."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import delete, select

from coop.core import audit, clock
from coop.core.audit import Hand
from coop.core.credentials import keys
from coop.core.db import session
from coop.core.errors import N_, Refusal, Refused, refuse_if
from coop.core.jobs import promise
from coop.membership.queries import the_cooperative, today
from governance import acts, box
from governance.counting.majority import Choice, Paper
from governance.deeds.adopting import adopt_rules
from governance.deeds.opening import BOX_SECRET
from governance.deeds.steps import ballot_of, has_step, locked_motion, note, take_step
from governance.models.ballots import Ballot, CountedBox, Declaration, SealedPaper
from governance.models.motions import Motion
from governance.reading.papers import account, colleges_of
from governance.reading.rules import rules_pinned
from governance.reading.turnout import doors_of, named_papers, roll_of
from governance.rules import declaration as declarations
from governance.rules.declaration import Electorate, Facts, Question, Times
from governance.rules.nouns import Kind
from governance.rules.purposes import Purpose
from governance.rules.reconciliation import refusals_to_close_count
from governance.rules.states import State

COUNT_CLOSED = "count_closed"


def record_empty(motion_id: UUID, empty: int, because: str, *, hand: Hand) -> Ballot:
    """Record how many accepted envelopes held no paper, found by two tellers (GOV-22)."""
    motion = locked_motion(motion_id)
    ballot = ballot_of(motion)
    found = []
    if motion.state != State.CLOSED or has_step(motion.id, COUNT_CLOSED):
        found.append(Refusal("GOV-22", N_("Envelopes are opened after the close.")))
    if empty < 0 or not because.strip():
        found.append(Refusal("GOV-22", N_("Say how many were empty, and who saw it.")))
    refuse_if(found)
    ballot.empty_envelopes, ballot.empty_because = empty, because.strip()
    session().flush()
    audit.record(acts.EMPTY_COUNTED, motion.id, hand=hand, number=motion.number, empty=empty)
    return ballot


def close_count(motion_id: UUID, *, hand: Hand) -> Motion:
    """Close the count once every paper is accounted for (GOV-22); then the worker counts."""
    motion = locked_motion(motion_id)
    ballot = ballot_of(motion)
    refuse_if(refusals_to_close_count(State(motion.state), account(ballot.id)))
    if has_step(motion.id, COUNT_CLOSED):
        raise Refused(Refusal("GOV-22", N_("The count is closed already.")))
    note(motion, COUNT_CLOSED)
    promise("governance.count", str(ballot.id))
    audit.record(acts.COUNT_CLOSED, motion.id, hand=hand, number=motion.number)
    return motion


def declare_result(ballot_id: UUID) -> Declaration:
    """Open the box, count, decide and declare (GOV-25); a second call finds it done.

    Everything happens in one transaction, so a worker killed half-way leaves the box
    closed and nothing declared.
    """
    motion = locked_motion(session().get_one(Ballot, ballot_id).motion_id)
    wanted = select(Declaration).where(Declaration.ballot_id == ballot_id)
    done = session().scalars(wanted).one_or_none()
    if done is not None:
        return done
    refuse_if(_refusals(motion, ballot_id))
    ballot = session().get_one(Ballot, ballot_id)
    papers = _empty_box(ballot) if motion.is_secret else named_papers(ballot_id)
    made = declarations.declare(_facts(motion, ballot, papers))
    declared = Declaration(
        ballot_id=ballot.id,
        is_carried=made.outcome.carried,
        document=made.text,
        digest=made.digest,
        declared_at=clock.now(),
    )
    session().add(declared)
    take_step(motion, State.DECLARED)
    said = {"number": motion.number, "digest": made.digest}
    audit.record(acts.DECLARED, motion.id, hand=Hand.system(), **said)
    _follow(motion, ballot, declared)
    return declared


def _refusals(motion: Motion, ballot_id: UUID) -> list[Refusal]:
    if motion.state != State.CLOSED:
        return [Refusal("GOV-25", N_("Voting has not closed, so nothing can be counted."))]
    return refusals_to_close_count(State.CLOSED, account(ballot_id))


def _empty_box(ballot: Ballot) -> list[Paper]:
    """Open the box in memory; leave one sorted list, and neither papers nor key behind."""
    if ballot.box_public_key is None or ballot.box_sealed_key is None:
        raise Refused(Refusal("GOV-25", N_("This ballot has no box to open.")))
    inside = SealedPaper.ballot_id == ballot.id
    sealed = session().scalars(select(SealedPaper.sealed).where(inside)).all()
    found = box.Box(ballot.box_public_key, ballot.box_sealed_key)
    lines = box.open_box(found, keys.derive(BOX_SECRET), sealed)
    session().add(CountedBox(ballot_id=ballot.id, papers="\n".join(lines).encode()))
    session().execute(delete(SealedPaper).where(inside))
    ballot.box_sealed_key = None
    session().flush()
    promise("governance.scour", str(ballot.id))
    return [paper_of(line) for line in lines]


def paper_of(line: str) -> Paper:
    """Read one line out of the box: the choice, and the college if any."""
    choice, _, college = line.partition(" ")
    return Paper(Choice(choice), college)


def _facts(motion: Motion, ballot: Ballot, papers: list[Paper]) -> Facts:
    if ballot.rules_id is None:
        raise Refused(Refusal("GOV-25", N_("No rules were pinned when voting opened.")))
    rolls = roll_of(ballot.id)
    names = colleges_of(ballot.id)
    return Facts(
        cooperative=the_cooperative().name,
        question=_question(motion),
        times=Times(ballot.opens_at, ballot.closes_at, clock.now()),
        rules=rules_pinned(ballot.rules_id),
        roll=sum(rolls.values()),
        doors=doors_of(ballot.id),
        account=account(ballot.id),
        papers=papers,
        colleges=[Electorate(code, name, rolls[code]) for code, name in names.items()],
        log_head=_log_head(),
    )


def _question(motion: Motion) -> Question:
    return Question(
        motion.number,
        motion.title,
        motion.text,
        Kind(motion.kind),
        is_secret=motion.is_secret,
        is_by_class=motion.is_by_class,
    )


def _log_head() -> Mapping[str, str | int]:
    signed = audit.head()
    kept: dict[str, str | int] = {"signature": signed.signature}
    for name, value in signed.facts.items():
        kept[name] = value if isinstance(value, int) else str(value)
    return kept


def _follow(motion: Motion, ballot: Ballot, declared: Declaration) -> None:
    """Do what follows of itself: letters of the result, and rules that were carried."""
    promise("governance.result_letters", str(ballot.id))
    if (
        not declared.is_carried
        or motion.purpose != Purpose.RULE_CHANGE
        or not motion.new_rules_text
    ):
        return
    if ballot.rules_id and _needs_second_vote(motion, ballot.rules_id):
        return
    adopt_rules(motion.new_rules_text, from_on=today(), hand=Hand.system(), motion_id=motion.id)


def _needs_second_vote(motion: Motion, rules_id: UUID) -> bool:
    """Say whether the rules ask for a second vote that confirms this one (GOV-24)."""
    return rules_pinned(rules_id).majority(Kind(motion.kind)).confirmation is not None

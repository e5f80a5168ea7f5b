"""Open a ballot: the roll is fixed, the rules are pinned, and the box gets its key."""

from uuid import UUID

from sqlalchemy import select

from coop.core import audit, clock
from coop.core.audit import Hand
from coop.core.credentials import keys
from coop.core.db import session
from coop.core.errors import Refusal, refuse_if
from coop.core.jobs import promise
from coop.membership.queries import MemberRow, classes, today, voters_on
from coop.membership.rules import Hearing as HearingGiven
from governance import acts, box
from governance.deeds.steps import ballot_of, locked_motion, take_step
from governance.models.ballots import Ballot, RollEntry
from governance.models.motions import Hearing, Motion
from governance.reading.postal import ballot_plan, local_day, served
from governance.reading.rules import Adoption, adoption_in_force
from governance.rules.ballots import Hours, refusals_to_open
from governance.rules.colleges import merged
from governance.rules.nouns import RuleSet
from governance.rules.post import left_out
from governance.rules.purposes import refusals_to_ballot
from governance.rules.states import State

BOX_SECRET = "ballot boxes"  # noqa: S105 - the purpose of a key, not the key


def open_ballot(motion_id: UUID, *, hand: Hand, because: str = "") -> Ballot:
    """Open voting (GOV-1, GOV-10, GOV-18, GOV-21); a reason answers slow post only.

    Whoever joins after this has not heard the debate and has no vote; whoever moves
    class or leaves the establishment keeps the vote they had.
    """
    motion = locked_motion(motion_id)
    ballot = ballot_of(motion)
    reason = because.strip() or ballot.left_out_because
    adoption, voters = adoption_in_force(today()), voters_on(today())
    slow = _left_out(ballot, adoption.rules)
    refuse_if(_refusals(motion, ballot, adoption.rules, slow, reason, len(voters)))
    _fix_roll(motion, ballot, voters, adoption.rules)
    _furnish(motion, ballot, adoption)
    if slow:
        ballot.left_out_because = reason
        audit.record(acts.LEFT_OUT, motion.id, hand=hand, number=motion.number)
    take_step(motion, State.OPEN, because=reason if slow else "")
    promise("governance.close", str(ballot.id), due=ballot.closes_at)
    counts = {"roll": len(voters), "rules_version": adoption.version}
    audit.record(acts.OPENED, motion.id, hand=hand, number=motion.number, **counts)
    return ballot


def colleges_on(voters: tuple[MemberRow, ...], smallest: int) -> dict[UUID, str]:
    """Give each class its college, small ones merged; empty names when all are in one."""
    codes = {each.id: each.code for each in classes()}
    rolls: dict[str, int] = {}
    for voter in voters:
        code = codes[voter.class_id]
        rolls[code] = rolls.get(code, 0) + 1
    groups = merged(rolls, smallest)
    if len(groups) < 2:  # noqa: PLR2004 - one college alone is the whole roll
        return dict.fromkeys(codes, "")
    of_code = {code: "+".join(group) for group in groups for code in group}
    return {class_id: of_code.get(code, "") for class_id, code in codes.items()}


def _left_out(ballot: Ballot, rules: RuleSet) -> list[Refusal]:
    posted = served(ballot, rules).posted
    return left_out(ballot_plan(ballot, rules), today(), posted=posted) if posted else []


def _refusals(
    motion: Motion, ballot: Ballot, rules: RuleSet, slow: list[Refusal], reason: str, roll: int
) -> list[Refusal]:
    notice = served(ballot, rules)
    offered = session().scalar(select(Hearing.id).where(Hearing.motion_id == motion.id))
    hearing = HearingGiven(max(notice.days, default=None), offered=offered is not None)
    opens_on = local_day(ballot.opens_at)
    return [
        *refusals_to_open(
            State(motion.state),
            served=notice.days,
            unserved=notice.waiting,
            left_out=slow,
            reason=reason,
            hours=Hours(ballot.opens_at, ballot.closes_at),
            roll=roll,
            now=clock.now(),
            today=today(),
            rules=rules,
        ),
        *refusals_to_ballot(rules, purpose=motion.purpose, hearing=hearing, opens_on=opens_on),
    ]


def _fix_roll(
    motion: Motion, ballot: Ballot, voters: tuple[MemberRow, ...], rules: RuleSet
) -> None:
    colleges = colleges_on(voters, rules.smallest_college) if motion.is_by_class else {}
    session().add_all(
        RollEntry(
            ballot_id=ballot.id,
            member_id=voter.id,
            class_id=voter.class_id,
            college=colleges.get(voter.class_id, ""),
        )
        for voter in voters
    )


def _furnish(motion: Motion, ballot: Ballot, adoption: Adoption) -> None:
    """Pin the rules and, for a secret ballot, make the box and its key."""
    ballot.rules_id = adoption.id
    if motion.is_secret:
        made = box.new_box(keys.derive(BOX_SECRET))
        ballot.box_public_key, ballot.box_sealed_key = made.public, made.wrapped
    session().flush()

"""Deeds on a proposed motion: second it, speak on it, withdraw it, let it lapse."""

from uuid import UUID

from sqlalchemy import select

from coop.core import audit, clock
from coop.core.audit import Hand
from coop.core.db import session
from coop.core.errors import refuse_if
from coop.membership.queries import classes, is_member_on, member, today
from governance import acts
from governance.deeds.steps import acting_member, locked_motion, shared_motion, take_step
from governance.models.motions import Contribution, Motion, Seconder
from governance.reading.motions import proposed_on
from governance.reading.rules import rules_in_force
from governance.rules.life import refusals_to_speak
from governance.rules.motions import (
    refusals_to_lapse,
    refusals_to_second,
    refusals_to_withdraw,
    seconds_missing,
)
from governance.rules.notice import lapses_on
from governance.rules.states import State


def second_motion(motion_id: UUID, *, hand: Hand) -> Motion:
    """Second a motion; with enough seconders it is ready for a vote (GOV-13)."""
    member_id = acting_member(hand)
    motion = locked_motion(motion_id)
    before = {row.member_id: row.class_id for row in _seconders(motion.id)}
    refuse_if(
        refusals_to_second(
            State(motion.state),
            member_id,
            mover=motion.mover_id,
            seconders=before.keys(),
            seconder_may_vote=is_member_on(member_id, today()),
        )
    )
    class_id = member(member_id, today()).class_id
    session().add(
        Seconder(motion_id=motion.id, member_id=member_id, class_id=class_id, at=clock.now())
    )
    session().flush()
    audit.record(acts.SECONDED, motion.id, hand=hand, number=motion.number)
    _move_on_if_supported(motion, (*before.values(), class_id))
    return motion


def contribute(motion_id: UUID, text: str, *, hand: Hand) -> Contribution:
    """Speak on a motion, by whichever door."""
    member_id = acting_member(hand)
    motion = shared_motion(motion_id)
    refuse_if(refusals_to_speak(State(motion.state), text))
    said = Contribution(
        motion_id=motion.id,
        member_id=member_id,
        text=text.strip(),
        channel=hand.via,
        keyed_by=hand.keyed_by,
        at=clock.now(),
    )
    session().add(said)
    session().flush()
    audit.record(acts.CONTRIBUTED, motion.id, hand=hand, number=motion.number)
    return said


def withdraw_motion(motion_id: UUID, because: str, *, hand: Hand) -> Motion:
    """Take a motion back, before voting opens; only its mover may (GOV-15)."""
    motion = locked_motion(motion_id)
    refuse_if(refusals_to_withdraw(State(motion.state), is_mover=motion.mover_id == hand.by))
    take_step(motion, State.WITHDRAWN, because=because)
    audit.record(acts.WITHDRAWN, motion.id, hand=hand, number=motion.number)
    return motion


def lapse_motion(motion_id: UUID) -> Motion:
    """Let a motion lapse that too few seconded in time; leave any other alone (GOV-16)."""
    motion = locked_motion(motion_id)
    proposed = proposed_on(motion.id)
    if proposed is None:
        return motion
    lapses = lapses_on(proposed, rules_in_force(proposed))
    if not refusals_to_lapse(State(motion.state), lapses=lapses, today=today()):
        take_step(motion, State.LAPSED)
        audit.record(acts.LAPSED, motion.id, hand=Hand.system(), number=motion.number)
    return motion


def _seconders(motion_id: UUID) -> list[Seconder]:
    return list(session().scalars(select(Seconder).where(Seconder.motion_id == motion_id)))


def _move_on_if_supported(motion: Motion, seconded_by: tuple[UUID, ...]) -> None:
    codes = {each.id: each.code for each in classes()}
    missing = seconds_missing([codes[one] for one in seconded_by], rules_in_force(today()))
    if missing.enough:
        take_step(motion, State.SECONDED)
        audit.record(acts.SUPPORTED, motion.id, hand=Hand.system(), number=motion.number)

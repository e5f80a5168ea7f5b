"""Certificates that somebody saw, and trainees beside mentors."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from coop.core import clock
from coop.core.audit import Hand
from coop.core.db import session
from coop.core.errors import N_, NotFound, refuse_if
from coop.membership.queries import today
from coop.rostering import acts
from coop.rostering.deeds.people_facts import hold_member, said
from coop.rostering.models.people import HeldCertificate, MentorPair
from coop.rostering.models.work import Skill
from coop.rostering.rules.people import Hold, refusals_of_certificate, refusals_of_pair


def see_certificate(
    member_id: UUID, skill_id: UUID, *, hold: Hold, seen_by: UUID, hand: Hand
) -> UUID:
    """Write that a member showed a certificate, good up to and on its last day (ROS-75)."""
    hold_member(member_id)
    skill = session().get(Skill, skill_id)
    if skill is None:
        raise NotFound(N_("skill"))
    closed = skill.closed_on is not None
    refuse_if(refusals_of_certificate(hold, today(), is_closed=closed))
    row = HeldCertificate(
        member_id=member_id,
        skill_id=skill_id,
        since=hold.since,
        until=hold.until,
        seen_by=seen_by,
        recorded_at=clock.now(),
        withdrawn_at=None,
    )
    session().add(row)
    until = hold.until.isoformat() if hold.until else ""
    said(acts.CERTIFICATE_SEEN, member_id, hand, until=until)
    return row.id


def take_back_certificate(member_id: UUID, certificate_id: UUID, *, hand: Hand) -> None:
    """Take a certificate back that is no longer good, or was written by mistake."""
    hold_member(member_id)
    row = session().get(HeldCertificate, certificate_id)
    if row is None or row.member_id != member_id or row.withdrawn_at is not None:
        raise NotFound(N_("certificate"))
    row.withdrawn_at = clock.now()
    said(acts.CERTIFICATE_TAKEN_BACK, member_id, hand)


def pair_with_mentor(trainee_id: UUID, mentor_id: UUID, *, until: date | None, hand: Hand) -> UUID:
    """Let a trainee work beside a mentor where that can be, up to and on a day (ROS-77)."""
    for member_id in sorted((trainee_id, mentor_id)):
        hold_member(member_id)
    asked = select(MentorPair.until).where(
        MentorPair.trainee_id == trainee_id, MentorPair.mentor_id == mentor_id
    )
    paired = any(last is None or last >= today() for last in session().scalars(asked))
    refuse_if(refusals_of_pair(trainee_id, mentor_id, is_paired=paired, until=until, today=today()))
    row = MentorPair(
        mentor_id=mentor_id, trainee_id=trainee_id, until=until, recorded_at=clock.now()
    )
    session().add(row)
    said(acts.PAIRED, trainee_id, hand)
    return row.id


def end_pair(pair_id: UUID, *, last_on: date, hand: Hand) -> None:
    """End a pair of mentor and trainee; the day is the last on which it holds."""
    row = session().get(MentorPair, pair_id)
    if row is None or (row.until is not None and row.until <= last_on):
        raise NotFound(N_("pair"))
    row.until = last_on
    said(acts.PAIR_ENDED, row.trainee_id, hand)

"""Deeds of the post: prepare letters, send them, take back what returns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from sqlalchemy import func, select

from coop.core import audit, clock
from coop.core.audit import Hand
from coop.core.db import session
from coop.core.errors import N_, NotFound, Refusal, Refused, refuse_if
from coop.membership.queries import today
from coop.post import acts, rules
from coop.post.models import Dispatch, Letter, LetterReturn, MailRun

OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Recipient:
    """A member to be written to: where the letter goes, and through which establishment."""

    member_id: UUID
    address: str
    establishment_id: UUID | None


def prepare_runs(
    kind: str, subject_id: UUID, recipients: Sequence[Recipient], *, hand: Hand
) -> list[MailRun]:
    """Make one mail run an establishment (and one for outside) with a coded letter each.

    Members who have a letter of this kind and subject already are passed over, so
    that preparing again only adds those who are new.
    """
    written = _already_written(kind, subject_id)
    fresh = [person for person in recipients if person.member_id not in written]
    by_place = sorted(fresh, key=_place)
    return [
        _prepare_run(kind, subject_id, list(people), hand=hand)
        for _, people in groupby(by_place, key=_place)
    ]


def record_dispatch(run_id: UUID, sent_on: date, way: str, *, hand: Hand) -> Dispatch:
    """Record that a mail run left; the notice clock starts on that day (GOV, notice)."""
    run = session().get(MailRun, run_id)
    if run is None:
        raise NotFound(N_("this mail run"))
    sent = session().scalar(select(Dispatch).where(Dispatch.run_id == run_id))
    refuse_if(rules.refusals_to_dispatch(sent_on, today(), already=sent is not None))
    keyer = hand.keyed_by or hand.by
    if keyer is None:
        raise Refused(Refusal("POST-3", N_("A person must record that letters were sent.")))
    dispatch = Dispatch(
        run_id=run_id, sent_on=sent_on, way=way, recorded_by=keyer, recorded_at=clock.now()
    )
    session().add(dispatch)
    audit.record(acts.DISPATCHED, run_id, hand=hand, sent_on=sent_on.isoformat(), way=way)
    return dispatch


def record_return(letter_id: UUID, outcome: str, received_on: date, *, hand: Hand) -> LetterReturn:
    """Record once what became of a letter (POST-4)."""
    gone = session().scalar(select(LetterReturn).where(LetterReturn.letter_id == letter_id))
    if gone is not None:
        raise Refused(rules.already_back(gone.outcome))
    keyer = hand.keyed_by or hand.by
    if keyer is None:
        raise Refused(Refusal("POST-4", N_("A person must record what came back.")))
    back = LetterReturn(
        letter_id=letter_id,
        outcome=outcome,
        received_on=received_on,
        recorded_by=keyer,
        recorded_at=clock.now(),
    )
    session().add(back)
    session().flush()
    audit.record(acts.LETTER_BACK, letter_id, hand=hand, outcome=outcome)
    return back


def replace_letter(letter_id: UUID, *, hand: Hand) -> Letter:
    """Issue a new letter with a new code in place of a lost or spoiled one.

    The old code is recorded as unused, so that only one of the two can come back.
    """
    old = session().get(Letter, letter_id)
    if old is None:
        raise NotFound(N_("this letter"))
    record_return(old.id, "unused", today(), hand=hand)
    run = session().get_one(MailRun, old.run_id)
    fresh = _new_run(run.kind, run.subject_id, run.establishment_id)
    letter = Letter(
        run_id=fresh.id,
        member_id=old.member_id,
        code=rules.new_code(),
        address=old.address,
        replaces_id=old.id,
    )
    session().add(letter)
    session().flush()
    audit.record(acts.LETTER_REPLACED, fresh.id, hand=hand)
    return letter


def _prepare_run(
    kind: str, subject_id: UUID, people: Sequence[Recipient], *, hand: Hand
) -> MailRun:
    run = _new_run(kind, subject_id, people[0].establishment_id)
    session().add_all(
        Letter(
            run_id=run.id,
            member_id=person.member_id,
            code=rules.new_code(),
            address=person.address,
        )
        for person in people
    )
    session().flush()
    audit.record(acts.RUN_PREPARED, run.id, hand=hand, letters=len(people))
    return run


def _new_run(kind: str, subject_id: UUID, establishment_id: UUID | None) -> MailRun:
    place = _part(establishment_id)
    earlier = select(func.count(MailRun.id)).where(
        MailRun.kind == kind,
        MailRun.subject_id == subject_id,
        MailRun.establishment_id.is_(None)
        if establishment_id is None
        else MailRun.establishment_id == establishment_id,
    )
    count = session().scalar(earlier) or 0
    run = MailRun(
        kind=kind,
        subject_id=subject_id,
        part=place if count == 0 else f"{place}+{count + 1}",
        establishment_id=establishment_id,
        prepared_at=clock.now(),
    )
    session().add(run)
    session().flush()
    return run


def _already_written(kind: str, subject_id: UUID) -> frozenset[UUID]:
    written = (
        select(Letter.member_id)
        .join(MailRun, MailRun.id == Letter.run_id)
        .where(MailRun.kind == kind, MailRun.subject_id == subject_id)
    )
    return frozenset(session().scalars(written))


def _place(person: Recipient) -> str:
    return _part(person.establishment_id)


def _part(establishment_id: UUID | None) -> str:
    return OUTSIDE if establishment_id is None else str(establishment_id)

"""Adopt a pay scheme from a day on, by a motion that the members carried (PAY-2, PAY-17)."""

from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256
from uuid import UUID

from sqlalchemy import func, select

from coop.core import audit, canonical, clock
from coop.core.audit import Hand
from coop.core.db import new_id, session
from coop.core.errors import N_, Refusal, Refused, refuse_if
from coop.membership.actions import take_turns
from coop.membership.queries import the_cooperative
from payroll import acts
from payroll.deeds.own import member_of
from payroll.models.schemes import SchemeAdopted
from payroll.rules.schemes.adopted import rate_facts, refusals_of_adoption
from payroll.rules.schemes.scheme import RateRow, Scheme
from payroll.rules.schemes.scheme_file import WrongScheme, read_scheme
from payroll.told import refusals_of_motion


def adopt_scheme(
    *,
    text: str,
    switches: Mapping[str, str],
    rates: Sequence[RateRow],
    from_on: date,
    motion_number: str,
    hand: Hand,
) -> UUID:
    """Adopt a scheme whole: its file, every switch, the members’ rates; never edited after.

    The log keeps that a scheme was adopted, and its digest; never which one.
    """
    take_turns()
    scheme = readable_scheme(text)
    refuse_if(
        [
            *refusals_of_adoption(scheme, switches, rates, currency=the_cooperative().currency),
            *refusals_of_motion(motion_number),
            *_taken(scheme, from_on),
        ]
    )
    kept = {"switches": dict(switches), "rates": [rate_facts(one) for one in rates]}
    row = _row(scheme, canonical.canonical(kept), from_on, motion_number.strip(), hand)
    session().add(row)
    session().flush()
    audit.record(
        acts.SCHEME_ADOPTED, row.id, hand=hand, digest=row.digest,
        from_on=from_on.isoformat(), motion=row.motion_number,
    )  # fmt: skip
    return row.id


def readable_scheme(text: str) -> Scheme:
    """Read a scheme’s text, or refuse it with everything that is wrong in it (PAY-1)."""
    try:
        return read_scheme(text)
    except WrongScheme as wrong:
        said = N_("The scheme cannot be used: %(fault)s.")
        raise Refused(*(Refusal("PAY-1", said, {"fault": one}) for one in wrong.faults)) from wrong


def digest_of(text: str, settings: str) -> str:
    """Give the SHA-256 of a scheme’s file and all that the members chose with it."""
    return sha256(f"{text}\n{settings}".encode()).hexdigest()


def _row(
    scheme: Scheme, settings: str, from_on: date, motion_number: str, hand: Hand
) -> SchemeAdopted:
    return SchemeAdopted(
        id=new_id(),
        code=scheme.code,
        title=scheme.title,
        version=_next_version(scheme),
        text=scheme.text,
        digest=digest_of(scheme.text, settings),
        settings=settings,
        from_on=from_on,
        motion_number=motion_number,
        adopted_at=clock.now(),
        adopted_by=member_of(hand),
    )


def _next_version(scheme: Scheme) -> int:
    asked = select(func.max(SchemeAdopted.version)).where(SchemeAdopted.code == scheme.code)
    return max((session().scalar(asked) or 0) + 1, scheme.version)


def _taken(scheme: Scheme, from_on: date) -> list[Refusal]:
    asked = select(SchemeAdopted.id).where(
        SchemeAdopted.code == scheme.code, SchemeAdopted.from_on == from_on
    )
    if session().scalar(asked) is None:
        return []
    return [
        Refusal(
            "PAY-19",
            N_("A version of this scheme begins on %(day)s already."),
            {"day": from_on.isoformat()},
            N_("Adopted versions are never changed: choose another day."),
        )
    ]

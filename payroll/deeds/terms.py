"""Say under which terms a member is paid, and how their money reaches them; dated, never edited.

Neither the log nor any address says which scheme it is or which way the money goes: both
would tell where somebody lives.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from coop.core import audit, canonical, clock
from coop.core.audit import Channel, Hand
from coop.core.db import session
from coop.core.errors import Refusal, refuse_if
from coop.membership.actions import hold_member
from payroll import acts
from payroll.deeds.writers import writer_of
from payroll.models.schemes import PayTerms, PayWay
from payroll.reading.schemes import scheme_on
from payroll.reading.terms import is_adopted
from payroll.rules.nouns import PayFacts, Period
from payroll.rules.runs.terms import (
    PaidBy,
    Terms,
    Way,
    plain_account,
    refusals_of_terms,
    refusals_of_way,
)
from payroll.rules.schemes.given import read_given

TICK = timedelta(microseconds=1)


def set_pay_terms(member_id: UUID, terms: Terms, *, from_on: date, hand: Hand) -> None:
    """Set the terms of a member’s pay from a day on (PAY-39); an empty scheme: not paid.

    A day that has passed makes back pay: runs that were issued over it can be corrected.
    """
    hold_member(member_id)
    adopted = terms.is_paid and is_adopted(terms.scheme, from_on)
    refuse_if(refusals_of_terms(terms, is_adopted=adopted) or _of_figures(terms, from_on))
    row = PayTerms(
        member_id=member_id,
        from_on=from_on,
        scheme=terms.scheme,
        grade=terms.grade.strip(),
        employer=terms.employer,
        calendar=terms.calendar,
        settings=canonical.canonical(dict(terms.settings)),
        recorded_at=_moment(PayTerms, member_id, from_on),
        recorded_by=writer_of(hand),
    )
    session().add(row)
    session().flush()
    audit.record(acts.TERMS_SET, member_id, hand=hand, from_on=from_on.isoformat())


def set_pay_way(member_id: UUID, way: PaidBy, *, from_on: date, hand: Hand) -> None:
    """Say how a member’s money reaches them from a day on (PAY-40)."""
    hold_member(member_id)
    wanted = _plain(way)
    refuse_if(refusals_of_way(wanted))
    row = PayWay(
        member_id=member_id,
        from_on=from_on,
        way=wanted.way,
        iban=wanted.iban,
        bic=wanted.bic,
        holder=wanted.holder,
        channel=Channel.PAPER if hand.keyed_by else hand.via,
        recorded_at=_moment(PayWay, member_id, from_on),
        recorded_by=writer_of(hand),
    )
    session().add(row)
    session().flush()
    audit.record(acts.WAY_SET, member_id, hand=hand, from_on=from_on.isoformat())


def _of_figures(terms: Terms, day: date) -> list[Refusal]:
    """Let the scheme read the figures that stay the same."""
    if not terms.is_paid:
        return []
    facts = PayFacts(Period("", day, day), day, day, inputs=terms.settings)
    found = read_given(scheme_on(terms.scheme, day).scheme, facts)
    return found if isinstance(found, list) else []


def _plain(way: PaidBy) -> PaidBy:
    """Keep an account number as banks do; keep none where there is no bank."""
    if way.way is not Way.BANK:
        return PaidBy(way.way)
    account, bank = plain_account(way.iban), plain_account(way.bic)
    return replace(way, iban=account, bic=bank, holder=way.holder.strip())


def _moment(table: type[PayTerms | PayWay], member_id: UUID, from_on: date) -> datetime:
    """Give this moment, or one after the last row of that day: the later row must count."""
    asked = (
        select(table.recorded_at)
        .where(table.member_id == member_id, table.from_on == from_on)
        .order_by(table.recorded_at.desc())
    )
    last, now = session().scalars(asked.limit(1)).first(), clock.now()
    return now if last is None or last < now else last + TICK

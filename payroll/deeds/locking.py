"""Lock the books up to a day, for good."""

from datetime import date
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from coop.core import audit, clock
from coop.core.audit import Hand
from coop.core.db import session
from coop.core.errors import N_, Refusal, Refused, refuse_if
from coop.membership.queries import today
from payroll import acts
from payroll.models.books import BooksLocked
from payroll.reading.entries import locked_until
from payroll.rules.books.locks import refusals_to_lock


def writer_of(hand: Hand) -> UUID:
    """Give the person who writes in the books: the clerk for paper, else whose deed it is."""
    writer = hand.keyed_by or hand.by
    if writer is None:
        raise Refused(Refusal("PAY-86", N_("A person must do this.")))
    return writer


def lock_books(until: date, because: str, *, hand: Hand) -> UUID:
    """Lock the books up to and on a day that is over; no later deed opens it again (PAY-82)."""
    refuse_if(refusals_to_lock(until, because, locked_until=locked_until(), today=today()))
    row = BooksLocked(
        until_on=until, because=because.strip(), locked_at=clock.now(), locked_by=writer_of(hand)
    )
    session().add(row)
    try:
        session().flush()
    except IntegrityError as twice:
        raise Refused(Refusal("PAY-82", N_("A colleague has just locked this day."))) from twice
    audit.record(acts.BOOKS_LOCKED, row.id, hand=hand, until=until.isoformat())
    return row.id

"""Close a period of hours for pay, and say what was still open."""

from datetime import date

from sqlalchemy.exc import IntegrityError

from coop.core import audit, clock
from coop.core.audit import Hand
from coop.core.db import session
from coop.core.errors import N_, Refusal, Refused, refuse_if
from coop.membership.queries import today
from coop.rostering import acts
from coop.rostering.deeds.hours_book import open_book, writer_of
from coop.rostering.models.attendance import HoursClosed
from coop.rostering.reading.hours_approved import closed_until, earliest_approved
from coop.rostering.reading.hours_open import open_of
from coop.rostering.rules.approving import Closing, refusals_to_close


def close_period(first: date, last: date, because: str, *, hand: Hand) -> int:
    """Close a period; give how many records it leaves open (ROS-87, ROS-88).

    What is approved afterwards falls in the first period that is open then (ROS-89).
    """
    open_book(shared=False)
    left = open_of(first, last).total
    until = closed_until()
    refuse_if(
        [
            *refusals_to_close(
                Closing(first, last, left, because), closed_until=until, today=today()
            ),
            *_of_earlier(first, until),
        ]
    )
    row = HoursClosed(
        first_on=first,
        last_on=last,
        closed_at=clock.now(),
        closed_by=writer_of(hand),
        left_open=left,
        because=because.strip(),
    )
    session().add(row)
    _flush()
    said = {"first": first.isoformat(), "last": last.isoformat()}
    audit.record(acts.PERIOD_CLOSED, row.id, hand=hand, left_open=left, **said)
    return left


def _of_earlier(first: date, until: date | None) -> list[Refusal]:
    """Refuse a first period that would leave approved hours before it for ever (ROS-88)."""
    earliest = earliest_approved()
    if until is not None or earliest is None or first <= earliest:
        return []
    return [Refusal("ROS-88", N_("There are approved hours before the first day."))]


def _flush() -> None:
    try:
        session().flush()
    except IntegrityError as twice:
        raise Refused(Refusal("ROS-88", N_("This period is closed already."))) from twice

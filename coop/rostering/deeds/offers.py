"""Offer to take an open shift, and give it away in a fair order (ROS-23, ROS-105)."""

from uuid import UUID

from sqlalchemy import select

from coop.core import audit, clock, jobs
from coop.core.audit import Hand
from coop.core.db import session
from coop.core.errors import N_, Refusal, Refused
from coop.rostering import acts
from coop.rostering.deeds.hands import member_of
from coop.rostering.deeds.publishing import change_published
from coop.rostering.deeds.replies import write_reply
from coop.rostering.deeds.swap_steps import locked_cover
from coop.rostering.models.rosters import ShiftOffer
from coop.rostering.reading.candidates import who_fits
from coop.rostering.reading.cover import Cover
from coop.rostering.reading.openings import Opening, offers_in_order, opening, settles_at
from coop.rostering.reading.shifts import shift as shift_view
from coop.rostering.rules.exchange import Answer
from coop.rostering.rules.reasons import NEUTRAL

FILLED = "An open shift was given."
FULL = Refusal(
    "ROS-105",
    N_("This shift needs nobody any more."),
    todo=N_("Look at the other open shifts."),
)
BEHIND = Refusal(
    "ROS-23",
    N_("Somebody else who offered comes first."),
    todo=N_("Give the shift to the first in the order."),
)


def offer_for(shift_id: UUID, *, hand: Hand) -> None:
    """Offer to take an open shift; offering again changes nothing."""
    member_id = member_of(hand)
    cover = locked_cover(shift_id)
    _open(shift_id, cover)
    if member_id not in who_fits(cover, shift_id):
        raise Refused(NEUTRAL)
    row = _offer(shift_id, member_id)
    if row is None:
        row = ShiftOffer(shift_id=shift_id, member_id=member_id)
        session().add(row)
    row.state, row.offered_at, row.settled_at = "open", clock.now(), None
    session().flush()
    audit.record(acts.SHIFT_OFFERED_FOR, shift_id, hand=hand)
    settles = settles_at(shift_view(shift_id).starts_at)
    if settles > clock.now():
        jobs.promise("rostering.settle_offers", str(row.id), due=settles, shift=str(shift_id))


def withdraw_offer(shift_id: UUID, *, hand: Hand) -> None:
    """Take one’s offer back; one that was settled already is left as it is."""
    row = _offer(shift_id, member_of(hand))
    if row is None or row.state != "open":
        return
    row.state, row.settled_at = "withdrawn", clock.now()
    session().flush()
    audit.record(acts.OFFER_WITHDRAWN, shift_id, hand=hand)


def give_shift(shift_id: UUID, member_id: UUID, *, hand: Hand) -> None:
    """Give an open shift to somebody who fits: whoever offered comes first, in order."""
    cover = locked_cover(shift_id)
    found = _open(shift_id, cover)
    fitting = who_fits(cover, shift_id)
    order = offers_in_order(shift_id, cover, fitting)
    if order and member_id != order[0]:
        raise Refused(BEHIND)
    if member_id not in fitting:
        raise Refused(NEUTRAL)
    _give(found, member_id, cover, hand=hand)


def settle_offers(shift_id: UUID, *, hand: Hand) -> int:
    """Give a shift to those who offered, in order, while it lacks people; give how many."""
    given = 0
    while True:
        cover = locked_cover(shift_id)
        found = opening(shift_id, cover)
        order = offers_in_order(shift_id, cover, who_fits(cover, shift_id)) if found else []
        if found is None or not order:
            return given
        _give(found, order[0], cover, hand=hand)
        given += 1


def _give(found: Opening, member_id: UUID, cover: Cover, *, hand: Hand) -> None:
    """Put somebody in; whoever said that they cannot come gives up the place for it."""
    shift_id = found.shift.id
    taken = [(shift_id, one) for one in cover.absent_in(shift_id)[:1]]
    change_published(cover.roster.id, [(shift_id, member_id)], taken, FILLED, hand=hand)
    write_reply(shift_id, member_id, Answer.ACCEPTED)
    row = _offer(shift_id, member_id)
    if row is not None and row.state == "open":
        row.state, row.settled_at = "taken", clock.now()
        session().flush()
    audit.record(acts.SHIFT_GIVEN, shift_id, hand=hand, offers=found.offers, seed=found.seed)
    if found.missing == 1:
        _decline_others(shift_id)


def _decline_others(shift_id: UUID) -> None:
    asked = select(ShiftOffer).where(ShiftOffer.shift_id == shift_id, ShiftOffer.state == "open")
    for row in session().scalars(asked).all():
        row.state, row.settled_at = "declined", clock.now()
    session().flush()


def _open(shift_id: UUID, cover: Cover) -> Opening:
    found = opening(shift_id, cover)
    if found is None:
        raise Refused(FULL)
    return found


def _offer(shift_id: UUID, member_id: UUID) -> ShiftOffer | None:
    asked = select(ShiftOffer).where(
        ShiftOffer.shift_id == shift_id, ShiftOffer.member_id == member_id
    )
    return session().scalars(asked).one_or_none()

"""What every deed on a swap shares: the locks in their order, the checks, and making it."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from coop.core import audit, clock
from coop.core.audit import Act, Hand
from coop.core.db import session
from coop.core.errors import N_, NotFound, Refused, refuse_if
from coop.rostering import acts
from coop.rostering.deeds.publishing import change_published
from coop.rostering.deeds.replies import write_reply
from coop.rostering.deeds.roster_steps import locked_roster
from coop.rostering.models.rosters import SwapRequest
from coop.rostering.models.work import ShiftRow
from coop.rostering.reading.candidates import holds
from coop.rostering.reading.cover import Cover, cover_on
from coop.rostering.reading.published import published_places
from coop.rostering.reading.rosters import roster_on
from coop.rostering.reading.shifts import shift as shift_view
from coop.rostering.rules.exchange import (
    GONE,
    LIVE,
    Answer,
    Exchange,
    Step,
    not_asked,
    not_theirs,
    refusals_to_ask,
    refusals_to_take_part,
)
from coop.rostering.rules.notice import is_short_notice
from coop.rostering.rules.reasons import NEUTRAL

REPLACED = "A member came in for another."
SWAPPED = "Two members swapped shifts."


def locked_cover(shift_id: UUID) -> Cover:
    """Lock the roster of a shift, and give what was published and who is expected."""
    day = shift_view(shift_id).day
    roster = roster_on(day)
    if roster is not None:
        locked_roster(roster.id)
    cover = cover_on(day)
    if cover is None:
        raise Refused(not_theirs("ROS-101"))
    return cover


def live(swap_id: UUID, *wanted: Step) -> tuple[SwapRequest, Cover]:
    """Lock the roster first, then the request: every deed does it in this order.

    So two swaps at once for one shift wait for each other, and the second sees the first.
    """
    found = session().get(SwapRequest, swap_id)
    if found is None:
        raise NotFound(N_("request"))
    cover = locked_cover(found.shift_id)
    row = _locked(swap_id)
    step = Step(row.state)
    asked = step if step in wanted else wanted[0]
    begun = begins(row) <= clock.now()
    refuse_if(refusals_to_take_part(step, wanted=asked, has_begun=begun))
    return row, cover


def check(cover: Cover, exchange: Exchange) -> None:
    """Refuse what is gone or has begun, and say of what does not fit only that."""
    told = {(each.shift, each.person) for each in cover.told}
    begun = {one.id for one in cover.facts.shifts if one.span.start <= clock.now()}
    if not told.issuperset(exchange.taken) or begun & {exchange.shift, exchange.back}:
        raise Refused(GONE)
    if exchange.member == exchange.colleague or not holds(cover, exchange):
        raise Refused(NEUTRAL)


def is_near(exchange: Exchange, cover: Cover) -> bool:
    """Say whether a shift in the exchange begins so soon that a co-ordinator must agree."""
    touched = {exchange.shift, exchange.back}
    shifts = (each for each in cover.facts.shifts if each.id in touched)
    return any(is_short_notice(shift, clock.now(), cover.facts) for shift in shifts)


def make(row: SwapRequest, exchange: Exchange, cover: Cover, *, hand: Hand) -> Step:
    """Let the shifts change hands: the next version, both answers, and the request done."""
    because = SWAPPED if exchange.back else REPLACED
    change_published(cover.roster.id, exchange.added, exchange.taken, because, hand=hand)
    for shift_id, member_id in exchange.added:
        write_reply(shift_id, member_id, Answer.ACCEPTED)
    close(row, Step.DONE, acts.SWAP_MADE, hand=hand)
    lapse_overtaken(cover.roster.first_on, cover.roster.last_on)
    return Step.DONE


def lapse_overtaken(first: date, last: date) -> None:
    """Let every request lapse whose shifts are no longer as they were when it was made."""
    told = {(each.shift, each.person) for each in published_places(first, last)}
    asked = (
        select(SwapRequest)
        .join(ShiftRow, ShiftRow.id == SwapRequest.shift_id)
        .where(
            SwapRequest.state.in_([step.value for step in LIVE]),
            ShiftRow.day.between(first, last),
        )
    )
    for row in session().scalars(asked).all():
        given = [(row.shift_id, row.member_id)]
        if row.with_shift_id and row.with_member_id:
            given.append((row.with_shift_id, row.with_member_id))
        if not told.issuperset(given):
            close(row, Step.LAPSED, acts.SWAP_LAPSED, hand=Hand.system())


def exchange_of(row: SwapRequest) -> Exchange:
    """Give what an agreed request would change."""
    if row.with_member_id is None:
        raise Refused(not_asked("ROS-102"))
    return Exchange(row.shift_id, row.member_id, row.with_member_id, row.with_shift_id)


def begins(row: SwapRequest) -> datetime:
    """Give the moment at which the first of its shifts begins."""
    shifts = [row.shift_id, *([row.with_shift_id] if row.with_shift_id else [])]
    return min(shift_view(each).starts_at for each in shifts)


def keep(row: SwapRequest) -> None:
    """Write a new request; the database knows of one that came at the same moment."""
    session().add(row)
    try:
        session().flush()
    except IntegrityError as twice:
        refusals = refusals_to_ask(is_theirs=True, has_begun=False, has_asked=True)
        raise Refused(*refusals) from twice


def close(row: SwapRequest, step: Step, act: Act, *, hand: Hand) -> None:
    """Settle a request for good."""
    row.state, row.settled_at = step.value, clock.now()
    session().flush()
    audit.record(act, row.id, hand=hand)


def _locked(swap_id: UUID) -> SwapRequest:
    again = select(SwapRequest).where(SwapRequest.id == swap_id).with_for_update()
    return session().scalars(again.execution_options(populate_existing=True)).one()

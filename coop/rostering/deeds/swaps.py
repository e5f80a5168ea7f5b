"""Be replaced in a shift, or swap it: asked, agreed, approved where it is near, done (ROS-101)."""

from uuid import UUID

from coop.core import audit, clock, jobs
from coop.core.audit import Hand
from coop.core.db import new_id, session
from coop.core.errors import Refused, refuse_if
from coop.rostering import acts
from coop.rostering.deeds.hands import member_of
from coop.rostering.deeds.swap_steps import (
    begins,
    check,
    close,
    exchange_of,
    is_near,
    keep,
    live,
    locked_cover,
    make,
)
from coop.rostering.models.rosters import SwapRequest
from coop.rostering.reading.shifts import shift as shift_view
from coop.rostering.reading.swaps import live_swap
from coop.rostering.rules.exchange import (
    LIVE,
    OWN,
    Exchange,
    Step,
    not_asked,
    not_theirs,
    refusals_to_ask,
)


def ask_swap(
    shift_id: UUID, colleague_id: UUID | None, back_id: UUID | None, *, hand: Hand
) -> UUID:
    """Ask a colleague, or anybody, to come to a shift; `back_id` is what one takes for it.

    Only who fits by every rule can be asked; about the others nothing is said.
    """
    member_id, view = member_of(hand), shift_view(shift_id)
    cover = locked_cover(shift_id)
    told = {(each.shift, each.person) for each in cover.told}
    refuse_if(
        refusals_to_ask(
            is_theirs=(shift_id, member_id) in told,
            has_begun=view.starts_at <= clock.now(),
            has_asked=live_swap(member_id, shift_id) is not None,
        )
    )
    if colleague_id is not None:
        check(cover, Exchange(shift_id, member_id, colleague_id, back_id))
    row = SwapRequest(
        id=new_id(),
        shift_id=shift_id,
        member_id=member_id,
        with_member_id=colleague_id,
        with_shift_id=back_id,
        state=Step.OPEN.value,
        asked_at=clock.now(),
    )
    keep(row)
    audit.record(acts.SWAP_ASKED, row.id, hand=hand)
    jobs.promise("rostering.lapse_swap", str(row.id), due=begins(row))
    return row.id


def agree_swap(swap_id: UUID, *, hand: Hand) -> Step:
    """Agree to a colleague’s request; give the step that it is at then (ROS-103)."""
    colleague_id = member_of(hand)
    row, cover = live(swap_id, Step.OPEN)
    if row.with_member_id not in {None, colleague_id}:
        raise Refused(not_asked("ROS-102"))
    exchange = Exchange(row.shift_id, row.member_id, colleague_id, row.with_shift_id)
    check(cover, exchange)
    row.with_member_id = colleague_id
    audit.record(acts.SWAP_AGREED, row.id, hand=hand)
    if is_near(exchange, cover):
        row.state = Step.AGREED.value
        session().flush()
        return Step.AGREED
    return make(row, exchange, cover, hand=hand)


def decline_swap(swap_id: UUID, *, hand: Hand) -> None:
    """Decline a colleague’s request, without a word about why."""
    member_id = member_of(hand)
    row, _cover = live(swap_id, Step.OPEN)
    if row.with_member_id != member_id:
        raise Refused(not_asked("ROS-102"))
    close(row, Step.REFUSED, acts.SWAP_DECLINED, hand=hand)


def withdraw_swap(swap_id: UUID, *, hand: Hand) -> None:
    """Take one’s own request back while it waits for somebody."""
    member_id = member_of(hand)
    row, _cover = live(swap_id, *LIVE)
    if row.member_id != member_id:
        raise Refused(not_theirs("ROS-102"))
    close(row, Step.WITHDRAWN, acts.SWAP_WITHDRAWN, hand=hand)


def approve_swap(swap_id: UUID, *, hand: Hand) -> Step:
    """Approve, as a co-ordinator, a swap that both have agreed to and that is near (ROS-103)."""
    row, cover = live(swap_id, Step.AGREED)
    exchange = exchange_of(row)
    if hand.by in {exchange.member, exchange.colleague}:
        raise Refused(OWN)
    check(cover, exchange)
    audit.record(acts.SWAP_APPROVED, row.id, hand=hand)
    return make(row, exchange, cover, hand=hand)


def refuse_swap(swap_id: UUID, *, hand: Hand) -> None:
    """Refuse, as a co-ordinator, a swap that is near; both keep their shifts."""
    row, _cover = live(swap_id, Step.AGREED)
    close(row, Step.REFUSED, acts.SWAP_REFUSED, hand=hand)


def lapse_swap(swap_id: UUID) -> None:
    """Let a request lapse whose shift begins; one that is settled is left alone."""
    row = session().get(SwapRequest, swap_id)
    if row is not None and row.state in LIVE and begins(row) <= clock.now():
        close(row, Step.LAPSED, acts.SWAP_LAPSED, hand=Hand.system())

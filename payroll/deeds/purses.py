"""Take money out of a purse outside the runs: pay it out, or put it into another (PAY-48, PAY-49).

The member’s row is held, so two at once cannot take more than lies there. The turn of the whole
co-operative is shared, so that no statement is just being written with another balance.
"""

from uuid import UUID

from sqlalchemy import select

from coop.core import audit, clock
from coop.core.audit import Hand
from coop.core.db import new_id, session
from coop.core.errors import N_, NotFound, Refusal, Refused, refuse_if
from coop.membership.actions import hold_member, take_turns
from coop.membership.queries import today
from payroll import acts
from payroll.deeds.entering import enter
from payroll.deeds.own import channel_of, member_of
from payroll.deeds.writers import writer_of
from payroll.models.purses import PurseMove, PurseRequest
from payroll.reading.purses import is_issuing, purses_now
from payroll.rules.books.ledger import Movement
from payroll.rules.nouns import Amount
from payroll.rules.runs.purses import (
    HowPaid,
    Wish,
    refusals_of_wish,
    refusals_to_ask,
    refusals_to_pay,
    refusals_to_settle,
)
from payroll.rules.runs.terms import Way

SOURCE, ASKED = "purse", "asked"
_FROM = {Way.BANK: "bank", Way.CASH: "cash", Way.OFFICE: "offices"}


def pay_out_purse(
    member_id: UUID,
    purse: str,
    amount: Amount,
    how: HowPaid,
    *,
    hand: Hand,
    request_id: UUID | None = None,
) -> UUID:
    """Record that money of a member’s purse was paid out; never more than lies in it (PAY-48).

    Through a finance office it is recorded once the office has given it. Give the record’s id.
    """
    wish = Wish(purse, amount)
    _hold(member_id, hand)
    refuse_if(refusals_to_pay(wish, purses_now(member_id, today()), how, today=today()))
    row = _row(member_id, wish, how, hand)
    row.way, row.request_id = how.way.value, request_id
    _keep(row, _paid(member_id, wish, how.way), hand)
    audit.record(acts.PURSE_PAID, row.id, hand=hand)
    return row.id


def move_between_purses(
    member_id: UUID,
    wish: Wish,
    *,
    because: str,
    hand: Hand,
    request_id: UUID | None = None,
) -> UUID:
    """Put money of one purse into another of the same member, as the member wishes (PAY-49)."""
    _hold(member_id, hand)
    refuse_if(refusals_of_wish(wish, purses_now(member_id, today())))
    row = _row(member_id, wish, HowPaid(Way.HOLD, today(), because), hand)
    row.request_id = request_id
    moved = Movement(
        f"purse:{wish.purse}", f"purse:{wish.to_purse}", wish.amount, member_id, member_id
    )
    _keep(row, [moved], hand)
    audit.record(acts.PURSE_MOVED, row.id, hand=hand)
    return row.id


def ask_for_purse(wish: Wish, words: str, *, hand: Hand) -> UUID:
    """Ask for money of one’s own purse; who runs pay looks at it (PAY-49)."""
    member_id = member_of(hand)
    hold_member(member_id)
    waits = select(PurseRequest.purse).where(
        PurseRequest.member_id == member_id, PurseRequest.state == ASKED
    )
    now = purses_now(member_id, today())
    refuse_if(refusals_to_ask(wish, now, session().scalars(waits).all()))
    row = PurseRequest(
        id=new_id(), member_id=member_id, purse=wish.purse, to_purse=wish.to_purse,
        amount_minor=wish.amount, words=words.strip(), channel=channel_of(hand),
        asked_at=clock.now(), state=ASKED, answer="", settled_at=None, settled_by=None,
    )  # fmt: skip
    session().add(row)
    session().flush()
    audit.record(acts.PURSE_ASKED, row.id, hand=hand)
    return row.id


def take_back_purse_request(request_id: UUID, *, hand: Hand) -> None:
    """Take one’s own request back before it is answered."""
    row = _locked(request_id)
    if row.member_id != member_of(hand):
        raise NotFound(N_("request for money kept here"))
    row.state, row.settled_at, row.settled_by = "withdrawn", clock.now(), row.member_id
    session().flush()
    audit.record(acts.PURSE_TAKEN_BACK, row.id, hand=hand)


def grant_purse_request(request_id: UUID, how: HowPaid, *, hand: Hand) -> None:
    """Do what a member asked for: pay the money, or put it into the other purse (PAY-49)."""
    row = _locked(request_id)
    wish, asked = Wish(row.purse, row.amount_minor, row.to_purse), row.id
    if wish.to_purse:
        move_between_purses(row.member_id, wish, because=how.because, hand=hand, request_id=asked)
    else:
        pay_out_purse(row.member_id, wish.purse, wish.amount, how, hand=hand, request_id=asked)
    _settle(row, "done", how.because, hand)


def refuse_purse_request(request_id: UUID, because: str, *, hand: Hand) -> None:
    """Refuse what a member asked for, and say why (PAY-49)."""
    row = _locked(request_id)
    found = refusals_to_settle(row.member_id, hand.by, is_issuing=False)
    if not because.strip():
        found.append(Refusal("PAY-49", N_("Say why it is refused. The member reads it.")))
    refuse_if(found)
    _settle(row, "refused", because, hand)


def _settle(row: PurseRequest, state: str, because: str, hand: Hand) -> None:
    row.state, row.answer = state, because.strip()
    row.settled_at, row.settled_by = clock.now(), writer_of(hand)
    session().flush()
    audit.record(acts.PURSE_ANSWERED, row.id, hand=hand)


def _hold(member_id: UUID, hand: Hand) -> None:
    """Hold the member, while no run is being issued; nobody touches their own purse."""
    take_turns(shared=True)
    hold_member(member_id)
    refuse_if(refusals_to_settle(member_id, hand.by, is_issuing=is_issuing()))


def _locked(request_id: UUID) -> PurseRequest:
    asked = select(PurseRequest).where(PurseRequest.id == request_id).with_for_update()
    row = session().scalars(asked.execution_options(populate_existing=True)).one_or_none()
    if row is None:
        raise NotFound(N_("request for money kept here"))
    if row.state != ASKED:
        raise Refused(Refusal("PAY-49", N_("This request is settled already.")))
    return row


def _row(member_id: UUID, wish: Wish, how: HowPaid, hand: Hand) -> PurseMove:
    return PurseMove(
        id=new_id(), request_id=None, member_id=member_id, purse=wish.purse,
        to_purse=wish.to_purse, way="", amount_minor=wish.amount, because=how.because.strip(),
        done_on=how.on, recorded_at=clock.now(), recorded_by=writer_of(hand),
    )  # fmt: skip


def _keep(row: PurseMove, movements: list[Movement], hand: Hand) -> None:
    session().add(row)
    session().flush()
    enter(
        day=row.done_on, source=SOURCE, source_id=str(row.id), says="Money kept for a member",
        movements=movements, hand=hand,
    )  # fmt: skip


def _paid(member_id: UUID, wish: Wish, way: Way) -> list[Movement]:
    """Take the money from the purse; what an office gave has left the bank for the office first."""
    account = _FROM[way]
    sent = [Movement("offices", "bank", wish.amount)] if way is Way.OFFICE else []
    return [*sent, Movement(f"purse:{wish.purse}", account, wish.amount, member_id)]

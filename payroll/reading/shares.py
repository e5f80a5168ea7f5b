"""What members hold, have on order and have asked back: officers’ lists and one’s own."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select

from coop.core.db import session
from coop.core.errors import N_, NotFound
from coop.membership import rulebook
from coop.membership.queries import shares_of, today
from payroll.models.books import LedgerAccount
from payroll.models.owned import Nominee, ShareOrder, ShareSuspension, ShareWithdrawal
from payroll.reading.balances import owed_to
from payroll.rules.nouns import Amount
from payroll.rules.owned.shares import Bounds, Holding, Order, Waiting, due_from_pay, in_order

OPEN = ("asked", "agreed")


@dataclass(frozen=True, slots=True)
class OrderView:
    """An order for shares as it stands."""

    id: UUID
    member_id: UUID
    shares: int
    bought: int
    price_minor: Amount
    instalment_minor: Amount
    state: str
    channel: str
    asked_at: datetime
    because: str

    @property
    def to_come(self) -> int:
        """Count the shares that are still to come."""
        return self.shares - self.bought


@dataclass(frozen=True, slots=True)
class QueueLine:
    """A request for shares to be paid out; `place` counts those who still wait, from one."""

    id: UUID
    member_id: UUID
    shares: int
    asked_at: datetime
    payable_from: date
    state: str
    place: int
    settled_at: datetime | None


@dataclass(frozen=True, slots=True)
class Suspension:
    """Whether paying shares out is stopped, since when and why."""

    is_suspended: bool
    from_on: date | None = None
    because: str = ""


@dataclass(frozen=True, slots=True)
class NomineeView:
    """Whom a member named to have their property here on their death."""

    name: str
    lines: str
    recorded_at: datetime


def books_have_begun() -> bool:
    """Say whether there are any accounts yet."""
    return session().scalar(select(LedgerAccount.code).limit(1)) is not None


def bounds_on(day: date) -> Bounds:
    """Give the price of a share and how many a member may hold, by the rules of a day."""
    rule = rulebook.rules_on(day).shares
    return Bounds(rule.price, rule.least, rule.most)


def holding_of(member_id: UUID, on: date) -> Holding:
    """Give what a member holds, has on order and has asked back, in shares."""
    asked_back = session().scalar(
        select(func.coalesce(func.sum(ShareWithdrawal.shares), 0)).where(
            ShareWithdrawal.member_id == member_id, ShareWithdrawal.state == "waiting"
        )
    )
    ordered = session().scalar(
        select(func.coalesce(func.sum(ShareOrder.shares - ShareOrder.bought), 0)).where(
            ShareOrder.member_id == member_id, ShareOrder.state.in_(OPEN)
        )
    )
    return Holding(shares_of(member_id, on).shares, int(ordered or 0), int(asked_back or 0))


def instalments_for(member_ids: Collection[UUID]) -> dict[UUID, Amount]:
    """Give what is kept for shares from the next pay of each: those who have an order alone.

    Never more than the order still lacks (PAY-60). Three questions, however many members.
    """
    wanted = set(member_ids)
    asked = select(ShareOrder).where(ShareOrder.state == "agreed", ShareOrder.instalment_minor > 0)
    orders = [row for row in session().scalars(asked) if row.member_id in wanted]
    if not orders:
        return {}
    saved = owed_to({row.member_id for row in orders})
    price = bounds_on(today()).price
    found = {
        row.member_id: due_from_pay(
            Order(row.shares - row.bought, row.instalment_minor),
            saved[row.member_id].get("shares_paying", 0),
            price,
        )
        for row in orders
    }
    return {member_id: due for member_id, due in found.items() if due}


def open_orders() -> tuple[OrderView, ...]:
    """List the orders that are asked for or agreed, the earliest first."""
    asked = select(ShareOrder).where(ShareOrder.state.in_(OPEN)).order_by(ShareOrder.asked_at)
    return tuple(_order(row) for row in session().scalars(asked))


def orders_of(member_id: UUID) -> tuple[OrderView, ...]:
    """List one member’s orders, the latest first."""
    order = ShareOrder.asked_at.desc()
    asked = select(ShareOrder).where(ShareOrder.member_id == member_id).order_by(order)
    return tuple(_order(row) for row in session().scalars(asked))


def share_order(order_id: UUID) -> OrderView:
    """Give one order; `NotFound` when there is none."""
    row = session().get(ShareOrder, order_id)
    if row is None:
        raise NotFound(N_("order for shares"))
    return _order(row)


def queue() -> tuple[QueueLine, ...]:
    """List who waits for shares to be paid out, in the order of the requests (PAY-64)."""
    asked = select(ShareWithdrawal).where(ShareWithdrawal.state == "waiting")
    rows = session().scalars(asked.order_by(ShareWithdrawal.place))
    return tuple(_line(row, place) for place, row in enumerate(rows, start=1))


def queue_line(withdrawal_id: UUID) -> QueueLine:
    """Give one request that waits; `NotFound` when it is settled or never was."""
    found = next((one for one in queue() if one.id == withdrawal_id), None)
    if found is None:
        raise NotFound(N_("request for shares to be paid out"))
    return found


def requests_of(member_id: UUID) -> tuple[QueueLine, ...]:
    """List one member’s requests, the latest first, each with its place if it waits."""
    places = {one.id: one.place for one in queue()}
    order = ShareWithdrawal.place.desc()
    asked = select(ShareWithdrawal).where(ShareWithdrawal.member_id == member_id).order_by(order)
    return tuple(_line(row, places.get(row.id, 0)) for row in session().scalars(asked))


def waiting() -> list[Waiting]:
    """Give the queue as the rules know it, in order."""
    return in_order(
        [Waiting(one.id, one.member_id, one.place, one.payable_from) for one in queue()]
    )


def suspension_on(day: date) -> Suspension:
    """Say whether paying shares out is suspended on a day (PAY-65)."""
    asked = (
        select(ShareSuspension)
        .where(ShareSuspension.from_on <= day)
        .order_by(ShareSuspension.from_on.desc(), ShareSuspension.recorded_at.desc())
        .limit(1)
    )
    row = session().scalar(asked)
    return (
        Suspension(row.is_suspended, row.from_on, row.because)
        if row
        else Suspension(is_suspended=False)
    )


def nominee_of(member_id: UUID) -> NomineeView | None:
    """Give whom a member named last; None where they named nobody, or took it back (PAY-66)."""
    asked = (
        select(Nominee)
        .where(Nominee.member_id == member_id)
        .order_by(Nominee.recorded_at.desc())
        .limit(1)
    )
    row = session().scalar(asked)
    return NomineeView(row.name, row.lines, row.recorded_at) if row and row.name else None


def _order(row: ShareOrder) -> OrderView:
    return OrderView(
        row.id, row.member_id, row.shares, row.bought, row.price_minor, row.instalment_minor,
        row.state, row.channel, row.asked_at, row.because,
    )  # fmt: skip


def _line(row: ShareWithdrawal, place: int) -> QueueLine:
    return QueueLine(
        row.id, row.member_id, row.shares, row.asked_at, row.payable_from, row.state, place,
        row.settled_at,
    )  # fmt: skip

"""Requests to be replaced or to swap, as members and co-ordinators read them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, select

from coop.core import clock
from coop.core.db import session
from coop.core.errors import N_, NotFound
from coop.membership.queries import names_on, today
from coop.rostering.models.rosters import SwapRequest
from coop.rostering.models.work import ShiftRow
from coop.rostering.reading.shifts import ShiftView
from coop.rostering.reading.shifts import shift as shift_view
from coop.rostering.rules.exchange import LIVE, Step

REMEMBERED = timedelta(days=14)
"""For so long a member sees what became of a request."""


@dataclass(frozen=True, slots=True)
class SwapView:
    """One request: whose shift, to whom it goes, and which one comes back, if any."""

    id: UUID
    shift: ShiftView
    member_id: UUID
    member: str
    colleague_id: UUID | None
    """None: anybody who fits may take it."""
    colleague: str
    back: ShiftView | None
    step: Step
    asked_at: datetime
    settled_at: datetime | None

    @property
    def begins_at(self) -> datetime:
        """Give the moment at which the first of its shifts begins."""
        return min(each.starts_at for each in (self.shift, self.back) if each is not None)

    @property
    def has_begun(self) -> bool:
        """Say whether it is too late for it."""
        return self.begins_at <= clock.now()

    @property
    def is_live(self) -> bool:
        """Say whether it still waits for somebody."""
        return self.step in LIVE and not self.has_begun

    @property
    def was_overtaken(self) -> bool:
        """Say whether it lapsed because a shift in it went to somebody else."""
        early = self.settled_at is not None and self.settled_at < self.begins_at
        return self.step is Step.LAPSED and early


def swap(swap_id: UUID) -> SwapView:
    """Give one request."""
    row = session().get(SwapRequest, swap_id)
    if row is None:
        raise NotFound(N_("request"))
    return _views([row])[0]


def swaps_of(member_id: UUID) -> list[SwapView]:
    """List the requests that a member made or was asked, live ones and those settled lately."""
    since = clock.now() - REMEMBERED
    asked = _asked().where(
        (SwapRequest.member_id == member_id) | (SwapRequest.with_member_id == member_id),
        SwapRequest.settled_at.is_(None) | (SwapRequest.settled_at >= since),
    )
    return _views(session().scalars(asked))


def swaps_waiting() -> list[SwapView]:
    """List the requests that wait for a co-ordinator, the soonest shift first."""
    agreed = session().scalars(_asked().where(SwapRequest.state == Step.AGREED.value))
    return [each for each in _views(agreed) if each.is_live]


def open_calls(member_id: UUID) -> list[SwapView]:
    """List where colleagues ask anybody to come for them; one’s own requests are left out."""
    calls = session().scalars(
        _asked().where(
            SwapRequest.state == Step.OPEN.value,
            SwapRequest.with_member_id.is_(None),
            SwapRequest.member_id != member_id,
            ShiftRow.starts_at > clock.now(),
        )
    )
    return _views(calls)


def live_swap(member_id: UUID, shift_id: UUID) -> SwapView | None:
    """Give a member’s own request about a shift that still waits for somebody."""
    live = _asked().where(
        SwapRequest.member_id == member_id,
        SwapRequest.shift_id == shift_id,
        SwapRequest.state.in_([step.value for step in LIVE]),
    )
    return next(iter(_views(session().scalars(live))), None)


def _asked() -> Select[SwapRequest]:
    return (
        select(SwapRequest)
        .join(ShiftRow, ShiftRow.id == SwapRequest.shift_id)
        .order_by(ShiftRow.starts_at, SwapRequest.asked_at, SwapRequest.id)
    )


def _views(rows: Iterable[SwapRequest]) -> list[SwapView]:
    found = list(rows)
    if not found:
        return []
    names = names_on(today())
    return [_view(row, names) for row in found]


def _view(row: SwapRequest, names: dict[UUID, str]) -> SwapView:
    return SwapView(
        id=row.id,
        shift=shift_view(row.shift_id),
        member_id=row.member_id,
        member=names.get(row.member_id, ""),
        colleague_id=row.with_member_id,
        colleague=names.get(row.with_member_id, "") if row.with_member_id else "",
        back=shift_view(row.with_shift_id) if row.with_shift_id else None,
        step=Step(row.state),
        asked_at=row.asked_at,
        settled_at=row.settled_at,
    )

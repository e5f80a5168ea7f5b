"""What the deeds of hours share: whose hand it is, and taking turns."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from coop.core.audit import Hand
from coop.core.db import session
from coop.core.errors import N_, NotFound, Refusal, Refused
from coop.membership.actions import take_turns
from coop.rostering.models.work import ShiftRow


def writer_of(hand: Hand) -> UUID:
    """Give the person who writes it down: the clerk for paper, else whose deed it is."""
    writer = hand.keyed_by or hand.by
    if writer is None:
        raise Refused(Refusal("ROS-85", N_("A person must do this.")))
    return writer


def locked_shift(shift_id: UUID) -> ShiftRow:
    """Give the shift to one deed at a time: its list is written by one hand after another."""
    wanted = select(ShiftRow).where(ShiftRow.id == shift_id).with_for_update(key_share=True)
    found = session().scalars(wanted.execution_options(populate_existing=True)).one_or_none()
    if found is None:
        raise NotFound(N_("shift"))
    return found


def locked_shifts(shift_ids: Collection[UUID]) -> dict[UUID, ShiftRow]:
    """Give several shifts to one deed at a time; everybody locks them in one order."""
    wanted = select(ShiftRow).where(ShiftRow.id.in_(list(shift_ids))).order_by(ShiftRow.id)
    fresh = wanted.with_for_update(key_share=True).execution_options(populate_existing=True)
    return {row.id: row for row in session().scalars(fresh)}


def open_book(*, shared: bool) -> None:
    """Wait for one’s turn at the hours of the house.

    Approvals share the book; a close takes it alone. So hours are approved before the
    close and counted by it, or after it, and then they fall in a later period.
    """
    take_turns(shared=shared)

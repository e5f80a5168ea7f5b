"""Moves: transfer, release, temporary release, return and recall. Nothing else changes by them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from coop.core import audit
from coop.core.audit import Hand
from coop.core.db import session
from coop.core.errors import refuse_if
from coop.membership import acts
from coop.membership.deeds.facts import locked_member, times_of, write
from coop.membership.models.member import Whereabouts
from coop.membership.reading.cooperative import establishment
from coop.membership.reading.facts import as_of
from coop.membership.register_rules import refusals_to_change, refusals_to_move


@dataclass(frozen=True, slots=True)
class _Place:
    """Where somebody lives on a day: an establishment or outside, for good or for a time."""

    establishment_id: UUID | None
    move: str

    @property
    def is_out_for_a_time(self) -> bool:
        return self.move == "temporary_release"


def transfer_member(member_id: UUID, *, to: UUID, from_on: date, hand: Hand) -> None:
    """Record that a member moves to another establishment."""
    _move(member_id, "transfer", to=to, from_on=from_on, hand=hand)


def release(member_id: UUID, *, from_on: date, hand: Hand) -> None:
    """Record that a member is released; membership, class, shares and votes go on."""
    _move(member_id, "release", to=None, from_on=from_on, hand=hand)


def temporary_release(member_id: UUID, *, from_on: date, hand: Hand) -> None:
    """Record that a member is out for a time and expected back."""
    _move(member_id, "temporary_release", to=None, from_on=from_on, hand=hand)


def return_member(member_id: UUID, *, from_on: date, hand: Hand) -> None:
    """Record that a member is back from temporary release."""
    _move(member_id, "return", to=None, from_on=from_on, hand=hand)


def recall(member_id: UUID, *, to: UUID, from_on: date, hand: Hand) -> None:
    """Record that a member is recalled to an establishment."""
    _move(member_id, "recall", to=to, from_on=from_on, hand=hand)


def _move(member_id: UUID, move: str, *, to: UUID | None, from_on: date, hand: Hand) -> None:
    member = locked_member(member_id)
    where = _place_on(member_id, from_on)
    refuse_if(
        refusals_to_change(from_on, times_of(member_id))
        + refusals_to_move(
            move,
            str(where.establishment_id or ""),
            to=str(establishment(to).id) if to else "",
            now_out=where.is_out_for_a_time,
        )
    )
    # Out for a time, a member still belongs to the place that they go back to.
    stays = move in {"temporary_release", "return"}
    write(
        Whereabouts(
            member_id=member_id,
            from_on=from_on,
            establishment_id=where.establishment_id if stays else to,
            move=move,
        )
    )
    audit.record(
        acts.MOVED, member_id, hand=hand, number=member.number, from_on=from_on.isoformat()
    )


def _place_on(member_id: UUID, day: date) -> _Place:
    fact = as_of(Whereabouts, day, member_id)
    row = session().execute(select(fact.c.establishment_id, fact.c.move)).one_or_none()
    return _Place(row.establishment_id, row.move) if row else _Place(None, "start")

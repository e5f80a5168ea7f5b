"""The keep-apart list, for the one officer who keeps it; nothing else reads it but the rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from coop.core.db import session
from coop.membership.names import sort_key
from coop.membership.queries import names_on
from coop.rostering.models.people import KeepApartPair
from coop.rostering.rules.nouns import Grain


@dataclass(frozen=True, slots=True)
class ApartView:
    """Two members who must not meet at work, up to and on a day."""

    id: UUID
    first: str
    second: str
    grain: Grain
    until: date | None


def kept_apart_on(day: date) -> tuple[ApartView, ...]:
    """List the pairs that hold on a day, by name."""
    names = names_on()
    asked = select(KeepApartPair).where(
        KeepApartPair.until.is_(None) | (KeepApartPair.until >= day)
    )
    found = [_view(row, names) for row in session().scalars(asked)]
    return tuple(sorted(found, key=lambda each: (sort_key(each.first), sort_key(each.second))))


def _view(row: KeepApartPair, names: Mapping[UUID, str]) -> ApartView:
    both = names.get(row.first_id, ""), names.get(row.second_id, "")
    first, second = sorted(both, key=sort_key)
    return ApartView(row.id, first, second, Grain(row.grain), row.until)

"""Who belongs between two days and where everybody lives: for rooms that plan ahead.

Each answer is one question to the database, however many members there are. Where somebody
lives is for the rules of planning alone; no page, file or log shows it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from uuid import UUID

from sqlalchemy import Date, Select, bindparam, select

from coop.core.db import session
from coop.membership.models.member import ClassMembership, Member, Standing, Whereabouts
from coop.membership.reading.facts import ENTRIES, as_of


@dataclass(frozen=True, slots=True)
class Lived:
    """Where a person belongs from a day on: an establishment, or outside (None)."""

    since: date
    establishment_id: UUID | None
    is_out_for_a_time: bool
    """Out on temporary release, and expected back."""


@dataclass(frozen=True, slots=True)
class Belonging:
    """That a person belongs on some days; `ends_on` is the first day on which they do not."""

    member_id: UUID
    born_on: date | None
    class_id: UUID
    since: date
    ends_on: date | None


def stays_up_to(
    day: date, member_ids: Collection[UUID] | None = None
) -> dict[UUID, tuple[Lived, ...]]:
    """Give where everybody, or only these, lived up to a day, in order, each from its first day."""
    asked = _moves()
    if member_ids is not None:
        asked = asked.where(Whereabouts.member_id.in_(list(member_ids)))
    found: dict[UUID, dict[date, Lived]] = defaultdict(dict)
    for member_id, from_on, place, move in session().execute(asked, {"day": day}):
        # Of two rows of one day, the one recorded last counts.
        found[member_id][from_on] = Lived(from_on, place, move == "temporary_release")
    return {member_id: tuple(rows.values()) for member_id, rows in found.items()}


def belonging_between(first: date, last: date) -> tuple[Belonging, ...]:
    """List everybody who is a member on any day from the first to the last, by number."""
    steps: dict[UUID, list[tuple[date, str]]] = defaultdict(list)
    about: dict[UUID, tuple[date | None, UUID]] = {}
    for row in session().execute(_standings(), {"day": last}):
        steps[row.id].append((row.from_on, row.step))
        about[row.id] = (row.born_on, row.class_id)
    found = (
        Belonging(member_id, *about[member_id], *_spell(told)) for member_id, told in steps.items()
    )
    return tuple(one for one in found if one.ends_on is None or one.ends_on > first)


def _spell(steps: Iterable[tuple[date, str]]) -> tuple[date, date | None]:
    """Give the latest stretch of membership: its first day, and the day it ended, if it did."""
    since, ends_on = date.max, None
    for from_on, step in steps:
        if step in ENTRIES:
            since, ends_on = from_on, None
        else:
            ends_on = from_on
    return since, ends_on


@cache
def _moves() -> Select[UUID, date, UUID | None, str]:
    day = bindparam("day", type_=Date())
    return (
        select(
            Whereabouts.member_id,
            Whereabouts.from_on,
            Whereabouts.establishment_id,
            Whereabouts.move,
        )
        .where(Whereabouts.from_on <= day)
        .order_by(Whereabouts.from_on, Whereabouts.recorded_at, Whereabouts.id)
    )


@cache
def _standings() -> Select[UUID, date | None, UUID, date, str]:
    day = bindparam("day", type_=Date())
    belongs = as_of(ClassMembership, day)
    return (
        select(Member.id, Member.born_on, belongs.c.class_id, Standing.from_on, Standing.step)
        .join(Standing, Standing.member_id == Member.id)
        .join(belongs, belongs.c.member_id == Member.id)
        .where(Standing.from_on <= day)
        .order_by(Member.number, Standing.from_on, Standing.recorded_at)
    )

"""What members told about their work, for everybody at once: one question for each table.

Rows come in the order in which they hold, so that the last one up to a day counts.
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache
from uuid import UUID

from sqlalchemy import select

from coop.core.db import session
from coop.rostering.models.people import UsualWeek, WorkTerms
from coop.rostering.rules.calendar import Weekly
from coop.rostering.rules.nouns import Terms


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was agreed with a member about their hours, from a day on; minutes a week."""

    from_on: date
    terms: Terms
    elsewhere: int


@dataclass(frozen=True, slots=True)
class Week:
    """A member’s usual week from a day on."""

    from_on: date
    pattern: tuple[Weekly, ...]


@lru_cache(maxsize=1024)
def pattern_from(hours: str) -> tuple[Weekly, ...]:
    """Read the hours of a usual week as they are kept."""
    return tuple(
        Weekly(weekday, time.fromisoformat(starts), time.fromisoformat(ends))
        for weekday, starts, ends in json.loads(hours)
    )


def hours_text(pattern: Sequence[Weekly]) -> str:
    """Write the hours of a usual week as they are kept: canonical, in order."""
    told = sorted((one.weekday, f"{one.starts:%H:%M}", f"{one.ends:%H:%M}") for one in pattern)
    return json.dumps(told, separators=(",", ":"))


def agreed_up_to(day: date) -> dict[UUID, list[Agreed]]:
    """Give what was agreed with everybody up to a day, in order."""
    found: dict[UUID, list[Agreed]] = defaultdict(list)
    for row in session().scalars(_TERMS.where(WorkTerms.from_on <= day)):
        terms = Terms(
            row.least,
            row.wished,
            row.most,
            row.most_a_day,
            opted_out=row.has_opted_out,
            volunteer=row.is_volunteer,
        )
        found[row.member_id].append(Agreed(row.from_on, terms, row.elsewhere))
    return found


def weeks_up_to(day: date) -> dict[UUID, list[Week]]:
    """Give everybody’s usual weeks up to a day, in order."""
    found: dict[UUID, list[Week]] = defaultdict(list)
    for member_id, from_on, hours in session().execute(_WEEKS.where(UsualWeek.from_on <= day)):
        found[member_id].append(Week(from_on, pattern_from(hours)))
    return found


def held_on(rows: Sequence[Agreed], day: date) -> Agreed | None:
    """Give what holds on a day; None before anything was agreed."""
    held = [row for row in rows if row.from_on <= day]
    return held[-1] if held else None


_TERMS = select(WorkTerms).order_by(WorkTerms.from_on, WorkTerms.recorded_at, WorkTerms.id)
_WEEKS = select(UsualWeek.member_id, UsualWeek.from_on, UsualWeek.hours).order_by(
    UsualWeek.from_on, UsualWeek.recorded_at, UsualWeek.id
)

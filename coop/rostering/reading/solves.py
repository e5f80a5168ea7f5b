"""Searches for a roster: how they stand, and the best that they found."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from coop.core import canonical
from coop.core.db import session
from coop.core.errors import N_, NotFound
from coop.rostering.models.rosters import Solve
from coop.rostering.rules.edits import Pair
from coop.rostering.rules.nouns import Span
from coop.rostering.solving.cooperative.nouns import Cost, Cover


@dataclass(frozen=True, slots=True)
class Best:
    """The best roster of a search: its places, its price part by part, and its cover."""

    pairs: tuple[Pair, ...]
    cost: Cost
    cover: Cover
    seconds: int


@dataclass(frozen=True, slots=True)
class SolveView:
    """A search as pages show it."""

    id: UUID
    roster_id: UUID
    purpose: str
    state: str
    seconds: int
    seed: int
    asked_by: UUID | None
    asked_at: datetime
    beat_at: datetime | None
    is_to_stop: bool
    edit_number: int | None
    facts_digest: str
    cost: int | None
    bound: int | None
    best: Best | None
    absent: tuple[tuple[UUID, Span], ...]
    changed: int | None
    is_proved: bool
    fault: str
    done_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Say whether it waits or runs."""
        return self.state in {"waiting", "running"}


def solve_view(roster_id: UUID, solve_id: UUID) -> SolveView:
    """Give one search of a roster."""
    row = session().get(Solve, solve_id)
    if row is None or row.roster_id != roster_id:
        raise NotFound(N_("search"))
    return _view(row)


def solves_of(roster_id: UUID) -> list[SolveView]:
    """List the searches of a roster, the last one first."""
    wanted = select(Solve).where(Solve.roster_id == roster_id).order_by(Solve.asked_at.desc())
    return [_view(row) for row in session().scalars(wanted)]


def read_best(text: str) -> Best | None:
    """Read the best roster of a search back; None before there is one."""
    kept = canonical.read(text) if text else None
    if kept is None:
        return None
    places = kept["places"]
    pairs = [(UUID(shift), UUID(person)) for shift, person in places]  # type: ignore[attr-defined]
    cost, cover = _numbers(kept["cost"]), _numbers(kept["cover"])
    return Best(
        tuple(pairs),
        Cost(**{one.name: cost[one.name] for one in fields(Cost) if one.name in cost}),
        Cover(**{one.name: cover[one.name] for one in fields(Cover) if one.name in cover}),
        int(str(kept["seconds"])),
    )


def absent_text(absent: Iterable[tuple[UUID, Span]]) -> str:
    """Write who is away when; empty for nobody."""
    lines = [
        [str(who), span.start.isoformat(), span.end.isoformat()] for who, span in sorted(absent)
    ]
    return canonical.canonical({"absent": lines}) if lines else ""


def read_absent(text: str) -> tuple[tuple[UUID, Span], ...]:
    """Read back who is away when."""
    kept = (canonical.read(text) or {}) if text else {}
    lines = kept.get("absent")
    if not isinstance(lines, list):
        return ()
    return tuple(
        (UUID(who), Span(datetime.fromisoformat(start), datetime.fromisoformat(end)))
        for who, start, end in lines
    )


def _numbers(part: object) -> Mapping[str, int]:
    return {str(name): int(value) for name, value in part.items()} if isinstance(part, dict) else {}


def _view(row: Solve) -> SolveView:
    return SolveView(
        row.id, row.roster_id, row.purpose, row.state, row.seconds, row.seed, row.asked_by,
        row.asked_at, row.beat_at, row.is_to_stop, row.edit_number, row.facts_digest, row.cost,
        row.bound, read_best(row.best), read_absent(row.absent), row.changed, row.is_proved,
        row.fault, row.done_at,
    )  # fmt: skip

"""Rosters, their drafts and their edits, as pages and other rooms read them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select

from coop.core import canonical
from coop.core.db import session
from coop.core.errors import N_, NotFound
from coop.rostering.models.rosters import DraftPlace, Roster, RosterEdit, RosterVersion
from coop.rostering.rules.edits import Changes, Pair
from coop.rostering.rules.nouns import Place


@dataclass(frozen=True, slots=True)
class RosterView:
    """A roster: its days, how often it was edited, and the last version that was published."""

    id: UUID
    first_on: date
    last_on: date
    edits: int
    version: int
    """The number of the last version; 0 before the first."""
    published_at: datetime | None
    edits_at_version: int

    @property
    def is_changed(self) -> bool:
        """Say whether the draft was edited since the last version."""
        return self.edits > self.edits_at_version


@dataclass(frozen=True, slots=True)
class EditView:
    """One edit of a draft; `undone_by` is the number of the edit that took it back."""

    id: UUID
    number: int
    deed: str
    changes: Changes
    undoes: int | None
    undone_by: int | None
    by_id: UUID | None
    at: datetime


def rosters() -> list[RosterView]:
    """List every roster, the latest first."""
    found = session().scalars(select(Roster).order_by(Roster.first_on.desc()))
    last = _last_versions()
    return [_view(row, last.get(row.id)) for row in found]


def roster(roster_id: UUID) -> RosterView:
    """Give one roster."""
    row = session().get(Roster, roster_id)
    if row is None:
        raise NotFound(N_("roster"))
    return _view(row, _last_versions(roster_id).get(roster_id))


def roster_on(day: date) -> RosterView | None:
    """Give the roster that a day belongs to, if there is one."""
    wanted = select(Roster).where(Roster.first_on <= day, Roster.last_on >= day)
    row = session().scalars(wanted).first()
    return _view(row, _last_versions(row.id).get(row.id)) if row else None


def draft_places(roster_id: UUID) -> list[Place]:
    """Give the places of a draft as it is now, in a fixed order."""
    rows = session().execute(
        select(DraftPlace.shift_id, DraftPlace.member_id, DraftPlace.is_pinned).where(
            DraftPlace.roster_id == roster_id
        )
    )
    places = (Place(shift, member, pinned=pinned) for shift, member, pinned in rows)
    return sorted(places, key=lambda place: (place.shift, place.person))


def edits_of(roster_id: UUID, *, most: int | None = None) -> list[EditView]:
    """List the edits of a draft, the last one first."""
    wanted = select(RosterEdit).where(RosterEdit.roster_id == roster_id)
    rows = session().scalars(wanted.order_by(RosterEdit.number.desc()).limit(most)).all()
    named = {row.undoes_id for row in rows if row.undoes_id}
    asked = select(RosterEdit.id, RosterEdit.number).where(RosterEdit.id.in_(named))
    numbers = {edit_id: number for edit_id, number in session().execute(asked)}  # noqa: C416
    undone = _undone(roster_id)
    return [_edit(row, numbers, undone) for row in rows]


def written(changes: Changes) -> str:
    """Write what an edit does, as it is kept."""
    parts = {
        "added": changes.added,
        "taken": changes.taken,
        "pinned": changes.pinned,
        "unpinned": changes.unpinned,
    }
    return canonical.canonical(
        {
            name: [[str(shift), str(member)] for shift, member in part]
            for name, part in parts.items()
        }
    )


def read_changes(text: str) -> Changes:
    """Read back what `written` wrote."""
    parts = canonical.read(text) or {}
    return Changes(*(_pairs(parts.get(name)) for name in ("added", "taken", "pinned", "unpinned")))


def _pairs(part: object) -> tuple[Pair, ...]:
    if not isinstance(part, list):
        return ()
    return tuple((UUID(shift), UUID(member)) for shift, member in part)


def _view(row: Roster, last: RosterVersion | None) -> RosterView:
    return RosterView(
        row.id,
        row.first_on,
        row.last_on,
        row.edits,
        last.number if last else 0,
        last.published_at if last else None,
        last.edit_number if last else 0,
    )


def _last_versions(only: UUID | None = None) -> dict[UUID, RosterVersion]:
    last = select(RosterVersion.roster_id, func.max(RosterVersion.number).label("number"))
    if only is not None:
        last = last.where(RosterVersion.roster_id == only)
    newest = last.group_by(RosterVersion.roster_id).subquery()
    rows = session().scalars(
        select(RosterVersion).join(
            newest,
            (RosterVersion.roster_id == newest.c.roster_id)
            & (RosterVersion.number == newest.c.number),
        )
    )
    return {row.roster_id: row for row in rows}


def _undone(roster_id: UUID) -> dict[UUID, int]:
    rows = session().execute(
        select(RosterEdit.undoes_id, RosterEdit.number).where(
            RosterEdit.roster_id == roster_id, RosterEdit.undoes_id.is_not(None)
        )
    )
    return {undoes: number for undoes, number in rows if undoes is not None}


def _edit(row: RosterEdit, numbers: dict[UUID, int], undone: dict[UUID, int]) -> EditView:
    return EditView(
        row.id,
        row.number,
        row.deed,
        read_changes(row.changes),
        numbers.get(row.undoes_id) if row.undoes_id else None,
        undone.get(row.id),
        row.by_id,
        row.at,
    )

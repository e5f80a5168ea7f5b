"""What every deed on a roster shares: the roster under a lock, its facts, and writing an edit."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, select, tuple_, update

from coop.core import audit, clock
from coop.core.audit import Hand
from coop.core.db import new_id, session
from coop.core.errors import N_, NotFound, Refusal, refuse_if
from coop.rostering import acts
from coop.rostering.models.rosters import DraftPlace, Roster, RosterEdit
from coop.rostering.models.work import ShiftRow
from coop.rostering.reading.facts import facts_for
from coop.rostering.reading.published import last_places
from coop.rostering.reading.rosters import draft_places, written
from coop.rostering.rules.edits import (
    Changes,
    Pair,
    Unfit,
    pairs_of,
    refusals_to_edit,
)
from coop.rostering.rules.nouns import Facts


@dataclass(frozen=True, slots=True)
class Edited:
    """An edit that was kept: its number, what it did, and the places that no longer fitted."""

    id: UUID
    number: int
    changes: Changes
    left_out: tuple[Unfit, ...] = ()


@dataclass(frozen=True, slots=True)
class Desk:
    """A roster under its lock, its draft as it is now, and the facts of this moment."""

    roster: Roster
    draft: dict[Pair, bool]
    facts: Facts


def locked_roster(roster_id: UUID) -> Roster:
    """Give the roster to one deed at a time; others wait until the transaction ends."""
    wanted = select(Roster).where(Roster.id == roster_id).with_for_update()
    found = session().scalars(wanted.execution_options(populate_existing=True)).one_or_none()
    if found is None:
        raise NotFound(N_("roster"))
    return found


def desk_of(roster_id: UUID) -> Desk:
    """Lock a roster and lay its draft beside the facts as they are now."""
    row = locked_roster(roster_id)
    places = draft_places(row.id)
    facts = facts_for(row.first_on, row.last_on, places=places, published=last_places(row.id) or ())
    return Desk(row, pairs_of(places), facts)


def edit(desk: Desk, deed: str, changes: Changes, *, hand: Hand) -> Edited:
    """Check an edit against the draft as it is now; keep it, or refuse it with every reason."""
    checked(desk, changes)
    return keep(desk, deed, changes, hand=hand)


def checked(desk: Desk, changes: Changes) -> None:
    """Refuse an edit with everything that stands in its way now."""
    refuse_if([*_begun(changes), *refusals_to_edit(desk.draft, changes, desk.facts)])


def keep(
    desk: Desk, deed: str, changes: Changes, *, hand: Hand, undoes: UUID | None = None
) -> Edited:
    """Write an edit that was checked: its row with the next number, and the draft after it."""
    desk.roster.edits += 1
    row = RosterEdit(
        id=new_id(),
        roster_id=desk.roster.id,
        number=desk.roster.edits,
        deed=deed,
        changes=written(changes),
        undoes_id=undoes,
        by_id=hand.by,
        at=clock.now(),
    )
    session().add(row)
    _write_draft(desk.roster.id, changes)
    session().flush()
    audit.record(
        acts.ROSTER_EDITED,
        desk.roster.id,
        hand=hand,
        number=row.number,
        deed=deed,
        added=len(changes.added),
        taken=len(changes.taken),
    )
    return Edited(row.id, row.number, changes)


def begun_shifts(shifts: set[UUID]) -> set[UUID]:
    """Give those of some shifts that have begun: what happened there is attendance (ROS-43)."""
    wanted = select(ShiftRow.id).where(ShiftRow.starts_at <= clock.now(), ShiftRow.id.in_(shifts))
    return set(session().scalars(wanted))


def _begun(changes: Changes) -> list[Refusal]:
    shifts = {shift for shift, _member in (*changes.added, *changes.taken)}
    if not begun_shifts(shifts):
        return []
    return [
        Refusal(
            "ROS-43",
            N_("This shift has begun."),
            todo=N_("Write down who came under attendance."),
        )
    ]


def _write_draft(roster_id: UUID, changes: Changes) -> None:
    """Change the draft’s rows, in few statements however many places there are."""
    ours = DraftPlace.roster_id == roster_id
    pair = tuple_(DraftPlace.shift_id, DraftPlace.member_id)
    for part in _parts(changes.taken):
        session().execute(delete(DraftPlace).where(ours, pair.in_(part)))
    session().add_all(
        DraftPlace(roster_id=roster_id, shift_id=shift, member_id=member, is_pinned=False)
        for shift, member in changes.added
    )
    session().flush()
    for pins, pinned in ((changes.pinned, True), (changes.unpinned, False)):
        for part in _parts(pins):
            session().execute(
                update(DraftPlace).where(ours, pair.in_(part)).values(is_pinned=pinned)
            )


def _parts(pairs: tuple[Pair, ...], size: int = 200) -> list[tuple[Pair, ...]]:
    """Cut many places into parts that one statement of either engine can carry."""
    return [pairs[start : start + size] for start in range(0, len(pairs), size)]

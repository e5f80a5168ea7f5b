"""Undo an edit by the opposite edit, as long as it still fits."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from coop.core.audit import Hand
from coop.core.db import session
from coop.core.errors import N_, NotFound, Refusal, Refused, refuse_if
from coop.rostering.deeds.roster_steps import Edited, checked, desk_of, keep
from coop.rostering.models.rosters import RosterEdit
from coop.rostering.reading.rosters import read_changes


def undo_edit(edit_id: UUID, *, hand: Hand) -> Edited:
    """Take an edit back, whoever made it; refused with every reason if it no longer fits."""
    wanted = session().get(RosterEdit, edit_id)
    if wanted is None:
        raise NotFound(N_("edit"))
    desk = desk_of(wanted.roster_id)
    refuse_if(_twice(edit_id))
    changes = read_changes(wanted.changes).opposite
    checked(desk, changes)
    try:
        return keep(desk, "undo", changes, hand=hand, undoes=edit_id)
    except IntegrityError as twice:
        raise Refused(_undone()) from twice


def _twice(edit_id: UUID) -> list[Refusal]:
    before = select(RosterEdit.id).where(RosterEdit.undoes_id == edit_id)
    return [_undone()] if session().scalar(before) else []


def _undone() -> Refusal:
    return Refusal(
        "ROS-44",
        N_("This edit was undone before."),
        todo=N_("To have it again, undo the edit that undid it."),
    )

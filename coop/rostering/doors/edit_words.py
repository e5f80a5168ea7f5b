"""Edits of a draft in sentences, for the undo button and the list of edits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from coop.membership.queries import names_on
from coop.rostering.doors.roster_shared import told_shift
from coop.rostering.reading.rosters import EditView
from coop.rostering.reading.shifts import ShiftView, shift, shifts_between
from coop.rostering.rules.edits import Changes, Pair

MANY = {
    "fill": _l("A found roster was put in: %(added)s places in, %(taken)s out."),
    "copy": _l("A week was copied: %(added)s places in."),
    "clear": _l("A week was cleared: %(taken)s places out."),
    "undo": _l("An edit was undone: %(added)s places in, %(taken)s out."),
}
BOTH = _l("%(added)s places in, %(taken)s out.")


@dataclass(frozen=True, slots=True)
class ToldEdit:
    """An edit and its sentence; `by` is who made it."""

    edit: EditView
    sentence: str
    by: str


def told_edits(edits: Sequence[EditView], first: date, last: date) -> list[ToldEdit]:
    """Say each edit of the roster of these days in a sentence."""
    words = _Words({each.id: each for each in shifts_between(first, last)}, names_on())
    return [_told(one, words) for one in edits]


def to_undo(edits: Sequence[EditView]) -> ToldEdit | None:
    """Say which edit one press on Undo takes back: the last that still stands."""
    one = next((one for one in edits if one.deed != "undo" and one.undone_by is None), None)
    if one is None:
        return None
    shifts = {shift_id: shift(shift_id) for shift_id, _person in _few(one.changes)}
    return _told(one, _Words(shifts, names_on()))


@dataclass(frozen=True, slots=True)
class _Words:
    shifts: Mapping[UUID, ShiftView]
    names: Mapping[UUID, str]

    def who(self, pair: Pair) -> str:
        return self.names.get(pair[1], "")

    def where(self, pair: Pair) -> str:
        return told_shift(self.shifts[pair[0]]) if pair[0] in self.shifts else ""


def _told(one: EditView, words: _Words) -> ToldEdit:
    by = words.names.get(one.by_id, "") if one.by_id else _("The system")
    return ToldEdit(one, _sentence(one, words), by)


def _few(changes: Changes) -> tuple[Pair, ...]:
    """Give the places of a small edit, which is told by name."""
    every = (*changes.added, *changes.taken, *changes.pinned, *changes.unpinned)
    return every if len(every) <= 2 else ()  # noqa: PLR2004 - a move has two halves


def _sentence(one: EditView, words: _Words) -> str:
    changes = one.changes
    said = _small(changes, words) if _few(changes) else _large(one)
    return _("Undone: %(said)s", said=said) if one.deed == "undo" and _few(changes) else said


def _large(one: EditView) -> str:
    counts = {"added": len(one.changes.added), "taken": len(one.changes.taken)}
    return str(MANY.get(one.deed, BOTH)) % counts


def _small(changes: Changes, words: _Words) -> str:
    if changes.added and changes.taken:
        return _moved(changes.taken[0], changes.added[0], words)
    for part, text in (
        (changes.added, _l("%(who)s put into %(work)s.")),
        (changes.taken, _l("%(who)s taken out of %(work)s.")),
        (changes.pinned, _l("%(who)s pinned in %(work)s.")),
        (changes.unpinned, _l("%(who)s unpinned in %(work)s.")),
    ):
        if part:
            lines = (str(text) % {"who": words.who(p), "work": words.where(p)} for p in part)
            return " ".join(lines)
    return ""


def _moved(old: Pair, new: Pair, words: _Words) -> str:
    if old[0] == new[0]:
        told = {"who": words.who(old), "other": words.who(new), "work": words.where(new)}
        return _("%(work)s handed from %(who)s to %(other)s.", **told)
    told = {"who": words.who(new), "work": words.where(new), "old": words.where(old)}
    return _("%(who)s moved from %(old)s to %(work)s.", **told)

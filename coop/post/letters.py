"""Who writes which letter: each room tells the post how to typeset its kind.

The post knows codes and addresses; what a letter says is known to the room whose
subject it is. A writer turns a mail run into typst template, values and title.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from coop.core.errors import N_, NotFound


@dataclass(frozen=True, slots=True)
class Written:
    """A mail run ready to be typeset; `values` go to the template as JSON."""

    template: str
    values: dict[str, object]
    title: str
    at: datetime


Writer = Callable[[UUID], Written]
Naming = Callable[[UUID], str]

_writers: dict[str, Writer] = {}
_naming: dict[str, Naming] = {}


def register_writer(kind: str, write: Writer, name: Naming) -> None:
    """Learn who writes letters of this kind, and what their subject is called."""
    _writers[kind] = write
    _naming[kind] = name


def write(kind: str, run_id: UUID) -> Written:
    """Have a mail run written by the room whose kind it is."""
    if kind not in _writers:
        raise NotFound(N_("a writer for these letters"))
    return _writers[kind](run_id)


def subject_name(kind: str, subject_id: UUID) -> str:
    """Say in words what letters of this kind and subject are about."""
    return _naming[kind](subject_id) if kind in _naming else ""

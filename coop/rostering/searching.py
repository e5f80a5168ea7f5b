"""The long part of a search, as the worker runs it: outside any transaction, with signs of life.

The solver calls from threads of its own. Whatever it tells is written in an application
context and a short transaction of its own, so that the page can show it and a stop is heard.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from contextvars import copy_context
from threading import Lock
from typing import TypeVar
from uuid import UUID

from flask import current_app

from coop.core.db import transaction
from coop.core.errors import N_
from coop.rostering.deeds.solving import (
    begin_solve,
    note_alive,
    note_better,
    note_failed,
    note_found,
)
from coop.rostering.reading.solves import read_absent
from coop.rostering.rules.nouns import Facts, Span
from coop.rostering.solving.cooperative.audit import Broken
from coop.rostering.solving.cooperative.nouns import Better, Roster
from coop.rostering.solving.nouns import Limits

T = TypeVar("T")
LONGEST_REPLAN = 8.0
"""A replan is small and gives no sign of life meanwhile, so it must be over before one is due."""
EVERY = 1.0
"""Seconds between two signs of life, and between two better rosters that are written."""


def search(key: str, _payload: dict[str, str], beat: Callable[[], None]) -> None:
    """Search for a roster; `key` is the id of the search.

    May run twice: a search that is over is left alone, one that a dead worker began is
    begun anew.
    """
    solve_id = UUID(key)
    with transaction():
        begun = begin_solve(solve_id)
        if begun is None:
            return
        row, facts = begun
        limits = Limits(seconds=row.seconds, seed=row.seed)
        absent = _away(read_absent(row.absent))
    ears = Ears(solve_id, beat)
    try:
        found, changed = _solved(facts, absent, limits, ears)
    except Broken:
        with transaction():
            note_failed(solve_id, N_("What was found broke a rule, so it was thrown away."))
        raise
    with transaction():
        note_found(solve_id, found, changed)


class Ears:
    """What a search is heard by: it keeps the best so far, and says when to stop."""

    def __init__(self, solve_id: UUID, beat: Callable[[], None]) -> None:
        """Remember the application and this moment’s context for threads that have none."""
        self._id, self._beat = solve_id, beat
        self._app = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001
        self._context = copy_context()
        self._lock = Lock()
        self._asked = self._told = time.monotonic() - EVERY
        self._is_over = False

    def hear(self, better: Better) -> bool:
        """Write a better roster down, at most once a second; say whether to go on."""
        with self._lock:
            if time.monotonic() - self._told >= EVERY:
                self._told = time.monotonic()
                self._apart(lambda: note_better(self._id, better))
        return not self.stop()

    def stop(self) -> bool:
        """Give a sign of life and ask whether to stop, at most once a second."""
        with self._lock:
            if not self._is_over and time.monotonic() - self._asked >= EVERY:
                self._asked = time.monotonic()
                self._is_over = self._apart(lambda: note_alive(self._id))
                self._apart_from_work(self._beat)
            return self._is_over

    def _apart(self, deed: Callable[[], T]) -> T:
        """Do something in a transaction of its own."""

        def done() -> T:
            with self._app.app_context(), transaction():
                return deed()

        return self._context.copy().run(done)

    def _apart_from_work(self, call: Callable[[], None]) -> None:
        def called() -> None:
            with self._app.app_context():
                call()

        self._context.copy().run(called)


def _solved(
    facts: Facts, absent: Mapping[UUID, Sequence[Span]], limits: Limits, ears: Ears
) -> tuple[Roster, int | None]:
    # The solver takes half a second to load, which no page should wait for.
    from coop.rostering.solving.cooperative.replan import replan  # noqa: PLC0415
    from coop.rostering.solving.cooperative.solve import solve  # noqa: PLC0415

    if not absent:
        return solve(facts, limits, watch=ears.hear, stop=ears.stop), None
    mended = replan(facts, absent, Limits(min(limits.seconds, LONGEST_REPLAN), seed=limits.seed))
    return mended.roster, mended.changed


def _away(absent: Sequence[tuple[UUID, Span]]) -> dict[UUID, list[Span]]:
    found: dict[UUID, list[Span]] = {}
    for person, span in absent:
        found.setdefault(person, []).append(span)
    return found

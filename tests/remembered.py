"""What the builders make is made once in each program of tests, and laid down again after that.

    @remembered
    def a_cooperative(*, name: str = "Level Hands") -> House: ...

The first call on an empty database founds the co-operative by its deeds, and all that came of
it is kept: the rows, the rings in the queue, the anchors. A later test that calls the same
builder with the same words at the same held hour has it laid down, and gets the same answer.

Only what the last remembered call left behind is built upon: as soon as a test has written
anything itself, has put a patch in place or has let the clock run, its builders work anew.
"""

import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import pytest
from flask import Flask, current_app, has_app_context

from coop.core import clock
from coop.core.db import db, in_transaction
from coop.core.settings import Settings
from tests import services
from tests.grounds import Ground, Layer, ground_of

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class _Made:
    """What a call gave and what it left behind; `where` names the state that it led to."""

    given: Any
    where: int
    layer: Layer
    rings: dict[bytes, bytes]


@dataclass(slots=True)
class _Test:
    """The test that runs now; `where` names the state of its database, None if unknown."""

    app: Flask
    anchors: Path
    patches: pytest.MonkeyPatch
    ground: Ground
    where: int | None = 0
    layer: Layer = field(default_factory=Layer)
    mark: object = None

    def stands(self, where: int, layer: Layer) -> None:
        """Note in which state the database is from now on."""
        self.where, self.layer, self.mark = where, layer, self.ground.mark()

    def is_known(self) -> bool:
        """Say whether nothing but remembered calls has written to the database so far."""
        return (
            self.where is not None
            and _is_as_usual(self)
            and not in_transaction()
            and self.ground.mark() == self.mark
        )


_now: list[_Test] = []
_made: dict[Hashable, _Made] = {}
_called: set[Hashable] = set()


def begin(app: Flask, settings: Settings, patches: pytest.MonkeyPatch) -> None:
    """Begin a test on its empty database."""
    ground, anchors = ground_of(settings.database_url), settings.data / "anchors.jsonl"
    _now[:] = [_Test(app, anchors, patches, ground, mark=ground.mark())]


def end() -> None:
    """End the test: whatever calls a builder now makes everything anew."""
    _now.clear()


def remembered(build: Callable[P, R]) -> Callable[P, R]:
    """Let a builder’s work be laid down again; nobody may change what it gives."""

    @wraps(build)
    def built(*args: P.args, **named: P.kwargs) -> R:
        words = (build.__module__, build.__name__, args, tuple(sorted(named.items())))
        return once(words, lambda: build(*args, **named))

    return built


def once(words: Hashable, make: Callable[[], R], *, app: Flask | None = None) -> R:
    """Make something, or lay down what came of the same words on the same ground."""
    test = _now[0] if _now else None
    if test is None or app not in {None, test.app} or not (_can_be_kept(words) and test.is_known()):
        return make()
    db.session.rollback()
    key = (type(test.ground), test.where, clock.now(), words)
    if key in _made:
        return _again(test, _made[key], make)
    # What is called a single time is not worth keeping, unless many begin with it.
    if test.where == 0 or key in _called:
        return _kept(test, key, make)
    _called.add(key)
    test.where = None
    return make()


def _can_be_kept(words: Hashable) -> bool:
    """Say whether the words hold nothing that may change, such as a list."""
    try:
        hash(words)
    except TypeError:
        return False
    return True


def _is_as_usual(test: _Test) -> bool:
    """Say whether this is the test’s own thread, with its application and a held clock.

    One patch guards the network in every test; whoever patches more has a reason to.
    """
    return (
        threading.current_thread() is threading.main_thread()
        and has_app_context()
        and current_app._get_current_object() is test.app  # type: ignore[attr-defined]
        and clock._told.get() is not None
        and len(test.patches._setattr) == 1
        and not test.patches._setitem
    )


def _kept(test: _Test, key: Hashable, make: Callable[[], R]) -> R:
    """Make it, and keep all that has come of it."""
    since, rung = test.layer, _rings()
    given = make()
    db.session.rollback()
    layer, ringing = test.ground.read(since), _rings()
    if layer is None or test.anchors.exists() or rung.keys() - ringing.keys():
        test.where = None
        return given
    rings = {name: said for name, said in ringing.items() if rung.get(name) != said}
    made = _made[key] = _Made(given, len(_made) + 1, layer, rings)
    test.stands(made.where, layer)
    return given


def _again(test: _Test, made: _Made, make: Callable[[], R]) -> R:
    """Lay down what was kept; make it anew where that cannot be."""
    if not test.ground.lay(made.layer):
        test.where = None
        return make()
    for name, said in made.rings.items():
        services.bells().restore(name, 0, said, replace=True)
    test.stands(made.where, made.layer)
    return made.given  # type: ignore[no-any-return]


def _rings() -> dict[bytes, bytes]:
    """Give everything that lies in the queue."""
    bells = services.bells()
    return {name: bells.dump(name) for name in bells.keys()}  # noqa: SIM118 - it is no dict

"""What one test’s application may leave warm for the next: whatever was compiled for it.

Each test still has an application, a database and connections of its own. Only the
engine object goes from hand to hand, and with it the statements that it has compiled.
"""

import sqlite3
from types import MethodType
from typing import Any

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy import Dialect, Engine, event
from werkzeug.routing import Rule

from coop.core.db import db


class _Templates(BytecodeCache):
    """Compiled templates, kept in memory; Jinja itself checks that the source is the same."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was compiled before, if it was."""
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what has just been compiled."""
        self._kept[bucket.key] = bucket.bytecode_to_string()


class _Address(Rule):
    """An address that is read and compiled once for all applications of this program.

    What is compiled depends on nothing but the address itself: its builders ask the rule
    that they are bound to. An address with defaults or a host is left to Werkzeug.
    """

    def compile(self) -> None:
        """Take over what was compiled for an equal address, if there was one."""
        if self.defaults or self.host or self.subdomain or self.map.host_matching:
            super().compile()
            return
        key = (self.rule, self.merge_slashes)
        if key not in _compiled:
            super().compile()
            builders = (self._build.__func__, self._build_unknown.__func__)
            _compiled[key] = (self._parts, self._trace, self._converters, *builders)
        self._parts, self._trace, self._converters, known, unknown = _compiled[key]
        self.arguments.update(self._converters)
        self._build, self._build_unknown = MethodType(known, self), MethodType(unknown, self)


_compiled: dict[object, tuple[Any, ...]] = {}
Flask.url_rule_class = _Address
_templates = _Templates()
_engines: dict[str, Engine] = {}


def keep_warm(app: Flask) -> None:
    """Give a fresh application what others have compiled; its database stays its own."""
    app.jinja_env.bytecode_cache = _templates
    fresh = db.engine
    kept = _engines.setdefault(fresh.dialect.name, fresh)
    if kept is fresh:
        event.listen(fresh, "do_connect", _connect_to_this_test)
        event.listen(fresh, "connect", _hurry)
    else:
        fresh.dispose()
        # No connection to the last test's database may be lent to this one.
        kept.dispose()
        kept.url = fresh.url
        db.engines[None] = kept


def _connect_to_this_test(dialect: Dialect, _record: object, at: list[Any], named: Any) -> None:
    at[:], where = dialect.create_connect_args(_engines[dialect.name].url)
    named.update(where)


def _hurry(connection: Any, _record: object) -> None:
    """Wait for no disk: no test of these cuts off the power."""
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA synchronous=OFF").close()

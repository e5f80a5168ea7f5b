"""The database: one base, one transaction, one commit."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session as FlaskSession
from sqlalchemy import Connection, DateTime, Dialect, Engine, MetaData, TypeDecorator, event
from sqlalchemy.orm import DeclarativeBase, Session, registry, scoped_session

CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
APPEND_ONLY = {"append_only": True}
BUSY_SECONDS = 30

_writing: ContextVar[bool] = ContextVar("writing", default=False)
_afterwards: ContextVar[list[Callable[[], None]] | None] = ContextVar("afterwards", default=None)


class UTCDateTime(TypeDecorator[datetime]):
    """An aware moment: refuses naive times, is kept in UTC, comes back aware."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive time; keep UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = "A moment without a time zone cannot be kept."
            raise ValueError(message)
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back, which SQLite forgets."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Every table’s base: named constraints, aware times, random ids."""

    registry = registry(
        metadata=MetaData(naming_convention=CONVENTION),
        type_annotation_map={datetime: UTCDateTime},
    )


db = SQLAlchemy(model_class=Base)


class NotInTransaction(RuntimeError):
    """Something was written outside `transaction()`."""


class NestedTransaction(RuntimeError):
    """`transaction()` was opened inside another."""


def new_id() -> UUID:
    """Give a random id, which tells nothing of time or order."""
    return uuid4()


def session() -> scoped_session[FlaskSession]:
    """Give the session of this application context."""
    return db.session


@contextmanager
def transaction() -> Iterator[None]:
    """Commit the block or nothing; then run what `after_commit` collected.

    Reads made before the block see an older moment, so they are let go first.
    """
    if _writing.get():
        message = "A transaction is open already; deeds never open their own."
        raise NestedTransaction(message)
    db.session.rollback()
    calls: list[Callable[[], None]] = []
    writing, afterwards = _writing.set(True), _afterwards.set(calls)
    try:
        yield
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise
    finally:
        _writing.reset(writing)
        _afterwards.reset(afterwards)
    for call in calls:
        call()


def after_commit(call: Callable[[], None]) -> None:
    """Run `call` once the open transaction has been committed, and never otherwise."""
    calls = _afterwards.get()
    if calls is None:
        message = "There is no transaction to wait for."
        raise NotInTransaction(message)
    calls.append(call)


def in_transaction() -> bool:
    """Say whether a `transaction()` block is open here."""
    return _writing.get()


def is_postgresql() -> bool:
    """Say whether the engine in use is PostgreSQL."""
    return db.engine.dialect.name == "postgresql"


def init_db(app: Flask, url: str) -> None:
    """Bind the application to its database."""
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = _engine_options(url)
    db.init_app(app)
    with app.app_context():
        prepare_engine(db.engine)


def _engine_options(url: str) -> dict[str, Any]:
    """Choose pool and driver settings for the engine named by the address."""
    if url.startswith("sqlite"):
        connect = {"timeout": BUSY_SECONDS, "check_same_thread": False}
        return {"connect_args": connect, "hide_parameters": True}
    # What a statement carried may be private, so no fault in the log repeats it.
    return {"pool_size": 8, "max_overflow": 16, "pool_pre_ping": True, "hide_parameters": True}


def prepare_engine(engine: Engine) -> None:
    """Make SQLite durable, strict about keys, and honest about its transactions."""
    if engine.dialect.name != "sqlite":
        return
    event.listen(engine, "connect", _on_sqlite_connect)
    event.listen(engine, "begin", _on_sqlite_begin)


def _on_sqlite_connect(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own type
    """Set the pragmas; let us, not the driver, say BEGIN."""
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "foreign_keys=ON",
        "synchronous=FULL",
        "secure_delete=ON",
        # INSERT OR REPLACE deletes a row; without this it would slip past the triggers.
        "recursive_triggers=ON",
        f"busy_timeout={BUSY_SECONDS * 1000}",
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def _on_sqlite_begin(connection: Connection) -> None:
    """Take the write lock at once when writing, so that nobody fails half-way."""
    connection.exec_driver_sql("BEGIN IMMEDIATE" if _writing.get() else "BEGIN")


@event.listens_for(Session, "before_flush")
def _refuse_stray_writes(session: Session, _context: object, _instances: object) -> None:
    """Refuse to write outside `transaction()`: only the edge opens one."""
    if not _writing.get() and (session.new or session.dirty or session.deleted):
        message = "A fact was written outside transaction()."
        raise NotInTransaction(message)

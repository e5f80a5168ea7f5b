"""The log itself, with the real code: recording, sealing, checking, exporting."""

import sqlite3
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.run import Row, median
from coop.core import audit
from coop.core.acts import Hand, act
from coop.core.db import transaction
from coop.core.errors import N_
from coop.core.settings import Settings
from tests import services
from tests.core.errands import ground

TITLE = "The log: recording, sealing and checking 20,000 entries"
NOTE = (
    "Milliseconds an entry, medians of three runs, one program, the real code. “Recorded alone” "
    "is a transaction with nothing else in it. SQLite waits for the disk at each commit; the "
    "tests’ PostgreSQL does not."
)
VERSIONS = ("sqlalchemy", "psycopg", "cryptography")
ENTRIES = 20_000
ALONE = 500
RUNS = 3
NOTED = act("bench.noted", N_("Noted for a benchmark"), "number")


def measure() -> list[Row]:
    """Measure both engines."""
    return [_row(engine) for engine in ("postgresql", "sqlite")]


def found_versions() -> dict[str, str]:
    """Say which SQLite was measured; PostgreSQL is the tests' own."""
    return {"SQLite": sqlite3.sqlite_version}


def _row(engine: str) -> Row:
    """Measure one engine three times; give the medians."""
    runs = [_run(engine) for _ in range(RUNS)]
    row: Row = {"engine": engine}
    row |= {name: median([run[name] for run in runs], 3) for name in runs[0]}
    print("  ", *row.values(), flush=True)
    return row


def _run(engine: str) -> dict[str, float]:
    """Measure one engine once, on a fresh database."""
    with services.fresh_database(engine) as url, tempfile.TemporaryDirectory() as folder:
        app = ground(Settings(0, Path(folder), url, None, b"b" * 32, ""))
        with app.app_context():
            return {
                "recorded alone": _timed(_record_alone) / ALONE,
                "recorded together": _timed(_record_together) / ENTRIES,
                "sealed": _timed(audit.seal) / (ENTRIES + ALONE),
                "verified in the database": _timed(audit.verify) / (ENTRIES + ALONE),
                "exported": _timed(lambda: list(audit.export_lines())) / (ENTRIES + ALONE),
                "checked offline": _check(list(audit.export_lines())) / (ENTRIES + ALONE),
            }


def _record_alone() -> None:
    """Record deeds, each in its own transaction."""
    for number in range(ALONE):
        with transaction():
            audit.record(NOTED, "motion 12", hand=Hand.system(), number=number)


def _record_together() -> None:
    """Record many deeds in one transaction."""
    with transaction():
        for number in range(ENTRIES):
            audit.record(NOTED, "motion 12", hand=Hand.system(), number=number)


def _check(lines: list[str]) -> float:
    """Time the check of an export; it must find nothing."""
    if not audit.check_log(lines).ok:
        raise ValueError("The log that was made for the benchmark is not right.")
    return _timed(lambda: audit.check_log(lines))


def _timed(work: Callable[[], object]) -> float:
    """Give how many milliseconds some work takes."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000

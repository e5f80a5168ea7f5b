"""The whole content of a test’s database: read at once, and laid down again at once.

A `Layer` is what lies on a ground at one moment. Whoever holds a `mark` can tell whether
anybody has written since; a mark that changed for nothing costs time and no truth.
"""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Protocol

from sqlalchemy import make_url

from coop.core.db import db
from tests import services

PAGE = 4096
MARK = "SELECT pg_snapshot_xmax(pg_current_snapshot())"


@dataclass(frozen=True, slots=True)
class Layer:
    """Content: the rows of each table, or the pages of a file that differ from the template’s."""

    content: dict[str, list[str]] = field(default_factory=dict)
    statements: str = ""
    pages: dict[int, bytes] = field(default_factory=dict)


class Ground(Protocol):
    """The database of a test, seen from beside the application."""

    def mark(self) -> object:
        """Give what changes whenever anybody commits."""

    def read(self, since: Layer) -> Layer | None:
        """Give everything that lies here now; None when that cannot be read.

        It can be laid down where `since` lies.
        """

    def lay(self, layer: Layer) -> bool:
        """Make everything as it was when this was read; False when that cannot be."""


def ground_of(url: str) -> Ground:
    """Give the ground at an address: a fresh database, on which nothing lies yet."""
    if url.startswith("sqlite"):
        return SqliteGround(Path(make_url(url).database or ""))
    return PostgresGround(url)


@dataclass(slots=True)
class SqliteGround:
    """A file that is written whole, while no connection to it is open."""

    file: Path

    def mark(self) -> object:
        """Give the sizes of the file and its log, and when the file was written.

        Whatever is committed first grows the log, and reading alone leaves it empty.
        """
        log, seen = self._log(), self.file.stat()
        return log.stat().st_size if log.exists() else 0, seen.st_size, seen.st_mtime_ns

    def read(self, since: Layer) -> Layer | None:  # noqa: ARG002 - a file is laid down whole
        """Keep the pages that differ from those of an empty database."""
        if not self._is_at_rest():
            return None
        was, now = services.sqlite_template().read_bytes(), self.file.read_bytes()
        starts = range(0, len(now), PAGE)
        return Layer(
            pages={n: now[n : n + PAGE] for n in starts if now[n : n + PAGE] != was[n : n + PAGE]}
        )

    def lay(self, layer: Layer) -> bool:
        """Write the template with these pages instead of its own."""
        if not self._is_at_rest():
            return False
        whole = bytearray(services.sqlite_template().read_bytes())
        for start in sorted(layer.pages):
            whole[start : start + PAGE] = layer.pages[start]
        self.file.write_bytes(whole)
        return True

    def _is_at_rest(self) -> bool:
        """Close what the application keeps open; the last to leave takes the log along."""
        db.engine.dispose()
        return not self._log().exists()

    def _log(self) -> Path:
        return self.file.with_name(f"{self.file.name}-wal")


@dataclass(slots=True)
class PostgresGround:
    """A database of which every row is known as text."""

    url: str

    def mark(self) -> object:
        """Give the number of the next transaction that writes."""
        return services.beside(self.url).execute(MARK).fetchone()

    def read(self, since: Layer) -> Layer | None:
        """Read every row, and write down how to come here from what lay here before."""
        content: dict[str, list[str]] = {}
        for table, row in services.beside(self.url).execute(_every_row()):
            content.setdefault(table, []).append(row)
        was = since.content
        changes = [
            _change(table, was.get(table, []), content.get(table, []))
            for table in sorted({*was, *content})
        ]
        return Layer(content=content, statements="; ".join(filter(None, changes)))

    def lay(self, layer: Layer) -> bool:
        """Run the statements that lead from what lies here to this layer."""
        services.beside(self.url).execute(layer.statements)
        return True


@cache
def _every_row() -> str:
    return " UNION ALL ".join(
        f"SELECT '{table}', one::text FROM \"{table}\" one"  # noqa: S608 - our own names
        for table in services.tables()
    )


def _change(table: str, was: list[str], now: list[str]) -> str:
    """Write the statements that change the rows of a table, most often by adding some."""
    if was == now:
        return ""
    if was == now[: len(was)]:
        return _insert(table, now[len(was) :])
    return f'DELETE FROM "{table}"; ' + _insert(table, now)  # noqa: S608 - our own names


def _insert(table: str, rows: list[str]) -> str:
    """Write rows as one array of the table’s own type, each as PostgreSQL had written it."""
    told = ",".join('"' + row.replace("\\", "\\\\").replace('"', '\\"') + '"' for row in rows)
    quoted = told.replace("'", "''")
    return f'INSERT INTO "{table}" SELECT * FROM unnest(\'{{{quoted}}}\'::"{table}"[])'  # noqa: S608

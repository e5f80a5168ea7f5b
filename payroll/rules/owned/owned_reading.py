"""Read a rule set of ownership key by key, and remember everything that is wrong (PAY-72)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

_FRACTION = re.compile(r"(0|[1-9][0-9]{0,3})(?:/([1-9][0-9]{0,3}))?")


class WrongOwnedRules(ValueError):
    """A rule set of ownership that may not be used; it carries every fault at once."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        """Keep the faults, each with its key."""
        super().__init__("; ".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Cited:
    """One number of a rule set: its key, its value as written, and where it comes from."""

    key: str
    value: str
    source: str


@dataclass(slots=True)
class Reading:
    """One reading of one file: its sources, its faults and its citations so far."""

    sources: Mapping[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    cited: list[Cited] = field(default_factory=list)


class Table:
    """One table of the file; whatever nobody asked for is refused by `close`."""

    def __init__(self, reading: Reading, path: str, table: Mapping[str, object]) -> None:
        """Begin to read a table that stands at `path`."""
        self.reading = reading
        self.path = path
        self._left = dict(table)

    def fault(self, key: str, reason: str) -> None:
        """Note what is wrong with one key."""
        where = f"{self.path}.{key}" if self.path else key
        self.reading.faults.append(f"{where}: {reason}")

    def text(self, key: str, *, may_be_missing: bool = False) -> str:
        """Read a plain text, which needs no source."""
        found = self._left.pop(key, "" if may_be_missing else None)
        if isinstance(found, str) and (found.strip() or may_be_missing):
            return found
        self.fault(key, "is missing" if found is None else "must be a text")
        return ""

    def texts(self, key: str) -> tuple[str, ...]:
        """Read a list of plain texts; none is an empty one."""
        found = self._left.pop(key, [])
        if isinstance(found, list) and all(isinstance(one, str) and one.strip() for one in found):
            return tuple(str(one) for one in found)
        self.fault(key, "must be a list of texts")
        return ()

    def day(self, key: str) -> date:
        """Read a plain date."""
        found = self._left.pop(key, None)
        if type(found) is date:
            return found
        self.fault(key, "is missing" if found is None else "must be a date such as 2026-01-31")
        return date.min

    def table(self, key: str) -> "Table":
        """Go into the table under the key; a missing one is read as empty."""
        found = self._left.pop(key, {})
        if not isinstance(found, dict):
            self.fault(key, "must be a table")
            found = {}
        return Table(self.reading, f"{self.path}.{key}" if self.path else key, found)

    def tables(self) -> list[tuple[str, "Table"]]:
        """Go into every table that is left, in the order of the file."""
        return [(key, self.table(key)) for key in self.names()]

    def names(self) -> list[str]:
        """Name what is left of it, in the order of the file."""
        return list(self._left)

    def has(self, key: str) -> bool:
        """Say whether the key is written at all."""
        return key in self._left

    def whole(self, key: str, *, most: int) -> int:
        """Read a whole number, not negative, with its source."""
        found = self._cited(key)
        if isinstance(found, int) and not isinstance(found, bool) and 0 <= found <= most:
            return found
        self._wrong(key, found, f"must be a whole number from 0 to {most}")
        return 0

    def share(self, key: str) -> Fraction:
        """Read a share such as "3/10", not above one, with its source."""
        found = self._cited(key)
        parts = _FRACTION.fullmatch(found) if isinstance(found, str) else None
        if parts:
            share = Fraction(int(parts[1]), int(parts[2] or 1))
            if share <= 1:
                return share
        self._wrong(key, found, 'must be a share such as "3/10", not above 1')
        return Fraction(0)

    def yes(self, key: str) -> bool:
        """Read true or false with its source."""
        found = self._cited(key)
        if isinstance(found, bool):
            return found
        self._wrong(key, found, "must be true or false")
        return False

    def word(self, key: str, known: tuple[str, ...]) -> str:
        """Read one of the words that are known, with its source."""
        found = self._cited(key)
        if isinstance(found, str) and found in known:
            return found
        self._wrong(key, found, f"must be one of {', '.join(known)}")
        return ""

    def close(self) -> None:
        """Refuse every key that nobody asked for: a misspelt number must not be ignored."""
        for key in sorted(self._left):
            self.fault(key, "is not a known key")

    def _cited(self, key: str) -> object:
        found = self._left.pop(key, None)
        if found is None:
            return None
        if not isinstance(found, dict) or set(found) != {"is", "source"}:
            self.fault(key, "must be written { is = …, source = … }")
            return _FAULTY
        source = found["source"]
        if not isinstance(source, str) or source not in self.reading.sources:
            self.fault(key, "its source is not among [sources]")
            return _FAULTY
        cited = Cited(f"{self.path}.{key}", str(found["is"]), self.reading.sources[source])
        self.reading.cited.append(cited)
        return found["is"]

    def _wrong(self, key: str, found: object, reason: str) -> None:
        if found is not _FAULTY:
            self.fault(key, "is missing" if found is None else reason)


_FAULTY = object()

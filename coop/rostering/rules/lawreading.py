"""Read a law book key by key, and remember everything that is wrong with it (ROS-28)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class LawFault:
    """One thing wrong with a law book: which file, which key, and why."""

    file: str
    key: str
    reason: str

    def __str__(self) -> str:
        """Give the fault on one line."""
        return f"{self.file}: {self.key}: {self.reason}"


class WrongLawbook(ValueError):
    """A law book that may not be used; it carries every fault, not only the first."""

    def __init__(self, faults: Collection[LawFault]) -> None:
        """Carry the faults."""
        super().__init__("\n".join(map(str, faults)))
        self.faults = tuple(faults)


@dataclass(slots=True)
class LawReading:
    """One reading of one file: its sources, and what was found in it so far."""

    file: str
    sources: Mapping[str, str] = field(default_factory=dict)
    faults: list[LawFault] = field(default_factory=list)
    cited: dict[str, str] = field(default_factory=dict)
    unconfirmed: list[str] = field(default_factory=list)

    def fault(self, key: str, reason: str) -> None:
        """Note one more thing that is wrong."""
        self.faults.append(LawFault(self.file, key, reason))


class LawTable:
    """One table of the file; whatever nobody asked for is refused by `close`."""

    def __init__(self, reading: LawReading, path: str, table: Mapping[str, object]) -> None:
        """Begin to read a table that stands at `path`."""
        self._reading = reading
        self._path = path
        self._left = dict(table)

    def has(self, key: str) -> bool:
        """Say whether the key is written at all."""
        return key in self._left

    def fault(self, key: str, reason: str) -> None:
        """Note what is wrong with one key."""
        self._reading.fault(f"{self._path}.{key}" if self._path else key, reason)

    def text(self, key: str) -> str:
        """Read a plain text, which needs no source."""
        found = self._left.pop(key, None)
        if isinstance(found, str) and found.strip():
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
        # A TOML date with a time is a `datetime`, which is a `date` to isinstance.
        if type(found) is date:
            return found
        self.fault(key, "is missing" if found is None else "must be a date such as 2026-01-31")
        return date.min

    def named(self, key: str) -> dict[str, str]:
        """Read a table of texts that must not be empty."""
        found = self._left.pop(key, None)
        if not isinstance(found, dict) or not found:
            self.fault(key, "must be a table that names at least one source")
            return {}
        for name, text in found.items():
            if not isinstance(text, str) or not text.strip():
                self.fault(f"{key}.{name}", "must be a text")
        return {name: str(text) for name, text in found.items()}

    def table(self, key: str) -> "LawTable":
        """Go into the table under the key; a missing one is read as empty."""
        found = self._left.pop(key, None)
        if not isinstance(found, dict):
            self.fault(key, "is missing" if found is None else "must be a table")
            found = {}
        return LawTable(self._reading, f"{self._path}.{key}" if self._path else key, found)

    def whole(self, key: str, *, least: int, most: int) -> int:
        """Read a whole number with its source."""
        found = self._cited(key)
        if isinstance(found, int) and not isinstance(found, bool) and least <= found <= most:
            return found
        self._wrong(key, found, f"must be a whole number from {least} to {most}")
        return least

    def yes(self, key: str) -> bool:
        """Read true or false with its source."""
        found = self._cited(key)
        if isinstance(found, bool):
            return found
        self._wrong(key, found, "must be true or false")
        return False

    def close(self) -> None:
        """Refuse every key that nobody asked for: a misspelt number must not be ignored."""
        for key in sorted(self._left):
            self.fault(key, "is not a known key")

    def _cited(self, key: str) -> object:
        found = self._left.pop(key, None)
        if found is None:
            return None
        known = {"is", "source"}
        if not isinstance(found, dict) or not known <= set(found) <= known | {"unconfirmed"}:
            self.fault(key, "must be written { is = …, source = … }, at most with unconfirmed = …")
            return _FAULTY
        self._cite(key, found)
        return found["is"]

    def _cite(self, key: str, found: Mapping[str, object]) -> None:
        reading, whole = self._reading, f"{self._path}.{key}"
        source, doubt = found["source"], found.get("unconfirmed", "")
        if not isinstance(source, str) or source not in reading.sources:
            self.fault(key, "its source is not among [sources]")
            return
        if not isinstance(doubt, str):
            self.fault(key, "what is unconfirmed must be a text")
            return
        reading.cited[whole] = reading.sources[source]
        if doubt:
            reading.unconfirmed.append(f"{whole}: {doubt}")

    def _wrong(self, key: str, found: object, reason: str) -> None:
        if found is not _FAULTY:
            self.fault(key, "is missing" if found is None else reason)


_FAULTY = object()

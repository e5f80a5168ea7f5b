"""Read a file of cited numbers key by key, and remember everything that is wrong (GOV-26)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Self, TypeVar

FRACTION = re.compile(r"(0|[1-9][0-9]{0,3})(?:/([1-9][0-9]{0,3}))?")
Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class RuleFault:
    """One thing wrong with a rule file: which file, which key, and why."""

    file: str
    key: str
    reason: str

    def __str__(self) -> str:
        """Give the fault on one line."""
        return f"{self.file}: {self.key}: {self.reason}"


class WrongRules(ValueError):
    """A rule file that may not be used; it carries every fault, not only the first."""

    def __init__(self, faults: tuple[RuleFault, ...]) -> None:
        """Carry the faults."""
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Citation:
    """Where one number of a rule set comes from."""

    key: str
    value: str
    source: str


@dataclass(slots=True)
class Reading:
    """One reading of one file: its sources, its faults and its citations so far."""

    file: str
    sources: dict[str, str] = field(default_factory=dict)
    faults: list[RuleFault] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)

    def fault(self, key: str, reason: str) -> None:
        """Note one more thing that is wrong."""
        self.faults.append(RuleFault(self.file, key, reason))


class Section:
    """One table of the file; whatever nobody asked for is refused by `close`."""

    def __init__(self, reading: Reading, path: str, table: Mapping[str, object]) -> None:
        """Begin to read a table that stands at `path`."""
        self._reading = reading
        self._path = path
        self._left = dict(table)

    def at(self, key: str) -> str:
        """Give the whole key, as the writer of the file knows it."""
        return f"{self._path}.{key}" if self._path else key

    def fault(self, key: str, reason: str) -> None:
        """Note what is wrong with one key."""
        self._reading.fault(self.at(key), reason)

    def has(self, key: str) -> bool:
        """Say whether the key is written at all."""
        return key in self._left

    def text(self, key: str) -> str:
        """Read a plain text, which needs no source."""
        found = self._take(key)
        if isinstance(found, str) and found.strip():
            return found
        self._wrong(key, found, "must be a text")
        return ""

    def plain_whole(self, key: str) -> int:
        """Read a plain whole number from 1, which needs no source."""
        found = self._take(key)
        if isinstance(found, int) and not isinstance(found, bool) and found >= 1:
            return found
        self._wrong(key, found, "must be a whole number from 1")
        return 1

    def day(self, key: str) -> date:
        """Read a plain date, which needs no source."""
        found = self._take(key)
        # A TOML date with a time is a `datetime`, which is a `date` to isinstance.
        if type(found) is date:
            return found
        self._wrong(key, found, "must be a date such as 2026-01-31")
        return date.min

    def table(self, key: str) -> Self:
        """Go into the table under the key; a missing one is read as empty."""
        found = self._take(key)
        if not isinstance(found, dict):
            self._wrong(key, found, "must be a table")
            found = {}
        return type(self)(self._reading, self.at(key), found)

    def tables(self, key: str) -> list[Self]:
        """Go into each table of a list of tables; no list is an empty one."""
        found = self._left.pop(key, [])
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            self.fault(key, "must be a list of tables")
            return []
        return [
            type(self)(self._reading, f"{self.at(key)}.{place}", one)
            for place, one in enumerate(found, start=1)
        ]

    def whole(self, key: str, *, least: int = 0, most: int) -> int:
        """Read a whole number with its source."""
        found = self._cited(key)
        if isinstance(found, int) and not isinstance(found, bool) and least <= found <= most:
            return found
        self._wrong(key, found, f"must be a whole number from {least} to {most}")
        return least

    def share(self, key: str) -> Fraction:
        """Read a share from 0 to 1 with its source; a fraction in quotes, never a decimal."""
        found = self._cited(key)
        parts = FRACTION.fullmatch(found) if isinstance(found, str) else None
        share = Fraction(int(parts[1]), int(parts[2] or 1)) if parts else None
        if share is not None and share <= 1:
            return share
        self._wrong(key, found, "must be a fraction in quotes from “0” to “1”, such as “3/4”")
        return Fraction(0)

    def yes(self, key: str) -> bool:
        """Read true or false with its source."""
        found = self._cited(key)
        if isinstance(found, bool):
            return found
        self._wrong(key, found, "must be true or false")
        return False

    def one_of(self, key: str, words: type[Word]) -> Word:
        """Read one word out of a known few, with its source."""
        found = self._cited(key)
        known = list(words)
        if isinstance(found, str) and found in known:
            return words(found)
        self._wrong(key, found, "must be one of: " + ", ".join(known))
        return known[0]

    def named(self, key: str) -> str:
        """Read a name with its source."""
        found = self._cited(key)
        if isinstance(found, str) and re.fullmatch(r"[a-z][a-z_]*", found):
            return found
        self._wrong(key, found, "must be one name in small letters")
        return ""

    def several(self, key: str) -> tuple[str, ...]:
        """Read a list of names with its source."""
        found = self._cited(key)
        if isinstance(found, list) and all(isinstance(one, str) and one for one in found):
            return tuple(str(one) for one in found)
        self._wrong(key, found, "must be a list of names")
        return ()

    def close(self) -> None:
        """Refuse every key that no rule asked for: a misspelt rule must not be ignored."""
        for key in sorted(self._left):
            self.fault(key, "is not a known key")

    def _take(self, key: str) -> object:
        return self._left.pop(key, None)

    def _wrong(self, key: str, found: object, reason: str) -> None:
        if found is _FAULTY:
            return
        if isinstance(found, float):
            reason = "is a decimal; write a whole number, or a fraction in quotes such as “3/4”"
        self.fault(key, "is missing" if found is None else reason)

    def _cited(self, key: str) -> object:
        found = self._take(key)
        if found is None:
            return None
        if not isinstance(found, dict) or set(found) != {"is", "source"}:
            self.fault(key, "must be written { is = …, source = … }, with nothing else")
            return _FAULTY
        self._cite(key, found["is"], found["source"])
        return found["is"]

    def _cite(self, key: str, value: object, source: object) -> None:
        reading = self._reading
        if not isinstance(source, str) or source not in reading.sources:
            self.fault(key, "its source is not among [sources]")
            return
        reading.citations.append(Citation(self.at(key), _written(value), reading.sources[source]))


_FAULTY = object()


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value)

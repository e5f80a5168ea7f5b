"""Read an untrusted document key by key; everything wrong is kept as a fault (GOV-25)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a document: where, and what."""

    place: str
    sentence: str

    def __str__(self) -> str:
        """Give the fault on one line."""
        return f"{self.place}: {self.sentence}" if self.place else self.sentence


class Sheet:
    """One object of the document; a wrong value gives a harmless one and a fault."""

    def __init__(self, thing: Mapping[str, object], faults: list[Fault], place: str = "") -> None:
        """Begin to read the object that stands at `place`; faults are added to the list."""
        self._thing = thing
        self._faults = faults
        self._place = place

    def fault(self, key: str, sentence: str) -> None:
        """Note what is wrong with one key."""
        place = f"{self._place}.{key}" if self._place else key
        self._faults.append(Fault(place, sentence))

    def only(self, keys: Sequence[str]) -> None:
        """Refuse keys that do not belong here; a missing one is found when it is read."""
        for key in sorted(set(self._thing) - set(keys)):
            self.fault(key, "does not belong here")

    def text(self, key: str) -> str:
        """Read a text."""
        found = self._thing.get(key)
        if isinstance(found, str):
            return found
        self.fault(key, "must be a text")
        return ""

    def whole(self, key: str) -> int:
        """Read a whole number from 0."""
        found = self._thing.get(key)
        if isinstance(found, int) and not isinstance(found, bool) and found >= 0:
            return found
        self.fault(key, "must be a whole number from 0")
        return 0

    def yes(self, key: str) -> bool:
        """Read true or false."""
        found = self._thing.get(key)
        if isinstance(found, bool):
            return found
        self.fault(key, "must be true or false")
        return False

    def maybe(self, key: str, kind: type) -> bool:
        """Say whether something of the kind stands here; null is no, anything else a fault."""
        found = self._thing.get(key)
        if found is not None and not isinstance(found, kind):
            self.fault(key, "is not what belongs here")
        return isinstance(found, kind)

    def moment(self, key: str) -> datetime:
        """Read a moment in UTC."""
        try:
            found = datetime.fromisoformat(self.text(key))
        except ValueError:
            found = datetime.min  # noqa: DTZ901 - without a zone, so the next lines refuse it
        if found.utcoffset() is not None:
            return found.astimezone(UTC)
        self.fault(key, "must be a moment with its zone")
        return datetime.min.replace(tzinfo=UTC)

    def texts(self, key: str) -> tuple[str, ...]:
        """Read a list of texts."""
        found = self._thing.get(key)
        if isinstance(found, list) and all(isinstance(one, str) for one in found):
            return tuple(found)
        self.fault(key, "must be a list of texts")
        return ()

    def sheet(self, key: str) -> "Sheet":
        """Go into the object under the key."""
        found = self._thing.get(key)
        if not isinstance(found, dict):
            self.fault(key, "must be an object")
            found = {}
        return Sheet(found, self._faults, f"{self._place}.{key}" if self._place else key)

    def sheets(self, key: str) -> list["Sheet"]:
        """Go into each object of a list."""
        found = self._thing.get(key)
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            self.fault(key, "must be a list of objects")
            return []
        return [Sheet(one, self._faults, f"{key}.{number}") for number, one in enumerate(found, 1)]

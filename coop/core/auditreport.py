"""What a check of the log speaks of: faults, signed heads, reports. Pure and offline."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from coop.core import canonical

GENESIS = "0" * 64
MOMENT = "%Y-%m-%dT%H:%M:%S.%f%z"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong; `text` is a message with %(first)s and %(last)s."""

    text: str
    first: int = 0
    last: int = 0

    def __str__(self) -> str:
        """Give the sentence in English."""
        return self.text % self.values

    @property
    def values(self) -> Mapping[str, int]:
        """Give the numbers that the sentence names."""
        return {"first": self.first, "last": self.last}


@dataclass(frozen=True, slots=True)
class SignedHead:
    """The end of a log at a moment, signed."""

    facts: Mapping[str, object]
    signature: str

    @property
    def seal(self) -> int:
        """Give the number of the last seal."""
        return whole(self.facts, "seal")

    @property
    def sequence(self) -> int:
        """Give the number of the last entry."""
        return whole(self.facts, "sequence")

    @property
    def hash(self) -> str:
        """Give the hash of the last seal."""
        return words(self.facts, "hash")

    @property
    def key(self) -> str:
        """Give the public key that it names, in hexadecimal."""
        return words(self.facts, "key")

    @property
    def moment(self) -> datetime:
        """Give when it was signed."""
        return datetime.strptime(words(self.facts, "at"), MOMENT).astimezone(UTC)

    def line(self) -> str:
        """Write it as the line of a file."""
        return canonical.canonical({"head": self.facts, "signature": self.signature}) + "\n"

    def is_signed_by(self, key: str) -> bool:
        """Say whether the signature is right, under this public key in hexadecimal."""
        try:
            public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
            public.verify(
                bytes.fromhex(self.signature), canonical.canonical(self.facts).encode("ascii")
            )
        except (ValueError, InvalidSignature):
            return False
        return key == self.key and self.signature == bytes.fromhex(self.signature).hex()


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found; `waiting` counts entries that no seal covers yet."""

    entries: int
    seals: int
    head: str
    anchors: int
    faults: tuple[Fault, ...]
    waiting: int = 0

    @property
    def ok(self) -> bool:
        """Say whether nothing is wrong."""
        return not self.faults


def whole(box: Mapping[str, object], name: str) -> int:
    """Give a whole number out of what was read, or -1."""
    found = box.get(name)
    return found if isinstance(found, int) and not isinstance(found, bool) else -1


def words(box: Mapping[str, object], name: str) -> str:
    """Give a text out of what was read, or nothing."""
    found = box.get(name)
    return found if isinstance(found, str) else ""


def inner(box: Mapping[str, object], name: str) -> dict[str, object]:
    """Give the object inside what was read, or an empty one."""
    found = box.get(name)
    return found if isinstance(found, dict) else {}


def read_line(line: bytes) -> dict[str, object] | None:
    """Read a whole line; None unless every byte is as the canonical form has it."""
    if not line.endswith(b"\n") or not line.isascii():
        return None
    return canonical.read(line[:-1].decode("ascii"))


def read_head(line: bytes) -> SignedHead | None:
    """Read a signed head, without judging the signature."""
    box = read_line(line)
    if box is None or box.keys() != {"head", "signature"}:
        return None
    return SignedHead(inner(box, "head"), words(box, "signature"))

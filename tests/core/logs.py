"""Make whole exported logs in memory, signed by a key of the tests' own."""

from collections.abc import Sequence
from hashlib import sha256
from io import BytesIO

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from coop.core import canonical, merkle
from coop.core.auditcheck import FORMAT
from coop.core.auditreport import GENESIS, SignedHead

KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
OTHER_KEY = Ed25519PrivateKey.from_private_bytes(b"o" * 32)


def public(key: Ed25519PrivateKey) -> str:
    """Give the public half in hexadecimal."""
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def a_line(box: dict[str, object]) -> bytes:
    """Write one line as the log has it."""
    return canonical.canonical(box).encode("ascii") + b"\n"


def an_entry(sequence: int, **changed: object) -> dict[str, object]:
    """Make what one entry says."""
    facts: dict[str, object] = {
        "act": "governance.proposed",
        "at": f"2026-03-02T09:00:{sequence:02}.000000Z",
        "by": "",
        "details": {"number": sequence, "title": "A van for the café"},
        "evidence": "",
        "id": f"00000000-0000-4000-8000-{sequence:012}",
        "keyed_by": "",
        "sequence": sequence,
        "subject": f"motion {sequence}",
        "via": "web",
    }
    return facts | changed


def a_head(key: Ed25519PrivateKey = KEY, **facts: object) -> bytes:
    """Sign a head."""
    named = {"at": "2026-03-02T10:00:00.000000Z", "log": "", **facts, "key": public(key)}
    signature = key.sign(canonical.canonical(named).encode("ascii")).hex()
    return SignedHead(named, signature).line().encode("ascii")


def a_log(
    batches: Sequence[int] = (3, 1, 4),
    *,
    key: Ed25519PrivateKey = KEY,
    changed: dict[int, dict[str, object]] | None = None,
) -> list[bytes]:
    """Make an exported log with so many entries in each batch; `changed` words some otherwise."""
    facts = {"at": "2026-03-02T10:00:00.000000Z", "format": FORMAT, "key": public(key)}
    lines = [a_line({"log": facts})]
    first, previous = 1, GENESIS
    for number, size in enumerate(batches, 1):
        entries = [an_entry(n, **(changed or {}).get(n, {})) for n in range(first, first + size)]
        batch, previous = a_batch(number, entries, previous)
        lines += batch
        first += size
    log = sha256(lines[0]).hexdigest()
    head = {"hash": previous, "log": log, "seal": len(batches), "sequence": first - 1}
    return [*lines, a_head(key, **head)]


def a_batch(
    number: int, entries: Sequence[dict[str, object]], previous: str
) -> tuple[list[bytes], str]:
    """Make the lines of one batch and its seal; give the seal's hash too."""
    leaves = [merkle.leaf_hash(a_line(entry)[:-1]) for entry in entries]
    seal: dict[str, object] = {
        "at": "2026-03-02T09:30:00.000000Z",
        "first": entries[0]["sequence"],
        "last": entries[-1]["sequence"],
        "number": number,
        "previous": previous,
        "root": merkle.root(leaves).hex(),
    }
    hashed = canonical.digest(seal)
    lines = [
        a_line({"entry": entry, "leaf": leaf.hex(), "seal": number})
        for entry, leaf in zip(entries, leaves, strict=True)
    ]
    return [*lines, a_line({"seal": seal | {"hash": hashed}})], hashed


def as_file(content: bytes) -> list[bytes]:
    """Part a file's content into lines as Python reads a file."""
    return BytesIO(content).readlines()

"""Signed heads: the end of the log, kept outside the database.

A chain does not notice that its tail was cut off. So the end of the log is signed and
kept in a file beside the database, and goes out with every export and declaration.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from flask import Flask, current_app

from coop.core.auditreport import SignedHead, read_head
from coop.core.canonical import canonical
from coop.core.settings import Settings

EVERY = timedelta(minutes=1)
LONGEST_LINE = 4096


@dataclass(slots=True)
class Anchors:
    """The signing key, the file of heads, and what this program last kept in it."""

    key: Ed25519PrivateKey
    path: Path
    kept_seal: int = -1
    kept_at: datetime | None = field(default=None)


def init_anchors(app: Flask) -> None:
    """Derive the signing key from the co-operative’s secret, and publish its other half."""
    settings: Settings = app.config["EVENHAND"]
    seed = HKDF(SHA256(), 32, salt=None, info=b"evenhand audit heads").derive(settings.secret)
    made = Anchors(Ed25519PrivateKey.from_private_bytes(seed), settings.data / "anchors.jsonl")
    app.extensions["evenhand.anchors"] = made
    settings.data.mkdir(parents=True, exist_ok=True)
    (settings.data / "audit-key.pub").write_bytes(_public_pem(made))


def public_key_text() -> str:
    """Give the public key that heads are signed under, in hexadecimal."""
    public = _anchors().key.public_key()
    return public.public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def sign(facts: Mapping[str, object]) -> SignedHead:
    """Sign the facts of a head; the key’s name is signed with them."""
    named = {**facts, "key": public_key_text()}
    signature = _anchors().key.sign(canonical(named).encode("ascii"))
    return SignedHead(named, signature.hex())


def sign_bytes(content: bytes) -> bytes:
    """Sign a file that is handed out; gives the 64 bytes of the Ed25519 signature."""
    return _anchors().key.sign(content)


def keep(signed: SignedHead) -> None:
    """Append a head to the file of anchors, unless its last line says the same."""
    anchors = _anchors()
    last = read_head(_last_line(anchors.path))
    if last is None or (last.seal, last.hash) != (signed.seal, signed.hash):
        _append(anchors.path, signed.line().encode("ascii"))
    anchors.kept_seal, anchors.kept_at = signed.seal, signed.moment


def is_due(seal: int, now: datetime) -> bool:
    """Say whether this newer seal should be kept outside: at most one a minute."""
    anchors = _anchors()
    if seal == anchors.kept_seal:
        return False
    # A clock that was moved must not stop the anchoring, so the distance counts.
    return anchors.kept_at is None or abs(now - anchors.kept_at) >= EVERY


def kept_lines() -> list[bytes]:
    """Give every line of the file of anchors."""
    path = _anchors().path
    return _lines(path.read_bytes()) if path.exists() else []


def _anchors() -> Anchors:
    """Give the anchors of this application."""
    anchors: Anchors = current_app.extensions["evenhand.anchors"]
    return anchors


def _public_pem(anchors: Anchors) -> bytes:
    """Write the public key so that openssl can read it."""
    return anchors.key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def _last_line(path: Path) -> bytes:
    """Give the last whole or torn line of the file."""
    if not path.exists():
        return b""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - LONGEST_LINE))
        lines = _lines(file.read())
    return lines[-1] if lines else b""


def _lines(content: bytes) -> list[bytes]:
    """Part at line feeds only, as a file does; a stray return stays in its line."""
    return BytesIO(content).readlines()


def _append(path: Path, line: bytes) -> None:
    """Add a line in one write, and wait until the disk has it."""
    last = _last_line(path)
    torn = bool(last) and not last.endswith(b"\n")
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(descriptor, b"\n" + line if torn else line)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

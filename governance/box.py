"""The ballot box of a secret vote: papers go in sealed and come out in no order.

This is the whole meeting point of casting and counting. Casting knows a box’s public key and
may only `seal`; counting alone may `open_box`. A box whose key several trustees hold together
can take this file’s place without either of them noticing.

A sealed paper is X25519 with a key used once, HKDF-SHA-256 and ChaCha20-Poly1305. Every paper
of every box has the same length, so its length says nothing about the mark.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY = 32
NONCE = 12
MARK = 256
SEALED = KEY + MARK + 16
# Each paper has a key of its own, so its nonce need not differ.
ONCE = bytes(NONCE)


class BrokenBox(Exception):
    """A paper or the key does not belong to this box, or was altered."""


@dataclass(frozen=True, slots=True)
class Box:
    """A new box: what casting may know, and the private key under the installation’s secret."""

    public: bytes
    wrapped: bytes


def new_box(secret: bytes) -> Box:
    """Make a box whose private key only the holder of `secret` can unwrap."""
    private = X25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw()
    nonce = secrets.token_bytes(NONCE)
    wrapped = ChaCha20Poly1305(_wrapping(secret)).encrypt(
        nonce, private.private_bytes_raw(), public
    )
    return Box(public=public, wrapped=nonce + wrapped)


def seal(public: bytes, mark: str) -> bytes:
    """Seal one mark for the box with this public key; always `SEALED` bytes."""
    plain = mark.encode()
    if len(plain) >= MARK:
        message = "A mark is too long for its paper."
        raise ValueError(message)
    private = X25519PrivateKey.generate()
    once = private.public_key().public_bytes_raw()
    shared = private.exchange(X25519PublicKey.from_public_bytes(public))
    padded = plain.ljust(MARK, b"\0")
    return once + ChaCha20Poly1305(_sealing(shared, once, public)).encrypt(ONCE, padded, public)


def open_box(box: Box, secret: bytes, papers: Iterable[bytes]) -> list[str]:
    """Open every paper and give the marks sorted, so that nothing is left of their order.

    Raises `BrokenBox` when the secret is another or one byte was changed.
    """
    private = X25519PrivateKey.from_private_bytes(_unwrap(box, secret))
    return sorted(_open(private, box.public, sealed) for sealed in papers)


def _unwrap(box: Box, secret: bytes) -> bytes:
    try:
        return ChaCha20Poly1305(_wrapping(secret)).decrypt(
            box.wrapped[:NONCE], box.wrapped[NONCE:], box.public
        )
    except InvalidTag as wrong:
        message = "The secret of this installation does not open this box."
        raise BrokenBox(message) from wrong


def _open(private: X25519PrivateKey, public: bytes, sealed: bytes) -> str:
    if len(sealed) != SEALED:
        message = "A paper in the box has the wrong length."
        raise BrokenBox(message)
    once, closed = sealed[:KEY], sealed[KEY:]
    shared = private.exchange(X25519PublicKey.from_public_bytes(once))
    try:
        padded = ChaCha20Poly1305(_sealing(shared, once, public)).decrypt(ONCE, closed, public)
    except InvalidTag as wrong:
        message = "A paper in the box was altered, or belongs to another box."
        raise BrokenBox(message) from wrong
    return padded.rstrip(b"\0").decode()


def _wrapping(secret: bytes) -> bytes:
    return _derive(secret, salt=None, purpose=b"evenhand ballot box key")


def _sealing(shared: bytes, once: bytes, public: bytes) -> bytes:
    return _derive(shared, salt=once + public, purpose=b"evenhand ballot paper")


def _derive(source: bytes, *, salt: bytes | None, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY, salt=salt, info=purpose).derive(source)

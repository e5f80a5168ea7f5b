"""The Merkle tree of RFC 9162, section 2.1: leaves in, one root out."""

from collections.abc import Sequence
from hashlib import sha256

EMPTY = sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    """Hash one entry, marked so that no leaf can be passed off as a branch."""
    return sha256(b"\x00" + entry).digest()


def branch_hash(left: bytes, right: bytes) -> bytes:
    """Hash two neighbours into the one above them."""
    return sha256(b"\x01" + left + right).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """Give the root over leaf hashes in their order; of nothing, the hash of nothing.

    Pairing level by level and carrying an odd last one up gives the RFC's own tree,
    which splits at the largest power of two below the number of leaves.
    """
    level = list(leaves)
    if not level:
        return EMPTY
    while len(level) > 1:
        pairs = [branch_hash(*level[i : i + 2]) for i in range(0, len(level) - 1, 2)]
        level = pairs + level[len(pairs) * 2 :]
    return level[0]

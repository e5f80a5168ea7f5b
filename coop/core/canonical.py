"""Canonical JSON: one way only to write a thing, so that its hash means something."""

import json
from collections.abc import Mapping
from hashlib import sha256


def canonical(thing: Mapping[str, object]) -> str:
    """Write with sorted keys, no spaces, and ASCII only, so that no tool re-spells it."""
    return json.dumps(thing, sort_keys=True, separators=(",", ":"), allow_nan=False)


def read(text: str) -> dict[str, object] | None:
    """Read one object back; None when it is not written exactly as `canonical` writes it."""
    try:
        thing = json.loads(text)
        same = isinstance(thing, dict) and canonical(thing) == text
    except (ValueError, RecursionError):
        return None
    return thing if same else None


def digest(thing: Mapping[str, object]) -> str:
    """Give the SHA-256 of the canonical text, in hexadecimal."""
    return sha256(canonical(thing).encode("ascii")).hexdigest()
